"""The times that stand in a running text, by the product's own date reader: the longest stretch first.

A stretch that holds a time and is not read whole is unread: nothing is cut from it, for 1997年4―6月 is not 6月
(handbook/domain.md#times).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from publicity.regex import regex
from publicity.when import dates
from publicity.when.dates import Field, Reading, Refusal, possible

_NUMERAL = "0-9０-９〇零○一二三四五六七八九十廿卅"
_DASH = "‐‑‒–—―─－~～〜∼\\-"
# A stretch of letters of which times are made, joined as times are.
_STRETCH = regex(
    rf"(?:[{_NUMERAL}年月日号旬季度周{_DASH}\s、，,/.．]|上半|下半|上|中|下|初|末|底|份|全年|元月|今|明|本|去|次|同|每|之|以"
    r"|前|后|起|至|到|从|自|止|间|内|左右|大约|截止|截至|开始|启动|基本(?=结束|完成)|结束|完成|直到|直至|期间|[（(]含|春节|国庆|元旦|五一|七一)+"
)
_HAS_TIME = regex(
    rf"(?:[{_NUMERAL}元本次上下](?:个)?月(?!度)|[{_NUMERAL}]{{1,3}}[日号](?!线)|[上中下]旬|月[初末底]|[{_NUMERAL}]{{4}}年"
    r"|季度|[上下]半年|年[初末底]|[今明去]年|春节|国庆|元旦)"
)
_JOINED_AFTER = regex(
    rf"[，,]\s*(?:计划|预计|拟|力争)?(?:到|至|直到|直至|截止|[{_NUMERAL}]{{1,4}}[年月日].*(?:结束|完成|止)[，,、 ]*$)"
)
_LOOSE_ENDS = "上中下本同每次去今明从自至到、，,./．- \u3000"
# A time counted from something that takes place: 选举日的二十日以前.
_COUNTED = regex(rf"[{_NUMERAL}]{{1,3}}(?:个?工作)?(?:日|天|个?月|周)(?:以|之)?(?:前|后|内)")
_FROM_WHAT = regex(
    r"(?:(?:选举|投票|会议|大会|闭会|换届)[^，,。；;于在]{0,4}|[^，,。；;于在须应要]{2,8}(?:结束|召开|印发|下发|公布|完成|批准|通过)(?:之日)?(?:起|后)?)的?$"
)
_LONGEST = 60
# A count, and not a time: 3天, 两年来, 近三年.
_COUNTS = regex(rf"^[{_NUMERAL}\s]*(?:年来|周年|年度)")


@dataclass(frozen=True)
class TimeIn:
    """A time in a text: where, its words; `read` whether the reader reads it, else `why` it does not."""

    start: int
    end: int
    words: str
    read: bool
    why: str = ""
    bounded: bool = False  # it has both a beginning and an end


def times_in(text: str, issued: date) -> list[TimeIn]:
    """All times of a text in order."""
    found: list[TimeIn] = []
    for match in _STRETCH.finditer(text):
        for start, end in _pieces(text, match.start(), match.end()):
            if _HAS_TIME.search(text[start:end]) and not _COUNTS.match(text[start:end]):
                found.append(_time(text, start, end, issued))
    return found


def only_time(text: str, issued: date) -> TimeIn | None:
    """The one time that a text names; None where it names none or several."""
    found = times_in(text, issued)
    return found[0] if len(found) == 1 else None


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch, parted at the commas behind which no end of the same time stands."""
    at = start
    for comma in re.finditer("[，,]", text[start:end]):
        here = start + comma.start()
        if not (_HAS_TIME.search(text, at, here) and _JOINED_AFTER.match(text, here, end)):
            yield at, here
            at = here + 1
    yield at, end


def _time(text: str, start: int, end: int, issued: date) -> TimeIn:
    while start < end and text[start] in " \u3000\t、，,./．":
        start += 1
    while end > start and text[end - 1] in " \u3000\t、，,./．":
        end -= 1
    if _COUNTED.fullmatch(text, start, end) and (event := _FROM_WHAT.search(text, max(0, start - 14), start)):
        start = event.start()
    whole, why = text[start:end], ""
    if len(whole) <= _LONGEST:
        for first, last in _subspans(whole):
            read = possible(
                whole[first:last], range(issued.year - 1, issued.year + 4), issued=issued, field=Field.PHASE
            )
            if isinstance(read, list):
                while whole[last - 1] in _LOOSE_ENDS and last - first > 2:
                    last -= 1
                words = whole[first:last]
                return TimeIn(start + first, start + last, words, read=True, bounded=_bounded(read[0]))
            if not why:
                told = dates.read(whole[first:last], year=issued.year, field=Field.PHASE)
                why = told.reason if isinstance(told, Refusal) else read.reason
    return TimeIn(start, end, whole, read=False, why=why or "太长")


def _bounded(read: Reading) -> bool:
    return read.start is not None and read.end is not None


def _subspans(whole: str) -> Iterator[tuple[int, int]]:
    """Stretches within one, longest first; what falls off holds no time and no number."""
    size = len(whole)
    for length in range(size, 1, -1):
        for first in range(size - length + 1):
            off = whole[:first] + whole[first + length :]
            if not re.search(rf"[{_NUMERAL}年月日旬季初末底前后起止每{_DASH}]", off):
                yield first, first + length
