"""What a printed time was read as, or why it was not."""

from dataclasses import dataclass
from datetime import date

from publicity.fields.day import chinese_day
from publicity.when.every import Every


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
