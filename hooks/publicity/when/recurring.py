"""A recurrence with what is printed around it: its bounds, the days listed in brackets, what is done each time."""

import re
from collections.abc import Callable
from dataclasses import replace

from publicity.when import words
from publicity.when.due_days import days_of_year
from publicity.when.durations import take_duration
from publicity.when.every import Due, Every
from publicity.when.found import Found
from publicity.when.harmless import HARMLESS
from publicity.when.passing import pass_character, refuse_another
from publicity.when.recurrences import find_recurrence
from publicity.when.refusal import Unreadable, Why
from publicity.when.text import NUMERAL, Cursor

# How often, how long, and about what stretch is told each time: none of it says when.
_CONTENT = (
    rf"(?:确定|安排|利用|用|不少于|至少|不低于|原则上)*{NUMERAL}(?:[-~至到]{NUMERAL})?个?(?:次|天|日|小时|学时|课时|半天|轮|批|期|篇|场|例|报|调度|会)(?![前内后])"
    rf"|(?:[上本当下]一?个?(?:月|季度?|周|半年|年度?)|月度|季度|年度|半年)(?=[^,;\d前后内底末]{{2,}})"
    rf"|{NUMERAL}(?:[-~至到]{NUMERAL})?(?:个(?!半|多?月|季|工作日|自然日|星期|周)|[名位件项篇场条份家户](?![年月日]))"
    r"|的?(?:上午|下午|晚上?)|定期|固定|例会|以上|左右(?=的?时间)|[周月季年]报|[周月季]例会"
)

_STRETCH = "期间|全程|今后"
_DONE = rf"{words.MARKS[words.Mark.EVENT]}|{words.ROLLS_ON}"
_NAMES_IT = r"为[^,;\d推延迟前后改]{2,14}(?:阶段|时段|年|月|周|日)$"  # 每年4月为读书月

# Characters that could change a time before one, but not in the words for what is done each time.
_HARMLESS_THERE = frozenset("到至点各多对基按照据积能较比或提")
_ENDS_WITH_A_TIME = "年月旬日号度季初底末份间内起止前后始"


def recurring(text: str, read: Callable[[str], Found]) -> Found | None:
    """What a text means that says 每…; None for any other. `read` reads what bounds it. Raises Unreadable."""
    recurrence = find_recurrence(text)
    if recurrence is None:
        return None
    every, rest = recurrence.every, recurrence.rest
    while match := rest.take(r"\(([^()]+)\)(以前|之前|前)?"):
        every = _listed(every, match[1])
        if match[2] and rest.take(rf"(?={NUMERAL})"):
            raise Unreadable("“前”字后面还有日数，没有读懂", Why.AMBIGUOUS)
    _pass_content(rest)
    bounds = _bounds(recurrence.head, read)
    start, end, inferred = (bounds.start, bounds.end, bounds.inferred) if bounds else (None, None, [])
    points = tuple(every.days(start, end)) if start and end else ()
    notes = [] if every.dated else ["每天都要做" if every.iso == "P1D" else "原文没有说是哪几天"]
    return Found(start, end, "recurring", inferred, notes, approximate=recurrence.about, every=every, points=points)


def _bounds(head: str, read: Callable[[str], Found]) -> Found | None:
    """What stands before it: words without a time, or from when to when."""
    head = head.rstrip(",;、:(")
    if _says_no_time(head):
        return None
    if head[-1] not in _ENDS_WITH_A_TIME:  # 6月底前完成，每月报告: two things
        raise Unreadable("前面还有一件事有时间，请分开写", Why.AMBIGUOUS)
    found = read(re.sub(r"(?:,|;)?(?:期间|内)$", "", head))
    if found.kind in ("relative", "points", "recurring") or found.approximate:
        raise Unreadable("反复进行的起止没有读懂，请只留时间", Why.AMBIGUOUS)
    return found


def _says_no_time(head: str) -> bool:
    cursor = Cursor(head)
    while cursor.rest:
        if not cursor.take(rf"{words.NAME}|{words.AT_ONCE}|{words.QUOTED}|{HARMLESS}|{_STRETCH}|{words.ROLLING}"):
            if cursor.rest[0] in words.CAN_CHANGE_A_TIME:
                return False
            cursor.at += 1
    return True


def _listed(every: Every, bracket: str) -> Every:
    """(3、6、9、12月底): the days themselves, which must be among those that the words mean."""
    cursor = Cursor(bracket)
    if re.fullmatch(f"{words.COUNTING}|{words.REMARK}", bracket) or _says_no_time(bracket):
        return every
    try:
        listed = days_of_year(cursor)
    except Unreadable as refused:
        raise Unreadable(f"括号里的“{bracket}”没有读懂：{refused.reason}") from refused
    cursor.take("以前|之前|前")
    months = {due.month for due in every.yearly}
    if cursor.rest or not listed or not every.yearly or any(not due.month for due in listed):
        raise Unreadable(f"括号里的“{bracket}”没有读懂")
    if not _agree(every, listed, months):
        raise Unreadable(f"括号里的“{bracket}”与前面的时间不一致", Why.INCONSISTENT)
    return replace(every, yearly=tuple(listed))


def _agree(every: Every, listed: list[Due], months: set[int]) -> bool:
    """Whether the listed days are days due, or, where no day is printed, one in each period."""
    if set(listed) <= set(every.yearly):
        return True
    whole = all(due.day == -1 and not due.nth for due in every.yearly)
    length = 12 * every.count if every.unit == "Y" else every.count
    periods = [(due.month - 1) // length for due in listed]
    one_each = len(set(periods)) == len(periods) and {due.month for due in listed} <= months
    return whole and every.iso != "P1M" and one_each


def _pass_content(rest: Cursor) -> None:
    """Pass what is done each time. Raises Unreadable where a further time stands there."""
    while rest.rest:
        if rest.take(r"[,;、。.:)]") or take_duration(rest):
            continue
        known = rf"{words.NAME}|{words.QUOTED}|{HARMLESS}|{_CONTENT}|{_DONE}|{_NAMES_IT}"
        if not rest.take(known):
            refuse_another(rest)
            if rest.rest[0] in _HARMLESS_THERE:
                rest.at += 1
            else:
                pass_character(rest)
