"""Where an editor breaks a line in Chinese: browsers would show a blank there, in the middle of a sentence."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from publicity.markup.joining import BREAK, closes
from publicity.regex import regex

_HOLD_TEXT = frozenset({"p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "blockquote", "div"})
_BORDERS = _HOLD_TEXT | {"ul", "ol", "table", "pre", "br", "code", "hr"}
_STASHED = regex("\x02[^\x03]*\x03")  # raw HTML, that Markdown has put aside


class SoftBreaks(Treeprocessor):
    """Take out the line breaks between two wide letters (CSS Text Level 3, 4.1.3), across **strong** and links too."""

    def run(self, root: Element) -> None:
        """Do so in every block of text."""
        for element in root.iter():
            if element.tag in _HOLD_TEXT:
                _join(element)


@dataclass
class _Piece:
    """A text of an element, or its tail; a border where there is none."""

    element: Element | None
    tail: bool = False

    @property
    def text(self) -> str:
        if self.element is None:
            return "\ufdd4"
        return (self.element.tail if self.tail else self.element.text) or ""

    def put(self, text: str) -> None:
        if self.element is not None and self.tail:
            self.element.tail = type(self.element.tail or "")(text)
        elif self.element is not None:
            self.element.text = type(self.element.text or "")(text)  # an AtomicString stays one


def _join(block: Element) -> None:
    pieces = list(_pieces(block))
    if not any("\n" in piece.text for piece in pieces):
        return
    whole = "".join(piece.text for piece in pieces)
    seen = _STASHED.sub(lambda m: "\0" * len(m[0]), whole)
    cuts = [m.span() for m in BREAK.finditer(seen) if closes(seen, m.start(), m.end())]
    if not cuts:
        return
    start = 0
    for piece in pieces:
        text, end = piece.text, start + len(piece.text)
        within = [(max(a, start) - start, min(b, end) - start) for a, b in cuts if a < end and b > start]
        if within:
            kept, at = [], 0
            for a, b in within:
                kept.append(text[at:a])
                at = b
            piece.put("".join([*kept, text[at:]]))
        start = end


def _pieces(element: Element) -> list[_Piece]:
    if element.tag in ("code", "pre"):
        return [_Piece(None)]
    found = [_Piece(element)]
    for child in element:
        found += [_Piece(None)] if child.tag in _BORDERS else _pieces(child)
        found.append(_Piece(child, tail=True))
    return found
