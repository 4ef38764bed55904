"""The red head (报头) of a bulletin: its number, its day, who made it."""

import re

from publicity.importing.blocks import TITLE, Block, Paragraph
from publicity.importing.bulletin_found import OFFICE, RULE, Found, lines_of
from publicity.importing.labels import labelled
from publicity.importing.printed_day import PRINTED
from publicity.regex import regex
from publicity.when.text import number

_NUMBER = r"[\d〇零○一二三四五六七八九十百]+"
_TOTAL = rf"(?P<total>[（(]?\s*总第?\s*{_NUMBER}\s*期\s*[）)]?)"
_ISSUE = regex(
    rf"[（(〔\[【]?\s*(?:(?:19|20)\d\d年?\s*)?(?:第|总第)\s*(?P<n>{_NUMBER})\s*期\s*{_TOTAL}?\s*[）)〕\]】]?"
)
_BLOCKS = 12  # in which a head is looked for
_AFTER = 4  # blocks behind the number that may belong to the head
_LONGEST = 60


def without_head(blocks: list[Block], found: Found) -> list[Block]:
    """Take the head off the blocks of a bulletin; the others. Pictures of a head stay."""
    at = next((n for n, block in enumerate(blocks[:_BLOCKS]) if any(map(_issue, lines_of(block)))), None)
    if at is None:
        return blocks
    end = at + 1
    while end < min(len(blocks), at + 1 + _AFTER) and _of_head(blocks[end]):
        end += 1
    for block in blocks[:end]:
        for line in lines_of(block):
            _take(line, found)
    return [*(block for block in blocks[:end] if not lines_of(block)), *blocks[end:]]


def _of_head(block: Block) -> bool:
    lines = lines_of(block)
    if not lines or (isinstance(block, Paragraph) and block.level in (TITLE, 1)):
        return False
    if any(len(line) >= _LONGEST or "。" in line for line in lines):
        return False
    kinds = (PRINTED.search, OFFICE.fullmatch, RULE.fullmatch, labelled)
    return all(any(kind(line) for kind in kinds) for line in lines)


def _issue(line: str) -> re.Match[str] | None:
    """The issue in a line that says nothing else but a day and an office."""
    match = _ISSUE.search(line)
    if match is None or "。" in line:
        return None
    rest = " ".join(PRINTED.sub("", line[: match.start()] + " " + line[match.end() :]).split()).strip("（()）")
    return match if len(rest) < _LONGEST and not re.search(r"[，；]", rest) else None


def _take(line: str, found: Found) -> None:
    if RULE.fullmatch(line):
        return
    if found.number is None and (match := _issue(line)):
        found.number = number(match["n"])
        if match["total"]:
            found.unplaced.append(match["total"].strip())
        found.take_office_and_day((line[: match.start()] + " " + line[match.end() :]).strip())
    elif facts := labelled(line):
        found.take_facts(facts)
    elif PRINTED.search(line) or (OFFICE.fullmatch(line) and found.number is not None):
        found.take_office_and_day(line)
    else:
        found.unplaced.append(" ".join(line.split()))
