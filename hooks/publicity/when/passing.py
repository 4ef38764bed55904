"""The words that are passed on the way to a time, and what is said of those that cannot be."""

import re

from publicity.when import words
from publicity.when.harmless import HARMLESS
from publicity.when.refusal import Unreadable, Why
from publicity.when.term import Grain
from publicity.when.terms import take_term
from publicity.when.text import NUMERAL, Cursor


def pass_character(cursor: Cursor) -> None:
    """Pass one character that carries no time."""
    if match := re.match("大[概约致体抵]", cursor.rest):
        raise Unreadable(f"“{match[0]}”没有说死是哪天", Why.AMBIGUOUS)
    if cursor.rest[0] in words.CAN_CHANGE_A_TIME:
        reason = no_time(cursor.text)
        if reason.why is Why.UNKNOWN and not reason.told:
            raise Unreadable(f"没有读懂“{around(cursor)}”，请只留时间")
        raise reason
    cursor.at += 1


def around(cursor: Cursor) -> str:
    """The run of words at the cursor, for the editor to recognise."""
    start, end = cursor.at, cursor.at + 1
    while start and cursor.text[start - 1] not in ",;:()-~" and cursor.at - start < 4:
        start -= 1
    while end < len(cursor.text) and cursor.text[end] not in ",;:()-~" and end - cursor.at < 5:
        end += 1
    return cursor.text[start:end]


def no_time(text: str) -> Unreadable:
    """Why there is no date in a text."""
    if match := re.search(words.ROLLING, text):
        return Unreadable(f"“{match[0]}”没有固定的起止日期", Why.UNFIXED)
    if match := re.search(words.UNCOUNTED, text):
        return Unreadable(f"“{match[0]}”说的是反复进行，没有说多久一次", Why.UNFIXED)
    for pattern, reason in (
        (rf"{NUMERAL}个?(?:工作日|[天日周月年]).*内", "从某件事算起的期限，要有那件事的日期才能算"),
        (rf"^[^月]*{NUMERAL}(?:个?(?:工作日|天|周|星期)|个月|年时间)", "只有时长，没有起止日期"),
        (rf"(?:选举日?|投票日?|会议?|举行|召开)的?前?{NUMERAL}[日天]", "从某件事往前算的日子，要有那件事的日期才能算"),
        (r"会议?(?:召开|结束)?[前后]|之日|印发|[大民总座]会|会$", "时间取决于某个会议或事项，那件事的日期没有印在这里"),
    ):
        if re.search(pattern, text):
            return Unreadable(reason, told=True)
    return Unreadable("没有读懂这个时间")


def refuse_another(cursor: Cursor) -> None:
    """Raise Unreadable where a further time stands: which of the two is meant cannot be known."""
    start = cursor.at
    try:
        term = take_term(cursor)
    except Unreadable as refused:
        if refused.why is Why.UNFIXED:
            raise
        return
    finally:
        taken, cursor.at = cursor.text[start : cursor.at], start
    if term and term.grain is not Grain.NUMBER:
        raise Unreadable(f"后面还有一个时间“{taken}”，请分开写", Why.AMBIGUOUS)


def says_no_time(text: str) -> bool:
    """Whether words hold nothing that could be a time or change one."""
    cursor = Cursor(text)
    while cursor.rest:
        if not cursor.take(rf"{words.NAME}|{words.AT_ONCE}|{words.QUOTED}|{HARMLESS}|期间|全程|今后|{words.ROLLING}"):
            if cursor.rest[0] in words.CAN_CHANGE_A_TIME:
                return False
            cursor.at += 1
    return True
