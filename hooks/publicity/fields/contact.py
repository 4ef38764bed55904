"""Ways to reach an office: a telephone, a box for mail, an address of the web into which a page's own can be put."""

import re
from typing import Annotated, Any
from unicodedata import normalize
from urllib.parse import parse_qs, quote, urlsplit

from pydantic import BeforeValidator, Field, StringConstraints

from publicity.fields.day import MiswrittenError
from publicity.regex import regex

PLACES = ("url", "title")  # what an address of the web may leave open: where a page is, and what it is called

# An area code and seven or eight digits, a number without an area, 400 and 800, the hotlines of three to five digits.
# A mobile is a telephone too: whether it may be public is for screening to say.
_NUMBER = regex(
    r"(?:(?:\+|00)86[- ]?)?"
    r"(?:(?:\((?P<within>0?\d{2,3})\) ?|(?P<area>0\d{2,3})[- ]?)?(?P<own>[2-9]\d{2,3}[- ]?\d{4}|1\d{2,4}|9\d{4})"
    r"|(?P<free>[48]00[- ]?\d{3,4}[- ]?\d{3,4})|(?P<mobile>1[3-9]\d[- ]?\d{4}[- ]?\d{4}))"
    r"(?:(?: ?转 ?|-)\d{1,6})?",
    re.ASCII,
)
_DASHES = str.maketrans("－—–―", "----")
_MAIL = regex(r"[A-Za-z0-9][\w.+-]*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}", re.ASCII)
_WEB = regex(r"https?://[^\s/]+\S*")
_OPEN = regex(r"\{([^{}]*)\}")


def dialled(phone: str) -> str | None:
    """The digits that reach a telephone; those of an extension left out. None where it is no telephone."""
    match = _NUMBER.fullmatch(normalize("NFKC", phone).translate(_DASHES).strip())
    if match is None:
        return None
    area = match["area"] or (match["within"] and f"0{match['within'].lstrip('0')}") or ""
    return area + re.sub(r"\D", "", match["own"] or match["free"] or match["mobile"])


def _phone(given: Any) -> Any:
    if not isinstance(given, str) or dialled(given) is None:
        hint = "区号和号码之间加 -，有分机的写 0431-88888888转8001；几个号码写成列表，如 [0431-88888888, 0431-88888889]"
        raise MiswrittenError(f"电话要写成 0431-88888888 这样，现为“{given}”", "电话", hint)
    return given


def _mail(given: Any) -> Any:
    if not isinstance(given, str) or not _MAIL.fullmatch(given):
        hint = "照邮箱的样子写，只写一个，如 rd@example.gov.cn"
        raise MiswrittenError(f"邮箱要写成 rd@example.gov.cn 这样，现为“{given}”", "邮箱", hint)
    return given


def _address(given: Any) -> Any:
    if not isinstance(given, str) or not _WEB.fullmatch(given):
        hint = "写完整的网址，如 https://www.example.gov.cn/sitemap.html"
        raise MiswrittenError(f"网址要以 https:// 或 http:// 开头，现为“{given}”", "网址", hint)
    return given


def _form(given: Any) -> Any:
    _address(given)
    unknown = [f"{{{name}}}" for name in _OPEN.findall(given) if name not in PLACES]
    if unknown or re.search(r"[{}]", _OPEN.sub("", given)):
        hint = "花括号里只能写 {url}（本页的网址）和 {title}（本页的标题）；不填就去掉花括号"
        raise MiswrittenError(f"网址里的“{unknown[0] if unknown else '花括号'}”不知道填什么", "网址", hint)
    return given


def filled(form: str, url: str, title: str) -> str:
    """An address of the web with a page's own address and title in their places, percent-encoded."""
    values = {"url": quote(url, safe=""), "title": quote(title, safe="")}
    return _OPEN.sub(lambda match: values[match[1]], form)


def names_one_page(form: str) -> str | None:
    """The one address that a form of reporting errors would always name, where it should be the page's own."""
    if "{url}" in form:
        return None
    return next((value for value in parse_qs(urlsplit(form).query).get("url", ()) if "://" in value), None)


def _several(given: Any) -> Any:
    return [given] if isinstance(given, str) else given


Phone = Annotated[str, BeforeValidator(_phone), StringConstraints(max_length=40)]
Phones = Annotated[
    list[Phone], BeforeValidator(_several, json_schema_input_type=str | list[str]), Field(min_length=1, max_length=5)
]
Mail = Annotated[str, BeforeValidator(_mail), StringConstraints(max_length=200)]
Address = Annotated[str, BeforeValidator(_address)]
Form = Annotated[str, BeforeValidator(_form), StringConstraints(max_length=2000)]
