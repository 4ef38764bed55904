"""What YAML does to a text without a word: blanks where lines are folded, and an end where ` #` stands."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from publicity.regex import regex
from publicity.texts.source import Mark
from publicity.texts.wide import is_wide

_COMMENT = regex(r"[ \t]+(?P<comment>#.*)")


def folded(lines: Sequence[str], node: Any) -> str:
    """The text of a node over several lines, in quotes or under >, without the blanks between Chinese letters."""
    text: str = node.value
    if node.style == "|":
        return text
    start, end = node.start_mark, node.end_mark
    within = list(lines[start.line : end.line + 1])
    within[-1] = within[-1][: max(0, end.column - 1)] if node.style in "\"'" else within[-1][: end.column]
    within = within[1:] if node.style == ">" else [within[0][start.column + 1 :], *within[1:]]
    for before, after in pairwise(line.strip(" \t\\") for line in within):
        if before and after and is_wide(before[-1]) and is_wide(after[0]):
            text = text.replace(f"{before} {after}", before + after, 1)
    return text


def unfolded(lines: Sequence[str], node: Any) -> str:
    """A plain text that goes on over several lines, with their ends kept: where one line is meant, that shows."""
    start, end = node.start_mark, node.end_mark
    within = list(lines[start.line : end.line + 1])
    within[-1] = within[-1][: end.column]
    within[0] = within[0][start.column :]
    return "\n".join(line.strip() for line in within)


def comment_behind(lines: Sequence[str], node: Any) -> Mark | None:
    """The comment that follows a plain text with Chinese letters on its line, or that takes the place of one."""
    line, column = node.end_mark.line, node.end_mark.column
    match = _COMMENT.match(lines[line], column) if line < len(lines) else None
    if match is None:
        return None
    if not any(map(is_wide, node.value)) and (node.value or match["comment"][1:2] in (" ", "\t", "")):
        return None
    return Mark(line, match.start("comment"), len(match["comment"]))
