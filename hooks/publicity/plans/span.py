"""The days of a thing on the calendar, and what a reading makes of them (handbook/domain.md#times)."""

from dataclasses import dataclass, replace
from datetime import date

from publicity.when.every import Every
from publicity.when.reading import Reading


@dataclass(frozen=True)
class Span:
    """First and last day, both included; None is open or unknown.

    `inferred` names the bounds ("start", "end") that the plan does not print; `note` says in Chinese how
    they were found.
    """

    start: date | None = None
    end: date | None = None
    inferred: tuple[str, ...] = ()
    note: str = ""
    times: tuple[date, ...] = ()  # the days on which it falls due, where that is more than once
    every: Every | None = None  # … and the recurrence that they come from
    approximate: bool = False  # the plan says 大约, 左右
    waits_for: tuple[str, ...] = ()  # events whose day must be known first

    @property
    def known(self) -> bool:
        """Whether any day is known."""
        return self.start is not None or self.end is not None

    @property
    def days(self) -> int | None:
        """How many days it lasts; None where a bound is open."""
        return (self.end - self.start).days + 1 if self.start and self.end else None


def span_of(reading: Reading, frame: Span) -> Span:
    """The days of a reading; what recurs does so from the first to the last day of `frame`, unless it says itself."""
    bounds = tuple(name for name in reading.inferred if name != "year")
    span = Span(
        reading.start,
        reading.end,
        bounds,
        reading.note,
        reading.points,
        approximate=reading.approximate,
        waits_for=reading.waits_for,
    )
    return _recurring(span, reading.every, frame) if reading.every else span


def _recurring(span: Span, every: Every, frame: Span) -> Span:
    start, end = span.start or frame.start, span.end or frame.end
    lent = [name for name, own, bound in (("start", span.start, start), ("end", span.end, end)) if bound and not own]
    times = tuple(every.days(start, end)) if start and end else ()
    notes = [span.note] if span.note else []
    if every.dated and not (start and end):
        notes.append("不知道从哪天到哪天，没有推算每次的日期")
    elif lent:
        notes.append("从何时到何时，按所属的阶段或整个活动推定")
    return replace(
        span, start=start, end=end, inferred=(*span.inferred, *lent), note="；".join(notes), times=times, every=every
    )
