"""Where paragraphs begin that no blank line divides: by their numbers, by how the line before ends, by their shape."""

from publicity.markup.draft import OpenList
from publicity.markup.shapes import (
    CLAUSE,
    CLOSING,
    DAY,
    ENDS,
    FACT,
    GOES_ON,
    HEAD_LINE,
    LABEL,
    LAID_OUT,
    LONGEST_LABELLED,
    LONGEST_LINE_APART,
    LONGEST_TITLE,
    NUMBERED,
    SALUTATION,
    SHORTEST_BELOW_TITLE,
    TIME,
)
from publicity.regex import regex
from publicity.texts.wide import is_wide

_SENTENCE = regex(r"[。；].")  # a line with more than one is no title
_SENTENCE_ENDS = regex(r"[。！？][”’）》]?\s*$")
_TITLE = regex(r"\s*[\u4e00-\u9fff“《][^，；：,*]*[^，；：,*的了是在对为把将以于被使让就也都还又并而但]\s*$")
_GOES_FIRST = regex(r"\s*(?:\*\*)?[\u3000-\u9fff\uff00-\uffef\d]")


def begins(before: str, line: str, within: OpenList | None, *, first: bool, pasted: bool = False) -> bool:
    """Whether a line begins a paragraph though it follows another.

    `first`: that one did. `pasted`: around it each line is one.
    """
    indent = indent_of(line)
    if within and indent >= within.sign + 2 and not NUMBERED.match(line):
        return False
    alike = any(kind.match(line) and kind.match(before) for kind in (NUMBERED, TIME))
    if GOES_ON.search(before) and not alike:  # 签到 ends an entry all the same
        return False
    ended = bool(ENDS.search(before))
    if NUMBERED.match(line) or DAY.match(line) or (ended and (CLAUSE.match(line) or FACT.match(line))):
        return True
    if within:  # nobody wraps an item after so few letters
        return indent == 0 and (ended or len(before.strip()) <= LONGEST_LINE_APART)
    if any(shape.search(line) or shape.search(before) for shape in (LAID_OUT, HEAD_LINE)):
        return True
    if (pasted and (ended or FACT.match(before))) or CLOSING.match(before) or CLOSING.match(line):
        return True
    return (indent >= 2 and is_chinese(line)) or _follows_a_short_one(before, line, ended=ended, first=first)


def _follows_a_short_one(before: str, line: str, *, ended: bool, first: bool) -> bool:
    """Whether the line before was no wrapped sentence: a heading, a label, a salutation."""
    length = len(before.strip())
    title = length <= LONGEST_TITLE and not ended and not _SENTENCE.search(before)
    if CLAUSE.match(before) and (CLAUSE.match(line) or title):
        return True
    if NUMBERED.match(before) and title:
        return True
    if TIME.match(line) and TIME.match(before) and length <= LONGEST_LABELLED:
        return True
    if (ended or length <= LONGEST_LABELLED) and any(kind.match(line) and kind.match(before) for kind in (LABEL, FACT)):
        return True
    if first and length <= LONGEST_LINE_APART and not ended and _TITLE.match(before):
        return len(line.strip()) >= max(SHORTEST_BELOW_TITLE, 2 * length)
    return first and bool(SALUTATION.match(before))


def seems_apart(before: str, line: str) -> bool:
    """Whether somebody may have meant two lines that will be one: the first is short, or ends a sentence."""
    if "\t" in before.strip() or before.endswith(("  ", "\\")) or GOES_ON.search(before) or not _GOES_FIRST.match(line):
        return False
    short = len(before.strip()) <= LONGEST_LINE_APART and not ENDS.search(before)
    return short or bool(_SENTENCE_ENDS.search(before))


def indent_of(line: str) -> int:
    """How many blanks a line begins with."""
    return len(line) - len(line.lstrip(" "))


def is_chinese(line: str) -> bool:
    """Whether a line begins with a Chinese letter or sign."""
    first = line.strip()[:1]
    return bool(first) and is_wide(first)
