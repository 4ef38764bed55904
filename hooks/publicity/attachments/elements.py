"""XML inside office files: read without entities, document types, other files or the network; written the same way."""

from typing import TypeAlias

from lxml import etree

from publicity.attachments import bounds
from publicity.attachments.flaw import UnreadableError
from publicity.regex import regex

Element: TypeAlias = etree._Element

# A document type by name alone does nothing here, and old OpenDocument files have one; what it defines may grow.
_TYPE = regex(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")
_ENTITY = regex(rb"<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y")
_LONGEST_TYPE = 1000  # bytes


def read_xml(data: bytes, name: str) -> Element:
    """The root of a part. Raises UnreadableError: also for entities, by which a few lines grow and grow."""
    if len(data) > bounds.PART:
        raise UnreadableError(f"文件里的 {name} 超过 {bounds.PART // bounds.MEGABYTE} MB", "拆成几个文件")
    if _defines(data):
        raise UnreadableError(f"文件里的 {name} 写着办公软件不会写的 ENTITY", "来历不明的文件不要用；自己的请另存一份")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, collect_ids=False
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise UnreadableError(f"文件坏了：里面的 {name} 读不出来") from error


def _defines(data: bytes) -> bool:
    """Whether a part defines anything of its own, or might."""
    found = _TYPE.search(data)
    told = data[found.start() : found.start() + _LONGEST_TYPE].partition(b">") if found else (b"", b">", b"")
    return b"[" in told[0] or not told[1] or bool(_ENTITY.search(data))


def write_xml(root: Element) -> bytes:
    """A part as bytes."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def local(element: Element) -> str:
    """An element's name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def remove(element: Element) -> None:
    """Take an element out, keeping the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def unwrap(element: Element) -> None:
    """Put an element's children in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for child in reversed(element):
        parent.insert(at + 1, child)
    remove(element)


def text_of(element: Element) -> str:
    """All text in an element."""
    return "".join(element.itertext())
