"""The days of a recurrence that are listed in brackets beside it: 每季度末（3、6、9、12月底）."""

import re
from calendar import monthrange
from dataclasses import replace

from publicity.when import words
from publicity.when.due_days import days_of_month, days_of_year
from publicity.when.every import Due, Every
from publicity.when.recurrences import weekdays
from publicity.when.refusal import Unreadable, Why
from publicity.when.text import NUMERAL, Cursor

_MONTHS = rf"{NUMERAL}月?(?:[、和及]{NUMERAL}月?)*(?<=月)$"
_EACH = rf"各{NUMERAL}?次?$"


def with_listed(every: Every, bracket: str, behind: Cursor) -> Every:
    """The recurrence on the days that a bracket lists, which must be among those that its words mean.

    `behind` stands after the bracket: 末月（3、6、9、12月）25日前. Raises Unreadable for days that do not fit.
    """
    if re.fullmatch(f"{words.COUNTING}|{words.REMARK}", bracket):
        return every
    bracket = re.sub(_EACH, "", bracket)
    try:
        listed = _listed(every, bracket, behind)
    except Unreadable as refused:
        raise Unreadable(f"括号里的“{bracket}”没有读懂：{refused.reason}") from refused
    if listed is None:
        raise Unreadable(f"括号里的“{bracket}”与前面的时间不一致", Why.INCONSISTENT)
    return listed


def _listed(every: Every, bracket: str, behind: Cursor) -> Every | None:
    """The recurrence on the listed days; None where they do not fit."""
    cursor = Cursor(bracket)
    if every.weekly:
        days = weekdays(cursor)
        if cursor.rest or not days:
            raise Unreadable("没有写是星期几")
        return replace(every, weekly=days) if every.weekly in ((7,), days) else None
    if not every.yearly:
        raise Unreadable("没有读懂")
    if every.iso == "P1M":
        days_listed = days_of_month(cursor, range(1, 13))
        _needs_end(cursor)
        return replace(every, yearly=tuple(days_listed)) if _only_last_days(every) else None
    if re.match(_MONTHS, bracket) and every.iso != "P1Y":
        return _in_months(every, {due.month for due in days_of_year(cursor)}, behind)
    listed = [_of_month_end(due) for due in days_of_year(cursor)]
    _needs_end(cursor)
    if any(not due.month for due in listed) or not _agree(every, listed):
        return None
    return replace(every, yearly=tuple(listed))


def _needs_end(cursor: Cursor) -> None:
    cursor.take("以前|之前|前")
    if cursor.rest:
        raise Unreadable("没有读懂")


def _in_months(every: Every, months: set[int], behind: Cursor) -> Every | None:
    if not months <= {due.month for due in every.yearly}:
        return None
    if behind.take(f"(?={NUMERAL}[日号]|[上中下]旬)"):
        days = days_of_month(behind, sorted(months))
        behind.take("以前|之前|前")
        return replace(every, yearly=tuple(days))
    return replace(every, yearly=tuple(due for due in every.yearly if due.month in months))


def _of_month_end(due: Due) -> Due:
    """30 June is the end of June, so that it can be compared with it."""
    return replace(due, day=-1) if due.day > 0 and due.day == monthrange(2001, due.month)[1] else due


def _only_last_days(every: Every) -> bool:
    return all(due.day == -1 and not due.nth for due in every.yearly)


def _agree(every: Every, listed: list[Due]) -> bool:
    """Whether the listed days are days due, or, where no day is printed, one in each period."""
    if set(listed) <= set(every.yearly):
        return True
    if every.iso == "P1Y":
        return every.yearly == (Due(12, -1),)
    periods = [(due.month - 1) // every.count for due in listed]
    one_each = len(set(periods)) == len(periods) and {due.month for due in listed} <= {
        due.month for due in every.yearly
    }
    return _only_last_days(every) and one_each
