"""What a page will show of a Markdown text, letter by letter, to hold against the document that it was made from."""

import re
from collections import Counter
from functools import lru_cache
from html import unescape

from markdown import Markdown

from publicity.importing.blocks import Block, Note, Paragraph, Table
from publicity.markup.column_text import extensions
from publicity.markup.printed import ANY_TAG, TOKEN
from publicity.regex import regex

_NOT_SAID = regex(r"<a class=\"footnote-backref\".*?</a>|<sup id=\"fnref.*?</sup>|\s+|\u200b|\xad|\ufeff", re.DOTALL)


@lru_cache(maxsize=1)
def _engine() -> Markdown:
    return Markdown(extensions=extensions())


def page_of(markdown: str) -> str:
    """The HTML that a column makes of a body."""
    return str(_engine().reset().convert(markdown))


def shown(page: str) -> str:
    """All that a page says, its signs too; blanks, bullets, pictures and the numbers of notes left out."""
    return _NOT_SAID.sub("", unescape(ANY_TAG.sub("", _NOT_SAID.sub(" ", page))))


def elements(page: str) -> Counter[str]:
    """How many elements of each name a page has."""
    return Counter(token["name"].lower() for token in TOKEN.finditer(page) if not token["end"])


def said(blocks: tuple[Block, ...], notes: tuple[Note, ...] = ()) -> str:
    """All that a document says: paragraphs, each cell once, then the notes."""
    words: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            words.append(block.text)
        elif isinstance(block, Table):
            cells = ((cell, (r, c)) for r, row in enumerate(block.rows) for c, cell in enumerate(row))
            words += [cell.text for cell, place in cells if cell.origin == place]
    return _NOT_SAID.sub("", "".join([*words, *(note.text for note in notes)]))


def first_difference(given: str, got: str) -> str:
    """Where two texts part, in words; empty where they are the same."""
    if given == got:
        return ""
    at = next((n for n, (a, b) in enumerate(zip(given, got, strict=False)) if a != b), min(len(given), len(got)))
    return f"原件是“{given[at : at + 12]}”，网页上会是“{got[at : at + 12]}”"
