"""A bulletin taken apart: its head and foot as keys, its title, and what is left as its body.

What stands there and has no key is listed, so that nothing is dropped in silence.
"""

from collections.abc import Sequence

from publicity.importing.blocks import TITLE, Block, Paragraph
from publicity.importing.bulletin_foot import without_foot
from publicity.importing.bulletin_found import AROUND, OFFICE, Found, lines_of
from publicity.importing.bulletin_head import without_head
from publicity.importing.labels import labelled
from publicity.importing.printed_day import PRINTED, day_in
from publicity.regex import regex

_LONGEST_TITLE = 80
_NUMBERED = regex(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、．]")
_SENTENCE = regex(r"[。；：:，,]$|。.")


def take_apart(blocks: Sequence[Block], title: str = "") -> Found:
    """Take a bulletin apart; `title`: what it is called, where the page says so elsewhere."""
    found = Found(title=title)
    left = [one for one in blocks if not isinstance(one, Paragraph) or one.text or one.doubts or _has_note(one)]
    left = without_foot(left, found)
    left = without_head(left, found)
    left = _without_title(left, found)
    found.body = tuple(left)
    _read_signature(found)
    return found


def _has_note(paragraph: Paragraph) -> bool:
    return any(run.note for run in paragraph.runs)


def _without_title(blocks: list[Block], found: Found) -> list[Block]:
    at = next((n for n, block in enumerate(blocks) if isinstance(block, Paragraph)), len(blocks))
    if at == len(blocks):
        return blocks
    first, end = blocks[at], at
    if isinstance(first, Paragraph) and (
        _may_be_title(first) if not found.title else _is_same(blocks[at:], found.title)
    ):
        said = one_line(first.text)
        end = at + 1
        while end < len(blocks) and _goes_on(first, blocks[end], said, found.title):
            more = one_line("\n".join(lines_of(blocks[end])))
            said += _glue(said, more) + more
            end += 1
        found.title = found.title or said
    while end < len(blocks) and _under_title(blocks[end]):
        for line in lines_of(blocks[end]):
            if facts := labelled(line):
                found.take_facts(facts)
            else:
                found.take_office_and_day(line)
        end += 1
    return [*blocks[:at], *blocks[end:]]


def _may_be_title(paragraph: Paragraph) -> bool:
    text = one_line(paragraph.text)
    if paragraph.level in (TITLE, 1):
        return True
    return len(text) <= _LONGEST_TITLE and not _NUMBERED.match(text) and not _SENTENCE.search(text)


def _is_same(blocks: Sequence[Block], title: str) -> bool:
    """Whether the first lines are a title that is known, in one line or in several."""
    said = ""
    for block in blocks[:4]:
        said += "".join("".join(lines_of(block)).split())
        if said == "".join(title.split()):
            return True
    return False


def _goes_on(first: Paragraph, block: Block, said: str, title: str) -> bool:
    """Whether a line goes on with a title: in the middle as the first one, or a subtitle behind a dash."""
    if not isinstance(block, Paragraph) or len(said) + len(block.text) > _LONGEST_TITLE + 40:
        return False
    if title:
        return "".join(title.split()).startswith("".join((said + block.text).split()))
    if block.text.startswith("—"):
        return "。" not in block.text
    if not block.centred or not first.centred or PRINTED.search(block.text) or block.level not in (first.level, None):
        return False
    return "。" not in block.text and not OFFICE.fullmatch(block.text) and not block.text.startswith(("（", "("))


def _under_title(block: Block) -> bool:
    """Whether a line under a title says when and by whom."""
    if not isinstance(block, Paragraph) or len(block.text) > 90 or "。" in block.text or block.level is not None:
        return False
    if facts := labelled(block.text):
        return "来源" in facts or "浏览" in facts or bool(day_in(facts.get("日期", ""))) or len(facts) > 1
    rest = PRINTED.sub("", block.text).strip(AROUND)
    return bool(PRINTED.search(block.text)) and (not rest or bool(OFFICE.fullmatch(rest)))


def one_line(text: str) -> str:
    """A text without its line breaks; between Chinese letters they leave no blank."""
    made = ""
    for line in filter(None, (" ".join(line.split()) for line in text.split("\n"))):
        made += _glue(made, line) + line
    return made


def _glue(before: str, after: str) -> str:
    return " " if before and after and before[-1].isascii() and after[0].isascii() else ""


def _read_signature(found: Found) -> None:
    """The day, and who signed, at the end of the body, where neither was said before. They stay in the body."""
    last = [block for block in found.body[-4:] if isinstance(block, Paragraph)]
    for before, paragraph in zip([None, *last], last, strict=False):
        dated = day_in(paragraph.text)
        if dated is None or PRINTED.sub("", paragraph.text).strip(AROUND):
            continue
        found.day = found.day or dated[0]
        if before is not None and not found.source and OFFICE.fullmatch(before.text):
            found.source = before.text
