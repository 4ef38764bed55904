"""A phase, step or sub-step as it stands on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from publicity.plans.plan import Phase, Task
from publicity.plans.scheduled import Scheduled
from publicity.plans.span import Span


class State(Enum):
    """Where something with days stands on a day: its key in data and style sheets; `label` is for readers."""

    UPCOMING = "upcoming"
    CURRENT = "current"
    ENDED = "ended"
    UNDATED = "undated"

    @property
    def label(self) -> str:
        """The Chinese word that readers see."""
        return {"upcoming": "未开始", "current": "进行中", "ended": "已结束", "undated": "时间未定"}[self.value]


def state_on(day: date, span: Span) -> State:
    """Tell the state of a span on a day; an open start counts as begun, an open end as not over."""
    if not span.known:
        return State.UNDATED
    if span.start and day < span.start:
        return State.UPCOMING
    return State.ENDED if span.end and day > span.end else State.CURRENT


@dataclass(frozen=True)
class Stage:
    """A phase, step or sub-step as it stands on the column's day."""

    entry: Task
    span: Span
    state: State
    steps: tuple["Stage", ...]
    day: date
    apart: str = ""  # what tells it from another of its name

    def all(self) -> Iterator["Stage"]:
        """Yield the stage itself and every step and sub-step of it, in the plan's order."""
        yield self
        for step in self.steps:
            yield from step.all()

    @property
    def id(self) -> str:
        """Its id in the plan, also in addresses."""
        return self.entry.id

    @property
    def name(self) -> str:
        """What it is called, unlike any other phase."""
        return self.entry.name + self.apart

    @property
    def is_phase(self) -> bool:
        """Whether it is a phase, with a page of its own; steps stand on the page of their phase or of the plan."""
        return isinstance(self.entry, Phase)

    @property
    def kind(self) -> str:
        """What the plan calls a phase; a step is a 环节."""
        return self.entry.kind if isinstance(self.entry, Phase) else "环节"

    @property
    def page(self) -> str:
        """The source path of a phase's page."""
        return f"phases/{self.entry.id}.md"

    @property
    def days_left(self) -> int | None:
        """Whole days after the column's day until the last one; None unless it is running towards an end."""
        return (self.span.end - self.day).days if self.state is State.CURRENT and self.span.end else None

    @property
    def days_until(self) -> int | None:
        """Days until it begins; None unless that is still to come."""
        return (self.span.start - self.day).days if self.state is State.UPCOMING and self.span.start else None


def stage_on(day: date, item: Scheduled) -> Stage:
    """Make the stage of something scheduled, with all that is below it, on a day."""
    steps = tuple(stage_on(day, step) for step in item.steps)
    return Stage(item.entry, item.span, state_on(day, item.span), steps, day, item.apart)
