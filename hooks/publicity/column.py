"""The column on a given day: the frozen aggregate that pages, feeds and data ask (DESIGN: decisions)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from publicity.as_of import AsOf
from publicity.claims import Claim, compare
from publicity.intervals import Gap, Overlap, gaps, overlaps
from publicity.plan import Batch, Duty, Phase, Plan, Quota, Superior, Task
from publicity.plan_file import PlanFile
from publicity.problem import Problem
from publicity.schedule import DAY, Schedule, Scheduled, Span


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

    @property
    def id(self) -> str:
        """Its id in the plan, also in addresses."""
        return self.entry.id

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


@dataclass(frozen=True)
class Owed:
    """A duty of the plan, with the phase it belongs to and the day it is due (None: not known)."""

    duty: Duty
    phase: Stage | None
    step: Stage | None
    span: Span
    to: Superior | None
    approved_by: Superior | None


@dataclass(frozen=True)
class Column:
    """A plan on a day. Everything shown follows from these four."""

    plan: Plan
    schedule: Schedule
    as_of: AsOf
    problems: tuple[Problem, ...] = ()

    @property
    def day(self) -> date:
        """The day on which everything is said to stand as it does."""
        return self.as_of.day

    @property
    def period(self) -> Span:
        """The campaign as a whole."""
        return self.schedule.period

    @property
    def state(self) -> State:
        """The campaign as a whole, from the first day of its period and phases to the last."""
        spans = [self.period, *(phase.span for phase in self.schedule.phases)]
        starts, ends = [s.start for s in spans if s.start], [s.end for s in spans if s.end]
        return state_on(self.day, Span(min(starts, default=None), max(ends, default=None)))

    @cached_property
    def phases(self) -> tuple[Stage, ...]:
        """All phases, in the plan's order."""
        return tuple(self._stage(phase) for phase in self.schedule.phases)

    def _stage(self, item: Scheduled) -> Stage:
        steps = tuple(self._stage(step) for step in item.steps)
        return Stage(item.entry, item.span, state_on(self.day, item.span), steps, self.day)

    def phase(self, name: str) -> Stage:
        """The phase with an id. Raises KeyError."""
        return {phase.id: phase for phase in self.phases}[name]

    def neighbours(self, phase: Stage) -> tuple[Stage | None, Stage | None]:
        """The phases before and after one, in the plan's order."""
        around = (None, *self.phases, None)
        at = around.index(phase)
        return around[at - 1], around[at + 1]

    @property
    def current_phases(self) -> tuple[Stage, ...]:
        """The phases that are running: several, one or none."""
        return tuple(phase for phase in self.phases if phase.state is State.CURRENT)

    @property
    def ended_phases(self) -> tuple[Stage, ...]:
        """The phases that are over."""
        return tuple(phase for phase in self.phases if phase.state is State.ENDED)

    @property
    def next_phases(self) -> tuple[Stage, ...]:
        """What begins next: the phases that share the earliest day still to come."""
        waiting = [phase for phase in self.phases if phase.state is State.UPCOMING and phase.span.start]
        first = min((phase.span.start for phase in waiting if phase.span.start), default=None)
        return tuple(phase for phase in waiting if phase.span.start == first)

    @property
    def next_change(self) -> date | None:
        """The next day on which some state differs from today's; None when all is over."""
        spans = [self.period, *(stage.span for stage in self.stages())]
        days = [s.start for s in spans if s.start] + [s.end + DAY for s in spans if s.end]
        return min((day for day in days if day > self.day), default=None)

    @property
    def days_left(self) -> int | None:
        """Whole days until the campaign's last one; None when it is over or has no end."""
        end = self.period.end
        return (end - self.day).days if end and end >= self.day else None

    def stages(self) -> Iterator[Stage]:
        """Every phase, step and sub-step, in the plan's order."""

        def below(stage: Stage) -> Iterator[Stage]:
            yield stage
            for step in stage.steps:
                yield from below(step)

        for phase in self.phases:
            yield from below(phase)

    @cached_property
    def duties(self) -> tuple[Owed, ...]:
        """Every duty, in the plan's order."""
        phase_of: dict[str, Stage] = {}
        step_of: dict[str, Stage] = {}
        for phase in self.phases:
            phase_of[phase.id] = phase
            for step in phase.steps:
                phase_of |= dict.fromkeys([step.id, *(task.id for task in step.steps)], phase)
                step_of |= dict.fromkeys([step.id, *(task.id for task in step.steps)], step)
        offices = {office.id: office for office in self.plan.superiors}
        return tuple(
            Owed(
                duty,
                phase_of.get(duty.at),
                step_of.get(duty.at),
                self.schedule.duties[duty.id],
                offices.get(duty.to or ""),
                offices.get(duty.approval.by) if duty.approval else None,
            )
            for duty in self.plan.duties
        )

    def duties_of(self, stage: Stage) -> tuple[Owed, ...]:
        """The duties that a phase or one of its steps creates."""
        return tuple(owed for owed in self.duties if stage in (owed.phase, owed.step))

    def quotas_of(self, stage: Stage) -> tuple[Quota, ...]:
        """The quotas of a phase or of its steps."""
        ids = {stage.id, *(step.id for step in stage.steps)}
        return tuple(quota for quota in self.plan.quotas if quota.at in ids)

    def batch_of(self, stage: Stage) -> Batch | None:
        """The batch that a phase or step is only for."""
        return next((batch for batch in self.plan.batches if batch.id == stage.entry.batch), None)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Days between phases that belong to none."""
        return tuple(gaps(self.schedule.phases))

    @cached_property
    def overlaps(self) -> tuple[Overlap, ...]:
        """Days that belong to two phases."""
        return tuple(overlaps(self.schedule.phases))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What the plan claims of itself, beside the count."""
        return tuple(compare(self.plan))


def column_of(file: PlanFile, as_of: AsOf) -> Column | None:
    """Make the column of a plan file; None where its plan has errors."""
    if file.plan is None or file.schedule is None:
        return None
    return Column(file.plan, file.schedule, as_of, file.problems)
