"""A plan on the calendar, as data: every part with its days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from publicity.plans.plan import Task
from publicity.plans.span import Span
from publicity.texts.reading import Finding

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Scheduled:
    """A phase, step or sub-step with its days."""

    entry: Task
    span: Span
    steps: tuple["Scheduled", ...] = ()
    apart: str = ""  # what tells it from another of its name

    @property
    def name(self) -> str:
        """What it is called, unlike any other phase."""
        return self.entry.name + self.apart


@dataclass
class Schedule:
    """The whole plan on the calendar, and what stood in the way."""

    period: Span = field(default_factory=Span)
    batches: dict[str, Span] = field(default_factory=dict)
    phases: list[Scheduled] = field(default_factory=list)
    steps: list[Scheduled] = field(default_factory=list)  # of the plan itself
    duties: dict[str, Span] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def all(self) -> Iterator[Scheduled]:
        """Everything scheduled, in the plan's order."""
        yield from scheduled_below((*self.phases, *self.steps))

    @property
    def bare_batches(self) -> list[Span]:
        """The days of the batches that have no phases of their own."""
        with_phases = {phase.entry.batch for phase in self.phases}
        return [span for name, span in self.batches.items() if name not in with_phases]

    @property
    def days(self) -> list[date]:
        """Every first and last day that is known of its parts, batches included."""
        spans = [*self.batches.values(), *(item.span for item in self.all())]
        return [day for span in spans for day in (span.start, span.end) if day]


def scheduled_below(items: Iterable[Scheduled]) -> Iterator[Scheduled]:
    """Every phase, step and sub-step, in the plan's order."""
    for item in items:
        yield item
        yield from scheduled_below(item.steps)
