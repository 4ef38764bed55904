"""Days and moments as heads of bulletins and pages print them: read as they stand, or not at all."""

import re
from datetime import date

from publicity.regex import regex
from publicity.when.text import number

_NUMERAL = r"[\d〇零○Ｏ０-９一二三四五六七八九十廿卅]"
PRINTED = regex(
    rf"(?P<y>(?:19|20)\d\d|[一二]{_NUMERAL}{{3}})\s*年\s*(?P<m>{_NUMERAL}{{1,3}})\s*月\s*(?P<d>{_NUMERAL}{{1,3}})\s*日"
    r"|(?P<y2>(?:19|20)\d\d)\s*(?P<sign>[-/.])\s*(?P<m2>\d{1,2})\s*(?P=sign)\s*(?P<d2>\d{1,2})(?!\d)"
)
_TIME = regex(r"\s*(?:T|[（(]?星期.[）)]?)?\s*(?P<h>[01]?\d|2[0-3])\s*[:：]\s*(?P<min>[0-5]\d)")


def day_in(text: str) -> tuple[date, re.Match[str]] | None:
    """The first whole day in a text, and where it stands; None where there is none, or it is no day."""
    for match in PRINTED.finditer(text):
        parts = [number(_plain(match[name] or match[f"{name}2"])) for name in "ymd"]
        try:
            year, month, day = (part or 0 for part in parts)
            return date(year, month, day), match
        except ValueError:
            continue
    return None


def time_after(text: str, match: re.Match[str]) -> str:
    """`09:30` where a time of day follows a day; empty where none does."""
    found = _TIME.match(text, match.end())
    return f"{int(found['h']):02}:{found['min']}" if found else ""


def _plain(numeral: str) -> str:
    return "".join(chr(ord(sign) - 0xFEE0) if "０" <= sign <= "９" else sign for sign in numeral).replace("Ｏ", "〇")
