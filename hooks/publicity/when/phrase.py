"""A phrase: how a schedule expression is built from terms, before any of them becomes a date.

Words that carry no time (活动时间:, 计划, 全面完成) may stand at either end; anything that could change
a time and is not understood makes the whole expression unreadable.
"""

from dataclasses import dataclass
from enum import Enum

from publicity.when.refusal import Unreadable, Why
from publicity.when.terms import Term, take_term
from publicity.when.text import NUMERAL, Cursor


class Mark(Enum):
    """What a word after a term makes of it."""

    START = "it begins there"
    BEFORE = "done before"
    END = "done then"
    EVENT = "it takes place then"


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


@dataclass(frozen=True)
class Duration:
    """A printed length of time, as a range of days."""

    text: str
    shortest: int
    longest: int
    checkable: bool  # working days and 约 cannot be counted on a calendar


@dataclass(frozen=True)
class Phrase:
    """One or two sides, how they are joined, and what else was printed."""

    left: Side
    right: Side | None = None
    join: Join = Join.RANGE
    until: bool = False  # 至6月底, 不迟于6月底: only the end is given
    due: bool = False  # 完成时限: a single time after it is a deadline
    rolling: bool = False  # 6月底前，并长期坚持
    duration: Duration | None = None


_JOIN = r"(?:起)?(?:[-~]|至|到|直至|直到|延续到|持续到)+(?:于|在)?"
_LIST = r"[、和与及]|以及"
_UNTIL = (
    r"(?:一直|将|要|须|应)*(?:延续|持续|截止|截至|推进)?(?:至|到)(?!位)|截止|截至|直至|直到"
    r"|(?:须|应|要)?(?:最迟|最晚)?(?:于|在)?(?:不迟于|不晚于|不超过)|最迟(?:于|在)?|最晚(?:于|在)?"
)
_MARKS = {
    Mark.BEFORE: r"(?:以前|之前|前)(?![后期往])",
    Mark.START: r"(?:正式|全面|陆续|集中)*(?:起始?|开始|启动|始|开启)(?!草|点)",
    Mark.END: r"(?:基本|全面|全部|按期|按时|如期|顺利|圆满|彻底|整改|落实|整治|确保|要|须)*"
    r"(?:结束|完成|办结|完毕|到位|竣工|为止|止|收官|收尾|完结|销号|告一段落)",
    Mark.EVENT: r"(?:集中|组织|正式|分别|陆续)*(?:举行|召开|开展|进行|实施|举办)",
}
_NOT_EXACT = {
    r"左右|前后|上下|许": "“左右、前后”没有说死是哪天",
    r"(?:以|之|过)?后|以来": "“以后”没有说明是否含当日、到何时为止",
}
_DURING = r"期间|之间|这段时间|[的之]?时间段?|间"
_NAME = rf"(?:第{NUMERAL}(?:批次?|阶段|步骤?|轮次?|环节)|\({NUMERAL}\)|^{NUMERAL}[、.](?!{NUMERAL}))"
_DUE = r"(?:整改|完成|办结|落实)(?:时限|期限|时间)|时限|期限|截止(?:日期|时间)"
_ROLLS_ON = r"[,;、]?(?:并|且)?(?:长期坚持|持续推进|长期推进|常态化(?:推进|落实|坚持))$"
_MEETING = r"[^\d前后内每各上中下]{0,14}会议?$"
_HARMLESS = (
    r"(?:起止)?(?:时间|日期)(?:安排|节点|进度|为|是|自|从)?|(?:公示|征集|报名|活动)期(?!间)"
    r"|各单位|各部门|含当日|含首尾两?[日天]|到位"
)
# Characters that can change a time. A word that holds one and is not known makes the text unreadable.
_CAN_CHANGE_A_TIME = frozenset(
    "0123456789〇零一二三四五六七八九十廿卅两半"
    "年月日周季旬期天节会届时点每各逐次后前内外左右约余多不未非除早晚迟推延暂停缓提或隔间起止至到初末底"
)
_RECURRING = (
    r"每(?!个?(?:单位|部门|支部|党员|人|名|位|家))|逐[年月周日季]|按(?:年度?|季度?|月|周|旬|日)|隔[年月周日天]|定期"
    r"|不定期|经常性?|常年|周期性|[月周季]度?(?=例会|调度|报告|通报)|每年"
)
_ROLLING = r"长期|持续(?!到|至|时间)|常态化?|立行立改|立即|随时|即知即改|边学边改|不断|一以贯之|全程|全过程|始终|有序推进|滚动"
_LENGTHS = {"周": (7, 7), "星期": (7, 7), "个月": (28, 31), "年": (365, 366)}
_DURATION = (
    rf"(?:[,;、的(]|共计?|总计|合计|为期|历时|用时|为时|时间|时长|开展|集中|利用|用|持续|公示期?|总共)+"
    rf"(约|大约|近|不少于|至少|不超过)?(半|{NUMERAL})(多)?(?:个(半))?个?(工作日|自然日|天|日|周|星期|(?<=个)月|年)(左右)?"
    r"(?:的?时间|以上)?\)?"
)


def parse(text: str) -> Phrase:
    """Parse a uniform text. Raises Unreadable with a reason that an editor understands."""
    cursor = Cursor(text)
    probe = Cursor(text)
    while probe.rest:
        if match := probe.take(_RECURRING):
            raise Unreadable(f"“{match[0]}”说的是反复进行，没有固定的起止日期", Why.UNFIXED)
        probe.at += 1
    until, due, points = _lead(cursor)
    left = _side(cursor)
    if left is None:
        raise _no_time(text)
    right, join = _second(cursor, left, points=points)
    duration = _tail(cursor)
    rolling = bool(cursor.take(_ROLLS_ON))
    if points and right is None:
        raise Unreadable("“分别”之后应有两个时间")
    return Phrase(left, right, join, until, due, rolling, duration)


def _lead(cursor: Cursor) -> tuple[bool, bool, bool]:
    """Pass the words before the first term: (至 was among them, 时限 was among them, 分别 was among them)."""
    until = due = points = False
    while cursor.rest:
        start = cursor.at
        if cursor.take(_NAME):
            continue
        term_here = take_term(cursor)
        cursor.at = start
        if term_here:
            break
        if cursor.take("分别[于在]?"):
            points = True
        elif cursor.take(_DUE):
            due = True
        elif cursor.take(_UNTIL):
            until = True
        elif not cursor.take(_HARMLESS):
            until = False
            _pass_character(cursor)
    return until, due, points


def _pass_character(cursor: Cursor) -> None:
    """Pass one character that carries no time."""
    if cursor.rest[0] in _CAN_CHANGE_A_TIME:
        raise _no_time(cursor.text)
    cursor.at += 1


def _no_time(text: str) -> Unreadable:
    probe = Cursor(text)
    while probe.rest:
        if match := probe.take(_ROLLING):
            return Unreadable(f"“{match[0]}”没有固定的起止日期", Why.UNFIXED)
        probe.at += 1
    if Cursor(text).take(rf".*{NUMERAL}个?(?:工作日|[天日周月年]).*内"):
        return Unreadable("从某件事算起的期限，要有那件事的日期才能算")
    if Cursor(text).take(rf"[^月]*{NUMERAL}(?:个?(?:工作日|天|周|星期)|个月|年时间)"):
        return Unreadable("只有时长，没有起止日期")
    if Cursor(text).take(".*(?:会|之日|印发|召开|后)"):
        return Unreadable("时间取决于某个会议或事项，那件事的日期没有印在这里")
    return Unreadable("没有读懂这个时间")


def _side(cursor: Cursor) -> Side | None:
    term = take_term(cursor)
    if term is None:
        return None
    marks: set[Mark] = set()
    glosses: list[str] = []
    while cursor.rest:
        if match := cursor.take(r"\(([^()]+)\)"):
            glosses.append(match[1])
            continue
        for pattern, why in _NOT_EXACT.items():
            if cursor.take(pattern):
                raise Unreadable(why, Why.AMBIGUOUS)
        mark = next((mark for mark, pattern in _MARKS.items() if cursor.take(pattern)), None)
        if mark:
            marks.add(mark)
        elif not cursor.take(rf"\)|{_DURING}"):
            break
    return Side(term, frozenset(marks), tuple(glosses))


def _second(cursor: Cursor, left: Side, *, points: bool) -> tuple[Side | None, Join]:
    """The other side, if there is one."""
    start = cursor.at
    if cursor.take(_JOIN):
        right, join = _side(cursor), Join.RANGE
        if right is None:
            raise _no_time(cursor.rest) if cursor.rest else Unreadable("连接号后面没有写时间")
        return right, join
    if cursor.take(_LIST):
        right, join = _side(cursor), Join.POINTS if points else Join.LIST
    else:
        # 从6月开始,8月底结束 · 从3月1日,到5月31日
        starts = Mark.START in left.marks
        comma = cursor.take("[,;]")
        until = cursor.take(rf"(?:{_UNTIL})(?:于|在)?")
        cursor.take("于|在")
        right, join = (_side(cursor) if until or (comma and starts) else None), Join.RANGE
        if right and not until and not right.marks & {Mark.END, Mark.BEFORE}:
            right = None
    if right is None:
        cursor.at = start
    return right, join


def _tail(cursor: Cursor) -> Duration | None:
    """Pass the words after the last term; a length of time among them is kept, to be checked."""
    duration = None
    while cursor.rest:
        if cursor.take(f"(?={_ROLLS_ON})"):
            break
        if found := _take_duration(cursor):
            duration = found
        elif not cursor.take(rf"[,;、。)]|{_HARMLESS}|{_MARKS[Mark.END]}|{_MARKS[Mark.EVENT]}|{_MEETING}"):
            _pass_character(cursor)
    return duration


def _take_duration(cursor: Cursor) -> Duration | None:
    match = cursor.take(_DURATION)
    if not match:
        return None
    hedge, numeral, more, half, unit, about = match.groups()
    count = 0.5 if numeral == "半" else Cursor(numeral).number()
    if count is None:
        raise Unreadable(f"读不懂时长“{match[0]}”")
    count += 0.5 if half else 0
    unit = "个月" if unit == "月" else unit
    low, high = _LENGTHS.get(unit, (1, 1))
    slack = 3 if unit in ("个月", "年") else 1 if unit in _LENGTHS else 0
    return Duration(
        match[0].strip(",;、()"),
        shortest=int(count * low) - slack,
        longest=int(count * high + 0.5) + slack,
        checkable=not (hedge or more or about or unit == "工作日"),
    )


def parse_duration(text: str) -> Duration | None:
    """The length of time that a text consists of; None where it says anything else."""
    cursor = Cursor(f",{text}")
    duration = _take_duration(cursor)
    return duration if duration and not cursor.rest else None
