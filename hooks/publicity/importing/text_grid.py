"""A table as text: commas, tabs or semicolons between its cells, in any encoding that offices save it in."""

import csv
from io import StringIO

from publicity.importing.grid import CannotImportError, Cell, Grid, Row, bounded

_SEPARATORS = "\t,;，|"


def text_grid(data: bytes) -> Grid:
    """The table of a csv or txt file. It knows no merged cells. Raises CannotImportError."""
    text = _decoded(data)
    read = [_rows(text, separator) for separator in _SEPARATORS]
    best = max(read, key=lambda rows: (_agreed(rows), _columns(rows)))
    if _columns(best) < 2:
        raise CannotImportError("看不出一行里怎样分栏：各栏之间用逗号或制表符")
    rows = [
        Row(number, tuple(Cell(text.strip(), (number - 1, column)) for column, text in enumerate(row)))
        for number, row in enumerate(best, 1)
    ]
    return Grid("表格", bounded("表格", rows), merges=False)


def _agreed(rows: list[list[str]]) -> bool:
    """Whether half of the rows have the same number of columns."""
    return 2 * sum(len(row) == _columns(rows) for row in rows) >= len(rows) > 0


def _columns(rows: list[list[str]]) -> int:
    """How many columns most of the rows agree on."""
    counts = [len(row) for row in rows if any(row)]
    return max(set(counts), key=lambda count: (counts.count(count) if count > 1 else 0, count)) if counts else 0


def _rows(text: str, separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        return []


def _decoded(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if wide else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CannotImportError("文件的编码认不出来：另存为 UTF-8")
