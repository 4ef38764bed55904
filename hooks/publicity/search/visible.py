"""What a reader sees of a page: its title and its own text, without what stands around it."""

from typing import NamedTuple
from unicodedata import normalize

from selectolax.lexbor import LexborHTMLParser, LexborNode

from publicity.regex import regex

# What stands on a page and is not its own text: its title, the way about, what a reader sets, the head that only paper
# has, lists of others, drawings of a table, the day on which the whole column stands, how to answer.
_NOT_TEXT = frozenset({"h1", "nav", "form", "script", "style", "noscript", "template", "svg", "button"})
_NOT_TEXT_CLASSES = frozenset({"tools", "paper", "items", "as-of", "page-foot"})
# What stands above a text and says less of it than its first words do: found all the same, but shown last.
_FACTS_CLASSES = frozenset({"eyebrow", "updated"})
# What stands about an article, as who wrote it and who gets it: hundreds of pages have the same lines.
_ABOUT_CLASSES = frozenset({"byline", "paper-head", "paper-foot", "side"})
_PIECES_ABOUT = ".byline > span, .paper-head > .paper-name, .paper-line > span, .paper-foot > div, .side > dl > div"
_KNOWN = frozenset({"文件种类", "阶段", "主题", "义务", "承诺"})  # what filters say of a page, or are titles of others
_OF_ITS_OWN = regex(r"\d")  # a day, a number: such a line is on this page alone
_BLOCKS = frozenset(
    {
        *("p", "li", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "td", "th", "tr", "caption", "figcaption"),
        *("blockquote", "pre", "div", "section", "ul", "ol", "table", "summary"),
    }
)
_BLANK = regex(r"\s+")
_EDGE = "\ue001"  # of a block, while the ends of lines in the source are blanks
_EDGES = regex(f" *{_EDGE}[ {_EDGE}]*")


class Visible(NamedTuple):
    """Title (<h1>) and text of a page, a line a block; `about`: lines that many pages have, as who wrote it."""

    title: str
    text: str
    about: tuple[str, ...] = ()


def visible_text(page: LexborHTMLParser) -> Visible:
    """What is seen in a page's <main>; words that markup divides stay joined. The page stays as it is."""
    main = page.css_first("main")
    if main is None:
        return Visible("", "")
    heading = main.css_first("h1")
    title, facts, text = list[str](), list[str](), list[str]()
    if heading:
        _read(heading, title, title, frozenset({"sample"}))
    _read(main, text, facts, _NOT_TEXT_CLASSES | _ABOUT_CLASSES)
    about = dict.fromkeys(filter(None, map(_piece, main.css(_PIECES_ABOUT))))
    own = [line for line in about if _OF_ITS_OWN.search(line)]
    said = _tidy(_EDGE.join(["".join(text), "".join(facts), *own]))
    return Visible(_tidy("".join(title)), said, tuple(line for line in about if not _OF_ITS_OWN.search(line)))


def _read(node: LexborNode, text: list[str], facts: list[str], left_out: frozenset[str]) -> None:
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


def _piece(node: LexborNode) -> str:
    """A line about a page, a label before what it says; nothing for what is known otherwise."""
    label, said = node.css_first("dt"), node.css_first("dd")
    if label is None or said is None:
        return _tidy(node.text())
    name = _tidy(label.text())
    return "" if name in _KNOWN else f"{name}：{_tidy(said.text())}"


def _tidy(text: str) -> str:
    return normalize("NFC", _EDGES.sub("\n", _BLANK.sub(" ", text)).strip())
