"""Where paragraphs begin that no blank line divides: by their numbers, by how the line before ends, by their shape."""

from collections.abc import Sequence

from publicity.markup.draft import OpenList
from publicity.markup.remark import Remark
from publicity.markup.shapes import (
    CLAUSE,
    DAY,
    ENDS,
    GOES_ON,
    LABEL,
    LONGEST_LABELLED,
    LONGEST_LINE_APART,
    LONGEST_TITLE,
    NUMBERED,
    SALUTATION,
)
from publicity.texts.wide import is_wide


def begins(before: str, line: str, within: OpenList | None, *, first: bool) -> bool:
    """Whether a line begins a paragraph though it follows another. `first`: that one did."""
    indent = indent_of(line)
    if within and indent >= within.sign + 2 and not NUMBERED.match(line):
        return False
    if GOES_ON.search(before):
        return False
    ended = bool(ENDS.search(before))
    if NUMBERED.match(line) or DAY.match(line) or (CLAUSE.match(line) and ended):
        return True
    if within:
        return indent == 0 and ended
    return (indent >= 2 and is_chinese(line)) or _follows_a_short_one(before, line, ended=ended, first=first)


def _follows_a_short_one(before: str, line: str, *, ended: bool, first: bool) -> bool:
    """Whether the line before was no wrapped sentence: a heading, a label, a salutation."""
    length = len(before.strip())
    if CLAUSE.match(before) and (CLAUSE.match(line) or (length <= LONGEST_TITLE and not ended)):
        return True
    if NUMBERED.match(before) and length <= LONGEST_TITLE and not ended:
        return True
    if LABEL.match(line) and LABEL.match(before) and length <= LONGEST_LABELLED:
        return True
    return first and bool(SALUTATION.match(before))


def seems_apart(before: str, line: str) -> bool:
    """Whether somebody may have meant two lines that will be one: the first is short and does not end."""
    short = len(before.strip()) <= LONGEST_LINE_APART and not before.endswith(("  ", "\\"))
    return short and not ENDS.search(before) and not GOES_ON.search(before) and is_chinese(line)


def pasted_cells(lines: Sequence[str], at: int) -> Remark | None:
    """Cells pasted from a spreadsheet: tabs within two lines that follow each other, the first of them at a place."""
    here = lines[at].strip()
    if "\t" not in here or at + 1 >= len(lines) or "\t" not in lines[at + 1].strip():
        return None
    if at and "\t" in lines[at - 1].strip():
        return None
    cells = [cell.strip() for cell in here.split("\t")]
    message = "像是从表格软件粘贴来的，格子之间是制表符，会连成一行"
    hint = f"写成 | {' | '.join(cells)} |，下一行写 {'|---' * len(cells)}|；各行都用 | 隔开"
    return Remark(at, lines[at].index("\t"), message, hint)


def indent_of(line: str) -> int:
    """How many blanks a line begins with."""
    return len(line) - len(line.lstrip(" "))


def is_chinese(line: str) -> bool:
    """Whether a line begins with a Chinese letter or sign."""
    first = line.strip()[:1]
    return bool(first) and is_wide(first)
