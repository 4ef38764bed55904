"""Old PowerPoint files ([MS-PPT]): their text, notes, comments."""

import struct
from collections.abc import Iterator
from typing import Any

from publicity.attachments.contents import Found, Sort
from publicity.attachments.flaw import UnreadableError

_SLIDE_TEXT, _SLIDE_BYTES, _STRING = 0x0FA0, 0x0FA8, 0x0FBA
_NOTES, _MASTER, _REMARK, _TAGGED, _SHOWN = 0x03F0, 0x03F8, 0x2EE0, 0x138B, 0x03F9
_AUTHOR, _REMARKED = 0, 1  # which string of a comment


def _records(show: bytes) -> Iterator[tuple[int, int, int, int, tuple[int, ...]]]:
    """Yield (type, instance, start, end, types of what it lies in) of a show's records (2.3.1), masters left out."""
    ahead: list[tuple[int, int, tuple[int, ...]]] = [(0, len(show), ())]
    while ahead:
        at, end, within = ahead.pop()
        if at + 8 > end:
            continue
        version, sort, size = struct.unpack_from("<HHI", show, at)
        start, stop = at + 8, at + 8 + size
        ahead.append((stop, end, within))
        if stop > end or len(within) > 30:
            continue
        yield sort, version >> 4, start, stop, within
        if (version & 0xF == 0xF or sort == _TAGGED) and sort != _MASTER:
            ahead.append((start, stop, (*within, sort)))


def look_at_ppt(ole: Any, found: Found) -> None:
    """Gather the text of an old show and what is hidden in it."""
    if ole.exists("EncryptedSummary"):
        raise UnreadableError("文件加了密码，公众打不开，也没法检查", "去掉密码再放进来")
    show = ole.openstream("PowerPoint Document").read()
    for sort, instance, start, stop, within in _records(show):
        noted = _NOTES in within
        if sort == _REMARK:
            found.hide(Sort.COMMENT, "", removable=False)
        elif sort == _STRING and _REMARK in within and instance == _REMARKED:
            found.say("批注", show[start:stop].decode("utf-16-le", "replace"), hidden=True)
        elif sort in (_SLIDE_TEXT, _SLIDE_BYTES):
            text = show[start:stop].decode("utf-16-le" if sort == _SLIDE_TEXT else "cp1252", "replace")
            found.say("备注" if noted else "幻灯片", text.replace("\r", "\n"), noted)
            if noted and len(text.strip()) > 1:
                found.hide(Sort.NOTES, "", removable=False)
        elif sort == _SHOWN and stop - start >= 12 and show[start + 10] & 0x04:
            found.hide(Sort.SLIDE, "", removable=False)


def forget_remarkers(show: bytes) -> bytes:
    """Blank the names and initials of who commented."""
    blank = bytearray(show)
    for sort, instance, start, stop, within in _records(show):
        if sort == _STRING and _REMARK in within and instance != _REMARKED:
            blank[start:stop] = b" \0" * ((stop - start) // 2)
    return bytes(blank)
