"""Ids for all entries of a drafted plan, from pinyin: the same each time, and those that a plan has are kept."""

from collections.abc import Iterable

from publicity.importing.naming import name_for
from publicity.importing.plan_draft import Drafted, PlanDraft, flat
from publicity.plans.plan import FILING, Plan, tasks

_LAST = 7  # letters: 领导小组办公室

Known = dict[tuple[str, ...], str]


def give_ids(draft: PlanDraft, before: Plan | None) -> None:
    """Name every entry, and put names in the place of what duties, amounts and questions refer to."""
    known = _known(before) if before else {}
    for key in ("goals", "problems", "leadership"):
        _name(draft.lists.get(key, []), key, known)
    _name(flat(draft.lists.get("phases", [])), "phases", known)
    _name(draft.lists.get("batches", []), "batches", known)
    for one in draft.lists.get("phases", []):
        if isinstance(of := one.values.get("batch"), Drafted):
            one.values["batch"] = of.values["id"]
    superiors = _superiors(draft, known)
    for key in ("duties", "quotas"):
        _name(draft.lists.get(key, []), key, known)
    refer = [*draft.lists.get("duties", []), *draft.lists.get("quotas", []), draft.review, draft.survey]
    for entry in filter(None, refer):
        place = entry.values.pop("at", None)
        if isinstance(place, Drafted):
            entry.values["at"] = place.values["id"]
        if to := entry.values.pop("to", None):
            entry.values["to"] = superiors[to]
        if approval := entry.values.get("approval"):
            entry.values["approval"] = {**approval, "by": superiors[approval["by"]]}
        if entry.values.get("verb") in FILING and not to:
            entry.values["to"] = _unknown_office(draft, superiors)


def give_event_id(draft: PlanDraft, event: Drafted) -> bool:
    """Add an event that times are counted from; False where it is there."""
    events = draft.entries("events")
    if any(one.values["title"] == event.values["title"] for one in events):
        return False
    events.append(event)
    name = name_for(str(event.values["title"]), {str(one.values.get("id")) for one in events})
    event.values = {"id": name, **event.values}
    return True


def _superiors(draft: PlanDraft, known: Known) -> dict[str, str]:
    """The offices that duties name: an entry each; their ids by name."""
    names: dict[str, None] = {}
    for duty in draft.lists.get("duties", []):
        if duty.values.get("to"):
            names[str(duty.values["to"])] = None
        if duty.values.get("approval"):
            names[str(duty.values["approval"]["by"])] = None
    entries = [Drafted({"name": name}, wants_digest=False) for name in names]
    _name(entries, "superiors", known)
    if entries:
        draft.lists["superiors"] = entries
    return {str(one.values["name"]): str(one.values["id"]) for one in entries}


def _unknown_office(draft: PlanDraft, superiors: dict[str, str]) -> str:
    """The id of an office that the plan does not name, made where it is first needed."""
    if "待填" not in superiors:
        made = Drafted({"id": "unnamed", "name": "待填"}, wants_digest=False)
        made.doubt("有的备案、报送没有写报给谁")
        draft.entries("superiors").append(made)
        superiors["待填"] = "unnamed"
    return superiors["待填"]


def _name(entries: Iterable[Drafted], kind: str, known: Known) -> None:
    listed = list(entries)
    taken: set[str] = set()
    kept: dict[int, str] = {}
    for one in listed:
        old = known.get((kind, *_words(one)))
        if old and old not in taken:
            kept[id(one)] = old
            taken.add(old)
    for one in listed:
        name = kept.get(id(one)) or name_for(_spoken(one), taken)
        taken.add(name)
        one.values = {"id": name, **one.values}


def _spoken(one: Drafted) -> str:
    """The words that an id is made of; of an office the last, by which offices differ."""
    words = "".join(_words(one)) or "item"
    return words[-_LAST:] if "name" in one.values else words


def _words(one: Drafted) -> tuple[str, ...]:
    values = one.values
    if "name" in values:
        return (str(values["name"]),)
    if "verb" in values:
        return str(values["verb"]), str(values["what"])
    if "at_least" in values:
        return str(values["who"]), str(values["what"])
    return (str(values.get("title") or values.get("label") or values.get("when") or ""),)


def _known(plan: Plan) -> Known:
    """The ids of a plan by what they name; of two of a name the first."""
    found: Known = {}
    for kind, points in (("goals", plan.goals), ("problems", plan.problems), ("leadership", plan.leadership)):
        for point in points:
            found.setdefault((kind, point.title), point.id)
    for _, task in tasks(plan):
        found.setdefault(("phases", task.name), task.id)
    for batch in plan.batches:
        found.setdefault(("batches", batch.title), batch.id)
    for superior in plan.superiors:
        found.setdefault(("superiors", superior.name), superior.id)
    for duty in plan.duties:
        found.setdefault(("duties", duty.verb, duty.what), duty.id)
    for quota in plan.quotas:
        found.setdefault(("quotas", quota.who, quota.what), quota.id)
    return found
