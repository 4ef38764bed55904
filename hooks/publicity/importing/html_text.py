"""The text of a saved page or a plain file, whatever encoding its bytes are in."""

import re
from codecs import lookup

from publicity.importing.grid import CannotImportError
from publicity.regex import regex

_SAID = regex(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)|encoding\s*=\s*[\"']([\w-]+)[\"']", re.IGNORECASE)
_CHINESE = ("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "hz-gb-2312")
_HEAD = 4096
_FEW = 500  # letters, of which one may be broken
UNREAD = "\ufffd"


def decoded(data: bytes) -> str:
    """The text, its lines ending in line feeds; a few broken letters are � each. Raises CannotImportError."""
    likely = _likely(data)
    for encoding in likely:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in text:
            return _plain(text)
    broken = min(
        (data.decode(one, "replace") for one in dict.fromkeys([likely[0], "utf-8", "gb18030"]) if _known(one)),
        key=_lost,
    )
    if "\0" not in broken and _lost(broken) * _FEW <= len(broken):
        return _plain(broken)
    raise CannotImportError("文件的编码认不出来：另存为 UTF-8")


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _lost(text: str) -> int:
    return text.count(UNREAD)


def _known(encoding: str) -> bool:
    try:
        return bool(lookup(encoding))
    except LookupError:
        return False


def _likely(data: bytes) -> list[str]:
    """The encodings to try, the likeliest first: a page may say one and be in another."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    if data.startswith(b"\xef\xbb\xbf"):
        return ["utf-8-sig"]
    match = _SAID.search(data[:_HEAD])
    said = (match[1] or match[2]).decode("ascii").lower() if match else ""
    if said in _CHINESE:
        said = "gb18030"
    wide = ["utf-16-le"] if data[1:2] == b"\0" else []
    known = [said] if said and not said.startswith("utf-16") and said != "iso-8859-1" else []
    return [*wide, *dict.fromkeys([*known, "utf-8", "gb18030", "big5"])]


def for_any_reader(text: str) -> str:
    """A page without what only Word reads; a text that begins before any tag has a paragraph a line there."""
    text = re.sub(r"<\?xml[^>]{0,500}\?>|<\?import[^>]{0,500}>", "", text)
    if not re.search(r"<(?:html|body|!doctype)\b", text, re.IGNORECASE):
        first = text.find("<")
        head = text[:first] if first > 0 else ""
        text = (
            re.sub(r"[ \t]*\n\s*", "<br><br>", head.strip()) + ("<br><br>" if head.strip() else "") + text[len(head) :]
        )
    return text
