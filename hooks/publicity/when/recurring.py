"""A recurrence with what is printed around it: its bounds, the days listed in brackets, what is done each time."""

import re
from collections.abc import Callable

from publicity.when import words
from publicity.when.durations import take_duration
from publicity.when.every import Every
from publicity.when.found import Found
from publicity.when.harmless import HARMLESS
from publicity.when.listed import with_listed
from publicity.when.passing import pass_character, refuse_another, says_no_time
from publicity.when.recurrences import find_recurrence
from publicity.when.refusal import Unreadable, Why
from publicity.when.text import NUMERAL, Cursor

# How often, how long, and about what stretch is told each time: none of it says when.
_CONTENT = (
    rf"(?:确定|安排|利用|用|不少于|至少|不低于|原则上)*{NUMERAL}(?:[-~至到]{NUMERAL})?个?(?:次|天|小时|学时|课时|半天|轮|批|期|篇|场|例|报|调度|会)(?![前内后])"
    rf"|(?:[上本当下]一?个?(?:月|季度?|周|半年|年度?)|月度|季度|年度|半年)(?=[^,;\d前后内底末]{{2,}})"
    rf"|{NUMERAL}(?:[-~至到]{NUMERAL})?(?:个(?!半|多?月|季|工作日|自然日|星期|周)|[名位件项篇场条份家户](?![年月日]))"
    rf"|(?:不少于|至少|不低于|累计)+{NUMERAL}日|每次(?:不少于|至少|不超过)?(?:半|{NUMERAL})个?(?:天|日|小时|学时|半天|人|名)"
    r"|的?(?:上午|下午|晚上?)|定期|固定|例会|以上|左右(?=的?时间)|[周月季年]报|[周月季]例会"
)

_DONE = rf"{words.MARKS[words.Mark.EVENT]}|{words.ROLLS_ON}"
_NAMES_IT = r"为[^,;\d推延迟前后改]{2,14}(?:阶段|时段|年|月|周|日)$"  # 每年4月为读书月

# Characters that could change a time before one, but not in the words for what is done each time.
_HARMLESS_THERE = frozenset("到至点各多对基按照据积能较比或提")
_NO_STRETCH = {"relative", "points", "recurring", "day", "month_start", "month_end"}
_ENDS_WITH_A_TIME = "年月旬日号度季初底末份间内起止前后始"


def recurring(text: str, read: Callable[[str], Found]) -> Found | None:
    """What a text means that says 每…; None for any other. `read` reads what bounds it. Raises Unreadable."""
    recurrence = find_recurrence(text)
    if recurrence is None:
        return None
    every, rest = recurrence.every, recurrence.rest
    every = _pass_content(rest, every)
    bounds = _bounds(recurrence.head, read)
    start, end, inferred = (bounds.start, bounds.end, bounds.inferred) if bounds else (None, None, [])
    points = tuple(every.days(start, end)) if start and end else ()
    notes = [] if every.dated else ["每天都要做" if every.iso == "P1D" else "原文没有说是哪几天"]
    return Found(start, end, "recurring", inferred, notes, approximate=recurrence.about, every=every, points=points)


def _bounds(head: str, read: Callable[[str], Found]) -> Found | None:
    """What stands before it: words without a time, or from when to when."""
    head = head.rstrip(",;、:(")
    if says_no_time(head):
        return None
    if head[-1] not in _ENDS_WITH_A_TIME:  # 6月底前完成，每月报告: two things
        raise Unreadable("前面还有一件事有时间，请分开写", Why.AMBIGUOUS)
    found = read(re.sub(r"(?:,|;)?(?:期间|内)$", "", head))
    if found.kind in _NO_STRETCH or found.approximate:
        raise Unreadable("反复进行的起止没有读懂，请只留时间", Why.AMBIGUOUS)
    return found


def _pass_content(rest: Cursor, every: Every) -> Every:
    """Pass what is done each time; the recurrence, with the days that brackets list.

    Raises Unreadable where a further time stands there.
    """
    while rest.rest:
        if bracket := rest.take(r"\(([^()]+)\)(以前|之前|前)?"):
            if not says_no_time(bracket[1]):
                every = with_listed(every, bracket[1], rest)
            if bracket[2] and rest.take(rf"(?={NUMERAL})"):
                raise Unreadable("“前”字后面还有日数，没有读懂", Why.AMBIGUOUS)
            continue
        if rest.take(r"[,;、。.:)]") or take_duration(rest):
            continue
        known = rf"{words.NAME}|{words.QUOTED}|{HARMLESS}|{_CONTENT}|{_DONE}|{_NAMES_IT}"
        if not rest.take(known):
            refuse_another(rest)
            if rest.rest[0] in _HARMLESS_THERE:
                rest.at += 1
            else:
                pass_character(rest)
    return every
