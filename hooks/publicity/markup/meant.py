"""A body as it was typed → the Markdown that it means, line by line, with what is to be said of it.

Python-Markdown does the rest. The rules are CommonMark's (https://spec.commonmark.org/) but where Chinese is typed
otherwise: lists and tables begin without a blank line, nesting takes two blanks, 　　 begins a paragraph, indented text
is never code, a line of dashes never makes a heading, and a number is printed as it was written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from publicity.markup.bounds import check_bounds
from publicity.markup.draft import NONCHARACTERS, TAB
from publicity.markup.lines import Reader
from publicity.markup.remark import Remark
from publicity.markup.verbatim import without_comments


@dataclass(frozen=True)
class Meant:
    """The lines for Python-Markdown, and what is to be said of those that were written."""

    lines: list[str]
    remarks: list[Remark]


def as_meant(written: Sequence[str]) -> Meant:
    """Read the lines of a body."""
    lines = [NONCHARACTERS.sub("\ufffd", line.expandtabs(TAB).rstrip("\r")) for line in written]
    lines, comments = without_comments(lines)
    remarks = [comment.remark for comment in comments if not comment.doubt]
    return Meant(Reader(lines, written, remarks).read(), remarks)


@lru_cache(maxsize=1)
def meant_lines(written: tuple[str, ...]) -> tuple[str, ...]:
    """The lines alone, of a body that is to be converted; those of the last are remembered: it may be asked for twice.

    What stands in place of a body that is out of bounds nobody waits for: that is told elsewhere.
    """
    return ("（这一页没有转换，见提示的问题）",) if any(check_bounds(written)) else (*as_meant(written).lines,)
