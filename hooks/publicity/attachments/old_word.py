"""Old Word files ([MS-DOC]): their text, and what of it is deleted, hidden or said in the margin."""

import struct
from collections.abc import Iterator
from typing import Any

from publicity.attachments.contents import Found, Sort
from publicity.attachments.flaw import UnreadableError

_ENCRYPTED, _OTHER_TABLE = 0x0100, 0x0200
_NARROW = 0x40000000
_WORD_97 = 0xC0
_DELETED, _INSERTED, _VANISHED = 0x0800, 0x0801, 0x083C  # what may be said of a run of letters
_WIDTHS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}  # bytes, by the highest three bits of what is said
_FIRST = 0x9A  # where the list of tables begins
_CLX, _RUNS, _PAGE = 33, 12, 512
# Tables of strings: properties, who revised, who saved and where; of owners of comments.
_STRINGS, _OWNERS = (32, 51, 71), 36


class OldWord:
    """The streams of an old Word file. Raises UnreadableError where it is encrypted."""

    def __init__(self, ole: Any) -> None:
        self.document: bytes = ole.openstream("WordDocument").read()
        version, flags = (struct.unpack_from("<H", self.document, at)[0] for at in (0x02, 0x0A))
        if version < _WORD_97:
            raise UnreadableError("这是 Word 95 或更早的格式，看不了里面有什么", "另存为 .docx")
        if flags & _ENCRYPTED:
            raise UnreadableError("文件加了密码，公众打不开，也没法检查", "去掉密码再放进来")
        self.table_name = "1Table" if flags & _OTHER_TABLE else "0Table"
        self.table: bytes = ole.openstream(self.table_name).read()

    def place_of(self, number: int) -> tuple[int, int]:
        """Where a table begins, and its size."""
        at, size = struct.unpack_from("<II", self.document, _FIRST + 8 * number)
        return at, size

    def pieces(self) -> Iterator[tuple[int, int, int, bool]]:
        """Yield (first letter, count, where in the document, whether one byte a letter) of the text's pieces."""
        at, size = self.place_of(_CLX)
        listed, at = self.table[at : at + size], 0
        while at < len(listed) and listed[at] == 1:
            at += 3 + struct.unpack_from("<H", listed, at + 1)[0]
        (size,) = struct.unpack_from("<I", listed, at + 1)
        count = (size - 4) // 12
        firsts = struct.unpack_from(f"<{count + 1}I", listed, at + 5)
        for number in range(count):
            (where,) = struct.unpack_from("<I", listed, at + 5 + 4 * (count + 1) + 8 * number + 2)
            letters = firsts[number + 1] - firsts[number]
            if letters < 0:
                raise UnreadableError("文件坏了：文字的次序不对")
            narrow = bool(where & _NARROW)
            yield firsts[number], letters, (where & ~_NARROW) // 2 if narrow else where, narrow

    def text(self) -> str:
        """The whole text: body, notes, heads, comments, boxes, one after the other."""
        said = []
        for _, letters, where, narrow in self.pieces():
            raw = self.document[where : where + letters * (1 if narrow else 2)]
            said.append(raw.decode("cp1252" if narrow else "utf-16-le", "replace"))
        return "".join(said)

    def marked(self) -> Iterator[tuple[int, int, int]]:
        """Yield (first letter, end, what) of deleted, inserted and hidden letters. Styles are not followed."""
        pieces = list(self.pieces())
        for start, end, what in self._runs():
            for first, letters, where, narrow in pieces:
                width = 1 if narrow else 2
                low, high = max(start, where), min(end, where + letters * width)
                if low < high:
                    yield first + (low - where) // width, first + (high - where) // width, what

    def _runs(self) -> Iterator[tuple[int, int, int]]:
        """Yield the same by bytes in the document (2.8.8, 2.9.33)."""
        at, size = self.place_of(_RUNS)
        count = (size - 4) // 8
        for number in range(max(0, count)):
            (page,) = struct.unpack_from("<I", self.table, at + 4 * (count + 1) + 4 * number)
            start = (page & 0x3FFFFF) * _PAGE
            held = self.document[start : start + _PAGE]
            if len(held) < _PAGE:
                continue
            runs = held[-1]
            for run in range(min(runs, 101)):
                first, end = struct.unpack_from("<II", held, 4 * run)
                place = 2 * held[4 * (runs + 1) + run]
                said = held[place + 1 : place + 1 + held[place]] if place else b""
                for what in _said_of(said):
                    yield first, end, what


def _said_of(said: bytes) -> Iterator[int]:
    """Yield what of deleted, inserted, hidden is said."""
    at = 0
    while at + 3 <= len(said):
        (what,) = struct.unpack_from("<H", said, at)
        width = _WIDTHS.get(what >> 13) or said[at + 2] + 1
        if said[at + 2] == 1 and what in (_DELETED, _INSERTED, _VANISHED):
            yield what
        at += 2 + width


def look_at_doc(ole: Any, found: Found) -> None:
    """Gather the text of an old Word file and what is hidden in it."""
    word = OldWord(ole)
    text = word.text()
    main, notes, heads, _, remarks = struct.unpack_from("<5I", word.document, 0x4C)
    start = main + notes + heads
    if remarks:
        found.hide(Sort.COMMENT, "", max(1, text[:main].count("\x05")), removable=False)
    letters = list(text)
    for first, end, what in word.marked():
        secret = _without_codes("".join(letters[first:end])).strip()
        if not secret:
            continue
        sort = Sort.TEXT if what == _VANISHED else Sort.REVISION
        found.hide(sort, "", removable=False)
        if what != _INSERTED:
            found.say(sort.words, secret, hidden=True)
            letters[first:end] = [letter if letter == "\r" else "\0" for letter in letters[first:end]]
    text = "".join(letters)
    for place, piece, hidden in (
        ("", text[:main], False),
        ("脚注", text[main : main + notes], False),
        ("页眉页脚", text[main + notes : start], False),
        ("批注", text[start : start + remarks], True),
        ("尾注和文本框", text[start + remarks :], False),
    ):
        for number, paragraph in enumerate(piece.replace("\x07", "\r").split("\r"), 1):
            found.say(f"{place}第 {number} 段", _without_codes(paragraph), hidden)


def _without_codes(text: str) -> str:
    """Text without the instructions of fields and without control letters."""
    shown, depth = [], 0
    for letter in text:
        if letter == "\x13":
            depth += 1
        elif letter == "\x14":
            depth = max(0, depth - 1)
        elif not depth and (letter >= " " or letter == "\t"):
            shown.append(letter)
    return "".join(shown)


def forget_people(ole: Any) -> None:
    """Blank the tables of who wrote, revised, commented and saved, and where."""
    word = OldWord(ole)
    table = bytearray(word.table)
    for number in _STRINGS:
        at, size = word.place_of(number)
        end = min(at + size, len(table))
        if size >= 8 and table[at : at + 2] == b"\xff\xff":
            _blank(table, at + 6, end, struct.unpack_from("<H", table, at + 4)[0])
    at, size = word.place_of(_OWNERS)
    _blank(table, at, min(at + size, len(table)), 0)
    ole.write_stream(word.table_name, bytes(table))


def _blank(table: bytearray, at: int, end: int, beside: int) -> None:
    """Blank strings, each with its length before it and some bytes beside."""
    while at + 2 <= end:
        (letters,) = struct.unpack_from("<H", table, at)
        at += 2
        stop = min(at + 2 * letters, end)
        table[at:stop] = b" \0" * ((stop - at) // 2)
        at += 2 * letters + beside
