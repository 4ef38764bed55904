"""Hours printed beside a day: they are noticed, and not counted."""

import re
from dataclasses import replace

from publicity.when.term import Term
from publicity.when.text import NUMERAL, Cursor

_PART_OF_DAY = r"(?:上午|下午|中午|晚上?|早上?|凌晨|零时)"
_CLOCK = rf"(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?|{NUMERAL}[时点](?:整|半|{NUMERAL}分)?)"
_HOUR = rf"{_PART_OF_DAY}?(?:{_CLOCK}(?:[-~至到]+{_PART_OF_DAY}?{_CLOCK})?)?"
# After a comma or a bracket, or of every day of a range; there at least the clock must be printed.
LATER_HOUR = rf"[,;]?(?:{_PART_OF_DAY}{_CLOCK}|{_CLOCK})(?:[-~至到]+{_PART_OF_DAY}?{_CLOCK})?"
DAILY_HOUR = rf"[,;(](?:活动时间)?每[日天](?:的|活动时间为?)?{LATER_HOUR}\)?[。.]?$"


def timed(term: Term, hour: str) -> Term:
    """The term with an hour printed beside it."""
    midnight = bool(re.match("[,;]?(?:凌晨)?(?:零|〇|00?)[:时点]", hour))
    return replace(term, timed=True, midnight=midnight or term.midnight)


def with_hour(cursor: Cursor, term: Term) -> Term:
    """The term, and the hour right behind it taken if there is one."""
    match = cursor.take(_HOUR)
    return timed(term, match[0]) if match and match[0] else term


def take_hour(cursor: Cursor) -> bool:
    """Pass an hour; whether there was one."""
    return bool((match := cursor.take(_HOUR)) and match[0])
