"""Take a term from a text: what a year, a month, a day and their parts look like in print."""

import re
from collections.abc import Callable
from dataclasses import replace

from publicity.when.refusal import Unreadable, Why
from publicity.when.term import WEEKDAYS, Grain, Term
from publicity.when.text import NUMERAL, Cursor

XUN = {"上": 1, "中": 2, "下": 3}
FESTIVALS = {
    "元旦": (1, 1),
    "五一": (5, 1), "劳动节": (5, 1), "五四": (5, 4), "青年节": (5, 4),
    "七一": (7, 1), "建党节": (7, 1), "八一": (8, 1), "建军节": (8, 1),
    "十一": (10, 1), "国庆": (10, 1),
}  # fmt: skip
LUNAR = r"(?:农历|正月|腊月|春节|元宵|清明|端午|中秋|重阳|除夕|小年|[立夏冬]至日?)"
_AT_A_BOUND = r"(?=节|前|之前|以前|至|到|-|~|[,)]|$)"
_FESTIVAL = (
    rf'"({"|".join(FESTIVALS)})"(?:节|建党节|建军节|劳动节|国庆节)?|(元旦|劳动节|青年节|建党节|建军节|国庆)节?'
    rf"|(五一|五四|七一|八一){_AT_A_BOUND}(?:劳动|国际劳动|青年|建党|建军)?节?|(十一)(?=节|前|之前|以前)节?"
)
_FIVE_YEARS = (
    r'(?:"(十?[一二三四五六七八九]?五)"|(十[一二三四]?五))(?:规划|计划)?'
    r"(?=时期|期间|期?末|期内|收官|[-~至到])(?:时期|期(?!间))?"
)
_YEAR_WORD = r"(今年|本年度?|当年|明年|次年|翌年|来年|第二年|去年|上年|同年)度?"
_MONTH_WORD = r"(本月|当月|同月|次月|下个?月|上个?月)份?"
_PART_OF_DAY = r"(?:上午|下午|中午|晚上?|早上?|凌晨|零时)"
_CLOCK = rf"(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?|{NUMERAL}[时点](?:整|半|{NUMERAL}分)?)"
_HOUR = rf"{_PART_OF_DAY}?(?:{_CLOCK}(?:[-~至到]+{_PART_OF_DAY}?{_CLOCK})?)?"
# After a comma or a bracket, or of every day of a range; there at least the clock must be printed.
LATER_HOUR = rf"[,;]?(?:{_PART_OF_DAY}{_CLOCK}|{_CLOCK})(?:[-~至到]+{_PART_OF_DAY}?{_CLOCK})?"
DAILY_HOUR = rf"[,;(](?:活动时间)?每[日天](?:的|活动时间为?)?{LATER_HOUR}\)?[。.]?$"
_ENDS = r"(?=[-~至到,;)(前起]|之前|以前|开始|完成|结束|$)"
_NO_NOUN = "(?![步稿审评选赛级次衷数册线层气账位端])"  # 月初稿 月底数: not the edge of a month
_WEEKDAY = r"[,(]?(?:星期|周|礼拜)([一二三四五六日天])\)?(?![末内至到])"


def take_term(cursor: Cursor) -> Term | None:
    """Take one term, or nothing. Raises Unreadable for what names a time but no day of this calendar."""
    for rule in (_numeric, _five_years, _now):
        if term := rule(cursor):
            return term
    start = cursor.at
    year, word, term = _year(cursor)
    if cursor.take(LUNAR):
        raise Unreadable("农历节日、节气每年日期不同，请写公历日期", Why.UNFIXED)
    if term is None:
        cursor.take("的")
        term = _within_year(cursor) or _in_month(cursor) or _festival(cursor) or _bare_day(cursor)
    if term is None:
        term = _number(cursor)
    if term is None and (year or word):
        if cursor.take(r"度(?![-~至到,;()完结]|$)"):
            raise Unreadable("“年度”后面的字说明它是名称，不是时间")
        cursor.take("度")
        term = Term(Grain.YEAR)
    if term is None:
        cursor.at = start
        return None
    return replace(term, year=year or term.year, year_word=word)


def _numeric(cursor: Cursor) -> Term | None:
    """2009-03-01, 2009.3.1, 2009/3/1; 2009.3; 3.21."""
    if match := cursor.take(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?![\d.月])日?"):
        year, _, month, day = match.groups()
        return _hour(cursor, Term(Grain.DAY, int(year), int(month), int(day), int(day)))
    if match := cursor.take(rf"(\d{{4}})[./](\d{{1,2}}){_ENDS}"):
        return Term(Grain.MONTH, int(match[1]), int(match[2]))
    if _fresh(cursor) and (match := cursor.take(rf"(\d{{1,2}})\.(\d{{1,2}})(?:日|{_ENDS})")):
        return _hour(cursor, Term(Grain.DAY, None, int(match[1]), int(match[2]), int(match[2])))
    return None


def _fresh(cursor: Cursor) -> bool:
    """Whether the text, a side or a bracket begins here, so that 3.5 or 09年 is not part of something else."""
    return cursor.at == 0 or cursor.text[cursor.at - 1] in "-~至到(:,从自于"


def _five_years(cursor: Cursor) -> Term | None:
    """“十四五”: the plan periods have run without a break since the third (1966-1970)."""
    if not (match := cursor.take(_FIVE_YEARS)):
        return None
    name = (match[1] or match[2])[:-1]
    tens, ones = name.startswith("十"), name.removeprefix("十")
    ordinal = (10 if tens else 0) + ("一二三四五六七八九".index(ones) + 1 if ones else 0)
    if ordinal < 3:
        raise Unreadable(f"不认识的五年规划“{match[0]}”")
    first = 1966 + 5 * (ordinal - 3)
    grain = Grain.FIVE_YEARS_END if cursor.take("期?末|期?收官") else Grain.FIVE_YEARS
    return Term(grain, first=first, last=first + 4)


def _now(cursor: Cursor) -> Term | None:
    """即日, 现在: the day of the document."""
    return Term(Grain.NOW) if cursor.take("即日|现在|目前") else None


def _year(cursor: Cursor) -> tuple[int | None, str, Term | None]:
    """The year in front: (printed year, word, the whole term where the year ends it, as in 2009年底)."""
    year: int | None = None
    word = ""
    if match := cursor.take(_YEAR_WORD):
        word = match[1]
    elif (year := _printed_year(cursor)) is None and not _year_edge_follows(cursor):
        return None, "", None
    if cursor.take("全年度?|整年"):
        return year, word, Term(Grain.YEAR, marked=True)
    for pattern, grain in (
        (f"年?度?[末底终]{_NO_NOUN}", Grain.YEAR_END),
        (f"年?初{_NO_NOUN}", Grain.YEAR_START),
    ):
        if cursor.take(pattern):
            return year, word, Term(grain)
    if cursor.take("年?[以之]?内(?![部容])"):
        return year, word, Term(Grain.YEAR, within=True)
    return year, word, None


def _printed_year(cursor: Cursor) -> int | None:
    """2009年, 二〇〇九年; 09年 only before a month, for 10年 alone is as likely a length of time."""
    if match := cursor.take(r"(\d{4})(?=[上下]半年|全年)"):
        return int(match[1])
    start = cursor.at
    match = cursor.take(rf"({NUMERAL})年")
    cursor.at = start
    if not match:
        return None
    two_digits = len(match[1]) == 2 and _fresh(cursor) and cursor.take(rf"(?={NUMERAL}年{NUMERAL}月)")
    if len(match[1]) != 4 and not two_digits:
        return None
    if (year := cursor.number_before("年")) is None:
        raise Unreadable(f"读不懂年份“{match[0]}”")
    return year


def _year_edge_follows(cursor: Cursor) -> bool:
    return bool(cursor.take("(?=年(?:末|底|终|初|[以之]?内)|全年|整年)"))


def _within_year(cursor: Cursor) -> Term | None:
    """上半年, 第三季度, 三季度末."""
    if match := cursor.take("([上下])半年"):
        half = XUN[match[1]] // 2 + 1
        return Term(Grain.HALF, first=half, last=half, marked=True)
    start = cursor.at
    whole = cursor.take("前")  # 前三季度
    cursor.take("第")
    quarter = cursor.number_before("个?季度?" if whole else "季度?")
    if quarter is None:
        cursor.at = start
        return None
    if cursor.take(f"[末底]{_NO_NOUN}"):
        return Term(Grain.QUARTER_END, first=quarter, last=quarter, marked=True)
    within = bool(cursor.take("[以之]?内(?![部容])"))
    return Term(Grain.QUARTER, first=1 if whole else quarter, last=quarter, marked=True, within=within)


def _in_month(cursor: Cursor) -> Term | None:
    """A month and what is printed of it: 3月, 3月份, 3月下旬, 3月15日, 3月末, 3月第二个星期日."""
    word = cursor.take(_MONTH_WORD)
    month = None if word else 1 if cursor.take("元月") else cursor.number_before("月")
    if word is None and month is None:
        return _xun(cursor) or _month_edge(cursor)
    marked = bool(cursor.take("份"))
    cursor.take("的")
    rules: tuple[Callable[[Cursor], Term | None], ...] = (_nth_weekday, _xun, _month_edge, _bare_day, _number)
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


def _xun(cursor: Cursor) -> Term | None:
    """上旬, 中下旬, 上、中旬."""
    if match := cursor.take("上旬?[、和及]?中旬|中旬?[、和及]?下旬|[上中]旬?[至到~-][中下]旬|[上中下]旬"):
        named = [XUN[c] for c in match[0] if c in XUN]
        if named[0] <= named[-1]:
            return Term(Grain.XUN, first=named[0], last=named[-1])
        raise Unreadable(f"“{match[0]}”次序颠倒", Why.INCONSISTENT)
    return None


def _month_edge(cursor: Cursor) -> Term | None:
    """末, 底, 月底, 初: with the month just read, or that of the term before."""
    if cursor.take(f"月?[末底]{_NO_NOUN}"):
        return Term(Grain.MONTH_END)
    return Term(Grain.MONTH_START) if cursor.take(f"月?初{_NO_NOUN}") else None


def _nth_weekday(cursor: Cursor) -> Term | None:
    """第二个星期日, 最后一个周五: `first` is the ordinal (-1 the last), `last` the weekday."""
    match = cursor.take(rf"(?:第({NUMERAL})个?|(最后)一?个?)(?:星期|周|礼拜)([一二三四五六日天1-6])")
    if not match:
        return None
    ordinal = -1 if match[2] else Cursor(match[1]).number()
    if ordinal is None or not -1 <= ordinal <= 5:
        raise Unreadable(f"读不懂“{match[0]}”")
    return Term(Grain.WEEKDAY, first=ordinal, last=WEEKDAYS[match[3]])


def _bare_day(cursor: Cursor) -> Term | None:
    day = cursor.number_before("[日号]")
    if day is None:
        return None
    term = _hour(cursor, Term(Grain.DAY, first=day, last=day))
    if match := cursor.take(_WEEKDAY):
        term = replace(term, weekday=WEEKDAYS[match[1]])
    return _hour(cursor, term)


def timed(term: Term, hour: str) -> Term:
    """The term with an hour printed beside it."""
    midnight = bool(re.match("[,;]?(?:凌晨)?(?:零|〇|00?)[:时点]", hour))
    return replace(term, timed=True, midnight=midnight or term.midnight)


def _hour(cursor: Cursor, term: Term) -> Term:
    match = cursor.take(_HOUR)
    if not match or not match[0]:
        return term
    return timed(term, match[0])


def _festival(cursor: Cursor) -> Term | None:
    if not (match := cursor.take(_FESTIVAL)):
        return None
    name = next(group for group in match.groups() if group)
    month, day = FESTIVALS[name]
    return Term(Grain.FESTIVAL, month=month, first=day, last=day)


def _number(cursor: Cursor) -> Term | None:
    """A number without its unit, which only a separator and a unit further right can give (3—5月)."""
    start = cursor.at
    cursor.take("第")
    value = cursor.number()
    if value is None or not cursor.take(r"(?=[-~至到、和]+第?[\d〇零○一二三四五六七八九十廿])"):
        cursor.at = start
        return None
    return Term(Grain.NUMBER, first=value, last=value)
