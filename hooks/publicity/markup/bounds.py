"""What no editor writes and a converter would need minutes for."""

import re
from collections.abc import Iterator, Sequence

from publicity.markup.remark import Remark
from publicity.regex import regex

LONGEST_LINE = 20_000  # letters; the longest paragraph among 3,500 statutes has under 3,000
MOSTLONGEST_LINE = 20_000  # letters; the longest paragraph among 3,500 statutes has under 3,000
MOST_SIGNS = 400  # of one kind in a paragraph
MOST_OPEN = 40  # more opened than closed, or the reverse, in a paragraph
DEEPEST = 12  # levels of lists and quotations

_SIGNS = "[*_`~!&\\|{^"
_PAIRS = (("[", "]"), ("(", ")"), ("{", "}"))
_APART = regex(r"\s*(?:[-*+]|\d+\.)\s|\s*\|")
_LEVEL = r"(?:>|[-*+](?=[ \t])|\d{1,9}\.(?=[ \t]))"
_WIDEST = 4 * (DEEPEST + 1)
_DEEP = regex(
    rf"^(?:(?:[ \t]*{_LEVEL}){{{DEEPEST + 1}}}|(?:[ ]{{{_WIDEST}}}|\t{{{DEEPEST + 1}}})[ \t]*{_LEVEL})", re.MULTILINE
)
_CELLS = regex(r"</?(?:table|t[dhr]|thead|tbody)\b")  # a table may be long
_HINT = "看看是不是粘错了内容；要分成几段，中间空一行"


def check_bounds(lines: Sequence[str]) -> Iterator[Remark]:
    """Yield what goes beyond: then nothing else need be asked of the body, and it is not converted."""
    long = [number for number, line in enumerate(lines) if len(line) > LONGEST_LINE]
    if long:
        for number in long:
            yield Remark(number, 0, f"这一行有 {len(lines[number])} 个字，太长了", _HINT)
        return
    text = "\n".join(lines)
    if deep := _DEEP.search(text):
        hint = "公文的层次最多四级：一、（一）1.（1）"
        yield Remark(text.count("\n", 0, deep.start()), 0, f"列表或引文超过 {DEEPEST} 层", hint)
    if any(text.count(sign) > MOST_OPEN for sign in f"{_SIGNS}[](){{}}<"):
        yield from _crowded(lines)


def _crowded(lines: Sequence[str]) -> Iterator[Remark]:
    start, gathered = 0, list[str]()
    for number, line in enumerate(lines):
        if not line.strip() or _APART.match(line):
            yield from _too_many(start, "\n".join(gathered))
            start, gathered = number + (not line.strip()), []
        gathered.append(line)
    yield from _too_many(start, "\n".join(gathered))


def _too_many(start: int, text: str) -> Iterator[Remark]:
    for sign in _SIGNS:
        if (count := text.count(sign)) > MOST_SIGNS:
            yield Remark(start, 0, f"这一段里有 {count} 个“{sign}”，不像是正文", _HINT)
            return
    if (count := text.count("<")) > MOST_SIGNS and (count := count - len(_CELLS.findall(text))) > MOST_SIGNS:
        yield Remark(start, 0, f"这一段里有 {count} 个“<”，不像是正文", _HINT)
        return
    for opening, closing in _PAIRS:
        if abs(text.count(opening) - text.count(closing)) > MOST_OPEN:
            yield Remark(start, 0, f"这一段里的“{opening}”和“{closing}”有许多不成对，不像是正文", _HINT)
            return
