"""A phrase: how a schedule expression is built from terms, before any of them becomes a date.

Words that carry no time (活动时间:, 计划, 全面完成) may stand at either end; anything that could change
a time and is not understood makes the whole expression unreadable.
"""

import re
from dataclasses import dataclass, replace
from enum import Enum

from publicity.when import words
from publicity.when.durations import Duration, take_duration
from publicity.when.harmless import HARMLESS
from publicity.when.passing import around, no_time, pass_character, refuse_another
from publicity.when.refusal import Unreadable, Why
from publicity.when.term import WEEKDAYS, Grain, Term
from publicity.when.terms import DAILY_HOUR, LATER_HOUR, take_term, timed
from publicity.when.text import Cursor
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
    sitting: bool = False  # 3月份举行的常委会会议上
    phase: bool = False  # 动员阶段(2007年4月): a bare month is the whole month
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
    text, daily = re.subn(DAILY_HOUR, "", text)
    if match := re.search(words.RECURRING, text):
        raise Unreadable(f"“{match[0]}”说的是反复进行，没有固定的起止日期", Why.UNFIXED)
    cursor = Cursor(text)
    lead = _lead(cursor)
    left = _side(cursor)
    if left is None:
        raise no_time(text)
    if left.term.grain is Grain.DAY and Mark.BEFORE in left.marks and not (left.term.month or left.term.month_word):
        before = no_time(text)
        if before.told:
            raise before
    right, join, strict = _second(cursor, left, lead)
    lead.phase = lead.phase or bool(re.match(words.PHASE_AFTER, cursor.rest))
    lead.sitting = right is None and Mark.EVENT in left.marks and bool(cursor.take(words.AT_A_SITTING))
    duration = _tail(cursor, strict=strict, direct=right is not None) or lead.duration
    if daily:
        if right is None and Mark.START not in left.marks:
            raise Unreadable("“每日”说的是反复进行，没有写从哪天到哪天", Why.UNFIXED)
        left = replace(left, term=replace(left.term, timed=True))
    rolling = bool(cursor.take(words.ROLLS_ON) or re.search(r"\((?:并|且)?(?:长期|持续)", text))
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
        if duration := take_duration(cursor, worded=True) or _length_in_front(cursor):
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
        elif not cursor.take(rf"{words.AT_ONCE}|{words.QUOTED}|{HARMLESS}"):
            lead.until = False
            pass_character(cursor)
    lead.phase = bool(re.search(words.PHASE_BEFORE, cursor.text[: cursor.at]))
    return lead


def _length_in_front(cursor: Cursor) -> Duration | None:
    """16天时间(5月15日-5月30日): a length before the times that it measures."""
    start = cursor.at
    if (duration := take_duration(cursor, direct=True)) and re.match("[(,:]", cursor.rest):
        return duration
    cursor.at = start
    return None


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
            elif not re.fullmatch(f"{words.COUNTING}|{words.REMARK}", match[1]):
                glosses.append(match[1])
            continue
        for pattern, why in words.NOT_EXACT.items():
            if vague := cursor.take(pattern):
                raise Unreadable(f"“{vague[0]}”{why}", Why.AMBIGUOUS)
        if Mark.BEFORE in marks and cursor.take("(?:正式|全面|陆续)*(?:启动|开始|开启)"):
            marks.add(Mark.EVENT)
            continue
        mark = next((mark for mark, pattern in MARKS.items() if cursor.take(pattern)), None)
        if mark:
            marks.add(mark)
        elif cursor.take(words.DURING):
            during = True
        elif term.grain is Grain.DAY and not term.timed and (hour := cursor.take(LATER_HOUR)):
            term = timed(term, hour[0])
        elif not cursor.take(r"\)"):
            break
    return Side(term, frozenset(marks), tuple(glosses), during)


def _second(cursor: Cursor, left: Side, lead: Lead) -> tuple[Side | None, Join, bool]:
    """The other side, if there is one, and whether nothing but a length of time may follow it."""
    start = cursor.at
    if cursor.take(words.JOIN):
        right = _side(cursor)
        if right is None:
            raise no_time(cursor.rest) if cursor.rest else Unreadable("连接号后面没有写时间")
        return right, Join.RANGE, False
    starts = Mark.START in left.marks
    if cursor.take(words.LIST):
        if right := _side(cursor):
            if starts and Mark.END in right.marks:
                return right, Join.RANGE, True
            return right, Join.POINTS if lead.points else Join.LIST, False
        cursor.at = start
        return None, Join.RANGE, False
    # 从3月1日,到5月31日 · 从6月开始,8月底结束 (but not: 3月启动,4月底前制定方案)
    comma = cursor.take("[,;]")
    cursor.take(words.PLANNED)
    until = cursor.take(rf"(?:{words.UNTIL})(?:于|在)?")
    right = _side(cursor) if until or (comma and starts) else None
    if right and (until or Mark.END in right.marks):
        return right, Join.RANGE, not until
    cursor.at = start
    if starts and lead.begins and comma and (right := _end_of_all(cursor)):
        return right, Join.RANGE, True
    cursor.at = start
    return None, Join.RANGE, False


def _end_of_all(cursor: Cursor) -> Side | None:
    """从2013年6月开始,分两批进行,到2014年9月底基本结束: the far end of a range, behind words without a time."""
    while cursor.rest:
        if cursor.take(rf"[,;]{words.PLANNED}(?:至|到)"):
            right = _side(cursor)
            return right if right and Mark.END in right.marks else None
        if not cursor.take(rf"[,;]|{words.QUOTED}|{HARMLESS}"):
            if cursor.rest[0] in words.CAN_CHANGE_A_TIME:
                return None
            cursor.at += 1
    return None


def _tail(cursor: Cursor, *, strict: bool, direct: bool) -> Duration | None:
    """Pass the words after the last term; a length of time among them is kept, to be checked."""
    duration = take_duration(cursor, direct=direct)
    while cursor.rest:
        if re.match(words.ROLLS_ON, cursor.rest):
            break
        if found := take_duration(cursor):
            duration = found
        elif cursor.take(r"[,;、。.)]"):
            continue
        elif strict or cursor.rest[0] == "的":
            raise Unreadable(f"没有读懂“{around(cursor)}”，请只留时间")
        elif not cursor.take(rf"{words.NAME}|{words.QUOTED}|{HARMLESS}|{MARKS[Mark.END]}|{MARKS[Mark.EVENT]}"):
            refuse_another(cursor)
            pass_character(cursor)
    return duration
