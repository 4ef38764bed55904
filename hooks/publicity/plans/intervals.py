"""Where phases leave days uncovered and where they run side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from publicity.plans.scheduled import DAY, Scheduled
from publicity.plans.span import Span


@dataclass(frozen=True)
class Gap:
    """Days between phases that belong to none; both ends included."""

    start: date
    end: date
    before: Scheduled
    after: Scheduled

    @property
    def days(self) -> int:
        """How many days."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True)
class Overlap:
    """Days that belong to two phases; both ends included."""

    start: date
    end: date
    first: Scheduled
    second: Scheduled


def gaps(phases: Sequence[Scheduled], covered: Iterable[Span] = ()) -> list[Gap]:
    """Find the days between the first and the last day of all phases that are in none and not `covered`, in order."""
    return [gap for gap in _gaps(phases) if not any(_holds(span, gap) for span in covered)]


def _holds(span: Span, gap: Gap) -> bool:
    return bool(span.start and span.end and span.start <= gap.start and gap.end <= span.end)


def _gaps(phases: Sequence[Scheduled]) -> list[Gap]:
    found: list[Gap] = []
    latest: Scheduled | None = None
    for phase in sorted((p for p in phases if p.span.days), key=lambda p: p.span.start or date.min):
        start, end = phase.span.start, phase.span.end
        if start is None or end is None:
            continue
        if latest and latest.span.end and start > latest.span.end + DAY:
            found.append(Gap(latest.span.end + DAY, start - DAY, latest, phase))
        if latest is None or latest.span.end is None or end > latest.span.end:
            latest = phase
    return found


def overlaps(phases: Sequence[Scheduled]) -> list[Overlap]:
    """Find the common days of every two phases of the same batch, in the plan's order."""
    found: list[Overlap] = []
    for first, second in combinations(phases, 2):
        if first.entry.batch != second.entry.batch:
            continue
        a, b = first.span, second.span
        if a.start and a.end and b.start and b.end and a.start <= b.end and b.start <= a.end:
            found.append(Overlap(max(a.start, b.start), min(a.end, b.end), first, second))
    return found
