"""From a text to what it means in a year and in the place where it stands, or why not."""

import re
from dataclasses import replace
from functools import lru_cache

from publicity.regex import regex
from publicity.when.found import Field, Found
from publicity.when.hedges import without_hedges
from publicity.when.lists import list_of
from publicity.when.parsing import parse
from publicity.when.phrase import Join, Phrase
from publicity.when.recurring import recurring
from publicity.when.refusal import Unreadable, Why
from publicity.when.relative import Events, by_event, hangs_on_event
from publicity.when.spans import Spans
from publicity.when.words import UNSETTLED
from publicity.when.years import Context

_NO_EVENTS: Events = {}


def sense(plain: str, context: Context, field: Field, events: Events = _NO_EVENTS) -> Found:
    """Find what a uniform text means; `events` are the days, so far as known, of those it may hang on.

    Raises Unreadable.
    """
    if unsettled := re.search(UNSETTLED, plain):
        raise Unreadable(f"有“{unsettled[0]}”，时间没有定死；请只留定了的时间", Why.AMBIGUOUS)
    text, hedged = without_hedges(plain)
    try:
        found = recurring(text, lambda head: _of(head, context, Field.PHASE, events)) or _of(
            text, context, field, events
        )
    except Unreadable as refused:
        found = _by_gloss(text, context, field, refused)
    about = hedged or found.approximate
    return replace(found, approximate=about, notes=[*found.notes, *(["原文说的是大约"] if about else [])])


def _of(text: str, context: Context, field: Field, events: Events) -> Found:
    phrase = _parsed(text, tuple(events))
    found = _days(phrase, context, field, events)
    start, end, notes = found.start, found.end, found.notes
    if start and end and start > end:
        raise Unreadable(f"结束（{end}）早于开始（{start}）", Why.INCONSISTENT)
    if any(side.term.timed for side in phrase.sides):
        notes.append("印的钟点没有计入")
    if phrase.lead.sitting and start != end:
        notes.append("会议的日子没有印，按印的整段时间")
    if phrase.rolling:
        notes.append("另印有长期坚持，没有截止日期")
    return found


@lru_cache(maxsize=1024)
def _parsed(text: str, events: tuple[str, ...]) -> Phrase:
    """A text is read for several years in turn; its words are the same in each."""
    return parse(text, events)


def _days(phrase: Phrase, context: Context, field: Field, events: Events) -> Found:
    if hangs_on_event(phrase):
        return by_event(phrase, context, events)
    if phrase.right is None:
        return Spans(context, field, _inner).single(phrase)
    if phrase.join is Join.RANGE:
        return Spans(context, field, _inner).pair(phrase, phrase.right)
    return list_of(phrase, context)


def _inner(gloss: str, year: int) -> Found:
    return sense(gloss, Context(year, None), Field.PHASE)


# An event by its name, perhaps with a count of days from it (选举日的二十日), and nothing that moves it.
_EVENT = regex(
    r"(?:于|在)?[^\d,;:年月前后内外起止始延推迟早晚超过暂停缓改不未没无除非以后原]{2,14}?(?:日|会|会议|仪式|活动)(?:的[一二三四五六七八九十]+日)?"
)


def _by_gloss(plain: str, context: Context, field: Field, refused: Unreadable) -> Found:
    """于选举日的二十日(10月26日)以前: an event that is not understood, with its date printed beside it."""
    before, bracket, after = plain.partition("(")
    inner, close, suffix = after.partition(")")
    if refused.why is not Why.UNKNOWN or not (bracket and close) or not _EVENT.fullmatch(before):
        raise refused
    found = Spans(context, field, _inner).single(parse(inner + suffix))
    return replace(found, notes=[*found.notes, "日期取自括号"])
