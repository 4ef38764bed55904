"""The plan as it is sealed: as a whole and part by part, each with its printed words and the days they were read as."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from publicity.ledger.line import Line, digest
from publicity.ledger.plan_order import ORDER, kept_order, order_of
from publicity.ledger.subject import Once, Said, Subject
from publicity.ledger.words import excerpt, key_noun, subject_title
from publicity.plans.amendments import LISTS, amended_by, place_of, plain, plan_with
from publicity.plans.plan import Plan
from publicity.plans.schedule import schedule
from publicity.plans.scheduled import Schedule
from publicity.plans.span import Span
from publicity.plans.wording import data_span
from publicity.problems.problem import Problem
from publicity.texts.reading import Finding, Read
from publicity.texts.tree import Path

WHOLE = "plan"
PREFIX = "plan/"
_WHOLE = ("id", "title", "campaign", "organ", "issued", "participants")
_SINGLE = ("period", "claims", "review", "survey")
_LISTS = ("events", "superiors", "goals", "problems", "batches", "phases", "steps", "duties", "quotas", "leadership")
DECIDES_DAYS = frozenset(("issued", "when", "dates", "undated", "at", "batch"))
Says = dict[str, dict[str, Any]]  # what is said, by the key of the subject


class PlanState:
    """A plan with all that it says, also as only some of its amendments make it; each is worked out once."""

    def __init__(self, form: Read[Plan], plan: Plan, once: Once) -> None:
        self.form, self.plan, self._once = form, plan, once
        self.amended: list[dict[str, Any]] = once("amended", self._amended)
        self.digests = [digest(one) for one in self.amended]
        self._said: dict[frozenset[int], Says] = {}

    def said(self, made: frozenset[int]) -> Says:
        """What the plan says with some of its amendments, by index."""
        if made not in self._said:
            self._said[made] = self._once(f"said with {sorted(made)}", lambda: self._saying(made))
        return self._said[made]

    def _amended(self) -> list[dict[str, Any]]:
        return [amendment.model_dump(mode="json", exclude_defaults=True) for amendment in self.plan.amended]

    def _saying(self, made: frozenset[int]) -> Says:
        plan = plan_with(self.plan, made)
        return dict(_parts(plan, schedule(plan)))

    @property
    def everything(self) -> frozenset[int]:
        """All amendments."""
        return frozenset(range(len(self.digests)))

    def made_by(self, sealed: Sequence[str]) -> frozenset[int]:
        """The amendments that had been sealed."""
        return frozenset(i for i, one in enumerate(self.digests) if one in sealed)

    def subjects(self) -> Iterator["PlanSubject"]:
        """The plan as a whole, and each of its parts."""
        for key, says in self.said(self.everything).items():
            yield PlanSubject(self, key, says)

    def place(self, key: str) -> Path:
        """Where a part stands; of one that is gone, the list or file that it stood in."""
        name = key.removeprefix(WHOLE).removeprefix("/")
        if not name:
            return ()
        found = place_of(self._plain, f"{name}.id")
        return found[:-1] if found else (name.split(".")[0],)

    @cached_property
    def _plain(self) -> dict[str, Any]:
        return plain(self.plan)


class PlanSubject(Subject):
    """The plan as a whole, or a part of it."""

    def __init__(self, state: PlanState, key: str, says: Mapping[str, Any]) -> None:
        self.state, self.key, self.form, self.uri = state, key, state.form, "plan.yml"
        self.title = subject_title(key, says)
        self.gains = frozenset(("day", "days", ORDER))  # an event gets its day, and what hangs on it
        self.lasting = {"amended": "修改记录"} if key == WHOLE else {}

    @property
    def entries(self) -> Mapping[str, Sequence[Any]]:
        """The amendments, which belong to the plan as a whole."""
        return {"amended": self.state.amended} if self.key == WHOLE else {}

    def on(self, day: date) -> Said | None:
        """What it says on a day."""
        count = amended_by(self.state.plan, day)
        says = self.state.said(frozenset(range(count))).get(self.key)
        entries = {"amended": self.state.amended[:count]} if self.key == WHOLE else {}
        return None if says is None else Said(says, entries)

    def after(self, day: date) -> Sequence[str]:
        """The amendments that its words stand after."""
        return self.state.digests[: amended_by(self.state.plan, day)]

    def said_with(self, line: Line) -> Mapping[str, Any]:
        """Its words, and the days they are read as, with only the amendments that were sealed then."""
        now = self.state.said(self.state.made_by(line.after)).get(self.key, {})
        return now | {ORDER: kept_order(line.says[ORDER], now.get(ORDER, {}))} if ORDER in line.says else now

    def untold(self, line: Line) -> frozenset[str]:
        """What amendments name that were tampered with."""
        if set(line.after) <= set(self.state.digests):
            return frozenset()
        mine = self.key.removeprefix(WHOLE).removeprefix("/")
        named = (amendment.field.rpartition(".") for amendment in self.state.plan.amended)
        return frozenset(key for part, _, key in named if part == mine) | {"days"}

    def changed(self, key: str, line: Line) -> list[Problem]:
        """Tell of changed words with the old ones, or of words that are read as other days."""
        noun, old = key_noun(self.key, key), line.says.get(key)
        part = self.key.removeprefix(WHOLE).removeprefix("/")
        place = self.state.place(self.key)
        if key == "days":
            return self.form.locate([self._moved(place, line)])
        if key == ORDER:
            return self.form.locate([self._rearranged(line)])
        field = f"{part}.{key}" if part else key
        unsealed = [i for i, one in enumerate(self.state.digests) if one not in line.after]
        mine = (i for i in unsealed if _within(self.state.plan.amended[i].field, field))
        if (named := next(mine, None)) is not None:
            message, hint = f"这里写的原话和封存的{noun}不同", f"照抄封存的原话：{excerpt(old)}"
            return self.form.locate([Finding(("amended", named, "was"), message, hint)])
        now = self.state.said(self.state.everything).get(self.key, {}).get(key)
        how = f"publicity amend plan {field} --why …"
        back = "删掉它" if old is None else f"改回“{excerpt(old, now)}”"
        hint = f"{back}；真要修改，运行 {how}，原话会留下"
        return self.form.locate([Finding((*place, key), f"{self.title}封存过的{noun}改了，没有留下原话", hint)])

    def _rearranged(self, line: Line) -> Finding:
        sealed, now = line.says[ORDER], self.said_with(line)[ORDER]
        path = next(path for path in sealed if sealed[path] != now[path])
        *above, key = path.split(".")
        place = self.state.place(f"{PREFIX}{'.'.join(above)}") if above else ()
        message = f"封存过的{LISTS[key]}换了次序"
        return Finding((*place, key), message, f"照原来的次序排：{'、'.join(sealed[path])}")

    def _moved(self, place: Path, line: Line) -> Finding:
        now = self.said_with(line).get("days")
        message = f"{self.title}的日期变了：封存时是 {excerpt(line.says['days'])}，现在读成 {excerpt(now)}"
        hint = "找出哪里改了，改回去；是程序读法变了的，用 dates 写上封存时的日期"
        return Finding((*place, "when"), message, hint)

    def at(self, key: str, index: int) -> Path:
        """Where an amendment stands."""
        return (key, index)


def _within(amended: str, field: str) -> bool:
    """Whether an amendment is one of a field, or of a part of it."""
    return amended == field or amended.startswith(f"{field}.")


def _parts(plan: Plan, made: Schedule) -> Iterator[tuple[str, dict[str, Any]]]:
    data = plan.model_dump(mode="json", exclude_defaults=True)
    order = dict(order_of("", data))
    yield WHOLE, {key: data[key] for key in _WHOLE if key in data} | ({ORDER: order} if order else {})
    for key in _SINGLE:
        if key in data:
            yield f"{PREFIX}{key}", data[key] | (_days(made.period) if key == "period" else {})
    spans = _spans(made)
    for key in _LISTS:
        yield from _listed(key, key, data.get(key, []), spans)


def _listed(
    kind: str, path: str, listed: list[Any], spans: Mapping[tuple[str, str], Span]
) -> Iterator[tuple[str, dict[str, Any]]]:
    for one in listed:
        says = {key: value for key, value in one.items() if key not in ("id", "steps")}
        span = spans.get((kind, one["id"]), Span())
        own = f"{path}.{one['id']}"
        yield f"{PREFIX}{own}", says | _days(span)
        yield from _listed("phases", f"{own}.steps", one.get("steps", []), spans)


def _days(span: Span) -> dict[str, str]:
    """The days that a time was read as: each, of one that comes again and again."""
    days = " ".join(map(str, span.times)) if span.times else data_span(span)
    return {"days": days} if span.known else {}


def _spans(made: Schedule) -> dict[tuple[str, str], Span]:
    stages = {(kind, item.entry.id): item.span for kind in ("phases", "steps") for item in made.all()}
    batches = {("batches", key): span for key, span in made.batches.items()}
    return stages | batches | {("duties", key): span for key, span in made.duties.items()}
