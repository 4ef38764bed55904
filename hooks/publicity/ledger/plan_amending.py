"""An amendment of the plan: new words in, the old ones kept, and not a character changed besides."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from publicity.ledger.ledger import Ledger, tips
from publicity.ledger.plan_subject import PREFIX, WHOLE
from publicity.ledger.yaml_edits import CannotAmendError, YamlEdits, flow, pairs
from publicity.plans.amendments import place_of, plain, refusal
from publicity.plans.plan import Plan
from publicity.texts.suggesting import suggestion

_AFTER = ("id", "label", "title", "kind", "verb", "what", "name", "when", "at", "to", "audience", "note")


@dataclass(frozen=True)
class WantedOfPlan:
    """What the editor said: the path of a field, its new words, why. Without new words the file has them already.

    `cancel`: the duty at the path is asked for no more.
    """

    path: str
    to: str | None
    why: str
    cancel: bool = False


def amend_plan(text: str, plan: Plan, wanted: WantedOfPlan, day: date, ledger: Ledger | None) -> str:
    """Compose plan.yml with a field changed as of a day. Raises CannotAmendError."""
    field, written = wanted.path, plain(plan)
    if wanted.cancel:
        _refuse_no_duty(plan, field)
        field = f"{field}.cancelled"
    if message := refusal(written, field):
        raise CannotAmendError(f"{message}{_how(plan, field) if place_of(written, field) is None else ''}")
    if not wanted.why.strip():
        raise CannotAmendError("没有写为什么改")
    if plan.amended and plan.amended[-1].date > day:
        last = plan.amended[-1].date
        raise CannotAmendError(f"plan.yml 里已经写了 {last} 的修改，比专栏的日期 {day} 还晚，不能插在它前面")
    now, sealed = _value(written, field), _sealed(plan, field, ledger)
    edits = YamlEdits(text)
    if wanted.to is None and not wanted.cancel:
        if sealed is _UNKNOWN or _same(sealed, now):
            raise CannotAmendError("写 --to 新的话；或者先在 plan.yml 里改好，再运行这个命令，原话会从台账里取来")
        old = sealed
    else:
        old = now if sealed is _UNKNOWN else sealed
        new = "true" if wanted.cancel else _written(wanted.to or "", now, field)
        if now is not None and _same(yaml.safe_load(new), now):
            raise CannotAmendError("本来就是这样写的")
        _put(edits, field, new)
    edits.append("amended", _item(field, old, wanted.why, day), None)
    return edits.text()


def _refuse_no_duty(plan: Plan, path: str) -> None:
    ids = [f"duties.{duty.id}" for duty in plan.duties]
    if path not in ids:
        raise CannotAmendError(f"--cancel 只用于义务，写成 duties.ID；{suggestion(path, ids) or '方案里没有义务'}")
    if next(duty for duty in plan.duties if f"duties.{duty.id}" == path).cancelled:
        raise CannotAmendError("它已经取消了")


def _how(plan: Plan, field: str) -> str:
    phases = [f"phases.{phase.id}" for phase in plan.phases] + [f"duties.{duty.id}" for duty in plan.duties]
    return f"，{suggestion(field.rpartition('.')[0], phases) or '写成 phases.rectify.when 这样'}"


_UNKNOWN: Any = object()


def _sealed(plan: Plan, field: str, ledger: Ledger | None) -> Any:
    """What was sealed of a field that no amendment since has changed; _UNKNOWN where nothing was."""
    part, _, key = field.rpartition(".")
    if ledger is None or any(amendment.field == field for amendment in plan.amended):
        return _UNKNOWN
    keys = [(f"{PREFIX}{part}" if part else WHOLE, [key])]
    if "." in part:  # a field of a part of an entry: dates.end
        above, _, inner = part.rpartition(".")
        keys.append((f"{PREFIX}{above}", [inner, key]))
    for subject, inside in keys:
        if last := tips(ledger.of(subject)):
            value: Any = last[-1].says
            for name in inside:
                value = value.get(name) if isinstance(value, dict) else None
            return value
    return _UNKNOWN


def _value(written: Any, field: str) -> Any:
    place = place_of(written, field) or ()
    for part in place[:-1]:
        written = written[part]
    return written.get(place[-1])


def _same(one: Any, other: Any) -> bool:
    return str(one) == str(other)


def _written(to: str, now: Any, field: str) -> str:
    """The new words as YAML: what is no text is taken as YAML is written."""
    if not to.strip():
        raise CannotAmendError("没有写新的话")
    kinds = ("dates", "approval", "questions", "units", "participants", "undated", "cancelled", "at_least")
    if isinstance(now, str) or (now is None and field.rpartition(".")[2] not in kinds):
        return flow(to.strip())
    try:
        yaml.safe_load(to)
    except yaml.YAMLError:
        raise CannotAmendError(f"--to 的写法不对：照 plan.yml 里的样子写在一行，如 {flow(now)}") from None
    return to.strip()


def _put(edits: YamlEdits, field: str, words: str) -> None:
    """Put new words where a field stands, or belongs."""
    *above, key = field.split(".")
    node: Any = edits.root
    for part in above:
        if isinstance(node, yaml.SequenceNode):
            node = next(one for one in node.value if pairs(one)["id"].value == part)
        else:
            node = pairs(node)[part]
    if key in (there := pairs(node)):
        edits.replace(there[key], words)
    else:
        edits.insert(node, key, words, _AFTER)


def _item(field: str, old: Any, why: str, day: date) -> list[str]:
    was = [] if old is None else [f"  was: {flow(old)}"]
    return [f"- date: {day}", f"  field: {field}", *was, f"  why: {flow(why.strip())}"]
