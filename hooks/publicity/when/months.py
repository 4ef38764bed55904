"""Take what is printed of a year or a month: half years, quarters, months, ten-day periods, days."""

from collections.abc import Callable
from dataclasses import replace

from publicity.when.clock import with_hour
from publicity.when.refusal import Unreadable, Why
from publicity.when.term import WEEKDAYS, Grain, Term
from publicity.when.text import NUMERAL, Cursor

NO_NOUN = "(?![步稿审评选赛级次衷数册线层气账位端款等条雁目脑])"  # 月初稿 月底数: not the edge of a month
XUN = {"上": 1, "中": 2, "下": 3}
_MONTH_WORD = r"(本月|当月|同月|次月|下个?月|上个?月)份?"
_WEEKDAY = r"[,(]?(?:星期|周|礼拜)([一二三四五六日天])\)?(?![末内至到])"


def within_year(cursor: Cursor) -> Term | None:
    """上半年, 第三季度, 三季度末."""
    if cursor.take("上[、和及]?下半年"):
        return Term(Grain.HALF, first=1, last=2, marked=True)
    if match := cursor.take("([上下])半年"):
        half = XUN[match[1]] // 2 + 1
        if cursor.take(f"年?[末底]{NO_NOUN}"):  # the end of the second or the fourth quarter
            return Term(Grain.QUARTER_END, first=2 * half, last=2 * half, marked=True)
        return Term(Grain.HALF, first=half, last=half, marked=True)
    start = cursor.at
    whole = cursor.take("前")  # 前三季度
    cursor.take("第")
    quarter = cursor.number_before("个?季度?" if whole else "季度?")
    if quarter is None:
        cursor.at = start
        return None
    if cursor.take(f"[末底]{NO_NOUN}"):
        return Term(Grain.QUARTER_END, first=quarter, last=quarter, marked=True)
    within = bool(cursor.take("[以之]?内(?![部容])"))
    return Term(Grain.QUARTER, first=1 if whole else quarter, last=quarter, marked=True, within=within)


def in_month(cursor: Cursor) -> Term | None:
    """A month and what is printed of it: 3月, 3月份, 3月下旬, 3月15日, 3月末, 3月第二个星期日."""
    word = cursor.take(_MONTH_WORD)
    month = None if word else 1 if cursor.take("元月") else cursor.number_before("月")
    if word is None and month is None:
        return xun(cursor) or month_edge(cursor)
    marked = bool(cursor.take("份"))
    cursor.take("的")
    rules: tuple[Callable[[Cursor], Term | None], ...] = (
        nth_weekday,
        xun,
        month_edge,
        _part_of_named_month,
        bare_day,
        number,
    )
    part = next((term for rule in rules if (term := rule(cursor))), None)
    if part is None and cursor.take(f"(?={NUMERAL})"):
        raise Unreadable("月份后面的数字没有写完整（缺“日”）")
    if part is None and cursor.take("中(?![旬小学层央心])"):
        raise Unreadable("“月中”不知指哪几天，请写中旬或具体日期", Why.AMBIGUOUS)
    marked = marked or bool(cursor.take("全月|整月"))
    if part is None and not marked and cursor.take("(?=的?时间)"):
        raise Unreadable("“…月时间”是几个月还是某个月，没有说清", Why.AMBIGUOUS)
    term = part or Term(Grain.MONTH, marked=marked, within=bool(cursor.take("[以之]?内(?![部容])")))
    return replace(term, month=month, month_word=word[1] if word else "")


def xun(cursor: Cursor) -> Term | None:
    """上旬, 中下旬, 上、中旬."""
    if match := cursor.take("上旬?[、和及]?中旬|中旬?[、和及]?下旬|[上中]旬?[至到~-][中下]旬|[上中下]旬|中上旬"):
        named = [XUN[c] for c in match[0] if c in XUN]
        if match[0] == "中上旬":  # an order of words, not of days
            named.reverse()
        if named[0] <= named[-1]:
            return Term(Grain.XUN, first=named[0], last=named[-1])
        raise Unreadable(f"“{match[0]}”次序颠倒", Why.INCONSISTENT)
    return None


def month_edge(cursor: Cursor) -> Term | None:
    """末, 底, 月底, 月尾, 初: with the month just read, or that of the term before."""
    if cursor.take(f"月?[末底]{NO_NOUN}|月尾{NO_NOUN}"):
        return Term(Grain.MONTH_END)
    return Term(Grain.MONTH_START) if cursor.take(f"月?初{NO_NOUN}|月头{NO_NOUN}") else None


def _part_of_named_month(cursor: Cursor) -> Term | None:
    """尾, 头, 上半月: parts that only stand behind a month."""
    if cursor.take(f"尾{NO_NOUN}"):
        return Term(Grain.MONTH_END)
    if cursor.take(f"头{NO_NOUN}"):
        return Term(Grain.MONTH_START)
    if match := cursor.take("([上下])半月"):
        half = XUN[match[1]] // 2 + 1
        return Term(Grain.HALF_MONTH, first=half, last=half)
    return None


def nth_weekday(cursor: Cursor) -> Term | None:
    """第二个星期日, 最后一个周五: `first` is the ordinal (-1 the last), `last` the weekday."""
    match = cursor.take(rf"(?:第({NUMERAL})个?|(最后)一?个?)(?:星期|周|礼拜)([一二三四五六日天1-6])")
    if not match:
        return None
    ordinal = -1 if match[2] else Cursor(match[1]).number()
    if ordinal is None or not -1 <= ordinal <= 5:
        raise Unreadable(f"读不懂“{match[0]}”")
    return Term(Grain.WEEKDAY, first=ordinal, last=WEEKDAYS[match[3]])


def bare_day(cursor: Cursor) -> Term | None:
    """15日, 15号, with the weekday and the hour beside it."""
    day = cursor.number_before("[日号]")
    if day is None:
        return None
    term = with_hour(cursor, Term(Grain.DAY, first=day, last=day))
    if match := cursor.take(_WEEKDAY):
        term = replace(term, weekday=WEEKDAYS[match[1]])
    return with_hour(cursor, term)


def number(cursor: Cursor) -> Term | None:
    """A number without its unit, which only a separator and a unit further right can give (3—5月)."""
    start = cursor.at
    cursor.take("第")
    value = cursor.number()
    if value is None or not cursor.take(r"(?=[-~至到、和]+第?[\d〇零○一二三四五六七八九十廿])"):
        cursor.at = start
        return None
    return Term(Grain.NUMBER, first=value, last=value)
