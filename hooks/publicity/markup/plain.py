"""The HTML of a text that holds nothing but paragraphs, headings, bullets and **strong words**, as most texts do.

Python-Markdown would make the same of it, letter by letter, in ten times the time (tests/test_plain.py). Whatever it
might take for anything else makes a text not plain.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown.extensions.toc import unique

from publicity.markup.soft_breaks import joined
from publicity.regex import regex

# Signs that begin markup of any kind, or that HTML writes otherwise; what no text holds, but the typing layer writes.
_OTHER = regex(r"[\x00-\x09\x0b-\x1f!$&<>@\[\\\]^_`{|}~\x7f\ufdd0-\ufdef\ud800-\udfff]")
_BLANK_LINES = regex(r"\n{2,}")
_HEADING = regex(r"(#{1,6}) ([^#*\n]+)")
_FIRST = regex(r"(?!\d)[\u4e00-\u9fff\u3001-\u303f\uff01-\uff02\uff04-\uff5b“‘A-Za-z]|\*\*[^*\s]|\d+(?![\d.])")
_STRONG = regex(r"\*\*([^*\s](?:[^*\n]*[^*\s])?)\*\*")


@dataclass(frozen=True)
class Plain:
    """HTML, and the places in it that links may lead to."""

    html: str
    anchors: set[str]


def plain_html(lines: Sequence[str], slug: Callable[[str], str]) -> Plain | None:
    """What the lines that a body means (`meant.py`) become; None where that is not plain.

    `slug` gives a heading the name of its place.
    """
    text = "\n".join(lines).strip("\n")
    if not text or _OTHER.search(text):
        return None
    anchors = set[str]()

    def place(title: str) -> str:
        return unique(slug(" ".join(title.split())), anchors)

    made = [*_blocks(_BLANK_LINES.split(text), place)]
    return None if None in made else Plain("\n".join(filter(None, made)), anchors)


def _blocks(blocks: Sequence[str], place: Callable[[str], str]) -> Iterator[str | None]:
    """Yield each block as HTML; None, at last, where one is not plain."""
    items: list[str] = []
    for block in blocks:
        if block.startswith("- ") and not items:
            items = block.split("\n")
            html = _list(items)
        else:
            items = []
            html = _heading(block, place) if block.startswith("#") else _paragraph(block)
        yield html
        if html is None:
            return


def _heading(block: str, place: Callable[[str], str]) -> str | None:
    match = _HEADING.fullmatch(block)
    if match is None or (title := _text(match[2])) is None:
        return None
    level = len(match[1])
    return f'<h{level} id="{place(title)}">{title}</h{level}>'


def _list(items: Sequence[str]) -> str | None:
    texts = [_text(item[2:]) if item.startswith("- ") else None for item in items]
    return None if None in texts else "<ul>\n" + "".join(f"<li>{text}</li>\n" for text in texts) + "</ul>"


def _paragraph(block: str) -> str | None:
    if "\n" not in block:
        text = _text(block)
        return None if text is None else f"<p>{text}</p>"
    if "*" in block or any(_text(line) is None for line in block.split("\n")):
        return None
    return f"<p>{joined(block)}</p>"


def _text(line: str) -> str | None:
    """A line that begins nothing, with its strong words."""
    if not _FIRST.match(line) or line[-1].isspace() or "#" in line:
        return None
    if "*" not in line:
        return line
    made = _STRONG.sub(r"<strong>\1</strong>", line)
    return None if "*" in made or "***" in line else made
