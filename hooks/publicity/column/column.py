"""The column on a given day: the frozen aggregate that pages, feeds and data ask.

Source: handbook/architecture.md#decisions.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from publicity.articles.archive import Archive, Item
from publicity.column.amended import Amendments
from publicity.column.as_of import AsOf
from publicity.column.clearing import Cleared
from publicity.column.duties import DutyState, Owed, owed_duties
from publicity.column.gate import Hold, named_files, reason_to_hold, reason_to_hold_commitment
from publicity.column.overview import Overview
from publicity.column.quotas import Measured, measured_quotas
from publicity.column.repeats import Repeat, repeats
from publicity.column.settings import Settings
from publicity.column.tracks import Track, tracks
from publicity.column.turning_days import public_turning_days, turning_days
from publicity.commitments.files import Promise
from publicity.commitments.state import Standing, standing_on
from publicity.ledger.line import Line
from publicity.ledger.public import LedgerOn
from publicity.plans.amendments import plan_on
from publicity.plans.claims import Claim, claims_beside_counts
from publicity.plans.intervals import Gap, Overlap, gaps, overlaps
from publicity.plans.plan import Batch, Plan, Point, Superior
from publicity.plans.schedule import schedule
from publicity.plans.scheduled import Schedule
from publicity.plans.span import Span
from publicity.plans.stage import Stage, State, stage_on, state_on
from publicity.problems.problem import Problem
from publicity.texts.beside import KEPT_IN


@dataclass(frozen=True)
class Column:
    """A plan and what was written under it, on a day. Everything shown follows from these."""

    newest_plan: Plan  # with every amendment, also those after this day
    newest_schedule: Schedule
    as_of: AsOf
    problems: tuple[Problem, ...] = ()
    archive: Archive = field(default_factory=Archive)
    promises: tuple[Promise, ...] = ()  # all, public or not
    settings: Settings = field(default_factory=Settings)
    named_by_pages: frozenset[str] = frozenset()  # the files that pages beside the articles link to or show
    cleared: Cleared = field(default_factory=Cleared, repr=False)
    every_line: tuple[Line, ...] = field(default=(), repr=False)  # of the ledger

    @property
    def day(self) -> date:
        """The day on which everything is said to stand as it does."""
        return self.as_of.day

    @cached_property
    def plan(self) -> Plan:
        """The plan as it stands on this day."""
        return plan_on(self.newest_plan, self.day)

    @cached_property
    def schedule(self) -> Schedule:
        """The same on the calendar."""
        return self.newest_schedule if self.plan is self.newest_plan else schedule(self.plan)

    @cached_property
    def ledger(self) -> LedgerOn:
        """What had been sealed by this day."""
        return LedgerOn(self.every_line, self.day)

    @cached_property
    def amendments(self) -> Amendments:
        """How the plan was amended by this day."""
        return Amendments(self.plan, self.schedule)

    @cached_property
    def public_files(self) -> frozenset[str]:
        """The paths within docs/ of the files that public pages name: no other file goes out."""
        public = (item for item in self.archive.items if item.uri not in self.held)
        return (self.named_by_pages | named_files(public, self.commitments)) - frozenset(map(str, KEPT_IN))

    @property
    def period(self) -> Span:
        """The campaign as a whole."""
        return self.schedule.period

    @property
    def state(self) -> State:
        """The campaign as a whole, from the first day of its period and phases to the last."""
        tops = [*self.schedule.batches.values(), *(part.span for part in (*self.schedule.phases, *self.schedule.steps))]
        starts = [span.start for span in (self.period, *tops) if span.start]
        ends = [span.end for span in (self.period, *tops) if span.end]
        lasting = self.period.start and not self.period.end
        return state_on(self.day, Span(min(starts, default=None), None if lasting else max(ends, default=None)))

    @cached_property
    def phases(self) -> tuple[Stage, ...]:
        """All phases, in the plan's order."""
        return tuple(stage_on(self.day, phase) for phase in self.schedule.phases)

    @cached_property
    def steps(self) -> tuple[Stage, ...]:
        """The steps that belong to no phase but to the plan itself, in its order."""
        return tuple(stage_on(self.day, step) for step in self.schedule.steps)

    @property
    def parts(self) -> tuple[Stage, ...]:
        """The phases, and the steps of the plan itself."""
        return (*self.phases, *self.steps)

    @cached_property
    def tracks(self) -> tuple[Track, ...]:
        """The parts as they run beside each other: those of all units, and each batch."""
        return tuple(tracks(self.plan, self.schedule, self.phases, self.steps, self.day))

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
        """The phases, and steps of the plan itself, that are running: several, one or none."""
        return tuple(part for part in self.parts if part.state is State.CURRENT)

    @property
    def ended_phases(self) -> tuple[Stage, ...]:
        """The phases, and steps of the plan itself, that are over."""
        return tuple(part for part in self.parts if part.state is State.ENDED)

    @property
    def next_phases(self) -> tuple[Stage, ...]:
        """What begins next: the phases that share the earliest day still to come."""
        waiting = [phase for phase in self.parts if phase.state is State.UPCOMING and phase.span.start]
        first = min((phase.span.start for phase in waiting if phase.span.start), default=None)
        return tuple(phase for phase in waiting if phase.span.start == first)

    @cached_property
    def next_change(self) -> date | None:
        """The next day on which some state differs from today's; None when all is over, or the column is archived."""
        if self.settings.archived:
            return None
        return min((day for day in turning_days(self) if day > self.day), default=None)

    @cached_property
    def next_public_change(self) -> date | None:
        """The next day on which a state differs that readers know of; what is held back has no part in it."""
        if self.settings.archived:
            return None
        return min((day for day in public_turning_days(self) if day > self.day), default=None)

    @property
    def days_left(self) -> int | None:
        """Whole days until the campaign's last one; None when it is over or has no end."""
        end = self.period.end
        return (end - self.day).days if end and end >= self.day else None

    def stages(self) -> Iterator[Stage]:
        """Every phase, step and sub-step, in the plan's order."""
        for part in self.parts:
            yield from part.all()

    # -- what was written --------------------------------------------------------------------------

    @cached_property
    def held(self) -> dict[str, Hold]:
        """What must not be public on this day: by path within docs/, with the reason."""
        items = {item.uri: reason_to_hold(item, self.day, self.plan) for item in self.archive.items}
        promised = {it.uri: reason_to_hold_commitment(it.entry, self.day) for it in self.promises}
        waiting = dict.fromkeys(self.cleared.waiting, Hold.WAITING)
        return {uri: why for uri, reason in (items | promised).items() if (why := reason or waiting.get(uri))}

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

    # -- what was promised -------------------------------------------------------------------------

    @cached_property
    def commitments(self) -> tuple[Standing, ...]:
        """The public commitments as they stand on this day, in the order of the plan's problems, then of their ids."""
        order = {point.id: at for at, point in enumerate(self.plan.problems)}
        shown = (promise for promise in self.promises if promise.uri not in self.cleared.waiting)
        found = [standing_on(promise, self.day) for promise in shown]
        public = [standing for standing in found if standing]
        first = {one.uri: order[one.terms.problem[0]] if one.terms.problem else len(order) for one in public}
        return tuple(sorted(public, key=lambda one: (first[one.uri], one.order)))

    @cached_property
    def _commitments(self) -> dict[str, Standing]:
        return {standing.uri: standing for standing in self.commitments}

    def commitment(self, uri: str) -> Standing | None:
        """The public commitment at a path within docs/."""
        return self._commitments.get(uri)

    def commitments_on(self, problem: str) -> tuple[Standing, ...]:
        """The public commitments that answer a problem of the plan."""
        return tuple(standing for standing in self.commitments if problem in standing.terms.problem)

    def repeats(self, standing: Standing) -> tuple[Repeat, ...]:
        """What a commitment promises again and again."""
        return tuple(repeats(standing, self.period))

    def problem(self, name: str) -> Point:
        """The problem of the plan with an id. Raises KeyError."""
        return {point.id: point for point in self.plan.problems}[name]

    @property
    def overview(self) -> Overview:
        """How many commitments stand how, and what changed lately."""
        return Overview(self.commitments)

    # -- what is owed ------------------------------------------------------------------------------

    @cached_property
    def duties(self) -> tuple[Owed, ...]:
        """Every duty, in the plan's order, as it stands on this day."""
        public = (*self.bulletins, *self.publications)
        return tuple(owed_duties(self.plan, self.schedule, self.parts, public, self.day))

    @property
    def duty_counts(self) -> dict[DutyState, int]:
        """How many duties stand in each state that occurs, in the order of the states."""
        counts = {state: sum(it.state is state for it in self.duties) for state in DutyState}
        return {state: count for state, count in counts.items() if count}

    @property
    def overdue(self) -> tuple[Owed, ...]:
        """The duties that should have been done by this day and cannot be seen to be."""
        return tuple(it for it in self.duties if it.state is DutyState.OVERDUE)

    def duties_of(self, stage: Stage) -> tuple[Owed, ...]:
        """The duties that a phase or one of its steps creates."""
        return tuple(it for it in self.duties if stage.id in (it.phase, it.step))

    # -- beside the plan ---------------------------------------------------------------------------

    @cached_property
    def quotas(self) -> tuple[Measured, ...]:
        """Every quota, in the plan's order, beside what was publicly recorded of it."""
        return tuple(measured_quotas(self.plan.quotas, (*self.bulletins, *self.publications)))

    def quotas_of(self, stage: Stage) -> tuple[Measured, ...]:
        """The quotas of a phase or of anything within it."""
        ids = {within.id for within in stage.all()}
        return tuple(it for it in self.quotas if it.quota.at in ids)

    def batch_of(self, stage: Stage) -> Batch | None:
        """The batch that a phase or step is only for."""
        return next((batch for batch in self.plan.batches if batch.id == stage.entry.batch), None)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Days between phases that belong to none."""
        return tuple(gaps(self.schedule.phases, self.schedule.bare_batches))

    @cached_property
    def overlaps(self) -> tuple[Overlap, ...]:
        """Days that belong to two phases."""
        return tuple(overlaps(self.schedule.phases))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What the plan claims of itself, beside the count."""
        return tuple(claims_beside_counts(self.plan))
