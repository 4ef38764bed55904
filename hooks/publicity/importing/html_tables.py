"""A table of a page as cells, merged ones in each of their places; hidden rows, columns and cells are counted."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborNode

from publicity.importing.blocks import Block, Table
from publicity.importing.grid import MOST_COLUMNS, MOST_ROWS, CannotImportError, Cell
from publicity.importing.html_looks import children, is_hidden

Place = tuple[int, int]
ReadCell = Callable[[LexborNode], tuple[str, list[Block]]]


@dataclass
class PageTable:
    """Reads one table. `cell` gives what a cell says, and what else stands in it."""

    hidden: frozenset[str]
    counted: Counter[str]
    cell: ReadCell
    place: str
    rows: list[dict[int, Cell]] = field(default_factory=list)
    taken: dict[Place, Place] = field(default_factory=dict)  # every place of a cell, and its first

    def read(self, table: LexborNode) -> Iterator[Block]:
        """Yield the table, then the pictures in it. Raises CannotImportError where it is too large."""
        beside: list[Block] = []
        for row in table.css("tr"):
            if is_hidden(row, self.hidden):
                self.counted["表格里隐藏的行"] += 1
                continue
            self.rows.append({})
            column = 0
            for cell in children(row):
                if cell.tag not in ("td", "th"):
                    continue
                if is_hidden(cell, self.hidden):
                    self.counted["表格里隐藏的格子"] += 1
                    continue
                while (len(self.rows) - 1, column) in self.taken:
                    column += 1
                text, inside = self.cell(cell)
                beside += inside
                column = self._put(cell, text, column)
        width = max((column + 1 for row, column in self.taken if row < len(self.rows)), default=0)
        grid = tuple(tuple(self._at(row, column) for column in range(width)) for row in range(len(self.rows)))
        if any(cell.text for row in grid for cell in row):
            yield Table(grid, self.place)
        yield from beside

    def _put(self, cell: LexborNode, text: str, column: int) -> int:
        """Lay a cell down; the column after it."""
        at = len(self.rows) - 1
        across, down = (_span(cell, name) for name in ("colspan", "rowspan"))
        if len(self.rows) > MOST_ROWS or column + across > MOST_COLUMNS:
            raise CannotImportError(f"{self.place}太大：最多 {MOST_ROWS} 行、{MOST_COLUMNS} 列")
        self.taken |= {(r, c): (at, column) for r in range(at, at + down) for c in range(column, column + across)}
        self.rows[at][column] = Cell(text, (at, column))
        return column + across

    def _at(self, row: int, column: int) -> Cell:
        first = self.taken.get((row, column), (row, column))
        return replace(self.rows[first[0]].get(first[1], Cell("", first)), origin=first)


def _span(cell: LexborNode, name: str) -> int:
    value = (cell.attributes.get(name) or "1").strip()
    return min(max(1, int(value)), MOST_ROWS) if value.isdecimal() else 1
