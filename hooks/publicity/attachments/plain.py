"""Plain text and tables as text: read in the encodings that offices save in."""

import csv

from publicity.attachments.contents import Found
from publicity.attachments.flaw import UnreadableError

_MARKED = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ALLOWED = "\t\n\r\f"


def decode(data: bytes) -> str | None:
    """The text in UTF-8, UTF-16 with its mark, or GB 18030; None for what is no text in these."""
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _decoded(data, encoding)
    for encoding in ("utf-8", "gb18030"):
        if (text := _decoded(data, encoding)) is not None:
            return text
    return None


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if any(ord(letter) < 32 and letter not in _ALLOWED for letter in set(text)) else text


def look_at_plain(data: bytes, found: Found) -> None:
    """Gather the lines of a text, or of a table as text."""
    text = decode(data)
    if text is None:
        raise UnreadableError("文字读不出来：不是 UTF-8，也不是 GB 18030", "用记事本打开，另存为 UTF-8")
    for number, line in enumerate(text.splitlines(), 1):
        found.say(f"第 {number} 行", line)


def _asks_a_program(cell: str) -> bool:
    """Whether a spreadsheet would ask another program for the value (DDE)."""
    return cell.lstrip()[:1] in ("=", "+", "-", "@") and "|" in cell and "!" in cell


def look_at_table(data: bytes, found: Found) -> None:
    """Gather the cells of a table as text."""
    text = decode(data)
    if text is None:
        raise UnreadableError("表格读不出来：不是 UTF-8，也不是 GB 18030", "用表格软件打开，另存为“CSV UTF-8”")
    try:
        for number, row in enumerate(csv.reader(text.splitlines(keepends=True)), 1):
            for column, cell in enumerate(row, 1):
                if _asks_a_program(cell):
                    raise UnreadableError(f"第 {number} 行第 {column} 列是会运行程序的公式", "删掉它，只留数值和文字")
                found.say(f"第 {number} 行第 {column} 列", cell)
    except csv.Error:
        look_at_plain(data, found)
