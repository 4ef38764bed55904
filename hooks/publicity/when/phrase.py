"""A phrase: how a schedule expression is built from terms, before any of them becomes a date.

Words that carry no time (活动时间:, 计划, 全面完成) may stand at either end; anything that could change
a time and is not understood makes the whole expression unreadable.
"""

import re
from dataclasses import dataclass, replace
from enum import Enum

from publicity.when import words
from publicity.when.durations import Duration, take_duration
from publicity.when.refusal import Unreadable, Why
from publicity.when.terms import WEEKDAYS, Term, take_term
from publicity.when.text import NUMERAL, Cursor
from publicity.when.words import MARKS, Mark


class Join(Enum):
    """How two terms hang together."""

    RANGE = "from the one to the other"
    LIST = "the one and the other, side by side"
    POINTS = "at the one and at the other"


@dataclass(frozen=True)
class Side:
    """A term, the marks after it and what is printed beside it in brackets."""

    term: Term
    marks: frozenset[Mark] = frozenset()
    glosses: tuple[str, ...] = ()
    during: bool = False  # 期间


@dataclass
class Lead:
    """What the words before the first term say."""

    until: bool = False  # 至6月底, 不迟于6月底: only the end is given
    due: bool = False  # 完成时限: a single time after it is a deadline
    begins: bool = False  # 自6月1日施行
    points: bool = False  # 分别于
    duration: Duration | None = None


@dataclass(frozen=True)
class Phrase:
    """One or two sides, how they are joined, and what else was printed."""

    lead: Lead
    left: Side
    right: Side | None = None
    join: Join = Join.RANGE
    rolling: bool = False  # 6月底前，并长期坚持
    duration: Duration | None = None


def parse(text: str) -> Phrase:
    """Parse a uniform text. Raises Unreadable with a reason that an editor understands."""
    if match := re.search(words.RECURRING, text):
        raise Unreadable(f"“{match[0]}”说的是反复进行，没有固定的起止日期", Why.UNFIXED)
    cursor = Cursor(text)
    lead = _lead(cursor)
    left = _side(cursor)
    if left is None:
        raise _no_time(text)
    right, join, strict = _second(cursor, left, points=lead.points)
    duration = _tail(cursor, strict=strict) or lead.duration
    rolling = bool(cursor.take(words.ROLLS_ON))
    if lead.points and right is None:
        raise Unreadable("“分别”之后应有两个时间")
    return Phrase(lead, left, right, join, rolling, duration)


def _lead(cursor: Cursor) -> Lead:
    """Pass the words before the first term."""
    lead = Lead()
    while cursor.rest:
        start = cursor.at
        if cursor.take(words.NAME):
            continue
        if duration := take_duration(cursor, worded=True):
            lead.duration = duration
            continue
        term_here = take_term(cursor)
        cursor.at = start
        if term_here:
            break
        if cursor.take("分别[于在]?"):
            lead.points = True
        elif cursor.take(words.DUE):
            lead.due = True
        elif cursor.take(words.UNTIL):
            lead.until = True
        elif cursor.take(words.FROM):
            lead.begins = True
        elif not cursor.take(words.HARMLESS):
            lead.until = False
            _pass_character(cursor)
    return lead


def _pass_character(cursor: Cursor) -> None:
    """Pass one character that carries no time."""
    if cursor.rest[0] in words.CAN_CHANGE_A_TIME:
        reason = _no_time(cursor.text)
        if reason.why is Why.UNKNOWN and not reason.told:
            raise Unreadable(f"没有读懂“{_around(cursor)}”，请只留时间")
        raise reason
    cursor.at += 1


def _around(cursor: Cursor) -> str:
    """The run of words at the cursor, for the editor to recognise."""
    start, end = cursor.at, cursor.at + 1
    while start and cursor.text[start - 1] not in ",;:()-~" and cursor.at - start < 4:
        start -= 1
    while end < len(cursor.text) and cursor.text[end] not in ",;:()-~" and end - cursor.at < 5:
        end += 1
    return cursor.text[start:end]


def _no_time(text: str) -> Unreadable:
    """Why there is no date in a text."""
    if match := re.search(words.ROLLING, text):
        return Unreadable(f"“{match[0]}”没有固定的起止日期", Why.UNFIXED)
    for pattern, reason in (
        (rf"{NUMERAL}个?(?:工作日|[天日周月年]).*内", "从某件事算起的期限，要有那件事的日期才能算"),
        (rf"^[^月]*{NUMERAL}(?:个?(?:工作日|天|周|星期)|个月|年时间)", "只有时长，没有起止日期"),
        (r"会议?(?:召开|结束)?[前后]|之日|印发|[大民总座]会|会$", "时间取决于某个会议或事项，那件事的日期没有印在这里"),
    ):
        if re.search(pattern, text):
            return Unreadable(reason, told=True)
    return Unreadable("没有读懂这个时间")


def _side(cursor: Cursor) -> Side | None:
    term = take_term(cursor)
    if term is None:
        return None
    marks: set[Mark] = set()
    glosses: list[str] = []
    during = False
    while cursor.rest:
        if match := cursor.take(r"\(([^()]+)\)"):
            if weekday := re.fullmatch("(?:星期|周|礼拜)([一二三四五六日天])", match[1]):
                term = replace(term, weekday=WEEKDAYS[weekday[1]])
            elif not re.fullmatch(words.COUNTING, match[1]):
                glosses.append(match[1])
            continue
        for pattern, why in words.NOT_EXACT.items():
            if vague := cursor.take(pattern):
                raise Unreadable(f"“{vague[0]}”{why}", Why.AMBIGUOUS)
        mark = next((mark for mark, pattern in MARKS.items() if cursor.take(pattern)), None)
        if mark:
            marks.add(mark)
        elif cursor.take(words.DURING):
            during = True
        elif not cursor.take(r"\)"):
            break
    return Side(term, frozenset(marks), tuple(glosses), during)


def _second(cursor: Cursor, left: Side, *, points: bool) -> tuple[Side | None, Join, bool]:
    """The other side, if there is one, and whether nothing but a length of time may follow it."""
    start = cursor.at
    if cursor.take(words.JOIN):
        right = _side(cursor)
        if right is None:
            raise _no_time(cursor.rest) if cursor.rest else Unreadable("连接号后面没有写时间")
        return right, Join.RANGE, False
    if cursor.take(words.LIST):
        if right := _side(cursor):
            return right, Join.POINTS if points else Join.LIST, False
        cursor.at = start
        return None, Join.RANGE, False
    # 从3月1日,到5月31日 · 从6月开始,8月底结束 (but not: 3月启动,4月底前制定方案)
    starts = Mark.START in left.marks
    comma = cursor.take("[,;]")
    until = cursor.take(rf"(?:{words.UNTIL})(?:于|在)?")
    cursor.take("于|在")
    right = _side(cursor) if until or (comma and starts) else None
    if right and (until or Mark.END in right.marks):
        return right, Join.RANGE, not until
    cursor.at = start
    return None, Join.RANGE, False


def _tail(cursor: Cursor, *, strict: bool) -> Duration | None:
    """Pass the words after the last term; a length of time among them is kept, to be checked."""
    duration = None
    while cursor.rest:
        if re.match(words.ROLLS_ON, cursor.rest):
            break
        if found := take_duration(cursor):
            duration = found
        elif cursor.take(r"[,;、。.)]"):
            continue
        elif strict or cursor.rest[0] == "的":
            raise Unreadable(f"没有读懂“{_around(cursor)}”，请只留时间")
        elif not cursor.take(rf"{words.HARMLESS}|{MARKS[Mark.END]}|{MARKS[Mark.EVENT]}"):
            _pass_character(cursor)
    return duration
