"""Which year, and which month, a term belongs to when it does not print them itself."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from publicity.when.calendar import Window, window
from publicity.when.refusal import Unreadable, Why
from publicity.when.term import YEARLESS, Grain, Term

_SHIFT = {"今年": 0, "本年": 0, "本年度": 0, "明年": 1, "来年": 1, "去年": -1, "上年": -1}
_AFTER_LEFT = {"次年": 1, "翌年": 1, "第二年": 1, "同年": 0, "当年": 0}
_MONTH_SHIFT = {"本月": 0, "当月": 0, "次月": 1, "下个月": 1, "下月": 1, "上个月": -1, "上月": -1}
# A range that runs backwards is read as crossing the year end only up to this length; beyond it a slip of
# the pen (7月末至6月上旬) is as likely.
LONGEST_CROSSING = timedelta(days=184)


@dataclass(frozen=True)
class Context:
    """What is known besides the text: the year it speaks of, and the day of its document.

    With `weighed` the caller weighs the readings of several years against each other: a text that could mean two of
    them is read in the year at hand rather than refused.
    """

    year: int | None
    issued: date | None
    weighed: bool = False

    @property
    def this_year(self) -> int | None:
        """What 今年 means: the year of the document."""
        return self.issued.year if self.issued else self.year

    def need_issued(self, words: str) -> date:
        """The day of the document. Raises Unreadable where it is not known."""
        if self.issued is None:
            raise Unreadable(f"“{words}”要有成文日期才能算")
        return self.issued


@dataclass(frozen=True)
class Dated:
    """A term on the calendar, and whether its year was supplied rather than printed."""

    term: Term
    window: Window
    year_supplied: bool = False


def date_term(term: Term, context: Context) -> Dated:
    """Put a single term on the calendar. Raises Unreadable."""
    if term.grain is Grain.NOW:
        day = context.need_issued("即日、现在")
        return Dated(term, (day, day))
    if term.month_word:
        return _by_month_word(term, context.need_issued(term.month_word))
    year, supplied = _own_year(term, context)
    if term.grain in (Grain.FIVE_YEARS, Grain.FIVE_YEARS_END) and context.year and abs(term.last - context.year) > 10:
        raise Unreadable(f"这个五年规划（{term.first}–{term.last}）与{context.year}年相距太远", Why.AMBIGUOUS)
    if supplied and term.grain is Grain.FESTIVAL and (term.month, term.first) == (1, 1):
        raise Unreadable("元旦没有写年份，不知是年初还是年末的元旦", Why.AMBIGUOUS)
    return Dated(term, window(term, year), supplied)


def date_both(left: Term, right: Term, context: Context) -> tuple[Dated, Dated]:
    """Put two terms on the calendar, each lending the other what it does not print. Raises Unreadable."""
    left, right = _lend_unit(left, right)
    if right.grain is Grain.NOW:
        raise Unreadable("“即日、现在”只能是开始")
    if right.year_word in _AFTER_LEFT:
        start = date_term(left, context)
        return start, Dated(
            right, window(right, start.window[0].year + _AFTER_LEFT[right.year_word]), start.year_supplied
        )
    follows = right.month_word in ("同月", "当月", "次月", "下月", "下个月")
    if follows or (right.month is None and not right.month_word and _needs_month(right)):
        return _month_from_left(left, right, context)
    left_knows, right_knows = _knows_year(left), _knows_year(right)
    if left_knows and not right_knows:
        start = date_term(left, context)
        return start, _not_before(right, start, context)
    if right_knows and not left_knows:
        return _left_before(left, date_term(right, context), context)
    start = date_term(left, context)
    return start, date_term(right, context) if right_knows else _not_before(right, start, context)


def _knows_year(term: Term) -> bool:
    return bool(term.year or term.year_word or term.month_word) or term.grain in YEARLESS


def _own_year(term: Term, context: Context) -> tuple[int, bool]:
    if term.grain in YEARLESS:
        return term.first, False
    if term.year is not None:
        return _whole_year(term.year, context), term.year < 100
    if term.year_word in _SHIFT and context.this_year is not None:
        return context.this_year + _SHIFT[term.year_word], True
    if term.year_word in _AFTER_LEFT:
        raise Unreadable(f"“{term.year_word}”前面没有可以对照的年份")
    if context.year is None or term.year_word:
        raise Unreadable("没有写年份，也不知道是哪一年的方案")
    return context.year, True


def _whole_year(year: int, context: Context) -> int:
    """09年 belongs to the century nearest to the context's year."""
    if year >= 100:
        return year
    around = context.year or context.this_year
    if around is None:
        raise Unreadable("年份只写了两位，不知道是哪个世纪")
    nearest = min((century + year for century in range(1800, 2200, 100)), key=lambda y: abs(y - around))
    if abs(nearest - around) > 30:
        raise Unreadable(f"年份只写了两位（{year:02}），不知是哪个世纪", Why.AMBIGUOUS)
    return nearest


def _by_month_word(term: Term, issued: date) -> Dated:
    if term.month_word not in _MONTH_SHIFT:
        raise Unreadable(f"“{term.month_word}”前面没有可以对照的月份")
    index = issued.year * 12 + issued.month - 1 + _MONTH_SHIFT[term.month_word]
    return Dated(term, window(term, index // 12, index % 12 + 1), True)


def _needs_month(term: Term) -> bool:
    return term.grain in (Grain.DAY, Grain.XUN, Grain.MONTH_START, Grain.MONTH_END)


def _lend_unit(left: Term, right: Term) -> tuple[Term, Term]:
    """3—5月, 3月1-15日, 2024—2026年, 一至三季度: a number takes the unit printed further right."""
    if right.grain is Grain.NUMBER:
        raise Unreadable(f"“{right.first}”后面没有写单位（年、月、日）")
    if left.grain is not Grain.NUMBER:
        return left, right
    n = left.first
    match right.grain:
        case Grain.DAY if left.month and not right.month:
            return replace(left, grain=Grain.DAY), right
        case Grain.MONTH | Grain.MONTH_END if right.month and not right.year and not left.month:
            return replace(left, grain=Grain.MONTH, month=n), right
        case Grain.QUARTER | Grain.QUARTER_END if not right.year and not left.month:
            return replace(left, grain=Grain.QUARTER), right
        case Grain.YEAR if n > 1000 and not left.year and not left.month:
            return replace(left, grain=Grain.YEAR, year=n), right
        case Grain.DAY if right.month and not left.month:
            raise Unreadable(f"“{n}”后面没有写单位（年、月、日）")
    raise Unreadable(f"“{n}”后面没有写单位（年、月、日）", Why.AMBIGUOUS)


def _month_from_left(left: Term, right: Term, context: Context) -> tuple[Dated, Dated]:
    """11月11日至14日, 5月上旬至中旬, 3月15日至月底: the month is the left one's."""
    start = date_term(left, context)
    if right.year or right.year_word:
        raise Unreadable("右边写了年份，没有写月份")
    if left.month is None and not left.month_word:
        raise Unreadable("没有写是哪个月")
    day = start.window[0]
    index = day.year * 12 + day.month - 1 + (right.month_word in ("次月", "下月", "下个月"))
    return start, Dated(right, window(right, index // 12, index % 12 + 1), start.year_supplied)


def _not_before(right: Term, start: Dated, context: Context) -> Dated:
    """The right side in the left one's year, or in the next where it would run backwards (12月至2月)."""
    year = start.window[0].year
    same = window(right, year)
    if same[1] >= start.window[0]:
        return Dated(right, same, start.year_supplied)
    later = window(right, year + 1)
    if right.month == start.window[0].month or later[1] - start.window[0] > LONGEST_CROSSING:
        raise Unreadable("结束早于开始；如果跨年，请写明年份", Why.INCONSISTENT)
    if start.year_supplied and not context.weighed and context.issued and context.issued <= same[1]:
        raise Unreadable("跨年的时间没有写年份，不知是从去年还是从今年算起", Why.AMBIGUOUS)
    return Dated(right, later, True)


def _left_before(left: Term, end: Dated, context: Context) -> tuple[Dated, Dated]:
    """从12月20日开始,到2023年1月20日结束: the left side takes the last year that puts it before the right."""
    if end.term.year_word:
        return date_term(left, context), end
    year = end.window[1].year
    same = window(left, year)
    if same[0] > end.window[1]:
        if context.year not in (None, year, year - 1) and not context.weighed:
            raise Unreadable(f"左边没有写年份，不知是{context.year}年还是{year - 1}年", Why.AMBIGUOUS)
        return Dated(left, window(left, year - 1), True), end
    if context.weighed and context.year is not None and context.year < year:
        return Dated(left, window(left, context.year), True), end
    if context.year is not None and context.year != year and not context.weighed:
        raise Unreadable(f"左边没有写年份，可以是{context.year}年，也可以是{year}年", Why.AMBIGUOUS)
    return Dated(left, same, True), end
