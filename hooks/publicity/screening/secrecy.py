"""Markings of state secrets (GB/T 9704-2012, 7.2.2; 保守国家秘密法实施条例), not every mention of the word."""

import re
from collections.abc import Iterator

from publicity.problems.problem import Severity
from publicity.regex import regex
from publicity.screening.objection import Objection, objection

_LEVEL = regex(r"(?:绝 ?密|[机機] ?密|秘 ?密)级?")
_TERM = (
    r"(?:[0-9一二三五十]{1,3} ?(?:年|个月|月|日)|长期|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日"
    r"|[\u4e00-\u9fff]{0,4}(?:启用|解密)前)"
)
_STAR = "[★☆⭐✩✭✪✰✯]"
_STARRED = regex(rf"(?: ?{_STAR}{{1,3}}(?: ?{_TERM})?| ?\*{{1,3}} ?{_TERM})")
_LONE_TERM = regex(rf"(?:文件|资料|材料)?(?:[ ·,，]*{_TERM})?")
_CALLED = regex(r"(?:密 ?级|密别|(?:秘密|涉密|保密)等级)(?:和保密期限)?[*_]{0,2} ?[:：|\t] ?[*_]{0,2} ?$")
_ONE_OF_SEVERAL = regex(rf"\s*(?:[、,，/或和及与□☐○]|\|?\s*{_LEVEL.pattern}|[二三]级)")
_OPENS, _CLOSES = regex(r"[【\[〔]\s*$"), regex(r"\s*[】\]〕](?!\()")
_ROUND_OPENS, _ROUND_CLOSES = regex(r"^[^，。；]*[（(]\s*$"), regex(r"\s*[)）](?=\s*(?:\n|$))")
_LINE_BEGINS, _LINE_ENDS = regex(r"^[ \t#>*_\-【\[（(〔“]*$"), regex(r"[ \t*_】\]）)〕”]*(?=\n|$)")
_QUOTED = regex(r"(?:[”\"’』」）)][^，。；\n]{0,6}?|的?)(?:字样|标[志识记注]|样式|格式|写法)")
_OF_TRADE = ("商业", "国家", "个人", "技术")
_REACH = 60

_REMOVE = "涉密文件不得上网：撤下全文，报告保密工作机构；不是涉密文件的，删去这个标志"


def markings(text: str) -> Iterator[Objection]:
    """Find markings: a level with a star, one that is called the 密级, in brackets, or alone on a line."""
    if "密" not in text:
        return
    for match in _LEVEL.finditer(text):
        end = _marked(text, match)
        if end and not _QUOTED.match(text, end) and text[max(0, match.start() - 2) : match.start()] not in _OF_TRADE:
            span = match.start(), end
            shown = text[match.start() : end]
            yield objection("secrecy", Severity.ERROR, text, span, "密级标志“{}”", _REMOVE, shown)


def _marked(text: str, level: re.Match[str]) -> int:
    """Where a marking ends that begins with this level; 0 where it is only a mention."""
    start, end = level.span()
    if star := _STARRED.match(text, end):
        return star.end()
    line = max(text.rfind("\n", max(0, start - _REACH), start) + 1, start - _REACH, 0)
    before, whole = text[line:start], line == 0 or text[line - 1] == "\n"
    term = _LONE_TERM.match(text, end)
    end = term.end() if term else end
    if _CALLED.search(before):
        return 0 if _ONE_OF_SEVERAL.match(text, end) else end
    enclosed = _OPENS.search(before) and _CLOSES.match(text, end)
    ends_title = whole and _ROUND_OPENS.search(before) and _ROUND_CLOSES.match(text, end)
    alone = whole and _LINE_BEGINS.search(before) and _LINE_ENDS.match(text, end) and not _is_listed(text, line, end)
    return end if enclosed or ends_title or alone else 0


def _is_listed(text: str, start: int, end: int) -> bool:
    """Whether the line before or after names a level too: a list of them marks nothing."""
    above = text[max(0, start - _REACH) : start].rstrip().rpartition("\n")[2]
    below = text[end : end + _REACH].partition("\n")[2].lstrip().partition("\n")[0]
    return any(_LEVEL.fullmatch(line.strip(" \t#>*_-+.、。；;0123456789")) for line in (above, below))
