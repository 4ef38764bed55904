"""What a term covers once its year and month are known: first and last day, both included.

Source: handbook/domain.md#times.
"""

from calendar import monthrange
from datetime import date, timedelta

from publicity.fields.day import chinese_day
from publicity.when.festivals import festival_day
from publicity.when.refusal import Unreadable, Why
from publicity.when.term import Grain, Term

Window = tuple[date, date]

EARLIEST, LATEST = 1900, 2199
WEEKDAY_NAMES = "一二三四五六日"


def window(term: Term, year: int, month: int | None = None) -> Window:
    """First and last day of a term in `year` (and `month`, where the term prints none).

    Raises Unreadable for days that do not exist and for terms whose month is nowhere printed.
    """
    if not EARLIEST <= year <= LATEST:
        raise Unreadable(f"年份 {year} 不在 {EARLIEST}–{LATEST} 之间", Why.IMPOSSIBLE)
    match term.grain:
        case Grain.YEAR:
            return date(year, 1, 1), date(year, 12, 31)
        case Grain.YEAR_START:
            return date(year, 1, 1), date(year, 1, 1)
        case Grain.YEAR_END:
            return date(year, 12, 31), date(year, 12, 31)
        case Grain.HALF:
            return _months(year, term.first * 6 - 5, term.last * 6)
        case Grain.QUARTER | Grain.QUARTER_END if not 1 <= term.first <= term.last <= 4:
            raise Unreadable("一年只有四个季度", Why.IMPOSSIBLE)
        case Grain.QUARTER:
            return _months(year, term.first * 3 - 2, term.last * 3)
        case Grain.QUARTER_END:
            end = _months(year, term.first * 3, term.first * 3)[1]
            return end, end
        case Grain.FESTIVAL:
            day = festival_day(term.festival, year)
            return day, day
        case Grain.FIVE_YEARS:
            return date(term.first, 1, 1), date(term.last, 12, 31)
        case Grain.FIVE_YEARS_END:
            return date(term.last, 12, 31), date(term.last, 12, 31)
    month = month if term.month is None else term.month
    if month is None:
        raise Unreadable("没有写是哪个月")
    if not 1 <= month <= 12:
        raise Unreadable(f"没有{month}月", Why.IMPOSSIBLE)
    return _within_month(term, year, month)


def _within_month(term: Term, year: int, month: int) -> Window:
    first, last = _months(year, month, month)
    match term.grain:
        case Grain.MONTH:
            return first, last
        case Grain.HALF_MONTH:
            return (first, first.replace(day=15)) if term.first == 1 else (first.replace(day=16), last)
        case Grain.MONTH_START:
            return first, first.replace(day=10)
        case Grain.MONTH_END:
            return last, last
        case Grain.XUN:
            return first.replace(day=term.first * 10 - 9), last if term.last == 3 else first.replace(day=term.last * 10)
        case Grain.WEEKDAY:
            day = _nth_weekday(first, last, term)
            return day, day
        case Grain.DAY:
            return _day(term, year, month, last.day)
        case _:
            raise Unreadable(f"“{term.first}”后面没有写单位（年、月、日）")


def _months(year: int, first: int, last: int) -> Window:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _day(term: Term, year: int, month: int, days: int) -> Window:
    if not 1 <= term.first <= days:
        leap = "（平年）" if (month, term.first) == (2, 29) else ""
        only = f"{year}年{month}月{leap}只有{days}天，" if term.first else ""
        raise Unreadable(f"{only}没有{term.first}日", Why.IMPOSSIBLE)
    day = date(year, month, term.first)
    if term.weekday and day.isoweekday() != term.weekday:
        printed, real = WEEKDAY_NAMES[term.weekday - 1], WEEKDAY_NAMES[day.weekday()]
        raise Unreadable(f"{chinese_day(day)}是星期{real}，不是印的星期{printed}", Why.INCONSISTENT)
    return day, day


def _nth_weekday(first: date, last: date, term: Term) -> date:
    if term.first == -1:
        return last - timedelta(days=(last.isoweekday() - term.last) % 7)
    day = first + timedelta(days=(term.last - first.isoweekday()) % 7 + 7 * (term.first - 1))
    if day > last:
        weekday = WEEKDAY_NAMES[term.last - 1]
        raise Unreadable(f"{first.year}年{first.month}月没有第{term.first}个星期{weekday}", Why.IMPOSSIBLE)
    return day
