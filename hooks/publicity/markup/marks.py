"""Marks that are left over: signs of markup that a reader sees, because they were written a little wrong."""

import html
import re
from collections.abc import Iterator

from publicity.markup.printed import ANY_TAG
from publicity.markup.remark import Remark
from publicity.problems.problem import Severity
from publicity.regex import regex

_INLINE = regex(
    r"</?(?:a|b|strong|i|em|u|s|del|ins|sub|sup|small|mark|q|span|ruby|rb|rt|rp|wbr|img)\b[^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*>"
)
_PLACES = regex(r"[*_~\[\]|#＃=｜{`!>&+-]|^\s*\d+\.\s", re.MULTILINE)
_MAYBE = regex(r"[*_~\]|#＃=｜{`!>?:]|\n[ ]*[-+\d]")  # no mark is without one of these
_BORDER = "\0"
_START = rf"(?:(?<={_BORDER})|(?<=\n)|\A)[ ]*"

_MARKS: tuple[tuple[str, str, str], ...] = (
    ("stars", r"\*\*", "星号紧贴着文字写 **文字**，里面不空格，前后成对；只是星号就写 \\*"),
    ("waves", r"~~(?!\d)|(?<!\d)~~", "紧贴着文字写 ~~文字~~，前后成对"),
    ("link", r"\]\(|\]（(?=https?:|www\.|\.{1,2}/)|\]\[", "链接写成 [文字](网址)，括号用半角，网址里没有空格"),
    ("heading", rf"{_START}[#＃]{{1,6}}(?=[\s　])", "标题的前面空一行，# 在行首"),
    ("separator", r"\|[ ]*:?-{2,}", "表格要有表头和分隔行 |---|---|，格子一样多，每行以 | 开头"),
    ("row", rf"{_START}[|｜][^\n{_BORDER}]*[|｜][ ]*(?=\n|{_BORDER}|\Z)", "表格的第二行写分隔行 |---|---|"),
    ("item", rf"(?<=[^{_BORDER}\n]\n)[ ]*(?:[-*+]|\d{{1,3}}\.) (?=\S)", "列表的前面空一行"),
    ("task", r"\[[xX ]\] ", "正文里没有勾选框，写“已完成”“未完成”"),
    ("note", r"\[\^[^\]\s]+\]", "注释另起一行写 [^1]: 注释的文字"),
    ("fence", r"```|~~~", "代码的围栏独占一行，前后成对"),
    ("mark", r"==[\u4e00-\u9fff][^=\n]*==", "强调写 **文字**"),
    (
        "underline",
        r"__(?=[\u4e00-\u9fff“《（])[^_\n\0]{1,60}?__(?!_)|(?<!\w)_(?=[\u4e00-\u9fff“《（])[^_\n\0]{1,60}?_(?!_)",
        "加粗写 **文字**；只是下划线就写 \\_",
    ),
    ("box", rf"{_START}(?:!!!|\?\?\?|:::) ?\w", "没有这种提示框，写成普通的一段"),
    ("attributes", r"\{[.#:][^}\n]*\}", "花括号写在图片、链接或标题后面，只写 .名称、#标识、width=300 这样的"),
    ("quotation", rf"{_START}>(?![\d=])", "引文的前面空一行"),
    ("pair", r"(?<![\w*)）\\])\*[^*\s\0][^*\n\0]{0,40}?[^*\s\0]\*(?![\w*])", "星号没有起作用；只是星号就写 \\*"),
)
_ALL = regex("|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in _MARKS))
_HINTS = {name: hint for name, _, hint in _MARKS}
_CODE = regex(r"<(code|pre)\b.*?</\1>", re.DOTALL)
_ENTITY = regex(r"&amp;(?P<name>nbsp|emsp|ensp|lt|gt|amp|quot|mdash|hellip|ldquo|rdquo|middot|#\d+)(?!;)")


def left_over(body: str, page: str) -> Iterator[Remark]:
    """Yield a warning for each mark in the HTML of a body, at its place in the body as far as that can be told."""
    if not _PLACES.search(body):
        return
    text, at = _visible(page), 0
    for match in _ALL.finditer(text) if _MAYBE.search(text) else ():
        around = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 12]
        at, remark = _found(body, at, match[0].strip(), around, _HINTS[match.lastgroup or ""])
        yield remark
    for match in _ENTITY.finditer(_CODE.sub("", page)) if "&amp;" in page else ():
        if place := re.search(rf"&{match['name']}(?!;)", body):
            yield _remark(body, place.start(), place[0], "末尾加上分号，或直接写那个字")


def _visible(page: str) -> str:
    """The text of a page: a border where a block, code or a line ends."""
    text = ANY_TAG.sub(_BORDER, _INLINE.sub("", _CODE.sub(_BORDER, page) if "<code" in page else page))
    return html.unescape(re.sub(rf"\n?{_BORDER}[\s{_BORDER}]*", _BORDER, f"{_BORDER}{text}"))


def _found(body: str, after: int, sign: str, around: tuple[str, str], hint: str) -> tuple[int, Remark]:
    """The sign with what stands beside it; where markup stood between them, with less."""
    before, behind = (re.split(rf"[\s{_BORDER}]", around[0])[-1][-4:], re.split(rf"[\s{_BORDER}]", around[1])[0][:4])
    ways = ((before, behind), ("", behind), (before, ""), ("", "")) if behind else ((before, ""), ("", ""))
    found = ((body.find(left + sign + right, after - len(left)), len(left)) for left, right in ways)
    place = next((at + shift for at, shift in found if at >= 0), 0)
    return place + len(sign), _remark(body, place, sign, hint)


def _remark(body: str, place: int, sign: str, hint: str) -> Remark:
    line = body.count("\n", 0, place)
    column = place - (body.rfind("\n", 0, place) + 1)
    shown = sign if len(sign) <= 20 else f"{sign[:20]}…"
    return Remark(line, column, f"网页上会看到“{shown}”", hint, Severity.WARNING, max(1, len(sign)))
