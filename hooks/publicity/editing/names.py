"""What an editor chooses by name: ids of the plan with their titles, names that the column has used already."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from publicity.column.column import Column
from publicity.plans.plan import Plan, Point

Option = dict[str, str]  # {"value": the id, "label": what it is called}
# What a key refers to, by the model that has it ("" for any).
_REFERS = {
    ("", "phase"): "phases",
    ("", "step"): "steps",
    ("", "fulfils"): "duties",
    ("", "problem"): "problems",
    ("", "batch"): "batches",
    ("", "at"): "stages",
    ("", "to"): "superiors",
    ("ApprovalRecord", "by"): "superiors",
    ("Approval", "by"): "superiors",
}
_NOT = {("ApprovalRecord", "at"), ("FilingRecord", "at"), ("Confirmation", "at"), ("Update", "at")}  # days
_SUGGESTED = {
    "topics": "topics",
    "source": "sources",
    "author": "authors",
    "editor": "editors",
    "reviewer": "reviewers",
    "lead": "departments",
    "assist": "departments",
    "accept": "departments",
    "owner": "departments",
}


class Names:
    """What may be chosen, out of the plan and of what was written under it."""

    def __init__(self, plan: Plan | None, column: Column | None) -> None:
        self.quotas: list[Option] = _points((one.id, f"{one.who}：{one.what}") for one in plan.quotas) if plan else []
        self._ids = _of_plan(plan) if plan else {}
        self._used = _used(column) if column else {}

    def options(self, owner: str, key: str) -> list[Option]:
        """The ids to which a key of a model refers; none where it refers to nothing."""
        if (owner, key) in _NOT:
            return []
        among = _REFERS.get((owner, key)) or _REFERS.get(("", key), "")
        return self._ids.get(among, [])

    def suggestions(self, key: str) -> list[str]:
        """What was written under a key before: to be offered, never demanded."""
        return self._used.get(_SUGGESTED.get(key, ""), [])

    def latest(self, key: str) -> str:
        """What was written last under a key; empty where nothing was."""
        return next(iter(self.suggestions(key)), "")


def _of_plan(plan: Plan) -> Mapping[str, list[Option]]:
    steps = [*_steps(plan.phases, ""), *_steps(plan.steps, "", own=True)]
    phases = _points((phase.id, phase.name) for phase in plan.phases)
    return {
        "phases": phases,
        "steps": steps,
        "stages": [*phases, *steps],
        "duties": _points((duty.id, f"{duty.verb}：{duty.what}") for duty in plan.duties),
        "problems": _points(_titled(plan.problems)),
        "batches": _points((batch.id, batch.title) for batch in plan.batches),
        "superiors": _points((one.id, one.name) for one in plan.superiors),
    }


def _steps(tasks: Sequence[Any], above: str, *, own: bool = False) -> Iterator[Option]:
    for task in tasks:
        name = f"{above} › {task.name}" if above else task.name
        if own or above:
            yield {"value": task.id, "label": name}
        yield from _steps(getattr(task, "steps", ()), name)


def _titled(points: Iterable[Point]) -> Iterator[tuple[str, str]]:
    return ((point.id, point.title) for point in points)


def _points(pairs: Iterable[tuple[str, str]]) -> list[Option]:
    return [{"value": value, "label": label} for value, label in pairs]


def _used(column: Column) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {name: {} for name in set(_SUGGESTED.values())}
    for item in sorted(column.archive.items, key=lambda item: item.entry.published, reverse=True):
        entry = item.entry
        for name, words in (
            ("sources", entry.source),
            ("authors", entry.author),
            ("editors", entry.editor),
            ("reviewers", entry.reviewer),
        ):
            if words:
                found[name][words] = None
        found["topics"].update(dict.fromkeys(entry.topics))
    for promise in column.promises:
        terms = promise.entry
        found["departments"].update(dict.fromkeys(filter(None, (terms.lead, *terms.assist, terms.accept))))
    return {name: list(words) for name, words in found.items()}
