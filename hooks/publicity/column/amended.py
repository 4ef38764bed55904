"""What amendments of the plan changed and moved, in words for readers: when a thing was first due stays told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from publicity.ledger.words import in_words, key_noun
from publicity.plans.amendments import Change, changes, plan_with
from publicity.plans.plan import Plan, PlanAmendment, tasks
from publicity.plans.schedule import schedule
from publicity.plans.scheduled import Schedule
from publicity.plans.span import Span
from publicity.plans.wording import short_day, span

Owner = tuple[str, str]  # the list of the plan that something stands in, and its id; a step counts as a phase


@dataclass(frozen=True)
class Moved:
    """That the days of a phase, step or duty became others by an amendment."""

    amendment: PlanAmendment
    before: Span
    after: Span

    @property
    def overdue(self) -> bool:
        """Whether the last day had passed when it was moved."""
        return self.before.end is not None and self.before.end < self.amendment.date

    @property
    def words(self) -> str:
        """`原定7月31日，8月5日改为8月31日`, and that it was overdue by then."""
        told = f"原定{_short(self.before)}，{short_day(self.amendment.date)}改为{_short(self.after)}"
        return f"{told}（改的时候已经过期）" if self.overdue else told


@dataclass(frozen=True)
class PlanChange:
    """One change of the plan's words, as readers are told: what it is of, the words before and after."""

    change: Change
    title: str

    @property
    def amendment(self) -> PlanAmendment:
        """Its day and reason."""
        return self.change.amendment

    @property
    def cancels(self) -> bool:
        """Whether a duty falls away by it."""
        return self.change.key == "cancelled" and self._holds

    @property
    def _holds(self) -> bool:
        """Whether a field that is true or false is true since; an amendment keeps it as it was typed."""
        return str(self.change.after).lower() == "true"

    @property
    def noun(self) -> str:
        """What was changed: 时间, 名称."""
        return key_noun("plan", self.change.key)

    @property
    def before(self) -> str:
        """The words that stood there; empty where none did."""
        return "" if self.change.before is None else in_words(self.change.before)

    @property
    def after(self) -> str:
        """The words that stand there since; empty where none do."""
        return "" if self.change.after is None else in_words(self.change.after)

    @property
    def words(self) -> str:
        """What was changed, in a clause."""
        if self.cancels:
            return "取消"
        if self.change.key == "undated":  # postponed, and the new time not yet said
            return "改为没有固定的日期" if self._holds else "改为有固定的日期"
        was = f"原为“{self.before}”" if self.before else "原来没有写"
        return f"{self.noun}{was}，{f'改为“{self.after}”' if self.after else '删去了'}"


@dataclass(frozen=True)
class Told:
    """What readers are told beside a part of the plan that was amended: the words, the day and the reason."""

    amendment: PlanAmendment
    words: str


def told(plan: Plan, changed: Iterable[PlanChange], moved: Iterable[Moved], due: date | None = None) -> Iterator[Told]:
    """Yield what to tell of a part, amendment by amendment. `due`: the last day of a duty, which may have passed."""
    listed, days = list(changed), {id(move.amendment): move for move in moved}
    for amendment in plan.amended:
        words = [it.words for it in listed if it.amendment is amendment]
        if due and due < amendment.date and any(it.cancels for it in listed if it.amendment is amendment):
            words.append(f"取消的时候已经过期（{short_day(due)}）")
        if move := days.get(id(amendment)):
            words.append(move.words)
        if words:
            yield Told(amendment, "；".join(words))


@dataclass(frozen=True)
class Amendments:
    """How a plan was amended; `calendar` is the plan as it stands now."""

    plan: Plan
    calendar: Schedule

    @cached_property
    def changes(self) -> tuple[PlanChange, ...]:
        """What it said otherwise before, in order."""
        return tuple(plan_changes(self.plan))

    @cached_property
    def _moves(self) -> dict[Owner, tuple[Moved, ...]]:
        return moves(self.plan)

    def moves_of(self, kind: str, name: str) -> tuple[Moved, ...]:
        """How the days of a phase, a step (both are `phases`) or a duty were moved, the earliest first."""
        return self._moves.get((kind, name), ())

    def told_of(self, kind: str, name: str) -> tuple[Told, ...]:
        """What to tell beside a part of the plan, by its list and id; a step is among the phases."""
        kinds = ("phases", "steps") if kind == "phases" else (kind,)
        changed = [it for it in self.changes if it.change.owner in [(one, name) for one in kinds]]
        due = self.calendar.duties[name].end if kind == "duties" else None
        return tuple(told(self.plan, changed, self.moves_of(kind, name), due))


def plan_changes(plan: Plan) -> Iterator[PlanChange]:
    """Yield what the amendments of a plan changed, in order."""
    titles = dict(_titles(plan))
    for change in changes(plan):
        yield PlanChange(change, titles.get(change.owner, "方案"))


def moves(plan: Plan) -> dict[Owner, tuple[Moved, ...]]:
    """The days that amendments of a plan moved, by what they are of, the earliest first."""
    found: dict[Owner, list[Moved]] = {}
    before = dict(_spans(schedule(plan_with(plan, frozenset())))) if plan.amended else {}
    for i, amendment in enumerate(plan.amended):
        after = dict(_spans(schedule(plan_with(plan, frozenset(range(i + 1))))))
        for owner, days in after.items():
            was = before.get(owner, Span())
            if (was.start, was.end, was.times) != (days.start, days.end, days.times):
                found.setdefault(owner, []).append(Moved(amendment, was, days))
        before = after
    return {owner: tuple(listed) for owner, listed in found.items()}


def _spans(made: Schedule) -> Iterator[tuple[Owner, Span]]:
    yield ("", "period"), made.period
    yield from ((("phases", item.entry.id), item.span) for item in made.all())
    yield from ((("duties", name), found) for name, found in made.duties.items())


def _titles(plan: Plan) -> Iterator[tuple[Owner, str]]:
    for path, task in tasks(plan):
        yield ("phases" if len(path) == 2 and path[0] == "phases" else "steps", task.id), task.name
    yield from ((("duties", duty.id), f"{duty.verb}{duty.what}") for duty in plan.duties)
    yield from ((("quotas", quota.id), f"{quota.who}{quota.what}") for quota in plan.quotas)
    for name in ("goals", "problems", "batches", "leadership", "events"):
        yield from (((name, one.id), one.title) for one in getattr(plan, name))
    yield from ((("superiors", one.id), one.name) for one in plan.superiors)


def _short(days: Span) -> str:
    """The last day, or where there is more to say, the days; the year where it is plain is left out."""
    if days.start is None and days.end:
        return short_day(days.end)
    return span(days) if days.known else "没有日期"
