"""Take a term from a text: what a year, a month, a day and their parts look like in print."""

from dataclasses import replace

from publicity.when.clock import with_hour
from publicity.when.events import take_distance, take_event
from publicity.when.festivals import FIXED, MOVING
from publicity.when.months import NO_NOUN, bare_day, in_month, number, within_year
from publicity.when.refusal import Unreadable, Why
from publicity.when.term import Grain, Term
from publicity.when.text import NUMERAL, Cursor

_LUNAR = r"(?:农历|正月|腊月|小年|[立夏冬]至日?)"
_AT_A_BOUND = r"(?=节|国际劳动|劳动|青年|建党|建军|前|之前|以前|后|以后|之后|至|到|-|~|[,)]|$)"
_QUOTABLE = "|".join((*FIXED, *MOVING))
_NAMED = "元旦|劳动节|青年节|妇女节|植树节|儿童节|教师节|建党节|建军节|国庆|国家宪法日(?=[前后]|之|以)"
_FESTIVAL = (
    rf'"({_QUOTABLE})"(?:(?:国际)?(?:劳动|青年|妇女|儿童|建党|建军|国庆))?节?'
    rf"|({_NAMED})节?"
    rf"|(五一|五四|七一|八一){_AT_A_BOUND}(?:劳动|国际劳动|青年|建党|建军)?节?|(十一)(?=节|前|之前|以前)节?"
    rf"|({'|'.join(MOVING)})节?"
)
_FIVE_YEARS = (
    r'(?:"(十?[一二三四五六七八九]?五)"|(十[一二三四]?五))(?:规划|计划)?'
    r"(?=时期|期间|期?末|期内|收官|[-~至到])(?:时期|期(?!间))?"
)
_YEAR_WORD = r"(今年|本年度?|当年|明年|次年|翌年|来年|第二年|去年|上年|同年)度?"
_OWN_DAY = (
    rf"即日(?!起?的?{NUMERAL}个?[天日周月年工自星].*内)|现在|目前"
    r"|(?:本(?:方案|通知|意见|办法))?(?:印发|发文|下发)之日(?=起?[至到~-]|起?$|起?[,;])"
)
_ENDS = r"(?=[-~至到,;)(前起]|之前|以前|开始|完成|结束|$)"


def take_term(cursor: Cursor) -> Term | None:
    """Take one term, or nothing. Raises Unreadable for what names a time but no day of this calendar."""
    for rule in (_numeric, _five_years, _now, take_event):
        if term := rule(cursor):
            return term
    start = cursor.at
    year, word, term = _year(cursor)
    if cursor.take(_LUNAR):
        raise Unreadable("农历日子、节气每年日期不同，请写公历日期", Why.UNFIXED)
    if term is None:
        cursor.take("的")
        term = within_year(cursor) or in_month(cursor) or _festival(cursor) or bare_day(cursor)
    if term is None:
        term = number(cursor)
    if term is None and (year or word):
        if cursor.take(r"度(?![-~至到,;()完结]|$)"):
            raise Unreadable("“年度”后面的字说明它是名称，不是时间")
        cursor.take("度")
        term = Term(Grain.YEAR)
    if term is None:
        cursor.at = start
        return None
    if word and term.grain is Grain.NUMBER and term.first > 31:
        raise Unreadable(f"“{word}{term.first}”是哪一年，没有说清", Why.AMBIGUOUS)
    if word and term.month_word:
        raise Unreadable(f"“{word}{term.month_word}”是哪年哪月，没有说清", Why.AMBIGUOUS)
    return replace(term, year=year or term.year, year_word=word)


def _numeric(cursor: Cursor) -> Term | None:
    """2009-03-01, 2009.3.1, 2009/3/1; 2009.3; 3.21."""
    if match := cursor.take(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?![\d.月])日?"):
        year, _, month, day = match.groups()
        return with_hour(cursor, Term(Grain.DAY, int(year), int(month), int(day), int(day)))
    if match := cursor.take(rf"(\d{{4}})[./](\d{{1,2}}){_ENDS}"):
        return Term(Grain.MONTH, int(match[1]), int(match[2]))
    if _fresh(cursor) and (match := cursor.take(rf"(\d{{1,2}})\.(\d{{1,2}})(?:日|{_ENDS})")):
        return with_hour(cursor, Term(Grain.DAY, None, int(match[1]), int(match[2]), int(match[2])))
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
    """即日, 现在, 印发之日: the day of the document."""
    return Term(Grain.NOW) if cursor.take(_OWN_DAY) else None


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
        (f"年?度?[末底终尾]{NO_NOUN}", Grain.YEAR_END),
        (f"年?初{NO_NOUN}", Grain.YEAR_START),
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
    return bool(cursor.take("(?=年(?:末|底|终|尾|初|[以之]?内)|全年|整年)"))


def _festival(cursor: Cursor) -> Term | None:
    if not (match := cursor.take(_FESTIVAL)):
        return None
    name = next(group for group in match.groups() if group)
    month, day = FIXED.get(name, (None, 0))
    return Term(Grain.FESTIVAL, month=month, first=day, last=day, festival=name, offset=take_distance(cursor))
