"""Which part of a saved page is its article, and which is the site around it: menus, lists of links, feet."""

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from publicity.importing.html_looks import SILENT, children, is_layout

# Where the content systems of offices put an article, the narrower first.
_KNOWN = (
    "#js_content",
    "#UCAP-CONTENT",
    ".UCAPCONTENT",
    ".TRS_Editor",
    ".trs_editor_view",
    ".v_news_content",
    "#vsb_content",
    "#zoom",
    "#Zoom",
    "#fontzoom",
    "#ContentText",
    "#articleContent",
    "#article_content",
    ".article-content",
    ".article_content",
    ".pages_content",
    ".xxgk_content",
    "#artibody",
    "#endText",
    "article",
)
_AROUND = frozenset({"nav", "header", "footer", "aside", "form"})
_PARAGRAPHS = frozenset("p span font b strong em i u li h1 h2 h3 h4 h5 h6 blockquote pre".split())  # noqa: SIM905
_MOST = 0.72  # of what is said in an element, in one of its children: the article is further in
_ENOUGH = 0.3  # of what a page says: what a known place must hold
_DEEPEST = 200
_SENTENCES = "。！？；，：、"


@dataclass(frozen=True)
class Part:
    """An element and how much it says outside of links; signs of sentences count for more."""

    node: LexborNode
    weight: int
    within: tuple["Part", ...]


def article_of(tree: LexborHTMLParser) -> LexborNode | None:
    """The element that holds the article; None where the page says nothing in sentences."""
    body = tree.body
    if body is None:
        return None
    whole = _measured(body, 0)
    for known in _KNOWN:
        for node in tree.css(known):
            if _says(node) and _measured(node, 0).weight >= whole.weight * _ENOUGH:
                return node
    part = whole
    while inner := next((one for one in part.within if one.weight > part.weight * _MOST and _holds(one.node)), None):
        part = inner
    return part.node if part.weight else None


def around(tree: LexborHTMLParser, article: LexborNode) -> Iterator[str]:
    """Yield the sentences of a page that stand outside of its article: nothing of them is to vanish in silence."""
    if tree.body is not None:
        yield from _outside(tree.body, article, 0)


def _holds(node: LexborNode) -> bool:
    """Whether an element may hold an article: no single paragraph does, and no table of an article is one."""
    return node.tag not in _PARAGRAPHS and not (node.tag == "table" and not is_layout(node))


def _outside(node: LexborNode, article: LexborNode, depth: int) -> Iterator[str]:
    if node.mem_id == article.mem_id or depth > _DEEPEST or (node.tag or "") in SILENT:
        return
    for child in children(node):
        if child.is_text_node:
            words = " ".join((child.text_content or "").split())
            if "。" in words:
                yield words
        else:
            yield from _outside(child, article, depth + 1)


def _says(node: LexborNode) -> bool:
    return bool((node.text(deep=True) or "").strip()) or bool(node.css("img"))


def _measured(node: LexborNode, depth: int) -> Part:
    weight, within = 0, []
    for child in children(node):
        tag = child.tag or ""
        if child.is_text_node:
            weight += _weight(child.text_content or "")
        elif tag in SILENT or tag == "a" or tag in _AROUND:
            continue
        elif depth > _DEEPEST:
            weight += _weight(child.text(deep=True) or "")
        else:
            part = _measured(child, depth + 1)
            weight += part.weight
            within.append(part)
    return Part(node, weight, tuple(within))


def _weight(text: str) -> int:
    words = "".join(text.split())
    return len(words) + 8 * sum(words.count(sign) for sign in _SENTENCES)
