"""Old binary files (doc, xls, ppt and those of WPS): their properties, text, and what of the hidden can be seen."""

import struct
from io import BytesIO
from typing import Any

import olefile

from publicity.attachments.contents import Found, Sort
from publicity.attachments.old_slides import forget_remarkers, look_at_ppt
from publicity.attachments.old_word import forget_people, look_at_doc

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
_SHOW = "PowerPoint Document"


def look_at_old(data: bytes, content: str, found: Found) -> None:
    """Gather what can be seen in an old file, and say what can't."""
    with olefile.OleFileIO(BytesIO(data)) as ole:
        facts = ole.get_metadata()
        for key, name in _NAMES.items():
            found.tell(name, _said(getattr(facts, key)))
        embedded = [path[-1] for path in ole.listdir(streams=False, storages=True) if _is_embedded(path)]
        found.hide(Sort.EMBEDDED, "对象", len(embedded), removable=False)
        if content == "doc":
            look_at_doc(ole, found)
        elif content == "ppt":
            look_at_ppt(ole, found)
    if content == "xls":
        from publicity.attachments.old_excel import look_at_xls  # here: only old workbooks need it

        look_at_xls(data, found)
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
        forget_people(ole)
    elif content == "xls":
        from publicity.attachments.old_excel import forget_writers

        for name in ("Workbook", "Book"):
            if ole.exists(name):
                ole.write_stream(name, forget_writers(ole.openstream(name).read()))
    else:
        ole.write_stream(_SHOW, forget_remarkers(ole.openstream(_SHOW).read()))
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
