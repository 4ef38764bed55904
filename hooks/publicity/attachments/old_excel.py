"""Old Excel files ([MS-XLS]): their cells, and what of them is hidden."""

import struct
from io import StringIO
from typing import Any

import xlrd

from publicity.attachments.contents import Found, Sort
from publicity.attachments.flaw import UnreadableError

_WRITE_ACCESS, _NOTE = 0x005C, 0x001C


def look_at_xls(data: bytes, found: Found) -> None:
    """Gather the cells and comments of an old workbook."""
    try:
        book = xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            ragged_rows=True,
            logfile=StringIO(),
            ignore_workbook_corruption=True,
        )
    except xlrd.XLRDError as error:
        if "encrypt" in str(error).lower():
            raise UnreadableError("文件加了密码，公众打不开，也没法检查", "去掉密码再放进来") from error
        raise
    found.tell("最后修改者", book.user_name)
    for sheet in book.sheets():
        place = f"工作表“{sheet.name}”"
        hidden = bool(sheet.visibility)
        if hidden:
            found.hide(Sort.SHEET, place, removable=False)
        found.say("工作表的名字", sheet.name, hidden)
        rows = {number for number, row in sheet.rowinfo_map.items() if row.hidden}
        columns = {number for number, column in sheet.colinfo_map.items() if column.hidden}
        _look_at_rows(sheet, place, hidden, rows, columns, found)
        for (row, column), note in sorted(sheet.cell_note_map.items()):
            found.hide(Sort.COMMENT, f"{place}第 {row + 1} 行第 {column + 1} 列", removable=False)
            found.say(f"{place}的批注", note.text, hidden=True)


def _look_at_rows(sheet: Any, place: str, hidden: bool, rows: set[int], columns: set[int], found: Found) -> None:
    told: set[tuple[Sort, int]] = set()
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            value = cell.value
            text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
            if not text.strip():
                continue
            unseen = row in rows or column in columns
            found.say(f"{place}第 {row + 1} 行第 {column + 1} 列", text, hidden or unseen)
            key = (Sort.ROW, row) if row in rows else (Sort.COLUMN, column)
            if unseen and not hidden and key not in told:
                told.add(key)
                found.hide(key[0], place, removable=False)


def forget_writers(workbook: bytes) -> bytes:
    """Blank the names of who wrote the workbook last and who commented, whose lengths stay."""
    book, at = bytearray(workbook), 0
    while at + 4 <= len(book):
        sort, size = struct.unpack_from("<HH", book, at)
        start, end = at + 4, at + 4 + size
        if end > len(book):
            break
        if sort == _WRITE_ACCESS and size > 3:
            book[start:end] = struct.pack("<HB", 1, 0).ljust(size, b" ")
        elif sort == _NOTE and size > 11:
            letters, wide = struct.unpack_from("<HB", book, start + 8)
            stop = min(start + 11 + letters * (2 if wide & 1 else 1), end)
            book[start + 11 : stop] = (b" \0" if wide & 1 else b" ") * ((stop - start - 11) // (2 if wide & 1 else 1))
        at = end
    return bytes(book)
