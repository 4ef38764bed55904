"""Addresses of electronic mail: an office's own may be public, one at a private provider is worth a look."""

import re
from collections.abc import Iterator

from publicity.problems.problem import Severity
from publicity.regex import regex
from publicity.screening.objection import Objection, hidden, objection

_PRIVATE = (
    r"(?:vip\.)?(?:qq|163|126|sina|sohu)|foxmail|yeah|188|139|189|wo|aliyun|tom|21cn|263|gmail|googlemail|outlook|hotmail|"
    r"live|msn|icloud|me|yahoo|proton|protonmail"
)
_NAME = r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?"
_ADDRESS = regex(rf"{_NAME} ?(?:@|[\[(（【]at[\])）】]) ?(?P<host>{_LABEL}(?:\.{_LABEL})+)", re.IGNORECASE)
_DISGUISED = regex(rf"{_NAME}#(?P<host>(?:{_PRIVATE})\.(?:com|cn|net))(?![A-Za-z0-9])")
_MAY_BE_DISGUISED = regex(r"#(?<=[A-Za-z0-9]#)[a-z0-9]")
_IS_PRIVATE = regex(rf"(?:{_PRIVATE})\.(?:com|cn|net)(?:\.cn)?", re.IGNORECASE)
_OFFICE = regex(r"(?:.*\.)?(?:gov|edu|org|mil|ac|example)(?:\.[a-z]{2,3})?", re.IGNORECASE)
_POST = regex(
    r"(?:info|service|contact|admin|office|webmaster|support|help|hr|kefu|mail|editor|news|press|xxgk|bgs|rd|npc|tougao)[0-9._-]*@",
    re.IGNORECASE,
)
_FILE = regex(r"png|jpe?g|gif|webp|svg|pdf|docx?|xlsx?|js|css|py|md|html?", re.IGNORECASE)
_AT = regex(r"[\[(（【]at[\])）】]", re.IGNORECASE)

_REMOVE = "能用单位邮箱的，换成单位邮箱"


def emails(text: str) -> Iterator[Objection]:
    """Find addresses that are neither an office's nor a post's (info@…): a notice, for many an office has one."""
    if "@" in text or _AT.search(text):
        yield from _found(text, _ADDRESS)
    if _MAY_BE_DISGUISED.search(text):
        yield from _found(text, _DISGUISED)


def _found(text: str, pattern: re.Pattern[str]) -> Iterator[Objection]:
    for match in pattern.finditer(text):
        host, start = match["host"], match.start()
        last = host.rpartition(".")[2]
        if not last.isalpha() or _FILE.fullmatch(last) or text[max(0, start - 3) : start] == "://":
            continue
        if not _IS_PRIVATE.fullmatch(host) and (_OFFICE.fullmatch(host) or _POST.match(match[0]) or "git@" in match[0]):
            continue
        name = match[0][: len(match[0]) - len(host)]
        shown = hidden(name, 1 if len(name) > 3 else 0) + host
        yield objection("email", Severity.NOTICE, text, match.span(), "个人邮箱 {}", _REMOVE, shown)
