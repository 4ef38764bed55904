"""What of a page's elements can be seen, and how: hidden ones, blocks, headings, lists' signs."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from publicity.regex import regex


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


BLOCKS = _names(
    "html body address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table ul caption thead tbody "
    "tfoot tr td th legend dir listing xmp"
)
SILENT = _names(
    "head title script style template noscript noframes xml link meta base button input select option optgroup "
    "textarea datalist progress meter map area col colgroup rp param source track o:officedocumentsettings "
    "w:worddocument"
)
_FOREIGN = {
    "视频或动画": "video embed object applet mp-common-videosnap",
    "录音": "audio mpvoice mp-common-mpaudio qqmusic",
    "嵌入的网页": "iframe frame",
    "矢量图或画布": "svg canvas",
}
FOREIGN = {tag: words for words, listed in _FOREIGN.items() for tag in listed.split()}
_UNSEEN = regex(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_RULE = regex(r"([^{}]*)\{([^{}]*)\}")
_CLASS = regex(r"\s*(?:[a-z]+)?\.([\w-]+)\s*$", re.IGNORECASE)
_OUTLINE = regex(r"mso-outline-level\s*:\s*([1-9])")
_ELEMENTS = regex(r"mso-element\s*:\s*(comment-list|comment)\b")


def style_of(node: LexborNode) -> str:
    """What an element's own style says."""
    return node.attributes.get("style") or ""


def classes_of(node: LexborNode) -> set[str]:
    """The classes of an element."""
    return set((node.attributes.get("class") or "").split())


def hidden_classes(tree: LexborHTMLParser) -> frozenset[str]:
    """The classes that the page's own style sheets hide, by rules of one class, outside of what media ask."""
    found: set[str] = set()
    for sheet in tree.css("style"):
        text = re.sub(r"/\*.*?\*/|<!--|-->", "", sheet.text() or "", flags=re.DOTALL)
        text = re.sub(r"@[^{;]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})", "", text)
        for rule in _RULE.finditer(text):
            if _UNSEEN.search(rule[2]):
                found |= {match[1] for one in rule[1].split(",") if (match := _CLASS.match(one))}
    return frozenset(found)


def is_hidden(node: LexborNode, hidden: frozenset[str]) -> bool:
    """Whether nobody sees an element."""
    if "hidden" in node.attributes or _UNSEEN.search(style_of(node)):
        return True
    return bool(hidden) and bool(classes_of(node) & hidden)


def is_withdrawn(node: LexborNode) -> bool:
    """Whether Word has marked an element as deleted, or as a comment beside the text."""
    if "msoDel" in classes_of(node) or (
        node.tag == "del" and ("cite" in node.attributes or "datetime" in node.attributes)
    ):
        return True
    return bool(_ELEMENTS.search(style_of(node))) or "msocomanchor" in classes_of(node)


def level_of(node: LexborNode) -> int | None:
    """A heading's level, 0 for the title, None for text."""
    tag = node.tag or ""
    if "MsoTitle" in classes_of(node):
        return 0
    if match := _OUTLINE.search(style_of(node)):
        return int(match[1])
    return int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else None


def is_centred(node: LexborNode) -> bool:
    """Whether an element puts what is in it in the middle."""
    centred = re.search(r"text-align\s*:\s*center", style_of(node), re.IGNORECASE)
    return node.tag == "center" or (node.attributes.get("align") or "").lower() == "center" or bool(centred)


def children(node: LexborNode) -> Iterator[LexborNode]:
    """What stands in an element: elements and texts."""
    child = node.child
    while child is not None:
        if not child.is_comment_node:
            yield child
        child = child.next


def is_layout(table: LexborNode) -> bool:
    """Whether a table only puts things beside one another: tables within it, or one column, or said so."""
    if (table.attributes.get("role") or "") in ("presentation", "none") or len(table.css("table")) > 1:
        return True
    rows = [[one for one in children(row) if one.tag in ("td", "th")] for row in table.css("tr")]
    return max(map(len, rows), default=0) < 2
