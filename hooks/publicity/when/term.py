"""A term: one point or window of the calendar as printed (4月末, 2009年上半年), parts left out left out."""

from dataclasses import dataclass
from enum import Enum

from publicity.when.offsets import Offset

WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日", 1)} | {"天": 7, **{str(i): i for i in range(1, 7)}}


class Grain(Enum):
    """What kind of thing a term names."""

    DAY = "day"
    XUN = "xun"
    HALF_MONTH = "half of a month"
    MONTH = "month"
    MONTH_START = "month start"
    MONTH_END = "month end"
    WEEKDAY = "nth weekday of a month"
    QUARTER = "quarter"
    QUARTER_END = "quarter end"
    HALF = "half year"
    YEAR = "year"
    YEAR_START = "year start"
    YEAR_END = "year end"
    FIVE_YEARS = "five-year plan"
    FIVE_YEARS_END = "end of a five-year plan"
    FESTIVAL = "festival"
    EVENT = "something that takes place on a day of its own"
    NOW = "the day of the document"
    NUMBER = "a number whose unit is printed later"


YEARLESS = {Grain.FIVE_YEARS, Grain.FIVE_YEARS_END, Grain.NOW}


@dataclass(frozen=True)
class Term:
    """The printed parts. `first`..`last` number days, ten-day periods, quarters, halves or weekdays."""

    grain: Grain
    year: int | None = None
    month: int | None = None
    first: int = 0
    last: int = 0
    year_word: str = ""  # 今年 明年 次年 …: a year that hangs on another
    month_word: str = ""  # 本月 次月 …
    marked: bool = False  # 份 度 全 …: the word says that the whole window is meant
    weekday: int | None = None  # printed beside the day; 1 is Monday
    within: bool = False  # 年内, 6月内: by its end
    timed: bool = False  # an hour was printed too
    midnight: bool = False  # … the first of the day
    festival: str = ""  # its name
    event: str = ""  # 动员大会, 选举日: its printed name
    offset: Offset | None = None  # so long before or after the event
