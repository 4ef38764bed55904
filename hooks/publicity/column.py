"""The column on a given day: the frozen aggregate that pages, feeds and data ask (DESIGN: decisions)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property

from publicity.archive import Archive, Item
from publicity.as_of import AsOf
from publicity.claims import Claim, compare
from publicity.duties import DutyState, Owed
from publicity.gating import Hold, hold
from publicity.intervals import Gap, Overlap, gaps, overlaps
from publicity.plan import Batch, Duty, Phase, Plan, Quota, Superior, Task
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
class Column:
    """A plan and what was written under it, on a day. Everything shown follows from these."""

    plan: Plan
    schedule: Schedule
    as_of: AsOf
    problems: tuple[Problem, ...] = ()
    archive: Archive = field(default_factory=Archive)

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

    def stage(self, name: str) -> Stage:
        """The phase, step or sub-step with an id. Raises KeyError."""
        return self._stages[name]

    @cached_property
    def _stages(self) -> dict[str, Stage]:
        return {stage.id: stage for stage in self.stages()}

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

    @cached_property
    def _turning_days(self) -> list[date]:
        """The days on which something begins or is over."""
        spans = [self.period, *(stage.span for stage in self.stages()), *self.schedule.duties.values()]
        days = [s.start for s in spans if s.start] + [s.end + DAY for s in spans if s.end]
        for item in self.archive.items:
            days += item.turning_days
        return days

    @cached_property
    def next_change(self) -> date | None:
        """The next day on which some state differs from today's; None when all is over."""
        return min((day for day in self._turning_days if day > self.day), default=None)

    @cached_property
    def last_change(self) -> date:
        """The last day, today included, on which some state came to differ; before the first, the plan's day."""
        return max((day for day in self._turning_days if day <= self.day), default=self.plan.issued)

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

    # -- what was written --------------------------------------------------------------------------

    @cached_property
    def held(self) -> dict[str, Hold]:
        """What must not be public on this day: by path within docs/, with the reason."""
        return {
            item.uri: reason for item in self.archive.items if (reason := hold(item, self.day, self.plan)) is not None
        }

    @cached_property
    def bulletins(self) -> tuple[Item, ...]:
        """The public bulletins, oldest first."""
        return tuple(item for item in self.archive.bulletins if item.uri not in self.held)

    @cached_property
    def publications(self) -> tuple[Item, ...]:
        """The public publications, oldest first."""
        return tuple(item for item in self.archive.publications if item.uri not in self.held)

    def latest(self, count: int) -> tuple[Item, ...]:
        """The newest public bulletins, newest first."""
        return self.bulletins[: -count - 1 : -1]

    def office(self, name: str) -> Superior:
        """The superior office with an id. Raises KeyError."""
        return {office.id: office for office in self.plan.superiors}[name]

    @cached_property
    def _by_uri(self) -> dict[str, Item]:
        return {item.uri: item for item in self.archive.items}

    def item(self, uri: str) -> Item | None:
        """The bulletin or publication at a path within docs/, public or not."""
        return self._by_uri.get(uri)

    @cached_property
    def _beside(self) -> dict[str, tuple[Item | None, Item | None]]:
        beside: dict[str, tuple[Item | None, Item | None]] = {}
        for items in self._by_phase.values():
            around = (None, *items, None)
            beside |= {item.uri: (around[i], around[i + 2]) for i, item in enumerate(items)}
        return beside

    def beside(self, item: Item) -> tuple[Item | None, Item | None]:
        """The public bulletins before and after one within its phase."""
        return self._beside.get(item.uri, (None, None))

    @cached_property
    def _by_phase(self) -> dict[str | None, list[Item]]:
        found: dict[str | None, list[Item]] = {}
        for item in self.bulletins:
            found.setdefault(item.phase, []).append(item)
        return found

    def bulletins_of(self, stage: Stage) -> tuple[Item, ...]:
        """The public bulletins of a phase, oldest first."""
        return tuple(self._by_phase.get(stage.id, ()))

    # -- what is owed ------------------------------------------------------------------------------

    @cached_property
    def duties(self) -> tuple[Owed, ...]:
        """Every duty, in the plan's order, as it stands on this day."""
        phase_of: dict[str, Stage] = {}
        step_of: dict[str, str] = {}
        for phase in self.phases:
            phase_of[phase.id] = phase
            for step in phase.steps:
                within = [step.id, *(task.id for task in step.steps)]
                phase_of |= dict.fromkeys(within, phase)
                step_of |= dict.fromkeys(within, step.id)
        offices = {office.id: office for office in self.plan.superiors}
        public = [*self.bulletins, *self.publications]

        def owed(duty: Duty) -> Owed:
            home = phase_of.get(duty.at)
            return Owed(
                duty,
                home.id if home else None,
                step_of.get(duty.at),
                self.schedule.duties[duty.id],
                home.span if home else Span(),
                offices.get(duty.to or ""),
                offices.get(duty.approval.by) if duty.approval else None,
                self.day,
                tuple(item for item in public if duty.id in item.entry.fulfils),
            )

        return tuple(map(owed, self.plan.duties))

    @property
    def duty_counts(self) -> dict[DutyState, int]:
        """How many duties stand in each state that occurs, in the order of the states."""
        counts = {state: sum(owed.state is state for owed in self.duties) for state in DutyState}
        return {state: count for state, count in counts.items() if count}

    @property
    def overdue(self) -> tuple[Owed, ...]:
        """The duties that should have been done by this day and cannot be seen to be."""
        return tuple(owed for owed in self.duties if owed.state is DutyState.OVERDUE)

    def duties_of(self, stage: Stage) -> tuple[Owed, ...]:
        """The duties that a phase or one of its steps creates."""
        return tuple(owed for owed in self.duties if stage.id in (owed.phase, owed.step))

    # -- beside the plan ---------------------------------------------------------------------------

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
