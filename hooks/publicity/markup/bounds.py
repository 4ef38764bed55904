"""What no editor writes and a converter would need minutes for."""

import re
from collections.abc import Iterator, Sequence

from publicity.markup.remark import Remark

LONGEST_LINE = 20_000  # letters; the longest paragraph among 3,500 statutes has under 3,000
MOST_SIGNS = 400  # of one kind in a paragraph
MOST_OPEN = 40  # more opened than closed, or the reverse, in a paragraph
DEEPEST = 12  # levels of lists and quotations
WIDEST_INDENT = 4 * DEEPEST + 8

_SIGNS = "[<*_`~!&\\|"
_PAIRS = ("[]", "()", "<>")
_APART = re.compile(r"\s*(?:[-*+]|\d+\.)\s|\s*\|")
_LEAD = re.compile(r"(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}\.(?=[ \t])))+[ \t]*")
_INDENT = re.compile(r"[ \t]*")
_HINT = "看看是不是粘错了内容；要分成几段，中间空一行"


def check_bounds(lines: Sequence[str]) -> Iterator[Remark]:
    """Yield what goes beyond: then nothing else need be asked of the body, and it is not converted."""
    start, gathered, size = 0, list[str](), 0
    for number, line in enumerate(lines):
        if len(line) > LONGEST_LINE:
            yield Remark(number, 0, f"这一行有 {len(line)} 个字，太长了", _HINT)
            continue
        if line[:1] in " \t>-*+0123456789" and (remark := _too_deep(number, line)):
            yield remark
        if not line.strip() or _APART.match(line):
            yield from _too_many(start, "\n".join(gathered)) if size > MOST_OPEN else ()
            start, gathered, size = number, [], 0
        gathered.append(line)
        size += len(line)
    yield from _too_many(start, "\n".join(gathered)) if size > MOST_OPEN else ()


def _too_deep(number: int, line: str) -> Remark | None:
    lead = _LEAD.match(line)
    signs = len(re.findall(r"[>*+-]|\d+\.", lead[0])) if lead else 0
    indent = _INDENT.match(line)
    blanks = len(indent[0].expandtabs(4)) if indent else 0
    if signs > DEEPEST or (blanks > WIDEST_INDENT and lead):
        return Remark(number, 0, f"列表或引文超过 {DEEPEST} 层", "公文的层次最多四级：一、（一）1.（1）")
    return None


def _too_many(start: int, text: str) -> Iterator[Remark]:
    for sign in _SIGNS:
        if (count := text.count(sign)) > MOST_SIGNS:
            yield Remark(start, 0, f"这一段里有 {count} 个“{sign}”，不像是正文", _HINT)
            return
    for opening, closing in _PAIRS:
        if abs(text.count(opening) - text.count(closing)) > MOST_OPEN and max(text.count(opening), text.count(closing)) > MOST_OPEN:
            yield Remark(start, 0, f"这一段里的“{opening}”和“{closing}”有许多不成对，不像是正文", _HINT)
            return
