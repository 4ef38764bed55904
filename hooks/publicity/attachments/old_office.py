"""Old binary files (doc, xls, ppt and those of WPS): their properties, text, and what of the hidden can be seen."""

import struct
from io import BytesIO, StringIO
from typing import Any

import olefile

from publicity.attachments.contents import Found, Sort
from publicity.attachments.flaw import UnreadableError

_ABOUT = ("\x05SummaryInformation", "\x05DocumentSummaryInformation")
_NAMES = {
    "author": "作者",
    "last_saved_by": "最后修改者",
    "title": "标题属性",
    "subject": "主题属性",
    "keywords": "关键词属性",
    "comments": "备注属性",
    "company": "单位",
    "manager": "主管",
    "template": "模板",
}
_EMPTY_SET = 56  # bytes
_ENCRYPTED, _OTHER_TABLE = 0x0100, 0x0200
_NARROW = 0x40000000
_WRITE_ACCESS = 0x005C
_SLIDE_TEXT, _SLIDE_BYTES, _NOTES, _MASTER, _REMARK, _SHOWN = 0x0FA0, 0x0FA8, 0x03F0, 0x03F8, 0x2EE0, 0x03F9


def look_at_old(data: bytes, content: str, found: Found) -> None:
    """Gather what can be seen in an old file, and say what can't."""
    with olefile.OleFileIO(BytesIO(data)) as ole:
        facts = ole.get_metadata()
        for key, name in _NAMES.items():
            found.tell(name, _said(getattr(facts, key)))
        embedded = [path[-1] for path in ole.listdir(streams=False, storages=True) if _is_embedded(path)]
        found.hide(Sort.EMBEDDED, "对象", len(embedded), removable=False)
        if content == "doc":
            _look_at_doc(ole, found)
        elif content == "ppt":
            _look_at_ppt(ole, found)
    if content == "xls":
        _look_at_xls(data, found)
    new = {"doc": "docx", "xls": "xlsx", "ppt": "pptx"}[content]
    found.unseen.append(f"旧格式里的修订和隐藏内容看不全，请人看；另存为 {new} 或 PDF 就能查清")


def strip_old(data: bytes, content: str) -> bytes:
    """Empty the properties, and the names of who saved it; every other byte stays."""
    stream = BytesIO(data)
    ole = olefile.OleFileIO(stream, write_mode=True)
    for name in _ABOUT:
        if ole.exists(name):
            ole.write_stream(name, _emptied(ole.openstream(name).read()))
    if content == "doc":
        _forget_savers(ole)
    for name in ("Workbook", "Book"):
        if content == "xls" and ole.exists(name):
            ole.write_stream(name, _forget_writer(ole.openstream(name).read()))
    return stream.getvalue()


def _said(value: Any) -> str:
    if isinstance(value, bytes):
        for encoding in ("utf-8", "gb18030"):
            try:
                return value.decode(encoding).strip("\0 ")
            except UnicodeDecodeError:
                continue
        return "（读不出来）"
    return str(value).strip("\0 ") if value else ""


def _is_embedded(path: list[str]) -> bool:
    return (len(path) > 1 and path[0] == "ObjectPool") or path[-1].startswith("MBD")


def _emptied(properties: bytes) -> bytes:
    """A property set without properties, of the same length."""
    if len(properties) < _EMPTY_SET:
        return bytes(len(properties))
    return (properties[:24] + struct.pack("<I", 1) + properties[28:44] + struct.pack("<III", 48, 8, 0)).ljust(
        len(properties), b"\0"
    )


def _table(ole: Any, document: bytes) -> str:
    flags = struct.unpack_from("<H", document, 0x0A)[0]
    if flags & _ENCRYPTED:
        raise UnreadableError("文件加了密码，公众打不开，也没法检查", "去掉密码再放进来")
    return "1Table" if flags & _OTHER_TABLE else "0Table"


def _look_at_doc(ole: Any, found: Found) -> None:
    document = ole.openstream("WordDocument").read()
    table = ole.openstream(_table(ole, document)).read()
    text = _doc_text(document, table)
    main, notes, heads, _, remarks = struct.unpack_from("<5I", document, 0x4C)
    start = main + notes + heads
    if remarks:
        found.hide(Sort.COMMENT, "", max(1, text[:main].count("\x05")), removable=False)
    for place, piece, hidden in (
        ("", text[:main], False),
        ("脚注", text[main : main + notes], False),
        ("页眉页脚", text[main + notes : start], False),
        ("批注", text[start : start + remarks], True),
        ("尾注和文本框", text[start + remarks :], False),
    ):
        for number, paragraph in enumerate(piece.replace("\x07", "\r").split("\r"), 1):
            found.say(f"{place}第 {number} 段", _without_codes(paragraph), hidden)


def _doc_text(document: bytes, table: bytes) -> str:
    """The whole text, piece by piece ([MS-DOC] 2.4.1)."""
    at, size = struct.unpack_from("<II", document, 0x1A2)
    pieces, end = table[at : at + size], size
    at = 0
    while at < end and pieces[at] == 1:
        at += 3 + struct.unpack_from("<H", pieces, at + 1)[0]
    (size,) = struct.unpack_from("<I", pieces, at + 1)
    count = (size - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", pieces, at + 5)
    said = []
    for number in range(count):
        (where,) = struct.unpack_from("<I", pieces, at + 5 + 4 * (count + 1) + 8 * number + 2)
        letters = places[number + 1] - places[number]
        if letters < 0:
            raise UnreadableError("文件坏了：文字的次序不对")
        if where & _NARROW:
            start = (where & ~_NARROW) // 2
            said.append(document[start : start + letters].decode("cp1252", "replace"))
        else:
            said.append(document[where : where + 2 * letters].decode("utf-16-le", "replace"))
    return "".join(said)


def _without_codes(text: str) -> str:
    """Text without the instructions of fields and without control letters."""
    shown, depth = [], 0
    for letter in text:
        if letter == "\x13":
            depth += 1
        elif letter in "\x14\x15":
            depth = max(0, depth - 1) if letter == "\x14" else depth
        elif not depth and (letter >= " " or letter == "\t"):
            shown.append(letter)
    return "".join(shown)


def _forget_savers(ole: Any) -> None:
    """Blank the table of who saved the file last, and where."""
    document = ole.openstream("WordDocument").read()
    name = _table(ole, document)
    table = bytearray(ole.openstream(name).read())
    at, size = struct.unpack_from("<II", document, 0x2D2)
    end = min(at + size, len(table))
    if size < 8 or table[at : at + 2] != b"\xff\xff":
        return
    at += 6
    while at + 2 <= end:
        (letters,) = struct.unpack_from("<H", table, at)
        at += 2
        stop = min(at + 2 * letters, end)
        table[at:stop] = b" \0" * ((stop - at) // 2)
        at += 2 * letters
    ole.write_stream(name, bytes(table))


def _forget_writer(workbook: bytes) -> bytes:
    """Blank the name of who wrote the workbook last (WRITEACCESS), whose length is fixed."""
    at = 0
    while at + 4 <= len(workbook):
        sort, size = struct.unpack_from("<HH", workbook, at)
        if sort == _WRITE_ACCESS and at + 4 + size <= len(workbook) and size > 3:
            blank = struct.pack("<HB", 1, 0).ljust(size, b" ")
            return workbook[: at + 4] + blank + workbook[at + 4 + size :]
        at += 4 + size
        if at > 100_000:
            break
    return workbook


def _look_at_xls(data: bytes, found: Found) -> None:
    import xlrd  # imported here: only old workbooks need it

    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=StringIO())
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


def _look_at_ppt(ole: Any, found: Found) -> None:
    """Walk through the records of a show ([MS-PPT] 2.3.1)."""
    show = ole.openstream("PowerPoint Document").read()
    if ole.exists("EncryptedSummary"):
        raise UnreadableError("文件加了密码，公众打不开，也没法检查", "去掉密码再放进来")
    ahead: list[tuple[int, int, bool]] = [(0, len(show), False)]
    while ahead:
        at, end, noted = ahead.pop()
        if at + 8 > end:
            continue
        version, sort, size = struct.unpack_from("<HHI", show, at)
        start, stop = at + 8, at + 8 + size
        ahead.append((stop, end, noted))
        if stop > end:
            continue
        if version & 0xF == 0xF and sort != _MASTER:
            ahead.append((start, stop, noted or sort == _NOTES))
            if sort == _REMARK:
                found.hide(Sort.COMMENT, "", removable=False)
        elif sort in (_SLIDE_TEXT, _SLIDE_BYTES):
            text = show[start:stop].decode("utf-16-le" if sort == _SLIDE_TEXT else "cp1252", "replace")
            found.say("备注" if noted else "幻灯片", text.replace("\r", "\n"), noted)
            if noted and len(text.strip()) > 1:
                found.hide(Sort.NOTES, "", removable=False)
        elif sort == _SHOWN and size >= 12 and show[start + 10] & 0x04:
            found.hide(Sort.SLIDE, "", removable=False)
