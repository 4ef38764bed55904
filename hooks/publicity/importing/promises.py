"""The rows of a table as promises.

Rows of one number are measures of one promise; measures merged over several problems are one promise that answers all.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from publicity.importing.heads import Role
from publicity.importing.lines import OWN, Line
from publicity.importing.sayings import one_line


@dataclass(frozen=True)
class Promised:
    """A promise as a table prints it, each term as its cell says it; what the table has no column for is not in it."""

    rows: tuple[int, ...]
    number: str
    problems: tuple[str, ...]
    item: str
    measures: tuple[tuple[str, str], ...]  # what, and by whom where rows of one promise differ in that
    terms: dict[str, str] = field(default_factory=dict)  # goal, deadline, leader, lead, assist, accept, kind
    state: str = ""
    note: str = ""
    rest: tuple[tuple[str, str], ...] = ()
    filled: tuple[Role, ...] = ()


def promises_in(lines: list[Line]) -> list[Promised]:
    """The promises of a table, in its order."""
    groups = list(_groups(lines))
    of_problem: dict[object, int] = {}
    for group in groups:
        key = (group[0].origins.get("problem"), group[0].texts.get("number"))
        of_problem[key] = of_problem.get(key, 0) + 1
    return [
        _promised(group, of_problem[group[0].origins.get("problem"), group[0].texts.get("number")] > 1)
        for group in groups
    ]


def _groups(lines: list[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and not _one(group[-1], line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _one(before: Line, line: Line) -> bool:
    """Whether a row goes on with the promise of the row above."""
    if any(before.texts.get(role) != line.texts.get(role) for role in OWN) or before.section != line.section:
        return False
    shared = {role for role, origin in line.origins.items() if origin == before.origins[role] and line.texts[role]}
    if line.texts.get("item") and "item" not in shared:
        return False
    of_one_problem = ("problem" in shared or "item" in shared) and ("number" in shared or not line.texts.get("number"))
    return of_one_problem or "measures" in shared


def _promised(group: list[Line], of_several: bool) -> Promised:
    first = group[0]
    problems = tuple(dict.fromkeys(line.texts["problem"] for line in group if line.texts.get("problem")))
    numbers = dict.fromkeys(line.texts["number"] for line in group if line.texts.get("number"))
    written = {line.origins["measures"]: line for line in group if line.texts.get("measures")}
    people = {line.texts.get("person", "") for line in group}
    measures = tuple(
        (line.texts["measures"], line.texts.get("person", "") if len(people) > 1 else "") for line in written.values()
    )
    own = first.texts.get("item") or (measures[0][0] if measures and (of_several or not problems) else "")
    terms: dict[str, str] = {
        role: first.texts[role] for role in OWN if role in first.texts and role not in ("state", "progress")
    }
    rest = [("所属部分", first.section)] if first.section else []
    if len(people) == 1 and first.texts.get("person"):
        if first.texts.get("leader"):
            rest.append(("责任人", first.texts["person"]))
        else:
            terms["leader"] = first.texts["person"]
    for line in group:
        rest += [*line.rest, *([("备注", line.texts["note"])] if line.texts.get("note") else [])]
    state, progress = first.texts.get("state", ""), first.texts.get("progress", "")
    return Promised(
        tuple(line.number for line in group),
        "、".join(map(one_line, numbers)),
        problems,
        own or (problems[0] if problems else ""),
        measures,
        terms,
        state,
        "\n".join(text for text in (state, progress) if text),
        tuple(dict.fromkeys((head, one_line(text)) for head, text in rest)),
        tuple(dict.fromkeys(role for line in group for role in line.filled)),
    )
