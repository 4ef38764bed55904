"""Printed lengths of time (共7天, 为期三个月), to check dates against or, rarely, to count on."""

from dataclasses import dataclass

from publicity.when.refusal import Unreadable
from publicity.when.text import NUMERAL, Cursor

_LENGTHS = {"周": (7, 7), "星期": (7, 7), "个月": (28, 31), "年": (365, 366)}
_WORDS = r"会期|工期|共计?|总计|合计|总共|为期|历时|用时|为时|时间|时长|开展|集中|利用|用|持续|公示期?"
_AMOUNT = rf"(?P<hedge>约|大约|近|不少于|至少|不超过)?(?P<count>半|{NUMERAL})(?P<more>多)?(?:个(?P<half>半))?个?"
_ABOUT = r"(?P<about>左右)?(?:的?时间|以上)?\)?"
_WORDED = rf"[,;的(]*(?:{_WORDS})+{_AMOUNT}(?P<unit>工作日|自然日|天|日|周|星期|(?<=个)月|年){_ABOUT}"
_SURE_UNIT = r"(?P<unit>工作日|自然日|天|周|星期|(?<=个)月)"
_BARE = rf"[,;(]{_AMOUNT}{_SURE_UNIT}{_ABOUT}"
# Right behind the second of two times (20日和21日两天), or before the bracket or comma that the time follows.
_DIRECT = rf"共?{_AMOUNT}{_SURE_UNIT}{_ABOUT}(?=[(,:;。)]|$)"


@dataclass(frozen=True)
class Duration:
    """A printed length of time, as a range of days.

    `checkable` is False where a calendar cannot count it: working days, 约, 左右.
    """

    text: str
    shortest: int
    longest: int
    checkable: bool
    days: int | None = None  # the exact number, for days and weeks


def take_duration(cursor: Cursor, *, worded: bool = False, direct: bool = False) -> Duration | None:
    """Take a length of time; `worded`: only one that says 共 or the like; `direct`: also the bare 两天."""
    match = cursor.take(_WORDED) or (None if worded else cursor.take(_BARE))
    match = match or (cursor.take(_DIRECT) if direct else None)
    if not match:
        return None
    numeral, unit = match["count"], match["unit"]
    count = 0.5 if numeral == "半" else Cursor(numeral).number()
    if count is None:
        raise Unreadable(f"读不懂时长“{match[0]}”")
    count += 0.5 if match["half"] else 0
    unit = "个月" if unit == "月" else unit
    low, high = _LENGTHS.get(unit, (1, 1))
    slack = 3 if unit in ("个月", "年") else 1 if unit in _LENGTHS else 0
    checkable = not (match["hedge"] or match["more"] or match["about"] or unit == "工作日")
    exact = checkable and unit not in ("个月", "年") and count == int(count)
    return Duration(
        match[0].strip(",;、()"),
        shortest=int(count * low) - slack,
        longest=int(count * high + 0.5) + slack,
        checkable=checkable,
        days=int(count * low) if exact else None,
    )


def parse_duration(text: str) -> Duration | None:
    """The length of time that a text consists of; None where it says anything else."""
    cursor = Cursor(f",{text}")
    duration = take_duration(cursor)
    return duration if duration and not cursor.rest else None
