"""Take a recurrence from a text: 每月底, 每季度末月25日前, 每年6月底前, 逢双月, 每两周."""

import re
from dataclasses import dataclass

from publicity.when.clock import take_hour
from publicity.when.due_days import days_of_month, days_of_year, period_month
from publicity.when.every import Due, Every
from publicity.when.refusal import Unreadable, Why
from publicity.when.term import WEEKDAYS
from publicity.when.text import NUMERAL, Cursor

_UNIT = r"(?P<unit>工作日|自然日|天|日|旬|周|星期|礼拜|月度?|季度?|半年度?|年度?)"
_START = (
    rf"(?P<each>每逢?|逢)(?:个)?(?P<count>{NUMERAL})?个?{_UNIT}"
    r"|(?:每?逢|每)(?P<parity>[单双])月"
    rf"|每?隔(?P<gap>{NUMERAL})?个?(?P<gap_unit>天|日|周|星期|月|年)"
    r"|(?:逐|按)个?(?P<by>月度?|周|旬|日|季度?|半年度?|年度?)(?![期时])"
    rf"|(?:一个?(?P<one>天|日|周|月|季|季度|年)|(?P<half>半年))(?=(?:至少|不少于)?[一1](?:次|报[^送告表名]|报$|会$|调度|通报)|(?:至少|不少于)?{NUMERAL}次)"
)
# 每周一报 is one report a week, 每周一报送 is done on Mondays.
_WEEKDAY = (
    r"(?:周|星期)?([一二三四五六日天1-6])(?![次课题星讲评学考测歌会调期篇场条份张]|报(?![送告表名])|个|[-~至到]\d|\d)"
)
_BEFORE = "(?:以前|之前|下班前|前)(?![后期往置景沿列进夕])"
_VAGUE = re.compile("左右|前后|前夕|上下")
_CALENDAR = {"月": ("M", 1), "季": ("M", 3), "半年": ("M", 6), "年": ("Y", 1)}


@dataclass(frozen=True)
class Recurrence:
    """A recurrence, what stands before it, and where the text goes on behind it."""

    head: str
    every: Every
    rest: Cursor


def find_recurrence(text: str) -> Recurrence | None:
    """Find the first recurrence in a uniform text. Raises Unreadable for one that is not understood."""
    found = re.search(_START, text)
    if not found:
        return None
    cursor = Cursor(text)
    cursor.at = found.end()
    every = _every(found, cursor)
    if vague := _VAGUE.match(cursor.rest):
        raise Unreadable(f"“{vague[0]}”没有说死是哪天", Why.AMBIGUOUS)
    cursor.take(_BEFORE)
    take_hour(cursor)
    cursor.take(_BEFORE)
    return Recurrence(text[: found.start()], every, cursor)


def _every(found: re.Match[str], cursor: Cursor) -> Every:
    if parity := found["parity"]:
        return Every(2, "M", tuple(days_of_month(cursor, range(1 + (parity == "双"), 13, 2))))
    if found["gap_unit"]:
        return _with_gap(found, cursor)
    unit = _plain(found["unit"] or found["by"] or found["one"] or found["half"])
    count = Cursor(found["count"]).number() if found["count"] else 1
    if not count:
        raise Unreadable(f"读不懂“{found[0]}”")
    cursor.take("的")
    if count > 1:
        return _counted(count, unit, cursor)
    if unit == "工作日":
        return Every(1, "D", dated=False)
    if unit == "日":
        take_hour(cursor)
        return Every(1, "D", dated=False)  # what goes on every day falls due on none
    if unit == "旬":
        cursor.take("[末底]")
        return Every(10, "D", tuple(Due(month, day) for month in range(1, 13) for day in (10, 20, -1)))
    if unit == "周":
        return Every(1, "W", weekly=_weekdays(cursor) or (7,))
    letter, months = _CALENDAR[unit]
    if unit == "月":
        return Every(months, letter, tuple(days_of_month(cursor, range(1, 13))))
    if unit == "年":
        return Every(1, letter, tuple(days_of_year(cursor)))
    return Every(months, letter, tuple(_within_period(cursor, months)))


def _plain(unit: str) -> str:
    unit = unit.removesuffix("度")
    if unit in ("星期", "礼拜"):
        return "周"
    return "日" if unit in ("天", "自然日") else unit


def _with_gap(found: re.Match[str], cursor: Cursor) -> Every:
    """隔周 is every other week; 每隔两周 may be every second or every third."""
    count = Cursor(found["gap"]).number() if found["gap"] else 1
    if count != 1:
        raise Unreadable(f"“{found[0]}”是每几个算一次，没有说清；请写“每…”", Why.AMBIGUOUS)
    unit = {"月": "M", "年": "Y", "周": "W", "星期": "W"}.get(found["gap_unit"], "D")
    days = _weekdays(cursor) if unit == "W" else ()
    return Every(2, unit, dated=not days)  # on which of two Fridays is not said


def _counted(count: int, unit: str, cursor: Cursor) -> Every:
    """每两周, 每三个月: counted from where the stretch begins."""
    letter, many = {"日": ("D", 1), "周": ("W", 1), "旬": ("D", 10), "工作日": ("D", 1), **_CALENDAR}[unit]
    if unit == "周" and _weekdays(cursor):
        return Every(count, "W", dated=False)
    if cursor.take("(?=[末底初上中下第])"):
        raise Unreadable(f"没有写是{count}个{unit}里的哪一天", Why.AMBIGUOUS)
    return Every(count * many, letter, dated=unit != "工作日")


def _weekdays(cursor: Cursor) -> tuple[int, ...]:
    if cursor.take("末"):
        raise Unreadable("“周末”不知是周六还是周日，请写星期几", Why.AMBIGUOUS)
    days: list[int] = []
    while match := cursor.take(_WEEKDAY):
        days.append(WEEKDAYS[match[1]])
        if cursor.take("[-~至到]+"):
            if not (last := cursor.take(_WEEKDAY)) or WEEKDAYS[last[1]] <= days[-1]:
                raise Unreadable("读不懂是星期几到星期几")
            days += range(days[-1] + 1, WEEKDAYS[last[1]] + 1)
        take_hour(cursor)
        if not cursor.take("[、和及](?=(?:周|星期)?[一二三四五六日天1-6])"):
            break
    return tuple(sorted(set(days)))


def _within_period(cursor: Cursor, months: int) -> list[Due]:
    """What is printed of a quarter or half year: 末, 末月25日前, 首月."""
    ends = range(months, 13, months)
    if cursor.take("[末底](?!月)"):
        return [Due(month, -1) for month in ends]
    if (nth := period_month(cursor, months)) is not None:
        return days_of_month(cursor, [end - months + nth for end in ends])
    if cursor.take(rf"(?=初|[上中下]旬|第?{NUMERAL}[日号]|最后一|第[一二三])"):
        raise Unreadable("没有写是其中的哪个月、哪天", Why.AMBIGUOUS)
    return [Due(month, -1) for month in ends]
