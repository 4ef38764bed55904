"""From characters to a phrase: terms, the words between them, and the words that carry no time.

Words that carry no time (活动时间:, 计划, 全面完成) may stand at either end; anything that could change
a time and is not understood makes the whole expression unreadable.
"""

import re
from dataclasses import replace

from publicity.when import words
from publicity.when.clock import DAILY_HOUR, LATER_HOUR, timed
from publicity.when.durations import Duration, take_duration
from publicity.when.events import take_distance, take_event
from publicity.when.harmless import HARMLESS
from publicity.when.passing import around, no_time, pass_character, refuse_another
from publicity.when.phrase import Join, Lead, Phrase, Side
from publicity.when.refusal import Unreadable, Why
from publicity.when.term import WEEKDAYS, Grain
from publicity.when.terms import take_term
from publicity.when.text import NUMERAL, Cursor
from publicity.when.words import MARKS, Mark


def parse(text: str, events: tuple[str, ...] = ()) -> Phrase:
    """Parse a uniform text; `events` are names of known events. Raises Unreadable in an editor's words."""
    text, daily = re.subn(DAILY_HOUR, "", text)
    cursor = Cursor(text, events)
    lead = _lead(cursor)
    left = _side(cursor)
    if left is None:
        raise no_time(text)
    if left.term.grain is Grain.DAY and Mark.BEFORE in left.marks and not (left.term.month or left.term.month_word):
        before = no_time(text)
        number = f"{left.term.first}日前"
        raise before if before.told else Unreadable(f"“{number}”没有写是哪个月，也没有写从哪件事往前算")
    right, join, strict = _second(cursor, left, lead)
    more = _more(cursor) if right and join is not Join.RANGE else ()
    lead.phase = lead.phase or bool(re.match(words.PHASE_AFTER, cursor.rest))
    lead.sitting = right is None and Mark.EVENT in left.marks and bool(cursor.take(words.AT_A_SITTING))
    last = (left, *((right,) if right else ()), *more)[-1]
    direct = right is not None and not last.marks & {Mark.BEFORE, Mark.AFTER}  # 14日前三天 is no length
    duration = _tail(cursor, strict=strict, direct=direct) or lead.duration
    if daily:
        if right is None and Mark.START not in left.marks:
            raise Unreadable("“每日”说的是反复进行，没有写从哪天到哪天", Why.UNFIXED)
        left = replace(left, term=replace(left.term, timed=True))
    rolling = bool(cursor.take(words.ROLLS_ON) or re.search(r"\((?:并|且)?(?:长期|持续)", text))
    if lead.points and right is None:
        raise Unreadable("“分别”之后应有两个时间")
    return Phrase(lead, left, right, more, join, rolling, duration)


def _lead(cursor: Cursor) -> Lead:
    """Pass the words before the first term."""
    lead = Lead()
    while cursor.rest:
        start = cursor.at
        if not start and take_event(cursor):  # 第一阶段结束后: before its number is taken for a label
            cursor.at = start
            break
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
    if term.grain is Grain.DAY and cursor.take(
        rf"(?=(?:之日)?起的?{NUMERAL}个?(?:[天日周月年]|工作日|自然日|星期).?内)"
    ):
        raise Unreadable("从某日起的期限，含不含当日没有说清，请写到哪天为止", Why.AMBIGUOUS)
    if term.grain is Grain.DAY and (offset := take_distance(cursor, within=True)):  # 5月8日后三天内
        term = replace(term, offset=offset)
    marks: set[Mark] = set()
    glosses: list[str] = []
    during = between = False
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
        elif cursor.take(words.BETWEEN):
            between = True
        elif term.grain is Grain.DAY and not term.timed and (hour := cursor.take(LATER_HOUR)):
            term = timed(term, hour[0])
        elif not cursor.take(r"\)"):
            break
    return Side(term, frozenset(marks), tuple(glosses), during, between)


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
            join = Join.RANGE if right.between else Join.POINTS if lead.points else Join.LIST
            return right, join, False
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
    if starts and lead.begins and comma and (right := _end_of_all(cursor, lead)):
        return right, Join.RANGE, True
    cursor.at = start
    return None, Join.RANGE, False


def _more(cursor: Cursor) -> tuple[Side, ...]:
    """The third side of a list, and all that follow."""
    sides: list[Side] = []
    at = cursor.at
    while cursor.take(words.LIST) and (side := _side(cursor)):
        sides.append(side)
        at = cursor.at
    cursor.at = at
    return tuple(sides)


def _end_of_all(cursor: Cursor, lead: Lead) -> Side | None:
    """从2013年6月开始,分两批进行,到2014年9月底基本结束: the far end of a range, behind words without a time."""
    start = cursor.at
    if (
        cursor.take(rf"[,;]{words.IN_PARTS}[,;]{words.PLANNED}")
        and (right := _side(cursor))
        and Mark.END in right.marks
    ):
        return right
    cursor.at = start
    while cursor.rest:
        if cursor.take(rf"[,;]{words.PLANNED}(?:至|到)"):
            right = _side(cursor)
            return right if right and Mark.END in right.marks else None
        if duration := take_duration(cursor, worded=True):
            lead.duration = duration
        elif not cursor.take(rf"[,;]|{words.QUOTED}|{HARMLESS}"):
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
