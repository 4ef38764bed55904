"""The foot (版记) of a bulletin: to whom it goes, who made it."""

import re
from collections.abc import Sequence

from publicity.importing.blocks import Block, Paragraph
from publicity.importing.bulletin_found import RULE, Found, lines_of
from publicity.importing.labels import labelled
from publicity.importing.printed_day import PRINTED
from publicity.regex import regex

_TO = {
    "report": r"(?:呈报|主报|抄报|报)",
    "send": r"(?:主送|抄送|分送|送)",
    "distribute": r"(?:印发|下发|分发|发至|发)",
}
_ANY_TO = regex("|".join(rf"(?P<{key}>(?<![\u4e00-\u9fff]){words})\s*[：:]" for key, words in _TO.items()))
_COPIES = regex(r"[（(]?\s*共?\s*印\s*\d+\s*份\s*[）)]?")
_NUMBERED = regex(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]）|\d+[.、．]")
_BLOCKS = 12  # in which a foot is looked for


def without_foot(blocks: list[Block], found: Found) -> list[Block]:
    """Take the foot off the blocks of a bulletin; the others."""
    first = max(0, len(blocks) - _BLOCKS)
    start = next((at for at in range(first, len(blocks)) if _is_foot(blocks[at:])), len(blocks))
    key: str | None = None
    for block in blocks[start:]:
        for line in lines_of(block):
            key = _take(line, key, found)
    while start < len(blocks) and start and isinstance(blocks[start - 1], Paragraph) and _is_rule(blocks[start - 1]):
        start -= 1
    return blocks[:start]


def _is_rule(block: Block) -> bool:
    return all(RULE.fullmatch(line) for line in lines_of(block))


def _is_foot(blocks: Sequence[Block]) -> bool:
    """Whether a foot begins here: a line says to whom it goes, and none after it is text or a picture."""
    lines = [line for block in blocks for line in lines_of(block)]
    if not lines or not _ANY_TO.match(lines[0]) or any(not lines_of(block) for block in blocks):
        return False
    return not any("。" in line.rstrip("。") or _NUMBERED.match(line) for line in lines)


def _take(line: str, key: str | None, found: Found) -> str | None:
    """Read a line; the key to which the next one may belong."""
    to = list(_ANY_TO.finditer(line))
    if to and to[0].start() == 0:
        for one, after in zip(to, [*to[1:], None], strict=True):
            key = str(one.lastgroup)
            found.to.setdefault(key, []).extend(_offices(line[one.end() : after.start() if after else len(line)]))
        return key
    if facts := labelled(line):
        found.take_facts(facts)
    elif _COPIES.fullmatch(line):
        found.unplaced.append(line)
    elif key and not RULE.fullmatch(line) and not PRINTED.search(line):
        found.to[key].extend(_offices(line))
        return key
    elif not RULE.fullmatch(line):
        found.take_office_and_day(line)
    return None


def _offices(words: str) -> list[str]:
    """The offices of a list; 、 stands within names too and divides none."""
    parts = re.split(r"[；;，,]", words.strip("。 　；;，,"))
    return [part.strip() for part in parts if part.strip()]
