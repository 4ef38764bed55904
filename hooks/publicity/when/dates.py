"""Read Chinese schedule expressions (5月中旬至6月中旬) as calendar days, rightly or not at all.

Source: handbook/domain.md#times.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from publicity.fields.day import chinese_day
from publicity.when.every import Every
from publicity.when.found import Field
from publicity.when.refusal import Unreadable
from publicity.when.relative import meant
from publicity.when.sense import sense
from publicity.when.text import uniform
from publicity.when.years import LONGEST_CROSSING, Context

LONGEST_TEXT = 100

NO_EVENTS: Mapping[str, date | None] = MappingProxyType({})

__all__ = ["Every", "Field", "Reading", "Refusal", "meant", "read"]


@dataclass(frozen=True)
class Reading:
    """What an expression means. A start or end of None is open.

    A kind of "recurring" has `every`, and its start and end only where they are printed; of "points" `points` are
    the days due. A "relative" time has days so far as those of the events are known that it hangs on, and
    `waits_for` names the others.

    `inferred` names what the words do not print themselves: "year", "start", "end".
    `note` says in Chinese what a careful reader would want to know about the reading.
    """

    text: str
    kind: str
    start: date | None
    end: date | None
    inferred: tuple[str, ...] = ()
    note: str = ""
    approximate: bool = False  # 大体, 左右, 拟
    every: Every | None = None
    points: tuple[date, ...] = ()
    waits_for: tuple[str, ...] = ()

    @property
    def wording(self) -> str:
        """The reading in plain words, which read back to the same days; a recurrence says how often."""
        if self.every:
            bounds = f"{self._span}，" if self._span else ""
            return f"{bounds}{self.every.words}一次"
        if self.points:
            return "、".join(map(chinese_day, self.points))
        return self._span or self.text

    @property
    def _span(self) -> str:
        if self.start and self.end:
            days = (self.start, self.end)
            return chinese_day(self.start) if self.start == self.end else "至".join(map(chinese_day, days))
        if self.end:
            return f"{chinese_day(self.end)}前"
        return f"{chinese_day(self.start)}起" if self.start else ""


@dataclass(frozen=True)
class Refusal:
    """An expression that is not read, and one Chinese sentence why."""

    text: str
    reason: str


def read(
    text: str,
    *,
    year: int | None = None,
    issued: date | None = None,
    field: Field = Field.ANY,
    sure_of_year: bool = False,
    events: Mapping[str, date | None] = NO_EVENTS,
) -> Reading | Refusal:
    """Read one expression. `year` is the year it speaks of, `issued` the day of its document.

    `events` are those it may hang on, by their names, with their days where these are known.
    Unless the caller is `sure_of_year`, a time that would lie half a year before its own document is refused.

    Never raises for any text: what is not read rightly comes back as a Refusal.
    """
    context = Context(year if year is not None else issued.year if issued else None, issued)
    try:
        if len(text) > LONGEST_TEXT:
            raise Unreadable(f"太长：时间表达式不超过 {LONGEST_TEXT} 个字")
        plain = uniform(text)
        if not plain:
            raise Unreadable("没有写时间")
        found = sense(plain, context, field, events)
        if not sure_of_year and issued and "year" in found.inferred and _stale(found.end or found.start, issued):
            raise Unreadable(f"没有写年份，按{issued.year}年算又比成文日期早半年以上，请写明年份")
    except Unreadable as refused:
        return Refusal(text, refused.reason)
    return Reading(
        text,
        found.kind,
        found.start,
        found.end,
        tuple(found.inferred),
        "；".join(found.notes),
        found.approximate,
        found.every,
        found.points,
        found.waits_for,
    )


def _stale(day: date | None, issued: date) -> bool:
    return day is not None and issued - day > LONGEST_CROSSING
