"""What is printed beside a time, in brackets or as a length, must say the same as the time does."""

from collections.abc import Callable
from datetime import date

from publicity.regex import regex
from publicity.when.durations import Duration, parse_duration
from publicity.when.found import Found
from publicity.when.phrase import Side
from publicity.when.refusal import Unreadable, Why
from publicity.when.term import WEEKDAYS, Grain
from publicity.when.years import Dated

Inner = Callable[[str, int], Found]  # a text in brackets, read in a year
_WEEKDAYS_OF_PAIR = regex(r"(?:星期|周)([一二三四五六日天])[-~至到](?:星期|周)?([一二三四五六日天])")
# A point of the calendar that stands for the days around it: its own length says nothing.
EDGES = {Grain.MONTH_END, Grain.YEAR_END, Grain.YEAR_START, Grain.QUARTER_END, Grain.FIVE_YEARS_END}
_LONGEST_MONTH_END = 11  # 下旬 is the most that a 月底 can be


def check_glosses(side: Side, placed: Dated, inner: Inner) -> None:
    """Raise Unreadable where what stands in brackets beside a term does not say the same."""
    for gloss in side.glosses:
        if (length := parse_duration(gloss)) is not None:
            check_length_of_one(length, placed)
        elif _inner(gloss, placed, inner) != placed.window:
            raise Unreadable(f"括号里的“{gloss}”与前面的时间不一致", Why.INCONSISTENT)


def check_pair_glosses(left: Side, right: Side, first: Dated, last: Dated, inner: Inner) -> list[Duration]:
    """The same for two terms; a bracket after the second may also speak of both, or give their length."""
    check_glosses(left, first, inner)
    lengths: list[Duration] = []
    for gloss in right.glosses:
        if (length := parse_duration(gloss)) is not None:
            lengths.append(length)
        elif days := _WEEKDAYS_OF_PAIR.fullmatch(gloss):
            if [WEEKDAYS[day] for day in days.groups()] != [p.window[0].isoweekday() for p in (first, last)]:
                raise Unreadable(f"括号里的“{gloss}”与起止日期的星期不符", Why.INCONSISTENT)
        elif _inner(gloss, last, inner) not in (last.window, (first.window[0], last.window[1])):
            raise Unreadable(f"括号里的“{gloss}”与前面的时间不一致", Why.INCONSISTENT)
    return lengths


def _inner(gloss: str, placed: Dated, inner: Inner) -> tuple[date | None, date | None]:
    try:
        found = inner(gloss, placed.window[0].year)
    except Unreadable as refused:
        raise Unreadable(f"括号里的“{gloss}”没有读懂：{refused.reason}") from refused
    return found.start or placed.window[0], found.end


def check_length_of_one(duration: Duration, placed: Dated) -> None:
    """Raise Unreadable where a printed length is longer than the window that it stands with."""
    grain = placed.term.grain
    if grain in EDGES and grain is not Grain.MONTH_END:
        return
    start, end = placed.window
    days = _LONGEST_MONTH_END if grain is Grain.MONTH_END else (end - start).days + 1
    if duration.checkable and duration.shortest > days:
        raise Unreadable(f"“{duration.text}”比印的时间（{days}天）还长", Why.INCONSISTENT)


def check_length_of_pair(duration: Duration, first: Dated, last: Dated, notes: list[str]) -> None:
    """A printed length must be one that the two windows allow, the last day counted or not."""
    if not duration.checkable:
        notes.append(f"印的“{duration.text}”没有核对")
        return
    shortest = (last.window[0] - first.window[1]).days
    longest = (last.window[1] - first.window[0]).days + 1
    if duration.longest < shortest or duration.shortest > longest:
        raise Unreadable(f"印的“{duration.text}”与起止日期不符（含首尾共{longest}天）", Why.INCONSISTENT)
