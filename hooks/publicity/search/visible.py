"""What a reader sees of a page: its title and its own text, without what stands around it."""

import re
from unicodedata import normalize

from selectolax.lexbor import LexborHTMLParser, LexborNode

# What stands on a page and is not its own text: its title, the way about, what a reader sets, the head that only paper
# has, lists of others, drawings of a table, the day on which the whole column stands, how to answer.
_NOT_TEXT = frozenset({"h1", "nav", "form", "script", "style", "noscript", "template", "svg", "button"})
_NOT_TEXT_CLASSES = frozenset({"tools", "paper", "items", "as-of", "page-foot"})
# What stands above a text and says less of it than its first words do: found all the same, but shown last.
_FACTS_CLASSES = frozenset({"eyebrow", "byline", "updated", "topics"})
_BLOCKS = frozenset(
    {
        *("p", "li", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "td", "th", "tr", "caption", "figcaption"),
        *("blockquote", "pre", "div", "section", "ul", "ol", "table", "summary"),
    }
)
_BLANK = re.compile(r"\s+")
_EDGE = "\ue001"  # of a block, while the ends of lines in the source are blanks
_EDGES = re.compile(f" *{_EDGE}[ {_EDGE}]*")


def visible_text(page: LexborHTMLParser) -> tuple[str, str]:
    """The title (<h1>) and the text of a page's <main>, a line a block; words that markup divides stay joined.

    The page stays as it is.
    """
    main = page.css_first("main")
    if main is None:
        return "", ""
    heading = main.css_first("h1")
    title, facts, text = list[str](), list[str](), list[str]()
    if heading:
        _read(heading, title, title, frozenset({"sample"}))
    _read(main, text, facts)
    return _tidy("".join(title)), _tidy("".join([*text, _EDGE, *facts]))


def _read(node: LexborNode, text: list[str], facts: list[str], left_out: frozenset[str] = _NOT_TEXT_CLASSES) -> None:
    """Take what stands in a node, the facts by themselves."""
    child = node.child
    while child is not None:
        tag = child.tag
        if tag == "-text":
            text.append(child.text_content or "")
        elif tag == "br":
            text.append(_EDGE)
        elif tag not in _NOT_TEXT:
            classes = (child.attributes.get("class") or "").split()
            if not classes or left_out.isdisjoint(classes):
                into = text if _FACTS_CLASSES.isdisjoint(classes) else facts
                edge = _EDGE if tag in _BLOCKS or into is not text else ""
                into.append(edge)
                _read(child, into, facts, left_out)
                into.append(edge)
        child = child.next


def _tidy(text: str) -> str:
    return normalize("NFC", _EDGES.sub("\n", _BLANK.sub(" ", text)).strip())
