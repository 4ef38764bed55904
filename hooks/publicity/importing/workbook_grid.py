"""The sheets of an Excel file (xlsx) as tables. What a reader of the file would not see is not taken, and told."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

from publicity.importing.grid import MOST_COLUMNS, MOST_ROWS, CannotImportError, Cell, Grid, Row, bounded


def workbook_grids(data: bytes) -> list[Grid]:
    """All sheets, hidden ones without their rows. Raises CannotImportError."""
    from openpyxl import load_workbook  # takes a while, and no other command needs it

    try:
        values = load_workbook(BytesIO(data), data_only=True)
        written = load_workbook(BytesIO(data))
    except Exception as error:  # openpyxl names no kinds: zipfile, XML and its own may fail
        raise CannotImportError("文件打不开：不是完整的 xlsx，或者加了密码。用原来的软件另存为 xlsx") from error
    return [_grid(sheet, written[sheet.title]) for sheet in values.worksheets]


def _grid(sheet: Any, written: Any) -> Grid:
    name = f"工作表“{sheet.title}”"
    if sheet.sheet_state != "visible":
        return Grid(name, (), told=(f"{name}是隐藏的，没有导入",))
    if sheet.max_row > MOST_ROWS * 4 or sheet.max_column > MOST_COLUMNS * 4:
        raise CannotImportError(f"{name}太大：删掉多余的行列再导入")
    origins = {
        (row, column): (merged.min_row, merged.min_col)
        for merged in sheet.merged_cells.ranges
        for row in range(merged.min_row, merged.max_row + 1)
        for column in range(merged.min_col, merged.max_col + 1)
    }
    columns = [c for c in range(1, sheet.max_column + 1) if not _hidden_column(sheet, c)]
    rows: list[Row] = []
    for number in range(1, sheet.max_row + 1):
        if sheet.row_dimensions[number].hidden:
            continue
        places = [origins.get((number, column), (number, column)) for column in columns]
        cells = tuple(Cell(_text(sheet.cell(*place)), (place[0] - 1, place[1] - 1)) for place in places)
        rows.append(Row(number, cells))
    while rows and not any(rows[-1].texts):
        rows.pop()
    return Grid(name, bounded(name, rows), told=tuple(_left_out(name, sheet, written)))


def _left_out(name: str, sheet: Any, written: Any) -> Iterator[str]:
    """What of a sheet was not taken, or cannot be trusted."""
    used = [row for row in sheet.iter_rows() if any(cell.value is not None for cell in row)]
    if hidden := [str(row[0].row) for row in used if sheet.row_dimensions[row[0].row].hidden]:
        yield f"{name}第 {'、'.join(hidden)} 行是隐藏的，没有导入"
    if hidden := [cell.column_letter for cell in (used[0] if used else ()) if _hidden_column(sheet, cell.column)]:
        yield f"{name}的 {'、'.join(hidden)} 列是隐藏的，没有导入"
    for row in used:
        for cell in row:
            if cell.value is not None and cell.font and cell.font.strike:
                yield f"{name} {cell.coordinate} 的字上有删除线，照样导入了：不要的请删掉"
            if cell.comment:
                yield f"{name} {cell.coordinate} 有批注，没有导入"
    for row in written.iter_rows():
        for cell in row:
            if cell.data_type == "f" and sheet[cell.coordinate].value is None:
                yield f"{name} {cell.coordinate} 是公式，没有算好的结果：用 Excel 打开另存一次"


def _hidden_column(sheet: Any, column: int) -> bool:
    return any(
        one.hidden and (one.min or column) <= column <= (one.max or column)
        for one in sheet.column_dimensions.values()
        if one.min is not None
    )


def _text(cell: Any) -> str:
    """What a reader sees of a cell; a day as it is written in Chinese."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime | date):
        without_day = "d" not in re.sub(r'"[^"]*"|\[[^\]]*\]', "", cell.number_format or "d").lower()
        return f"{value.year}年{value.month}月" + ("" if without_day else f"{value.day}日")
    if isinstance(value, float) and "%" in (cell.number_format or ""):
        return f"{value * 100:.10g}%"
    if isinstance(value, float):
        return f"{value:.12g}"
    return str(value).replace("_x000D_", "").strip()
