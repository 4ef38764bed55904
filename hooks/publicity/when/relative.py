"""A time that hangs on an event, as days where the event's day is known (选举日的20日前, 从动员大会到总结大会)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from publicity.fields.day import chinese_day
from publicity.when.found import Found
from publicity.when.phrase import Join, Phrase, Side
from publicity.when.refusal import Unreadable, Why
from publicity.when.spans import needs_exact_day
from publicity.when.term import Grain, Term
from publicity.when.words import Mark
from publicity.when.years import Context, date_both, date_term

# What the document itself calls its own coming out.
_OWN = {"印发", "发文", "下发", "本方案", "本通知", "本意见", "本办法", "方案", "通知", "意见", "即日"}
_SHORTEST = 3  # 大会 may be any
Events = Mapping[str, date | None]
_Bounds = tuple[date | None, date | None]


def hangs_on_event(phrase: Phrase) -> bool:
    """Whether one of its terms is an event."""
    return any(side.term.grain is Grain.EVENT for side in phrase.sides)


def by_event(phrase: Phrase, context: Context, events: Events) -> Found:
    """The days of a phrase that hangs on one event or two. Raises Unreadable for a contradiction."""
    if len(phrase.sides) > 2 or (phrase.right and phrase.join is not Join.RANGE) or phrase.duration:
        raise Unreadable("时间取决于某个会议或事项，又有别的时间，没有读懂", Why.AMBIGUOUS)
    if any(side.glosses or side.during for side in phrase.sides):
        raise Unreadable("时间取决于某个会议或事项，括号里又有日期；请只留一个", Why.AMBIGUOUS)
    days = {side.term.event: _day_of(side.term.event, context, events) for side in phrase.sides if side.term.event}
    if phrase.right is None:
        start, end = _single(phrase.left, days[phrase.left.term.event], begins=phrase.lead.begins)
        if phrase.lead.until and phrase.left.marks & {Mark.AFTER, Mark.START}:
            raise Unreadable("又是“到”又是“后”，没有读懂", Why.AMBIGUOUS)
    else:
        start, end = _pair(phrase.left, phrase.right, days, context)
    if start and end and start > end:
        raise Unreadable(f"结束（{end}）早于开始（{start}）", Why.INCONSISTENT)
    unknown = tuple(name for name, day in days.items() if day is None)
    notes = [f"按“{name}”在{chinese_day(day)}推算" for name, day in days.items() if day]
    if unknown:
        notes.append("、".join(f"“{name}”" for name in unknown) + "的日期还没有定，定了才能算")
    return Found(start, end, "relative", [], notes, waits_for=unknown)


def meant(name: str, events: Events) -> list[str]:
    """The titles of the events that a printed name can mean: this very title, or all that end with it."""
    if name in events:
        return [name]
    return [title for title in events if title.endswith(name)] if len(name) >= _SHORTEST else []


def _day_of(name: str, context: Context, events: Events) -> date | None:
    """The day of the event that is meant: of this very name, or the only one whose name ends so."""
    if name in _OWN and name not in events:
        return context.issued
    titles = meant(name, events)
    if len(titles) > 1:
        raise Unreadable(f"“{name}”可以是“{'”或“'.join(titles)}”，请写全称", Why.AMBIGUOUS)
    return events[titles[0]] if titles else None


def _single(side: Side, day: date | None, *, begins: bool) -> _Bounds:
    term, marks = side.term, side.marks
    if term.offset:
        onwards = term.offset.exact and Mark.START in marks  # 次日起
        if marks & {Mark.BEFORE, Mark.AFTER} or (Mark.START in marks and not onwards):
            raise Unreadable("时间前后的字（前、起、后）互相矛盾，没有读懂")
        if day is None:
            return None, None
        first, last = term.offset.days_from(day)
        return (first, None) if onwards else (first, last)
    before, after = Mark.BEFORE in marks, bool(marks & {Mark.AFTER, Mark.START}) or begins
    if before and after:
        raise Unreadable("又是“前”又是“起”，没有读懂")
    if day is None:
        return None, None
    if before:
        return None, day - timedelta(days=1)
    return (day + timedelta(days=Mark.AFTER in marks), None) if after else (day, day)


def _pair(left: Side, right: Side, days: Mapping[str, date | None], context: Context) -> _Bounds:
    after = Mark.AFTER in left.marks and left.term.grain is Grain.EVENT
    if left.marks & {Mark.BEFORE, Mark.END} or right.marks & {Mark.START, Mark.AFTER}:
        raise Unreadable("时间前后的字（前、起、至、结束）互相矛盾，没有读懂")
    if Mark.AFTER in left.marks and not after:
        raise Unreadable("又是“后”又是“至”，没有读懂")
    for side in (left, right):
        offset = side.term.offset
        if offset and (offset.within or offset.exact or (side is left and not offset.before) or side.marks):
            raise Unreadable("起止里有从某件事算起的期限，没有读懂", Why.AMBIGUOUS)
    first, last = (_on_calendar(side.term, days) for side in (left, right))
    start = date_term(first, context).window[0] if first else None
    end = date_term(last, context).window[1] if last else None
    if first and last:
        one, other = date_both(first, last, context)
        start, end = one.window[0], other.window[1]
    if start and after:
        start += timedelta(days=1)
    if Mark.BEFORE in right.marks:
        if last and right.term.grain is not Grain.EVENT:
            needs_exact_day(last, "前")
        elif end:
            end -= timedelta(days=1)
    return start, end


def _on_calendar(term: Term, days: Mapping[str, date | None]) -> Term | None:
    """The term, an event of a known day as that day or the one counted from it; None for one that is not known yet."""
    if term.grain is not Grain.EVENT:
        return term
    day = days[term.event]
    if day is None:
        return None
    if term.offset:
        first, last = term.offset.days_from(day)
        day = last if first is None or not term.offset.before else first
    return replace(term, grain=Grain.DAY, year=day.year, month=day.month, first=day.day, last=day.day)
