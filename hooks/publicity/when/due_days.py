"""The days of a month or a year on which a recurrence falls due, taken from its words."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from publicity.when.calendar import window
from publicity.when.every import Due
from publicity.when.lists import lent
from publicity.when.months import NO_NOUN, nth_weekday, xun
from publicity.when.refusal import Unreadable, Why
from publicity.when.spans import needs_exact_day
from publicity.when.term import Grain, Term
from publicity.when.terms import take_term
from publicity.when.text import NUMERAL, Cursor
from publicity.when.words import DURING, JOIN, LIST, MARKS, Mark

_PLAIN_YEAR = 2001
_DAYS = rf"{NUMERAL}[日号]?(?:(?:[、和及与]|[-~至到]+){NUMERAL}[日号]?)*(?<=[日号])"
_LAST_DAYS = {1: 10, 2: 20, 3: -1}  # of the ten-day periods


def days_of_month(cursor: Cursor, months: Sequence[int]) -> list[Due]:
    """The days due in each of the months: 底, 上旬, 5日前, 第一个星期一; the month's last where none is printed."""
    part = _part_of_month(cursor)
    shortest = min(monthrange(_PLAIN_YEAR, month)[1] for month in months)
    if too_late := next((due for due in part if due.day > shortest), None):
        if too_late.day > 31:
            raise Unreadable(f"没有{too_late.day}日", Why.IMPOSSIBLE)
        if not cursor.take(f"(?={MARKS[Mark.BEFORE]})"):  # by the 30th is by the end of February
            raise Unreadable(f"不是每个月都有{too_late.day}日；月底请写“每月底”", Why.IMPOSSIBLE)
    return [replace(due, month=month) for month in months for due in part]


def _part_of_month(cursor: Cursor) -> list[Due]:
    """What is printed of the month, several parts side by side: 10日、25日, 上旬和下旬."""
    found = _one_part(cursor)
    if found is None:
        return [Due(day=-1)]
    at = cursor.at
    while cursor.take(LIST) and (more := _one_part(cursor)):
        found += more
        at = cursor.at
    cursor.at = at
    return found


def _one_part(cursor: Cursor) -> list[Due] | None:
    cursor.take("的")
    if cursor.take(f"月?[末底]{NO_NOUN}|月尾|最后一[天日]"):
        return [Due(day=-1)]
    if cursor.take(f"月?初{NO_NOUN}"):
        return [Due(day=10)]
    if cursor.take("第一[天日]"):
        return [Due(day=1)]
    if period := xun(cursor):
        return [Due(day=_LAST_DAYS[period.last])]
    if weekday := nth_weekday(cursor):
        return [_weekday_of_month(weekday)]
    if match := cursor.take(_DAYS):
        days = _numbered(match[0])
        if cursor.take(f"(?:{JOIN})月?[末底]{NO_NOUN}"):
            days[-1] = Due(day=-1)
        return days
    return None


def _weekday_of_month(term: Term) -> Due:
    if term.first not in (-1, 1, 2, 3, 4):
        raise Unreadable(f"不是每个月都有第{term.first}个星期几", Why.IMPOSSIBLE)
    return Due(nth=term.first, weekday=term.last)


def _numbered(printed: str) -> list[Due]:
    """10日、25日 are two days; of 10日至15日 the last counts."""
    cursor, days = Cursor(printed), list[Due]()
    while (day := cursor.number()) is not None:
        if not day >= 1:
            raise Unreadable("没有0日", Why.IMPOSSIBLE)
        days.append(Due(day=day))
        cursor.take("[日号]")
        if cursor.take("[-~至到]+"):
            first = days.pop()
            if (last := cursor.number()) is None or last <= first.day:
                raise Unreadable("结束早于开始", Why.INCONSISTENT)
            days.append(Due(day=last))
            cursor.take("[日号]")
        cursor.take("[、和及与]")
    if cursor.rest:
        raise Unreadable(f"读不懂“{printed}”")
    return days


def period_month(cursor: Cursor, months: int) -> int | None:
    """The month of a quarter or half year, counted from its first: 首月, 末月, 第二个月."""
    if cursor.take("(?:的)?(?:末|最后一?个?)月"):
        return months
    if cursor.take("(?:的)?(?:首|头一?个?)月"):
        return 1
    if match := cursor.take(rf"(?:的)?第({NUMERAL})个?月"):
        nth = Cursor(match[1]).number()
        if nth is None or not 1 <= nth <= months:
            raise Unreadable(f"没有“{match[0]}”", Why.IMPOSSIBLE)
        return nth
    return None


def days_of_year(cursor: Cursor) -> list[Due]:
    """The days due in every year: 6月底、12月底前, 春节前, 6月1日至30日 (its last); else 31 December."""
    if cursor.take(f"年?度?[末底终]{NO_NOUN}"):
        return [Due(12, -1)]
    if cursor.take("(?=年?初)"):
        raise Unreadable("“年初”没有说是哪天", Why.AMBIGUOUS)
    if (month := period_month(cursor, 12)) is not None:
        return days_of_month(cursor, [month])
    terms, ranged = _terms(cursor)
    if not terms:
        return [Due(12, -1)]
    before = bool(cursor.take(f"(?={MARKS[Mark.BEFORE]})"))
    cursor.take(DURING)
    if ranged:
        if terms[-1].year_word in ("次年", "翌年", "第二年") and not terms[0].year_word:
            terms[-1] = replace(terms[-1], year_word="")
        terms = terms[-1:] if terms[-1].month else [replace(terms[-1], month=terms[0].month)]
    else:
        both = terms[0].grain is Grain.HALF and terms[0].first != terms[0].last  # 上下半年各一次
        terms = [replace(terms[0], last=1), replace(terms[0], first=2)] if both else terms
        terms = _with_months(lent(terms, by_end=before))
    return [_due(term, before=before) for term in terms]


def _terms(cursor: Cursor) -> tuple[list[Term], bool]:
    """The terms side by side, or the two of a range."""
    first = take_term(cursor)
    if first is None:
        return [], False
    if cursor.take(JOIN):
        last = take_term(cursor)
        if last is None:
            raise Unreadable("连接号后面没有写时间")
        return [*lent([first, last], by_end=False)], True
    terms = [first]
    at = cursor.at
    while cursor.take(rf"(?:{MARKS[Mark.BEFORE]})?(?:{LIST})(?!每)") and (term := take_term(cursor)):
        terms.append(term)
        at = cursor.at
    cursor.at = at
    return terms, False


def _with_months(terms: list[Term]) -> list[Term]:
    done: list[Term] = []
    for term in terms:
        lends = done and term.grain is Grain.DAY and term.month is None
        done.append(replace(term, month=done[-1].month) if lends else term)
    return done


def _due(term: Term, *, before: bool) -> Due:
    if term.year or term.year_word or term.grain in (Grain.EVENT, Grain.NOW, Grain.NUMBER):
        raise Unreadable("“每年”后面又有别的时间，没有读懂", Why.AMBIGUOUS)
    if before:
        needs_exact_day(term, "前")
    if term.grain is Grain.FESTIVAL:
        if not before:
            raise Unreadable("只有一个大概的时点，请写具体日期", Why.AMBIGUOUS)
        return Due(eve_of=term.festival)
    if term.grain is Grain.WEEKDAY:
        return replace(_weekday_of_month(term), month=term.month or 0)
    end = window(term, _PLAIN_YEAR)[1]
    return Due(end.month, end.day if term.grain is Grain.DAY else _of_month(end))


def _of_month(day: date) -> int:
    return -1 if day.day == monthrange(day.year, day.month)[1] else day.day
