"""The rows of a table under its heads: what each says by role, blank cells below a merged one filled from above."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from publicity.importing.grid import Cell, Grid, Row
from publicity.importing.heads import Heads, Role
from publicity.regex import regex

# What an office writes into a cell in which there is nothing to say.
NOTHING = regex(r"[/／\\、\-—－–_.…·*无]*|暂无|没有|n/?a|无要求", re.IGNORECASE)
# What a table without merged cells leaves blank where it means the cell above; progress is each row's own.
_ABOVE: tuple[Role, ...] = ("item", "goal", "measures", "deadline", "leader", "person", "lead", "accept")
# What may not differ between rows that are one promise: then each has to be kept track of by itself.
OWN: tuple[Role, ...] = ("goal", "deadline", "lead", "leader", "assist", "accept", "state", "progress", "kind")
_REMARK = regex(r"(?:注|备注|说明|填表|制表|填报|审核|联系人|合计|总计|小计)\S{0,8}[:：]?")


@dataclass(frozen=True)
class Line:
    """A row: texts by role; `origins` where each was written, by which merged cells are known.

    `section`: the row over a group of rows; `rest`: what stands under unknown heads; `filled`: the roles that were
    blank, and taken from the row above without a merged cell that says so.
    """

    number: int
    texts: dict[Role, str]
    origins: dict[Role, tuple[int, int]]
    rest: tuple[tuple[str, str], ...] = ()
    section: str = ""
    filled: tuple[Role, ...] = ()


@dataclass
class Lines:
    """All rows of a table, and what was left out of them, in sentences."""

    lines: list[Line] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def read_lines(grid: Grid, heads: Heads) -> Lines:
    """Read the rows under the heads."""
    found, section, before = Lines(), "", None
    found.told += _above(grid, heads)
    for row in grid.rows[heads.first :]:
        if not any(row.texts) or row.texts in heads.texts or _counts(row):
            continue
        if alone := _alone(row, heads):
            if _REMARK.match(alone):
                found.told.append(f"{grid.name}第 {row.number} 行没有导入：{_short(alone)}")
            else:
                section = alone
            continue
        before = _line(grid, heads, row, section, before)
        found.lines.append(before)
    return found


def _above(grid: Grid, heads: Heads) -> Iterator[str]:
    """What stands over the heads: a title, a day, who filled it in."""
    over = grid.rows[: heads.first - len(heads.texts)]
    if said := [text for row in over for text in dict.fromkeys(row.texts) if text]:
        yield f"{grid.name}表头上面的字没有写进承诺：{_short('；'.join(said))}"


def _counts(row: Row) -> bool:
    """Whether a row only numbers the columns, as 1 2 3 under the heads of a form."""
    return len(row.texts) > 3 and list(row.texts) == [str(number) for number in range(1, len(row.texts) + 1)]


def _alone(row: Row, heads: Heads) -> str:
    """What stands in a row that says one thing over all columns, or only in the first; empty for any other row."""
    written = {cell.origin: cell.text for cell in row.cells if cell.text}
    if len(written) != 1:
        return ""
    (origin, text) = next(iter(written.items()))
    wide = sum(cell.origin == origin for cell in row.cells) > 2
    above = origin[0] < max(cell.origin[0] for cell in row.cells)
    first = row.cells[0].text and not re.fullmatch(r"[\d.]+", text)
    return text if (wide or first) and not above else ""


def _line(grid: Grid, heads: Heads, row: Row, section: str, before: Line | None) -> Line:
    cells: dict[Role, Cell] = {
        role: row.cells[column] if column < len(row.cells) else Cell("", (row.number - 1, column))
        for role, column in heads.columns.items()
    }
    texts = {role: "" if NOTHING.fullmatch(cell.text) else cell.text for role, cell in cells.items()}
    origins = {role: cell.origin for role, cell in cells.items()}
    # A leading number that is the very cell of the row above, or blank, goes on with it.
    goes_on = before is not None and all(_same(role, texts, origins, before) for role in ("number", "problem"))
    # Only a problem is written: where merged cells are not known, all else is merged with the row above.
    shared = before is not None and not grid.merges and not any(texts.get(role) for role in _ABOVE)
    filled: list[Role] = []
    if before is not None:
        own = {role for role in OWN if texts.get(role) and origins[role] != before.origins[role]}
        for role in [role for role, cell in cells.items() if not cell.text and before.texts.get(role)]:
            whole = (goes_on and not own) or (shared and role not in ("number", "problem"))
            if whole or (goes_on and role in ("number", "problem", "item")):
                texts[role], origins[role] = before.texts[role], before.origins[role]
                filled += ["measures"] if shared and not goes_on and role == "measures" else []
            elif not grid.merges and role in _ABOVE and role not in ("item", "goal"):
                texts[role], origins[role] = before.texts[role], before.origins[role]
                filled.append(role)
    rest = tuple(
        (head, row.cells[column].text)
        for column, head in heads.others.items()
        if column < len(row.cells) and not NOTHING.fullmatch(row.cells[column].text)
    )
    return Line(row.number, texts, origins, rest, section, tuple(filled))


def _same(role: Role, texts: dict[Role, str], origins: dict[Role, tuple[int, int]], before: Line) -> bool:
    return not texts.get(role) or origins.get(role) == before.origins.get(role)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 60 else f"{plain[:60]}…"
