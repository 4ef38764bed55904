"""A plan amended in public: as it stood on any day, and what was changed (handbook/domain.md#plan).

An amendment names a field by its path, `phases.rectify.when`: keys, and in lists the ids. What it says now
stands in the plan; what it said before is kept in the amendment.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from publicity.plans import rules as plan_rules
from publicity.plans.plan import Plan, PlanAmendment
from publicity.plans.schedule import schedule
from publicity.texts.reading import Finding, model_at
from publicity.texts.tree import Path

# What has an id, by the list it stands in.
LISTS = {
    "phases": "阶段",
    "steps": "环节",
    "duties": "义务",
    "quotas": "数量要求",
    "goals": "目标",
    "problems": "问题",
    "batches": "批次",
    "leadership": "组织领导",
    "superiors": "上级机构",
    "events": "重要日子",
}
NEVER = ("amended", "screened", "id")


@dataclass(frozen=True)
class Change:
    """What an amendment did: the words of a field before and after it, None where nothing stood."""

    amendment: PlanAmendment
    before: Any
    after: Any

    @property
    def part(self) -> str:
        """The path of what the field belongs to: `phases.rectify`; nothing for a field of the plan itself."""
        return self.amendment.field.rpartition(".")[0]

    @property
    def owner(self) -> tuple[str, str]:
        """What it is a change of: the list and the id of the innermost entry; empty for a field of the plan itself."""
        parts = self.amendment.field.split(".")
        at = [i for i, part in enumerate(parts[:-2]) if part in LISTS]
        return (parts[at[-1]], parts[at[-1] + 1]) if at else ("", "")

    @property
    def key(self) -> str:
        """The field's own key."""
        return self.amendment.field.rpartition(".")[2]


def changes(plan: Plan) -> list[Change]:
    """What each amendment did, in order."""
    written = plain(plan)
    after: dict[str, Any] = {}
    found: list[Change] = []
    for amendment in reversed(plan.amended):
        place = place_of(written, amendment.field)
        now = after.get(amendment.field, _value(written, place) if place else None)
        found.append(Change(amendment, amendment.was, now))
        after[amendment.field] = amendment.was
    return found[::-1]


def amended_by(plan: Plan, day: date) -> int:
    """How many amendments were made by a day."""
    return sum(amendment.date <= day for amendment in plan.amended)


def plan_on(plan: Plan, day: date) -> Plan:
    """The plan as it stood on a day."""
    count = amended_by(plan, day)
    return plan if count == len(plan.amended) else plan_with(plan, frozenset(range(count)))


def plan_with(plan: Plan, made: Set[int]) -> Plan:
    """The plan as only some of its amendments make it. Raises ValidationError where that is no plan."""
    if len(made) == len(plan.amended):
        return plan
    written = plain(plan)
    words: dict[str, Any] = {}
    for i, change in enumerate(changes(plan)):
        if i in made:
            words[change.amendment.field] = change.after
        else:
            words.setdefault(change.amendment.field, change.before)
    for field, value in words.items():
        if place := place_of(written, field):
            _set(written, place, value)
    written["amended"] = [amendment for i, amendment in enumerate(written.get("amended", [])) if i in made]
    return Plan.model_validate(written)


def plain(plan: Plan) -> dict[str, Any]:
    """What was written, as plain data."""
    data: dict[str, Any] = plan.model_dump(mode="json", exclude_unset=True)
    return data


def place_of(written: Any, field: str) -> Path | None:
    """Where a field stands in plain data, by keys and indices; None where what it belongs to is not there."""
    found: list[str | int] = []
    *above, last = field.split(".")
    for part in above:
        if isinstance(written, list):
            index = next((i for i, one in enumerate(written) if isinstance(one, dict) and one.get("id") == part), None)
            if index is None:
                return None
            found.append(index)
            written = written[index]
        elif isinstance(written, dict) and part in written:
            found.append(part)
            written = written[part]
        else:
            return None
    return (*found, last) if isinstance(written, dict) else None


def amendment_findings(plan: Plan) -> Iterator[Finding]:
    """Check the amendments by themselves, and that what stood before each of them was a plan."""
    written = plain(plan)
    for i, amendment in enumerate(plan.amended):
        path: Path = ("amended", i)
        if i and amendment.date < plan.amended[i - 1].date:
            message = f"{amendment.date} 早于上一条的 {plan.amended[i - 1].date}"
            yield Finding((*path, "date"), message, "修改记录从早到晚写，新的写在最后")
        if message := refusal(written, amendment.field):
            yield Finding((*path, "field"), message, "写成 phases.rectify.when 这样：键和 id，用点隔开")
            return
    yield from _uncancelled(plan)
    for i, change in enumerate(changes(plan)):
        if _same(change.before, change.after):
            hint = "was 里照抄修改以前的原话，上面写改后的话"
            yield Finding(("amended", i, "was"), "“原来的话”和改后的话一样", hint)
    for i in range(len(plan.amended)):
        yield from _before(plan, i)


def refusal(written: dict[str, Any], field: str) -> str:
    """Why a field can't be amended; nothing where it can."""
    place = place_of(written, field)
    parts = field.split(".")
    if place is None:
        return f"方案里没有“{field.rpartition('.')[0]}”"
    if set(parts) & set(NEVER):
        return f"“{field}”不是方案的内容"
    value = _value(written, place)
    if isinstance(value, list) and any(isinstance(one, dict) and "id" in one for one in value):
        return f"“{field}”是一整个列表，要写明改其中哪一项的什么"
    model = _model(parts)
    return f"“{field}”里没有“{parts[-1]}”这一项" if model is not None and parts[-1] not in model else ""


def _model(parts: list[str]) -> Set[str] | None:
    """The keys that may stand where a field stands."""
    path = tuple(0 if i % 2 else part for i, part in enumerate(parts[:-1])) if parts[0] in LISTS else tuple(parts[:-1])
    model = model_at(Plan, path)
    return set(model.model_fields) if model else None


def _uncancelled(plan: Plan) -> Iterator[Finding]:
    """A duty falls away by an amendment, or not at all."""
    told = {amendment.field for amendment in plan.amended}
    for i, duty in enumerate(plan.duties):
        if duty.cancelled and f"duties.{duty.id}.cancelled" not in told:
            hint = f"删掉这一行，运行 publicity amend plan duties.{duty.id} --cancel --why …"
            yield Finding(("duties", i, "cancelled"), "取消义务没有写原因和日期", hint)


def _before(plan: Plan, i: int) -> Iterator[Finding]:
    """Check the plan as it was before an amendment."""
    path: Path = ("amended", i, "was") if plan.amended[i].was is not None else ("amended", i)
    try:
        before = plan_with(plan, frozenset(range(i)))
    except ValidationError as invalid:
        said = "、".join(".".join(map(str, error["loc"])) for error in invalid.errors()[:3])
        yield Finding(path, f"照“原来的话”读不成方案（{said}）", "was 里照抄修改以前的原话")
        return
    wrong = [*plan_rules.plan_findings(before), *schedule(before).findings]
    if wrong and not [*plan_rules.plan_findings(plan), *schedule(plan).findings]:
        yield Finding(path, f"照“原来的话”读：{wrong[0].message}", "was 里照抄修改以前的原话")


def _same(one: Any, other: Any) -> bool:
    """Whether two values say the same: what was read of YAML is text."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return str(one).lower() == str(other).lower() and (one is None) == (other is None)


def _value(written: Any, place: Path) -> Any:
    for part in place[:-1]:
        written = written[part]
    return written.get(place[-1])


def _set(written: Any, place: Path, value: Any) -> None:
    for part in place[:-1]:
        written = written[part]
    if value is None:
        written.pop(place[-1], None)
    else:
        written[place[-1]] = value
