"""A printed table as cells, whatever kind of file it came in; merged cells say the same in each of their places."""

from dataclasses import dataclass

MOST_ROWS, MOST_COLUMNS = 5000, 100


class CannotImportError(ValueError):
    """Why a table is not read, in a Chinese sentence without its full stop."""


@dataclass(frozen=True)
class Cell:
    """What stands in a place. `origin` is the row and column, from 0, where it was written: merged cells share it."""

    text: str
    origin: tuple[int, int]


@dataclass(frozen=True)
class Row:
    """A row with the number that its readers count it by."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands in it."""
        return tuple(cell.text for cell in self.cells)

    @property
    def written(self) -> set[tuple[int, int]]:
        """Where the texts of it were written."""
        return {cell.origin for cell in self.cells if cell.text}


@dataclass(frozen=True)
class Grid:
    """A table. `merges`: its kind of file knows merged cells; `told`: what of it was left out, in sentences."""

    name: str
    rows: tuple[Row, ...]
    merges: bool = True
    told: tuple[str, ...] = ()


def bounded(name: str, rows: list[Row]) -> tuple[Row, ...]:
    """The rows, where they are not too many to be a table that people wrote. Raises CannotImportError."""
    if len(rows) > MOST_ROWS or any(len(row.cells) > MOST_COLUMNS for row in rows):
        raise CannotImportError(f"{name}太大：最多 {MOST_ROWS} 行、{MOST_COLUMNS} 列")
    return tuple(rows)
