"""The HTML of a text of nothing but paragraphs, headings, bullets, numbered items, tables, links, **strong words**.

So most texts are. Python-Markdown would make the same of them, letter by letter, in ten times the time
(tests/test_plain.py). Whatever it might take for anything else makes a text not plain.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from publicity.markup.joining import joined
from publicity.markup.meant import meant_lines
from publicity.markup.plain_line import Link, begins_nothing, links_aside, links_put_back, marked_up
from publicity.regex import regex

_BLANK_LINES = regex(r"\n{2,}")
_HEADING = regex(r"(#{1,6}) ([^#*\n]+)")
_SEPARATOR = regex(r"\|(?:[ ]*-+[ ]*\|)+")


@dataclass(frozen=True)
class Plain:
    """The HTML of a plain text, in which links are still to be put; and the places in it that links may lead to."""

    text: str
    links: Sequence[Link]
    anchors: set[str]

    def html(self, address: Callable[[str], str] = str) -> str:
        """The HTML. `address` says how to write where a link leads; it is asked in the order of the text."""
        return links_put_back(self.text, self.links, address)


def plain(body: str) -> Plain | None:
    """Read a body as it was typed; None where it is not plain."""
    found = links_aside("\n".join(meant_lines((*body.split("\n"),))).strip("\n"))
    if found is None:
        return None
    text, links = found
    anchors = set[str]()

    def place(title: str) -> str:
        from publicity.markup.places import place_of  # here: it loads Markdown, of which a plain text needs no more

        return place_of(title, anchors)

    made = [*_blocks(_BLANK_LINES.split(text), place)]
    return None if None in made else Plain("\n".join(filter(None, made)), links, anchors)


def _blocks(blocks: Sequence[str], place: Callable[[str], str]) -> Iterator[str | None]:
    """Yield each block as HTML; None, at last, where one is not plain."""
    listed = False  # a list that goes on after a blank line looks otherwise
    for block in blocks:
        lines, is_list = block.split("\n"), block.startswith(("- ", "1. "))
        html = None
        if block.startswith("#"):
            html = _heading(block, place)
        elif block.startswith("|"):
            html = _table(lines)
        elif not is_list:
            html = _paragraph(block, lines)
        elif not listed:
            html = _list(lines)
        listed = is_list
        yield html
        if html is None:
            return


def _heading(block: str, place: Callable[[str], str]) -> str | None:
    match = _HEADING.fullmatch(block)
    if match is None or "\x02" in block or not begins_nothing(match[2]):
        return None
    level = len(match[1])
    return f'<h{level} id="{place(match[2])}">{match[2]}</h{level}>'


def _list(lines: Sequence[str]) -> str | None:
    numbered = lines[0].startswith("1. ")
    signs = [f"{number}. " if numbered else "- " for number in range(1, len(lines) + 1)]
    pairs = zip(lines, signs, strict=True)
    texts = [_text(line.removeprefix(sign)) if line.startswith(sign) else None for line, sign in pairs]
    tag = "ol" if numbered else "ul"
    return None if None in texts else f"<{tag}>\n" + "".join(f"<li>{text}</li>\n" for text in texts) + f"</{tag}>"


def _paragraph(block: str, lines: Sequence[str]) -> str | None:
    if len(lines) > 1:
        if "*" in block or "\x02" in block or any(_text(line) is None for line in lines):
            return None
        return f"<p>{joined(block)}</p>"
    text = _text(block)
    return None if text is None else f"<p>{text}</p>"


def _text(line: str) -> str | None:
    return marked_up(line) if begins_nothing(line) else None


def _table(lines: Sequence[str]) -> str | None:
    if len(lines) < 3 or not _SEPARATOR.fullmatch(lines[1]):
        return None
    head, *rows = [_cells(line) for line in (lines[0], *lines[2:])]
    if any(None in row or len(row) != lines[1].count("|") - 1 for row in (head, *rows)):
        return None
    body = "".join(_row("td", row) for row in rows)
    return f"<table>\n<thead>\n{_row('th', head)}</thead>\n<tbody>\n{body}</tbody>\n</table>"


def _cells(line: str) -> list[str | None]:
    """The cells of a row that has a bar at either end."""
    if len(line) < 2 or not line.endswith("|") or line[0] != "|":
        return [None]
    texts = (cell.strip(" ") for cell in line[1:-1].split("|"))
    return [marked_up(text) if text.strip() == text else None for text in texts]


def _row(tag: str, cells: Sequence[str | None]) -> str:
    return "<tr>\n" + "".join(f"<{tag}>{cell}</{tag}>\n" for cell in cells) + "</tr>\n"
