"""How days and spans are put into Chinese words for readers."""

from datetime import date, datetime

from publicity.fields.day import chinese_day
from publicity.plans.span import Span
from publicity.plans.stage import Stage

AUDIENCES = {
    "public": "社会",
    "members": "党员、群众",
    "limited": "一定范围",
    "undecided": "公开范围待定",
}
_NUMERALS = "一二三四五六七八九十"


def day(value: date) -> str:
    """`2009年6月15日`."""
    return chinese_day(value)


def moment(value: datetime) -> str:
    """`2009-06-15 09:30`, as government pages print the time of publication."""
    return f"{value:%Y-%m-%d %H:%M}"


def short_day(value: date) -> str:
    """`6月15日`, where the year is plain from the surroundings."""
    return f"{value.month}月{value.day}日"


def near_day(value: date, to: date) -> str:
    """`6月15日` in the year of a day that stands nearby, any other day with its own year."""
    return short_day(value) if value.year == to.year else day(value)


def span(value: Span) -> str:
    """`2009年5月11日至6月20日`; an open bound as 起 or 前; what the plan does not print marked （推定）."""
    start, end = value.start, value.end
    if value.times:
        return _repeated(value)
    if value.waits_for and not value.known:
        return f"等“{'”“'.join(value.waits_for)}”的日期定了才知道"
    if start and end:
        same_year = start.year == end.year
        return _joined(value, day(start), short_day(end) if same_year else day(end))
    if end:
        return f"{day(end)}前{_about(value)}"
    return f"{day(start)}起{_about(value)}" if start else "时间未定"


def _repeated(value: Span) -> str:
    """每月，2026年3月31日至8月31日共6次; listed points one by one."""
    first, last = value.times[0], value.times[-1]
    if value.every is None:
        listed = "、".join(
            short_day(one) if one.year == first.year and i else day(one) for i, one in enumerate(value.times)
        )
        months = value.start and value.start < first  # 3月、9月: stretches, each done by its last day
        return f"{day(value.start)}起，分别在{listed}前" if value.start and months else listed
    if first == last:
        return f"{value.every.words}，活动期间只有一次：{day(first)}"
    until = short_day(last) if first.year == last.year else day(last)
    return f"{value.every.words}，{day(first)}至{until}共{len(value.times)}次"


def short_span(value: Span) -> str:
    """`5月11日至6月20日`, `2013.11.11至2014.1.10`: as short as it can be, for a drawing on a phone."""
    start, end = value.start, value.end
    if not start or not end or value.times:
        return span(value)
    if start.year == end.year:
        return _joined(value, short_day(start), short_day(end))
    return "至".join(f"{d.year}.{d.month}.{d.day}" for d in (start, end)) + ("（推定）" if value.inferred else "")


def _joined(value: Span, first: str, last: str) -> str:
    if value.start == value.end:
        return first + _about(value)
    mark = {bound: "（推定）" if bound in value.inferred else "" for bound in ("start", "end")}
    return f"{first}{mark['start']}至{last}{mark['end']}{_about(value)}"


def _about(value: Span) -> str:
    return "（约）" if value.approximate else ""


def numbered(stage: Stage) -> str:
    """The name with its printed number before it: `（一）准备动员`, `1. 学习培训`, `一、学习`, `第一阶段 学习`."""
    label = stage.entry.label or ""
    if not label or label == stage.entry.name or label[-1] in "）)、.．":
        return stage.name if label == stage.entry.name else f"{label}{stage.name}"
    if label.isdecimal():
        return f"{label}. {stage.name}"
    return f"{label}、{stage.name}" if set(label) <= set(_NUMERALS) else f"{label} {stage.name}"


def audience(value: str) -> str:
    """To whom something is made known."""
    return AUDIENCES[value]


def to_whom(audience: str) -> str:
    """The same with the word before it that the sentence needs: 向社会, 在一定范围, 公开范围待定."""
    before = {"public": "向", "members": "向", "limited": "在"}.get(audience, "")
    return before + AUDIENCES[audience]


def data_span(value: Span) -> str:
    """`2009-05-11/2009-06-20`, an open bound empty: what the reader's script compares its clock with."""
    return f"{value.start or ''}/{value.end or ''}"
