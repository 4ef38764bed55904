"""Where cells of a spreadsheet are: `BC12` as numbers and back, ranges."""

from publicity.attachments.flaw import UnreadableError
from publicity.regex import regex

_REFERENCE = regex(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_at(reference: str) -> tuple[int, int] | None:
    """(row, column), from 1, of a reference."""
    match = _REFERENCE.fullmatch(reference)
    return (int(match[2]), column_number(match[1])) if match else None


def area(reference: str) -> tuple[int, int, int, int] | None:
    """(first row, first column, last row, last column) of `A1:C4`."""
    first, _, last = reference.partition(":")
    one, other = cell_at(first), cell_at(last or first)
    return (*one, *other) if one and other else None


class Covered:
    """The cells that merged cells lie over: what stands in them is not shown."""

    _TALL = 50  # rows; taller areas are compared one by one
    _MOST, _MOST_TALL = 50_000, 500  # areas of a sheet

    def __init__(self, references: list[str]) -> None:
        """Raises UnreadableError when there are more than anybody merges by hand."""
        self._by_row: dict[int, list[tuple[int, int, int]]] = {}
        self._tall: list[tuple[int, int, int, int]] = []
        for reference in references:
            if not (found := area(reference)):
                continue
            top, left, bottom, right = found
            if bottom - top > self._TALL:
                self._tall.append(found)
                continue
            for row in range(top, bottom + 1):
                self._by_row.setdefault(row, []).append((left, right, top))
        if len(references) > self._MOST or len(self._tall) > self._MOST_TALL:
            raise UnreadableError("一张工作表里合并的单元格太多", "拆成几张表，或另存为 CSV")

    def __contains__(self, cell: tuple[int, int]) -> bool:
        row, column = cell
        for left, right, top in self._by_row.get(row, ()):
            if left <= column <= right:
                return (row, column) != (top, left)
        for top, left, bottom, right in self._tall:
            if top <= row <= bottom and left <= column <= right:
                return (row, column) != (top, left)
        return False
