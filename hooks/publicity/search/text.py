"""What a reader may type of a page, and how it is compared: letter by letter, whatever stands between the letters.

`overrides/assets/javascripts/search.js` folds what is typed by the same rules; a browser test holds the two together.
"""

import re
import unicodedata
from collections.abc import Sequence
from operator import add

from selectolax.lexbor import LexborHTMLParser

from publicity.search.traditional import SIMPLIFIED
from publicity.texts.letters import meant

# What stands on a page and is not its own text: its title, the way about, what a reader sets, the head that only paper
# has, lists of others, drawings of a table, the day on which the whole column stands.
NOT_TEXT = "h1, nav, form, script, style, noscript, template, svg, button, .tools, .paper, .items, .as-of"
# What stands above a text and says less of it than its first words do: found all the same, but shown last.
FACTS = ".eyebrow, .byline, .updated, .topics"
_BLANK = re.compile(r"\s+")
_BLOCK = "p|li|h[1-6]|dt|dd|td|th|tr|caption|figcaption|blockquote|pre|div|section|ul|ol|table|summary"
_EDGE = re.compile(rf"(?=</?(?:{_BLOCK})[ >])|<br ?/?>")
_LINES = re.compile(r" *\n[ \n]*")
_POINT = re.compile(r"(?<=\d)[.．](?=\d)")
_POINT_KEPT = "\ue000"  # while the other punctuation goes


def visible_text(html: str) -> tuple[str, str]:
    """The title (<h1>) and the text of a page's <main>, a line a block; words that markup divides stay joined."""
    start, end = html.find("<main"), html.rfind("</main>")
    if start < 0:
        return "", ""
    main = LexborHTMLParser(_EDGE.sub("\n", _BLANK.sub(" ", html[start:end]))).css_first("main")
    if main is None:
        return "", ""
    for mark in main.css("h1 .sample"):
        mark.decompose()
    title = main.css_first("h1")
    shown = title.text().strip() if title else ""
    for node in main.css(NOT_TEXT):
        node.decompose()
    facts = [node.text() for node in main.css(FACTS)]
    for node in main.css(FACTS):
        node.decompose()
    text = _LINES.sub("\n", "\n".join([main.text(), *facts])).strip()
    return unicodedata.normalize("NFC", shown), unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The text as it is compared: of one width and case, without blanks and punctuation. Ends of lines stay.

    Radicals and other forms of a letter are that letter: they come with what is copied from a PDF file, and look right.
    Traditional letters are the simplified ones.

    A point between digits stays too (81.25 is not 8125), and so does a percent sign.
    """
    return _POINT.sub(_POINT_KEPT, unicodedata.normalize("NFC", text)).translate(_folding)


class _Folding(dict[int, str]):
    """How each character is compared, learnt as characters turn up."""

    def __missing__(self, point: int) -> str:
        folded = "".join(filter(_compared, meant(chr(point)).lower()))
        self[point] = "".join(SIMPLIFIED.get(letter, letter) for letter in folded)
        return self[point]


def _compared(character: str) -> bool:
    """Whether it is a letter, digit, accent or symbol, or one of the two exceptions; not a mere selector of shapes."""
    kept = unicodedata.category(character)[0] in "LNMS" or character in "%\n"
    return kept and not "\ufe00" <= character <= "\ufe0f"


_folding = _Folding({ord(_POINT_KEPT): "."})


def keys(folded: str) -> set[str]:
    """What a folded text is found by: each of its characters, and each two that follow each other in a line."""
    found = {*folded, *map(add, folded, folded[1:])}
    return {key for key in found if "\n" not in key}


def levels(names: Sequence[str]) -> dict[str, int]:
    """The keys of folded names, each with where it stands: 2 where a name begins, 3 where one ends, 1 within."""
    found: dict[str, int] = {}
    for name in names:
        found = dict.fromkeys(keys(name), 1) | found
        for ends in (name[-1:], name[-2:]):
            if found.get(ends) == 1:
                found[ends] = 3
    begin = {key: 2 for name in names for key in (name[:1], name[:2]) if key in found}
    return found | begin
