"""Paragraphs, headings, lists, quotations and tables, each with its style.

The editor sets lists anew and forgets where their numbers begin. So a point is a paragraph that begins with its marker:
the number that was written is the number that is read.
"""

import re
from collections.abc import Iterator
from html import escape

from selectolax.lexbor import LexborNode

from publicity.wechat import styles
from publicity.wechat.inline import LEFT_OUT, Inline
from publicity.wechat.tables import table

_BLOCKS = frozenset(
    {
        *("p", "ul", "ol", "table", "pre", "blockquote", "div", "section", "article", "aside", "figure", "dl", "hr"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "details", "summary"),
    }
)
_BULLETS = "•◦▪"


class Blocks:
    """Writes blocks with the words that an Inline writes."""

    def __init__(self, inline: Inline) -> None:
        self.inline = inline

    def within(self, node: LexborNode) -> str:
        """What stands in an element that holds blocks."""
        return "".join(self._each(node))

    def _each(self, node: LexborNode, paragraph: str = styles.PARAGRAPH) -> Iterator[str]:
        for part in _parts(node):
            if isinstance(part, list):
                yield self._paragraph("".join(self.inline.each(part)), paragraph)
            else:
                yield from self.block(part, paragraph)

    def block(self, node: LexborNode, paragraph: str = styles.PARAGRAPH) -> Iterator[str]:
        """Yield one block; `paragraph` is the style of plain ones."""
        tag = str(node.tag)
        if tag in ("p", "summary"):
            yield self._paragraph(self._words(node), paragraph)
        elif tag in ("h2", "h3", "h4", "h5", "h6"):
            yield f'<p style="{styles.HEADINGS.get(tag, styles.HEADINGS["h4"])}">{self.inline.within(node)}</p>'
        elif tag in ("ul", "ol"):
            yield from self._list(node, 0)
        elif tag == "table":
            yield table(node, self._cell)
        elif tag == "blockquote":
            yield f'<section style="{styles.QUOTE}">{"".join(self._each(node, styles.PLAIN))}</section>'
        elif tag == "pre":
            yield f'<p style="{styles.PLAIN};{styles.CODE}">{_as_typed(node.text() or "")}</p>'
        elif tag == "hr":
            yield f'<hr style="{styles.RULE}">'
        elif tag == "figure":
            yield from self._figure(node)
        elif tag == "dl":
            yield from self._definitions(node)
        elif tag == "div" and "footnote" in (node.attributes.get("class") or "").split():
            yield from self._notes(node)
        else:
            yield from self._each(node, paragraph)

    def _words(self, node: LexborNode) -> str:
        """The words of a paragraph; of counts that stand beside each other on the page, what keeps them apart."""
        if "times" in (node.attributes.get("class") or "").split():
            return "，".join(self.inline.within(part) for part in node.iter())
        return self.inline.within(node)

    def _paragraph(self, words: str, style: str) -> str:
        if not re.sub(r"<(?!img)[^>]*>", "", words).strip():
            return ""
        if words.strip().startswith("<img") and not re.sub(r"<[^>]*>", "", words).strip():
            return f'<p style="{styles.PICTURE}">{words.strip()}</p>'
        return f'<p style="{style}">{words.strip(" ")}</p>'

    def _list(self, node: LexborNode, level: int) -> Iterator[str]:
        number = _whole(node.attributes.get("start"), 1)
        for point in (child for child in node.iter() if child.tag == "li"):
            number = _whole(point.attributes.get("value"), number)
            marker = f"{number}. " if node.tag == "ol" else f"{_BULLETS[min(level, len(_BULLETS) - 1)]}&nbsp;"
            number += 1
            yield from self._point(point, marker, level)

    def _point(self, point: LexborNode, marker: str, level: int) -> Iterator[str]:
        for part in _parts(point):
            if isinstance(part, list) or part.tag == "p":
                words = "".join(self.inline.each(part)) if isinstance(part, list) else self.inline.within(part)
                if made := self._paragraph(
                    f"{marker}{words.strip(' ')}", styles.item(level) if marker else styles.beside(level)
                ):
                    yield made
                    marker = ""
                continue
            if marker:  # a point that begins with a list or a table
                yield f'<p style="{styles.item(level)}">{marker}</p>'
                marker = ""
            if part.tag in ("ul", "ol"):
                yield from self._list(part, level + 1)
            else:
                yield from self.block(part, styles.beside(level))

    def _cell(self, node: LexborNode) -> str:
        """What a cell of a table holds: its lines, and no paragraphs where there is but one."""
        parts = [part for part in _parts(node) if isinstance(part, list) or str(part.tag) not in LEFT_OUT]
        lines = [
            "".join(self.inline.each(part))
            if isinstance(part, list)
            else self.inline.within(part)
            if part.tag == "p"
            else "".join(self.block(part, styles.PLAIN))
            for part in parts
        ]
        return "<br>".join(filter(None, (line.strip(" ") for line in lines)))

    def _figure(self, node: LexborNode) -> Iterator[str]:
        """A picture with its caption; a drawing is left out, whose figures stand in the table below it."""
        if node.css_first("svg"):
            return
        for part in node.iter():
            if part.tag == "figcaption":
                yield f'<p style="{styles.CAPTION}">{self.inline.within(part)}</p>'
            elif part.tag == "img":
                yield self._paragraph("".join(self.inline.each([part])), styles.PICTURE)
            elif part.tag not in LEFT_OUT:
                yield from self.block(part)

    def _definitions(self, node: LexborNode) -> Iterator[str]:
        """A term and what is said of it, on one line where each has one."""
        for part in node.css("dt, dd"):
            if part.tag == "dt":
                term = self.inline.within(part)
            else:
                yield self._paragraph(f"{term}：{self._cell(part)}" if term else self._cell(part), styles.PLAIN)
                term = ""

    def _notes(self, node: LexborNode) -> Iterator[str]:
        yield f'<hr style="{styles.RULE}">'
        for number, point in enumerate(node.css("li"), 1):
            yield f'<p style="{styles.SMALL}">[{number}] {self._cell(point)}</p>'


def _parts(node: LexborNode) -> Iterator[LexborNode | list[LexborNode]]:
    """Yield the blocks in an element, and between them the words that stand in none, together."""
    words: list[LexborNode] = []
    for child in node.iter(include_text=True):
        if child.tag in _BLOCKS:
            if words:
                yield words
                words = []
            yield child
        elif child.tag not in LEFT_OUT and (words or child.tag != "-text" or (child.text_content or "").strip()):
            words.append(child)
    if words:
        yield words


def _as_typed(text: str) -> str:
    return escape(text.strip("\n"), quote=False).replace(" ", "&nbsp;").replace("\n", "<br>")


def _whole(written: str | None, otherwise: int) -> int:
    return int(written) if written and re.fullmatch(r"-?\d{1,9}", written) else otherwise
