"""Plates of vehicles: GA 36-2018, with the eight places of those that run on new energy."""

import re
from collections.abc import Iterator

from publicity.problems.problem import Severity
from publicity.regex import regex
from publicity.screening import cues
from publicity.screening.objection import Objection, hidden, objection

_PROVINCE = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
_PLACE = "[0-9A-HJ-NP-Z]"
_PLATE = regex(
    rf"(?P<province>{_PROVINCE}) ?(?P<office>[A-Za-z])(?P<parted> ?[·.\- ]? ?)"
    rf"(?P<rest>[0-9A-Za-z]{{6}}|[A-HJKa-hjk][· ][0-9]{{5}}|[0-9A-Za-z]{{5}}"
    rf"|[0-9A-Za-z]{{4}}[学警港澳挂试超领使])(?![0-9A-Za-z]|-[0-9])"
)
_POLICE = regex(rf"WJ ?{_PROVINCE} ?[0-9]{{4,5}}[0-9A-Z]?(?![0-9A-Za-z])")
_STRICT = regex(
    rf"[A-HJ-NP-Z](?:{_PLACE}{{5}}|{_PLACE}{{4}}[学警港澳挂试超领使]|[A-HJK]{_PLACE}[0-9]{{4}}|[0-9]{{5}}[A-HJK])"
)
_CUE = regex(r"车牌|号牌|牌照|车号|车辆|轿车|客车|货车|越野|驾驶|车主|违停|汽车|公车|公务用车|小车|面包车")
_WORD = regex("(?:[最全更创崭翻重刷革]新|[白多]云|丹青|年青|[安辽西南]宁|[四银]川|珍贵|昂贵|宝贵|大吉)$")
_TYPE = regex(r"(?:型号|编号|文号|批号|许可证|备案|产品|规格|标准)[^。，,；;\n]{0,6}$")
_KIND = regex(" ?(?:型|款|系列|规格|号线|批次)")

_REMOVE = "删去，或写成“某号牌车辆”"


def plates(text: str) -> Iterator[Objection]:
    """Find plates: a province's letter, an office's, and five or six places with a digit among them."""
    for match in _PLATE.finditer(text):
        start, near = match.start(), cues.before(text, match.start())
        called = bool(_CUE.search(near) or _CUE.search(text[match.end() : match.end() + 6]))
        if not any(map(str.isdigit, match["rest"])) or _TYPE.search(near) or _KIND.match(text, match.end()):
            continue
        if _WORD.search(text[max(0, start - 1) : start + 1]) and not called:
            continue
        letters = match["office"] + re.sub("[· ]", "", match["rest"])
        if _STRICT.fullmatch(letters.upper() if called else letters):
            yield _found(text, match)
    for match in _POLICE.finditer(text) if "WJ" in text else ():
        yield _found(text, match)


def _found(text: str, match: re.Match[str]) -> Objection:
    shown = hidden(match[0], 2, 2)
    return objection("plate", Severity.WARNING, text, match.span(), "车牌号 {}", _REMOVE, shown)
