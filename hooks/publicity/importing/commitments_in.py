"""Tables to commitments, told once from top to bottom: new files, changed ones, what is in none of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath

from publicity.commitments.commitment import Commitment
from publicity.commitments.files import FOLDER
from publicity.importing.composed import composed, file_text, report_of
from publicity.importing.grid import CannotImportError, Grid
from publicity.importing.heads import find_heads
from publicity.importing.lines import read_lines
from publicity.importing.matching import matched
from publicity.importing.naming import name_for
from publicity.importing.plan_problems import PlanProblems
from publicity.importing.promises import Promised, promises_in
from publicity.importing.remembered import Remembered
from publicity.importing.renewed import renewed
from publicity.plans.plan import Plan
from publicity.texts.document import Document

_TOLD_COLUMNS = "{}的“{}”一栏不认识，内容写进了正文"


@dataclass(frozen=True)
class Known:
    """What the column has already: its plan with its text, its commitments, what tables said before."""

    plan: Plan
    plan_text: str
    documents: Sequence[Document[Commitment]]
    names: frozenset[str]
    remembered: Sequence[Remembered]


@dataclass
class Imported:
    """What is to be written, by path within docs/, and told; `plan_text` is None where the plan stays as it is."""

    new: dict[str, str] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)
    plan_text: str | None = None
    remembered: list[Remembered] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    same: int = 0
    problems: int = 0  # new ones in the plan


def import_commitments(grids: Sequence[Grid], table: str, known: Known, day: date, why: str | None = None) -> Imported:
    """Make commitments of tables, of which `table` is the file. Raises CannotImportError where there are none."""
    done = Imported()
    promised = [promise for grid in grids for promise in _promises(grid, done)]
    if not promised:
        raise CannotImportError("；".join(["没有找到整改措施、问题这样的表头", *done.told]))
    problems, kept = PlanProblems(known.plan), {one.id: one for one in known.remembered}
    by_id = {document.form.value.id: document for document in known.documents if document.form.value}
    taken = set(known.names)
    matches = list(matched(promised, [one for one in known.remembered if one.id in by_id]))
    for promise, before in matches:
        if before:
            _renew(done, by_id[before.id], before, promise, day, why)
            kept[before.id] = replace(before, promised=promise)
        else:
            name = name_for(composed(promise, day).values["item"], taken)
            taken.add(name)
            ids = list(dict.fromkeys(map(problems.id_of, promise.problems)))
            uri = f"{FOLDER}/{name}.md"
            done.new[uri] = file_text(name, ids, composed(promise, day), report_of(promise, day))
            kept[name] = Remembered(name, table, promise)
    _vanished(done, matches, known)
    done.remembered, done.problems = list(kept.values()), len(problems.added)
    if problems.added:
        done.plan_text = problems.text(known.plan_text)
    return done


def _promises(grid: Grid, done: Imported) -> list[Promised]:
    done.told += grid.told
    if not grid.rows:
        return []
    heads = find_heads(grid)
    if heads is None:
        done.told.append(f"{grid.name}里没有认得的表头，没有导入")
        return []
    lines = read_lines(grid, heads)
    done.told += [*heads.told, *lines.told]
    done.told += [_TOLD_COLUMNS.format(grid.name, head) for head in dict.fromkeys(heads.others.values())]
    found = [promise for promise in promises_in(lines.lines) if promise.item]
    done.said.append(f"{grid.name}：{len(lines.lines)} 行，{len(found)} 项承诺")
    return found


def _renew(
    done: Imported, document: Document[Commitment], before: Remembered, promise: Promised, day: date, why: str | None
) -> None:
    it = renewed(document, before.promised, promise, day, why)
    place = f"{PurePosixPath(document.uri).name}（第 {'、'.join(map(str, promise.rows))} 行）"
    done.said += [f"{place}：{said}" for said in it.said]
    done.told += [f"{place}：{told}" for told in it.told]
    if it.text is None:
        done.same += 1
    else:
        done.changed[document.uri] = it.text


def _vanished(done: Imported, matches: list[tuple[Promised, Remembered | None]], known: Known) -> None:
    """Tell which promises of a table that was imported again are not in it any more: they stay."""
    seen = {before.id for _, before in matches if before}
    tables = {before.table for _, before in matches if before}
    for one in known.remembered:
        if one.id not in seen and one.table in tables:
            done.told.append(f"{one.id}（{one.promised.item[:30]}）不在表里了：文件没有动，不再做的添一条 state: 中止")
