"""The tables of a Word file (docx). Deleted and hidden text is not taken, and told."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from publicity.importing.grid import CannotImportError, Cell, Grid, Row, bounded

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_grids(data: bytes) -> list[Grid]:
    """All tables in order. Raises CannotImportError."""
    from docx import Document  # takes a while, and no other command needs it

    try:
        document = Document(BytesIO(data))
        return [_grid(f"第 {number} 张表", table) for number, table in enumerate(document.tables, 1)]
    except CannotImportError:
        raise
    except Exception as error:  # python-docx names no kinds: zipfile, XML and its own may fail
        raise CannotImportError("文件打不开：不是完整的 docx，或者加了密码。用原来的软件另存为 docx") from error


def _grid(name: str, table: Any) -> Grid:
    seen: dict[Any, tuple[int, int]] = {}  # by the element: merged cells are one
    rows: list[Row] = []
    for at, row in enumerate(table.rows):
        before = [Cell("", (at, column)) for column in range(row.grid_cols_before)]
        cells = [
            Cell(_text(cell._tc), seen.setdefault(cell._tc, (at, column)))
            for column, cell in enumerate(row.cells, len(before))
        ]
        rows.append(Row(at + 1, (*before, *cells)))
    return Grid(name, bounded(name, rows), told=tuple(_left_out(name, table._tbl)))


def _left_out(name: str, table: Any) -> Iterator[str]:
    if next(table.iter(f"{_W}del", f"{_W}ins", f"{_W}moveFrom"), None) is not None:
        yield f"{name}里有修订：照接受修订以后的样子导入"
    if next(table.iter(f"{_W}vanish"), None) is not None:
        yield f"{name}里有隐藏的文字，没有导入"
    if next(table.iter(f"{_W}numPr"), None) is not None:
        yield f"{name}里有自动编号，编号没有读出来：要编号的，在 Word 里改成手打的"


def _text(tc: Any) -> str:
    """The text of a cell, a line for each paragraph."""
    return "\n".join(line for line in map(_line, tc.iter(f"{_W}p")) if line).strip()


def _line(paragraph: Any) -> str:
    said = []
    for run in paragraph.iter(f"{_W}r"):
        if run.find(f"{_W}rPr/{_W}vanish") is not None or _withdrawn(run):
            continue
        for part in run:
            if part.tag == f"{_W}t":
                said.append(part.text or "")
            elif part.tag in (f"{_W}br", f"{_W}cr"):
                said.append("\n")
            elif part.tag == f"{_W}tab":
                said.append(" ")
    return "".join(said).strip()


def _withdrawn(run: Any) -> bool:
    return any(above.tag in (f"{_W}del", f"{_W}moveFrom") for above in run.iterancestors())
