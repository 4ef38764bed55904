"""Read Chinese schedule expressions (5月中旬至6月中旬) as calendar days, rightly or not at all.

Source: handbook/domain.md#times.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from publicity.when.every import Every
from publicity.when.found import Field
from publicity.when.reading import Reading, Refusal
from publicity.when.refusal import Unreadable
from publicity.when.relative import meant
from publicity.when.sense import sense
from publicity.when.settling import HALF_YEAR, MONTH, QUARTER, Evidence, Unsettled, settle
from publicity.when.text import uniform
from publicity.when.years import LONGEST_CROSSING, Context

LONGEST_TEXT = 100

NO_EVENTS: Mapping[str, date | None] = MappingProxyType({})

__all__ = ["Every", "Field", "Reading", "Refusal", "meant", "possible", "read", "unsettled"]


def read(
    text: str,
    *,
    year: int | None = None,
    issued: date | None = None,
    field: Field = Field.ANY,
    events: Mapping[str, date | None] = NO_EVENTS,
    whole: bool = False,
    may_be_over: bool | None = None,
) -> Reading | Refusal:
    """Read one expression that stands by itself. `issued` is the day of its document.

    `year` is the year it speaks of; without one the day of issue decides (handbook/domain.md#years). `whole` says
    that it is all that the document orders, `may_be_over` whether it may have ended a while before that day: else by
    a month, and a deadline not. `events` are those it may hang on, by their names, with their days where
    these are known.

    Never raises for any text: what is not read rightly comes back as a Refusal.
    """
    if year is None and issued:
        evidence = Evidence(issued=issued, whole=whole, over=MONTH)
        if may_be_over is not None or field is Field.DEADLINE:
            may_be_over = bool(may_be_over)
            lately = HALF_YEAR if may_be_over else QUARTER
            evidence = replace(evidence, first_may_be_over=may_be_over, over=lately, overdue=lately)
        return _by_issue(text, field, events, evidence)
    found = _read(text, Context(year, issued), field, events)
    if isinstance(found, Reading) and issued and "year" in found.inferred and _stale(found.end or found.start, issued):
        return Refusal(text, f"没有写年份，按{year}年算又比成文日期早半年以上，请写明年份")
    return found


def possible(
    text: str,
    years: Sequence[int],
    *,
    issued: date | None,
    field: Field = Field.ANY,
    events: Mapping[str, date | None] = NO_EVENTS,
) -> list[Reading] | Refusal:
    """All that an expression may mean in some years, a reading each; one reading where it says itself which year."""
    ends = [_read(text, Context(year, issued, weighed=True), field, events) for year in (years[0], years[-1])]
    if all(isinstance(found, Reading) for found in ends) and _days(ends[0]) == _days(ends[1]):
        return [found for found in ends[:1] if isinstance(found, Reading)]
    every = [_read(text, Context(year, issued, weighed=True), field, events) for year in years]
    found = {_days(it): it for it in every if isinstance(it, Reading)}
    return list(found.values()) or next(it for it in every if isinstance(it, Refusal))


def unsettled(text: str, readings: Iterable[Reading]) -> Refusal:
    """Why a text is refused that may mean any of these."""
    years = sorted({str((it.start or it.end or date.min).year) for it in readings})
    return Refusal(text, f"没有写年份，{'、'.join(years)} 年都说得通")


def _by_issue(text: str, field: Field, events: Mapping[str, date | None], evidence: Evidence) -> Reading | Refusal:
    issued = evidence.issued or date.min
    found = possible(text, range(issued.year - 1, issued.year + 2), issued=issued, field=field, events=events)
    if isinstance(found, Refusal) or len(found) == 1:
        return found if isinstance(found, Refusal) else found[0]
    chosen = settle([[(it.start, it.end) for it in found]], evidence)
    if isinstance(chosen, Unsettled):
        return unsettled(text, [found[i] for i in chosen.options])
    return found[chosen[0]]


def _read(text: str, context: Context, field: Field, events: Mapping[str, date | None]) -> Reading | Refusal:
    return _read_once(text, context, field, tuple(events.items()))


@lru_cache(maxsize=4096)
def _read_once(
    text: str, context: Context, field: Field, known: tuple[tuple[str, date | None], ...]
) -> Reading | Refusal:
    """A plan is put on the calendar several times: as it stands, and as it stood before each of its amendments."""
    events = dict(known)
    try:
        if len(text) > LONGEST_TEXT:
            raise Unreadable(f"太长：时间表达式不超过 {LONGEST_TEXT} 个字")
        plain = uniform(text)
        if not plain:
            raise Unreadable("没有写时间")
        found = sense(plain, context, field, events)
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


def _days(found: Reading | Refusal) -> tuple[object, ...]:
    return (found.start, found.end, found.points) if isinstance(found, Reading) else ()


def _stale(day: date | None, issued: date) -> bool:
    return day is not None and issued - day > LONGEST_CROSSING
