"""Mobile numbers: eleven digits, of a segment that is given out."""

import re
from collections.abc import Iterator

from publicity.problems.problem import Severity
from publicity.regex import regex
from publicity.screening import cues
from publicity.screening.digits import Number
from publicity.screening.objection import Objection, hidden, objection

LENGTHS = frozenset((11, 12, 13, 15))

# The segments of 工业和信息化部's numbering plan (电信网编号计划) that persons have; 14x carries data cards and things.
_SEGMENT = r"1(?:3[0-9]|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8[0-9]|9[0-35-9])"
_MOBILE = regex(rf"(?:(?:00)?86|0)?({_SEGMENT}[0-9]{{8}})")
_ANY = regex(r"(?:(?:00)?86|0)?(1[3-9][0-9]{9})")
_CUE = regex(
    r"手机|电话|联系|移动|微信|短信|拨打|致电|来电|热线|传真|tel|phone|mobile|cell|contact|wechat|vx|wx",
    re.IGNORECASE,
)
_CALLED = regex(r"(?:tel|phone|mobile|mob|cell|ph|m|t|wx|vx|wechat)[:：.]?$", re.IGNORECASE)
_GROUPS = frozenset([(3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (4, 3, 4), (3, 3, 5), (5, 6)])
_SURE_GROUPS = frozenset([(3, 4, 4), (3, 8), (7, 4)])
_LEAD = regex(r"\+?\s?(?:00)?86[- )）]{0,2}$")
_PARTLY = regex(
    rf"(?<![0-9A-Za-z*])(?={_SEGMENT[:1]}[3-9])[0-9]{{3}}(?=[0-9*]{{8}}(?![0-9*A-Za-z]))[0-9]*\*{{1,2}}[0-9]+(?![0-9*A-Za-z])"
)
_BRACKETED = regex(rf"[(（]{_SEGMENT}[)）][ -]?[0-9]{{4}}[ -]?[0-9]{{4}}(?![0-9-])")

_REMOVE = "删去，改留办公电话；一定要公开的，中间 4 位用 * 代替"


def mobile(number: Number) -> Objection | None:
    """The objection to a number, if it is a mobile's."""
    text, value = number.text, number.value
    cued = bool(_CUE.search(cues.before(text, number.start)))
    match = (_ANY if cued else _MOBILE).fullmatch(value)
    if not match or not _apart(number) or not _plausibly_parted(number, match[1], cued=cued):
        return None
    if cues.numbered(text, number.start) or cues.paid(text, number.end):
        return None
    if not cued and cues.otherwise(text, number.start, number.end):
        return None
    start, end = number.start, number.end
    front = len(value) - 8
    if lead := _LEAD.search(cues.before(text, start, 8)):
        start -= len(lead[0])
        front += sum(map(str.isdigit, lead[0]))
    start -= text[start - 1 : start] == "+"
    shown = hidden(text[start:end], front, 4)
    return objection("mobile", Severity.WARNING, text, (start, end), "手机号码 {}", _REMOVE, shown)


def partly(text: str) -> Iterator[Objection]:
    """Find mobile numbers of which only one or two digits are starred out; and those in brackets, as abroad."""
    for match in _BRACKETED.finditer(text) if ")" in text or "）" in text else ():
        shown = hidden(match[0], 3, 4)
        yield objection("mobile", Severity.WARNING, text, match.span(), "手机号码 {}", _REMOVE, shown)
    for match in _PARTLY.finditer(text) if "*" in text else ():
        shown = hidden(match[0], 3, 4)
        said, hint = "几乎没有隐去的手机号码 {}", "隐去中间 4 位"
        yield objection("mobile", Severity.WARNING, text, match.span(), said, hint, shown)


def _apart(number: Number) -> bool:
    """Whether nothing beside the digits makes them part of something longer."""
    if number.before.isalpha():
        return bool(_CALLED.search(cues.before(number.text, number.start, 8)))
    decimal = number.after == "." or (number.before == "." and not _begins_item(number))
    return not decimal and (not number.after.isalpha() or number.text[number.end :][:2].lower() in ("wx", "vx", "qq"))


def _begins_item(number: Number) -> bool:
    """Whether the point before it ends the number of an item, as in `2.13…`."""
    return bool(re.search(r"(?:^|[\n、，,；;\s])[0-9]{1,2}\.$", cues.before(number.text, number.start, 5)))


def _plausibly_parted(number: Number, digits: str, *, cued: bool) -> bool:
    """Whether people write a mobile's number in such parts."""
    if not number.gaps:
        return True
    shape = number.shape
    if shape[0] in (2, 4) and len(number.value) > 11 and sum(shape[1:]) == 11:  # 86 138 …
        shape, gaps = shape[1:], number.gaps[1:]
    elif len(number.value) > 11 and (extra := len(number.value) - 11) < shape[0]:
        shape, gaps = (shape[0] - extra, *shape[1:]), number.gaps
    else:
        gaps = number.gaps
    if shape == (1,) * 11:
        return True
    if len(set(gaps)) > 1 or number.wrapped > 1:
        return False
    if shape in _SURE_GROUPS or not gaps:
        return cued or not number.in_row
    return cued and shape in _GROUPS
