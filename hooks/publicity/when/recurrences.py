"""Take a recurrence from a text: 每月底, 每季度末月25日前, 每年6月底前, 逢双月, 每两周."""

import re
from dataclasses import dataclass

from publicity.regex import regex
from publicity.when.clock import take_hour
from publicity.when.due_days import days_of_month, days_of_year, period_month
from publicity.when.every import Due, Every
from publicity.when.refusal import Unreadable, Why
from publicity.when.term import WEEKDAYS
from publicity.when.text import NUMERAL, Cursor

_UNIT = r"(?P<unit>工作日|自然日|天|日|旬|周|星期|礼拜|月度?|季度?|半年度?|年度?)"
_ONCE = rf"(?=(?:至少|不少于)?(?:[一1](?:次|报[^送告表名]|报$|会$|调度|通报)|{NUMERAL}次))"
_START = (
    rf"(?:每逢?|各(?=季|月(?!的)|年度))(?:个)?(?P<count>{NUMERAL})?个?{_UNIT}"
    r"|逢(?P<met>周|星期|礼拜)(?![末岁])"
    r"|(?:每?逢|每|(?<!简))(?P<parity>[单双])(?P<parity_unit>月|周)"
    r"|(?:每半个?月|半个?月(?=[一1]次))(?P<fortnight>)"
    rf"|每?隔(?P<gap>{NUMERAL})?个?(?P<gap_unit>天|日|周|星期|月|季度?|年)"
    r"|(?:逐|按)个?(?P<by>月度?|周|旬|日|季度?|半年度?|年度?)(?![期时])"
    rf"|(?:(?P<one>一个?(?:天|日|周|月|季|季度|年)|半年)|(?P<many>{NUMERAL})(?:个?(?P<many_unit>周|星期|季度|年|天)"
    rf"|个(?P<many_months>月))){_ONCE}"
)
# 每周一报 is one report a week, 每周一报送 is done on Mondays; 每周2天 and 每周12小时 are no days of the week.
_NOT_COUNTED = r"(?![次课题星讲评学考测歌会调期篇场条份张天小]|报(?![送告表名])|个|[-~至到]\d)"
_WEEKDAY = rf"(?:周|星期)?([一二三四五六日天]|[1-6](?!\d)){_NOT_COUNTED}"
_BEFORE = "(?:以前|之前|下班前|前)(?![后期往置景沿列进夕])"
_ABOUT = "左右|上下"
_VAGUE = regex("前后|前夕")
# A part of a period that names no day of the calendar.
_SOME_DAYS = (
    rf"的?(?:第{NUMERAL}|首|末|头|前|最后)(?:{NUMERAL}|一)?个?(?:周|星期|工作日|天)(?![一二三四五六日天1-6])内?"
)
_ITS_EDGE = "初|年?[初中](?=$|[,;、前])"
_AFTER_IT = rf"(?:终了|结束|末)?(?:以|之)?后的?({NUMERAL})个?(日|天|工作日|自然日)(?:以内|之内|内|前)?"
_CALENDAR = {"月": ("M", 1), "季": ("M", 3), "半年": ("M", 6), "年": ("Y", 1)}


@dataclass(frozen=True)
class Recurrence:
    """A recurrence, what stands before it, and where the text goes on behind it."""

    head: str
    every: Every
    rest: Cursor
    about: bool = False  # 左右


def find_recurrence(text: str) -> Recurrence | None:
    """Find the first recurrence in a uniform text. Raises Unreadable for one that is not understood."""
    found = re.search(_START, text)
    if not found:
        return None
    cursor = Cursor(text)
    cursor.at = found.end()
    every = _every(found, cursor)
    about = bool(cursor.take(_ABOUT))
    if vague := _VAGUE.match(cursor.rest):
        raise Unreadable(f"“{vague[0]}”没有说死是哪天", Why.AMBIGUOUS)
    before = cursor.take(_BEFORE)
    take_hour(cursor)
    before = cursor.take(_BEFORE) or before
    if before and cursor.take(rf"(?={NUMERAL})"):  # 28日前三天
        raise Unreadable("“前”字后面还有日数，没有读懂", Why.AMBIGUOUS)
    return Recurrence(text[: found.start()], every, cursor, about)


def _every(found: re.Match[str], cursor: Cursor) -> Every:
    if found["parity"] and found["parity_unit"] == "周":
        return Every(2, "W", dated=False)  # counted from which week is not said
    if parity := found["parity"]:
        return Every(2, "M", tuple(days_of_month(cursor, range(1 + (parity == "双"), 13, 2))))
    if found["fortnight"] is not None:
        return Every(15, "D", tuple(Due(month, day) for month in range(1, 13) for day in (15, -1)))
    if found["gap_unit"]:
        return _with_gap(found, cursor)
    unit = _plain(found["unit"] or found["by"] or found["met"] or _once(found))
    printed = found["count"] or found["many"]
    count = Cursor(printed).number() if printed else 1
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
        return Every(1, "W", weekly=weekdays(cursor) or (7,))
    return _of_calendar(unit, cursor)


def _once(found: re.Match[str]) -> str:
    """The unit of 一周一次, 三个月一次."""
    if found["one"]:
        return found["one"].removeprefix("一").removeprefix("个")
    return found["many_unit"] or found["many_months"]


def _of_calendar(unit: str, cursor: Cursor) -> Every:
    """Months, quarters, halves and years, with the days that are printed of them."""
    letter, months = _CALENDAR[unit]
    count = months if letter == "M" else 1
    if cursor.take(_SOME_DAYS) or (unit != "月" and cursor.take(_ITS_EDGE)):
        return Every(count, letter, dated=False)
    length = 12 if letter == "Y" else months
    ends = range(length, 13, length)
    following = [end % 12 + 1 for end in ends]
    if after := cursor.take(_AFTER_IT):
        day = Cursor(after[1]).number()
        if day is None or not 1 <= day <= 28:
            raise Unreadable(f"读不懂“{after[0]}”")
        return Every(count, letter, tuple(Due(month, day) for month in following), dated=after[2] != "工作日")
    if cursor.take("的?次月"):
        return Every(count, letter, tuple(days_of_month(cursor, following)))
    if unit == "月":
        return Every(count, letter, tuple(days_of_month(cursor, range(1, 13))))
    if unit == "年":
        return Every(count, letter, tuple(days_of_year(cursor)))
    return Every(count, letter, tuple(_within_period(cursor, months)))


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
    if found["gap_unit"].startswith("季"):
        return Every(6, "M")
    unit = {"月": "M", "年": "Y", "周": "W", "星期": "W"}.get(found["gap_unit"], "D")
    days = weekdays(cursor) if unit == "W" else ()
    return Every(2, unit, dated=not days)  # on which of two Fridays is not said


def _counted(count: int, unit: str, cursor: Cursor) -> Every:
    """每两周, 每三个月: counted from where the stretch begins."""
    letter, many = {"日": ("D", 1), "周": ("W", 1), "旬": ("D", 10), "工作日": ("D", 1), **_CALENDAR}[unit]
    if unit == "周" and weekdays(cursor):
        return Every(count, "W", dated=False)
    if cursor.take("(?=[末底初上中下第])"):
        raise Unreadable(f"没有写是{count}个{unit}里的哪一天", Why.AMBIGUOUS)
    return Every(count * many, letter, dated=unit != "工作日")


def weekdays(cursor: Cursor) -> tuple[int, ...]:
    """The days of the week that are printed; none where there is none. Raises Unreadable for 周末."""
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
        if not cursor.take("[、和及](?=每?(?:周|星期)?[一二三四五六日天1-6])每?|,每?(?=(?:周|星期)[一二三四五六日天])"):
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
