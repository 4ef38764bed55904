"""Take a time that hangs on an event: 选举日的20日前, 动员大会后一个月内, 从动员大会到…"""

import re

from publicity.regex import regex
from publicity.when.offsets import Offset
from publicity.when.term import Grain, Term
from publicity.when.text import NUMERAL, Cursor

# What an event may be called: nothing that is a time, moves one or negates it.
_LETTER = r"[^\d,;:()前后内外起延推迟暂停缓改不未没无除非原至到从自约每年月~-]"
_KIND = (
    "会|会议|选举|投票|仪式|活动|阶段|环节|选举日|投票日|收到|接到|意见|建议|提案|清单|文件|通知|方案|任务|报告"
    "|印发|下发|公布|公示|发布|反馈|批复|批准|通过|送达|移交|交办|受理|验收|立案|签订|备案|整治|整改|培训|调研"
    "|审定|审核|审议|审查|合格|即日|项目|工程|完成|结束|届满|期满|终了|生效|效力|竣工|交付|产生|换届"
)
_HAPPENS = "召开|举行|结束|闭幕|闭会|完成|印发|下发|公布|发布|反馈|开始|启动|批准|通过|生效"
_NAME = rf"(?P<name>(?:(?:收到|接到){_LETTER}{{0,16}}?|{_LETTER}{{0,16}}?(?:{_KIND})))(?:{_HAPPENS})*(?:之日)?"
_LENGTH = rf"(?P<count>{NUMERAL})(?P<unit>个?工作日|个?自然日|天|日|个?星期|周|个月|年)"
_INSIDE = "(?P<within>之内|以内|内)"
_BEFORE = "(?:以前|之前|前)"
_AFTER = "(?:以后|之后|后)"
# From the event to the time, each way of printing the distance: (pattern, before).
_DISTANCES = (
    (rf"[的之]?{_LENGTH}{_BEFORE}(?!后)", True),
    (rf"的?{_BEFORE}的?{_LENGTH}{_INSIDE}?", True),
    (rf"{_AFTER}的?{_LENGTH}{_INSIDE}?", False),
    (rf"(?P<from_it>(?:之日)?起?的?){_LENGTH}{_INSIDE}", False),
)
_SAME_DAY = "(?:的?当[天日])"
_NEXT_DAY = "的?(?:次日|翌日|第二天)"
_BOUND = rf"(?={_BEFORE}(?![期往置景沿列进夕后])|{_AFTER}(?![期勤续进备])|起(?![草点诉])|至|到|直[至到])"
_LEADS = regex(
    "^(?:.*(?:[当须要般以并]|可在|^)(?:在|于|自|从|由|至|到)|并|应|须|要|距|离)(?:举行|召开)?|^(?:举行|召开)"
)
_NAMED = regex(_NAME)  # without it none of the longer patterns fits, and none need be compiled
_ENDS = regex(rf"(?:{_HAPPENS})+$")


_WITHIN = ((rf"{_AFTER}的?{_LENGTH}{_INSIDE}", False),)


def take_distance(cursor: Cursor, *, within: bool = False) -> Offset | None:
    """How long before or after the day just read, if that is printed: 前10天, 后一个月内; `within`: only …内."""
    for distance, before in _WITHIN if within else _DISTANCES:
        start = cursor.at
        if (match := cursor.take(distance)) and (offset := _offset(match, before=before)):
            return offset
        cursor.at = start
    return None


def _offset(match: re.Match[str], *, before: bool) -> Offset | None:
    printed = match.groupdict()
    count = Cursor(printed["count"]).number()
    if count is None:
        return None
    unit, many = _unit(printed["unit"])
    within, from_it = bool(printed.get("within")), printed.get("from_it") is not None
    return Offset(count * many, unit, before, within, counted_from=from_it)


def take_event(cursor: Cursor) -> Term | None:
    """Take an event with what it bounds; nothing where no bound follows it, for a name alone is no time."""
    if _NAMED.match(cursor.text, cursor.at) and (found := _bounding(cursor)):
        return found
    match = _named(cursor)
    return _event(cursor, match["name"]) if match else None


def _bounding(cursor: Cursor) -> Term | None:
    start = cursor.at
    for distance, before in _DISTANCES:
        if match := cursor.take(rf"{_NAME}{distance}"):
            if offset := _offset(match, before=before):
                return _event(cursor, match["name"], offset)
            break
    cursor.at = start
    if match := cursor.take(rf"{_NAME}{_NEXT_DAY}"):
        return _event(cursor, match["name"], Offset(1, "天", before=False, exact=True))
    match = cursor.take(rf"{_NAME}{_SAME_DAY}") or cursor.take(rf"{_NAME}{_BOUND}")
    return _event(cursor, match["name"]) if match else None


def _named(cursor: Cursor) -> re.Match[str] | None:
    """The far end of a range (…到总结大会), or a text that is nothing but the name of a known event."""
    if cursor.at and cursor.text[cursor.at - 1] in "至到":
        return cursor.take(rf"{_NAME}(?=$|[,;)])")
    return cursor.take(f"(?P<name>{'|'.join(map(re.escape, cursor.events))})$") if cursor.events else None


def _event(cursor: Cursor, printed: str, offset: Offset | None = None) -> Term:
    name = _ENDS.sub("", _LEADS.sub("", printed))
    name = name if len(name) > 1 else printed
    for title in cursor.events:  # 选民名单在选举日的…: what is done then stands before it
        if re.search(rf"(?<![早晚先迟后])[在于自从距]{re.escape(title)}$", name):
            name = title
    return Term(Grain.EVENT, event=name, offset=offset)


def _unit(printed: str) -> tuple[str, int]:
    unit = printed.removeprefix("个")
    if unit in ("星期", "周"):
        return "天", 7
    if unit == "月":
        return "个月", 1
    return ("天" if unit in ("日", "自然日") else unit), 1
