"""The heads of a table's columns, known by their words in any order: what each column says of a commitment."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from publicity.importing.grid import Cell, Grid, Row
from publicity.regex import regex

# fmt: off
Role = Literal[
    "number", "problem", "item", "goal", "measures", "deadline", "leader", "person", "lead", "assist", "accept",
    "kind", "state", "progress", "note",
]
# fmt: on
_SEARCHED = 20  # rows: a title, who filled it in, and when may stand above the heads
_LONGEST = 30  # characters of a head
_UNIT = "(?:责任)?(?:单位|部门|科室|股室|处室|委室|委办|站办|站所|主体|机构|党组织|支部|乡镇|镇街|方)(?:或部门|和部门)?"
# Read from top to bottom, at the end of a head: a later word says what the ones before it are about.
_RULES: tuple[tuple[Role, str], ...] = (
    ("number", r"序号|编号|顺序号|项号|^序|^no\.?|^#"),
    ("note", r"备注|备考|^说明|其他说明"),
    ("assist", rf"(?:配合|协办|协助|协同|参与|协作)(?:{_UNIT}|领导)?|协办|配合"),
    ("accept", rf"(?:验收|督办|督查|督导|销号|核查|复核|监督)(?:{_UNIT}|领导|人|责任人)"),
    ("leader", r"领导(?:干部|同志|人)?"),
    ("lead", rf"(?:单位|部门)(?:[/、]|及|和)(?:责任人|负责人|人员)|{_UNIT}"),
    ("person", r"责任人员?|负责人|经办人|承办人|落实人|责任岗位"),
    ("state", r"(?:完成|整改|落实|办理|销号|办结)?(?:状态|进度)|是否(?:已)?(?:完成|整改|办结|销号)(?:到位)?|完成与否"),
    ("state", r"(?:完成|整改|落实|办理|销号|办结|进行)(?:的)?(?:情况|结果)|整改完成率"),
    ("progress", r"进展(?:情况|及成效)?|成效|成果|做法"),
    ("deadline", r"时限(?:要求)?|期限|时间节点|时间要求|时间安排|进度安排|截止(?:时间|日期)?"),
    ("deadline", r"(?:完成|整改|计划|预计|办结|完结|解决|销号|完成整改|目标)(?:时间|日期|时段)"),
    ("measures", r"措施(?:及要求|和要求)?|举措|办法|对策(?:/答案)?|整改方案|解决方案"),
    ("kind", r"类别|类型|分类|方面|领域"),
    (
        "problem",
        r"(?:问题|隐患|不足|短板|意见|建议)(?:和不足|及不足)?(?:描述|表现|内容|清单|详情|概述|及表现)?|具体表现|审计条目",
    ),
    ("goal", r"目标(?:及要求|和要求|要求)?|整改要求|工作要求|标准|预期(?:成效|效果)"),
    ("item", r"事项|任务|项目|(?:整改|工作|任务)内容|任务名称|标题"),
)
_KNOWN = tuple((role, regex(rf"(?:{pattern})$")) for role, pattern in _RULES)
# Times that are no deadline, measures that mend nothing.
_FOREIGN = regex(r"(?:实际|最近|发现|填表|填报|创建|更新|发生|排查|验收|反馈)\S*(?:时间|日期)$|(?:问责|应急)\S*措施$")


@dataclass(frozen=True)
class Heads:
    """Which column says what, by role; `others`: unknown heads by column; `first`: the row after the heads."""

    columns: dict[Role, int]
    others: dict[int, str]
    first: int
    texts: tuple[tuple[str, ...], ...]  # of the rows of heads: they may stand again on every page
    told: tuple[str, ...] = field(default=())


def role_of(head: str) -> Role | None:
    """What a column with this head says; None where that is not known."""
    plain = re.sub(
        r"\s+|[*＊:：]+", "", re.sub(r"[(（\[【].*?[)）\]】]", "", unicodedata.normalize("NFKC", head))
    ).lower()
    if not plain or len(plain) > _LONGEST or _FOREIGN.search(plain):
        return None
    return next((role for role, pattern in _KNOWN if pattern.search(plain)), None)


def find_heads(grid: Grid) -> Heads | None:
    """Find the heads of a table: the first row in which two columns are known, one of them what is promised."""
    for at, row in enumerate(grid.rows[:_SEARCHED]):
        known = {role for role in map(role_of, _own_texts(row)) if role}
        if len(known) >= 2 and known & {"problem", "item", "measures"}:
            return _heads(grid, at)
    return None


def _own_texts(row: Row) -> list[str]:
    """The texts of a row, those of merged cells once."""
    return list({cell.origin: cell.text for cell in row.cells if cell.text}.values())


def _heads(grid: Grid, at: int) -> Heads:
    top, below = grid.rows[at], grid.rows[at + 1] if at + 1 < len(grid.rows) else None
    two = below is not None and _parts(top, below, grid.merges)
    names = list(_joined(top, below.cells, grid.merges)) if two and below else [(text, text) for text in top.texts]
    columns: dict[Role, int] = {}
    others: dict[int, str] = {}
    told: list[str] = []
    for column, (name, last) in enumerate(names):
        role = role_of(last) or role_of(name)
        if role and role not in columns:
            columns[role] = column
        elif name:
            others[column] = name
            if role:
                told.append(f"{grid.name}有两栏都像是“{names[columns[role]][0]}”：第二栏“{name}”写进了正文")
    told += _led(grid.name, names, columns, others)
    texts = (top.texts, below.texts) if two and below else (top.texts,)
    return Heads(columns, others, at + len(texts), texts, tuple(told))


def _led(
    table: str, names: Sequence[tuple[str, str]], columns: dict[Role, int], others: dict[int, str]
) -> Iterator[str]:
    """Where a column of those who lead stands beside that of the responsible, the responsible assist them."""
    units = [at for at, (name, last) in enumerate(names) if (role_of(last) or role_of(name)) == "lead"]
    leading = [at for at in units if "牵头" in names[at][0] or "主办" in names[at][0]]
    if len(units) < 2 or len(leading) != 1:
        return
    columns["lead"] = leading[0]
    others.pop(leading[0], None)
    for at in units:
        if at != leading[0]:
            others[at] = names[at][0]
    other = next(at for at in units if at != leading[0])
    if "assist" not in columns:
        columns["assist"] = other
        del others[other]
        yield f"{table}的“{names[other][0]}”当作协办单位，“{names[leading[0]][0]}”当作牵头单位"


def _parts(top: Row, below: Row, merges: bool) -> bool:
    """Whether a row divides heads above it: it stands below merged ones, and says nothing under the others."""
    new = [column for column, cell in enumerate(below.cells) if cell.text and cell.origin[0] == _row_of(below)]
    if not new or any(len(below.cells[column].text) > _LONGEST for column in new):
        return False
    if not any(role_of(below.cells[column].text) for column in new):
        return False
    if merges:
        spans = [cell.origin for cell in top.cells]
        return all(column < len(spans) and spans.count(spans[column]) > 1 for column in new)
    return all(not text or not following for text, following in _pairs_over(top, new))


def _pairs_over(top: Row, columns: list[int]) -> Iterator[tuple[str, str]]:
    """The heads over some columns, each with the one that follows it: a head over several is followed by none."""
    texts = (*top.texts, "-")
    yield from ((texts[column], texts[column + 1]) for column in columns if column < len(top.cells))


def _row_of(row: Row) -> int:
    """The row in which the last written of its cells stand."""
    return max(cell.origin[0] for cell in row.cells)


def _joined(top: Row, below: Sequence[Cell], merges: bool) -> Iterator[tuple[str, str]]:
    """For each column its whole head and the last part of it."""
    above = ""
    for column, cell in enumerate(top.cells):
        part = below[column].text if column < len(below) else ""
        above = cell.text or (above if part and not merges else "")
        same = not part or part == above or (column < len(below) and below[column].origin == cell.origin)
        yield (above, above) if same else (f"{above}{part}", part)
