"""Residents' numbers with markup between their digits: readers see them whole, whatever the source looks like.

Emphasis, tags, comments, links, cells of a table, items of a list. Where so much may stand between, only a number that
begins and ends where a part does, and that its check letter confirms, counts.
"""

from collections.abc import Iterator

from publicity.problems.problem import Severity
from publicity.regex import regex
from publicity.screening.identity_numbers import REMOVE, is_number
from publicity.screening.objection import Objection, hidden, objection

_MARK = r"<!--[^<>]{0,200}-->|<[^<>\n]{0,120}>|\]\([^()\s]{0,120}\)|[ \t\r\n*_`~=^|>+\[\]-]"
_RUN = regex(rf"(?<![0-9])[1-9][0-9]*+(?:(?:{_MARK}){{1,40}}+[0-9]+[Xx]?)++")
_MAY_BE = regex(r"[0-9Xx][*_`~=^|<\]+]|[*_`~=^|>)+-][ \t]?[0-9]")
_PART = regex(rf"(?:{_MARK})++|([0-9]++[Xx]?+)")
_MOST_PARTS = 18
_DIGITS = 18


def across_markup(text: str) -> Iterator[Objection]:
    """Find residents' numbers that are written in several parts, with markup between them."""
    if not _MAY_BE.search(text):
        return
    for run in _RUN.finditer(text):
        parts = [(m.start(1), m[1]) for m in _PART.finditer(text, run.start(), run.end()) if m[1]]
        for first in range(len(parts)):
            value = ""
            for start, part in parts[first : first + _MOST_PARTS]:
                value += part
                if len(value) >= _DIGITS:
                    if part != value and is_number(value):
                        span = parts[first][0], start + len(part)
                        shown = hidden(value, 6, 4)
                        yield objection("id-number", Severity.ERROR, text, span, "身份证号码 {}", REMOVE, shown)
                    break
