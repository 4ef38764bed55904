"""Times printed side by side: points that fall due one by one (4、6、8月底前), or months that make up one range."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from publicity.when.found import Found
from publicity.when.glosses import check_length_of_pair
from publicity.when.phrase import Join, Phrase, Side
from publicity.when.refusal import Unreadable, Why
from publicity.when.spans import EXACT, needs_exact_day
from publicity.when.term import Grain, Term
from publicity.when.words import Mark
from publicity.when.years import Context, Dated, date_both, date_term

_DAY = timedelta(days=1)
_POINTS = EXACT - {Grain.FESTIVAL}
_WINDOWS = {Grain.MONTH, Grain.XUN, Grain.QUARTER, Grain.HALF, Grain.YEAR}


def list_of(phrase: Phrase, context: Context) -> Found:
    """The points or the range that a list means. Raises Unreadable where it could be either."""
    sides = phrase.sides
    terms = lent([side.term for side in sides], by_end=_by_end(sides))
    if any(side.glosses or side.during for side in sides[:-1]) or sides[-1].glosses:
        raise Unreadable("并列的时间里有括号，没有读懂")
    marks = frozenset[Mark]().union(*(side.marks for side in sides))
    if marks & {Mark.START, Mark.AFTER} or phrase.lead.begins:
        raise Unreadable("并列的时间里有“起”，没有读懂")
    if Mark.BEFORE in marks:
        for term in terms:
            needs_exact_day(term, "前")
    placed = _in_order(terms, context)
    inferred = ["year"] if any(one.year_supplied for one in placed) else []
    windows = [one.window for one in placed]
    grains = {term.grain for term in terms}
    due = bool(marks & {Mark.BEFORE, Mark.END}) or phrase.lead.until or phrase.lead.due or phrase.join is Join.POINTS
    joined = all(a[1] + _DAY == b[0] for a, b in pairwise(windows))
    by_then = Mark.BEFORE in marks or phrase.join is Join.POINTS
    if joined and not by_then and not grains & {Grain.MONTH_END, Grain.QUARTER_END, Grain.YEAR_END}:
        notes: list[str] = []
        if phrase.duration:
            check_length_of_pair(phrase.duration, placed[0], placed[-1], notes)
        return Found(windows[0][0], windows[-1][1], "range", inferred, notes)
    if phrase.duration:
        raise Unreadable("并列的时间里有时长，没有读懂")
    alone = all(term.month or term.grain is not Grain.XUN for term in terms)
    if not (grains <= _POINTS or (len(grains) == 1 and grains <= _WINDOWS and (alone or due))):
        raise Unreadable("并列的时间有的是时点，有的是一段，请分开写或写起止日期", Why.AMBIGUOUS)
    points = tuple(window[1] for window in windows)
    start = points[0] if due or grains <= _POINTS else windows[0][0]
    notes = [f"{len(points)}个时点：" + "、".join(day.isoformat() for day in points)]
    return Found(start, points[-1], "points", inferred, notes, points=points)


def _by_end(sides: tuple[Side, ...]) -> bool:
    return any(side.marks & {Mark.BEFORE, Mark.END} for side in sides)


def lent(terms: list[Term], *, by_end: bool) -> list[Term]:
    """Each term with the unit that is printed only further right: 4、6、8月底; `by_end`: also 4月、6月、8月底前."""
    done = [terms[-1]]
    for term in reversed(terms[:-1]):
        right = done[0]
        if term.grain is Grain.NUMBER:
            done.insert(0, _with_unit(term, right))
        elif by_end and term.grain is Grain.MONTH and right.grain is Grain.MONTH_END:
            done.insert(0, replace(term, grain=Grain.MONTH_END))
        else:
            done.insert(0, term)
    if len(done) > 1 and done[0].grain is Grain.DAY and done[0].month is None and not done[0].month_word:
        raise Unreadable("没有写是哪个月")
    return done


def _with_unit(term: Term, right: Term) -> Term:
    n = term.first
    if term.month_word:
        raise Unreadable(f"“{n}”后面没有写单位（年、月、日）", Why.AMBIGUOUS)
    if right.grain is Grain.DAY and not right.month:
        return replace(term, grain=Grain.DAY)
    if (
        right.grain in (Grain.DAY, Grain.MONTH, Grain.MONTH_END, Grain.XUN, Grain.MONTH_START)
        and right.month
        and not term.month
    ):
        return replace(right, month=n, year=term.year, year_word=term.year_word)
    if right.grain in (Grain.QUARTER, Grain.QUARTER_END) and not term.month:
        return replace(right, first=n, last=n, year=term.year, year_word=term.year_word)
    if right.grain is Grain.YEAR and n > 1000 and not term.month:
        return replace(right, year=n)
    raise Unreadable(f"“{n}”后面没有写单位（年、月、日）", Why.AMBIGUOUS)


def _in_order(terms: list[Term], context: Context) -> list[Dated]:
    """All terms on the calendar, each after the one before it. Raises Unreadable where they are not."""
    placed = [date_term(terms[0], context)] if len(terms) == 1 else list(date_both(terms[0], terms[1], context))
    for term in terms[2:]:
        known = placed[-1]
        left = replace(known.term, year=known.window[0].year, year_word="", month=known.window[0].month)
        left = left if left.grain not in (Grain.QUARTER, Grain.QUARTER_END, Grain.HALF) else replace(left, month=None)
        placed.append(replace(date_both(left, term, context)[1], year_supplied=known.year_supplied))
    for before, after in pairwise(placed):
        if after.window[0] <= before.window[0]:
            raise Unreadable("并列的时间里后一个早于前一个；如果跨年，请写明年份", Why.INCONSISTENT)
    return placed
