"""Where a link of a body may lead: pages, files, mailboxes, telephones; and what is no address at all."""

import html
import re
from collections.abc import Iterator, Sequence

from publicity.markup.remark import Remark
from publicity.markup.verbatim import blanked
from publicity.problems.problem import Severity
from publicity.regex import regex

HINT = "只链接到网页、文件、邮箱和电话"

# What follows the words of a link; it may hold one pair of parentheses.
TARGET = regex(r"(?<=\])\((?P<target>[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)")
# The same in full-width parentheses, where it can be nothing else: they are typed with the wrong keyboard.
WIDE_TARGET = regex(
    r"(?<=\])（(?P<target>(?:https?://|mailto:|\.{1,2}/)[^\s（）()]+|[^\s（）()]+\.[A-Za-z][A-Za-z0-9]{1,4}(?:#[^\s（）()]*)?)）"
)
# A definition that links refer to: [1]: http://…
DEFINITION = regex(
    r"[ ]{0,3}\[(?P<label>(?!\^)[^\[\]\n]+)\]:[ \t]*"
    r"<?(?P<target>(?:[A-Za-z][A-Za-z0-9+.-]*:|\.{0,2}/|#|[\w%-]+[./])[^\s<>]*)>?"
    r"(?P<title>[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$"
)
TITLE = regex(r"[ \t]+(?P<quote>[\"']).*(?P=quote)[ \t]*$")

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)")
_BROKEN = regex(r"\]\((?:[!-'*-~]*)\s*$")  # an address that does not end in its line
_TWICE = regex(r"https?:/*https?(?::|//)", re.IGNORECASE)
_UNSEEN = regex(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\ufeff]")  # browsers leave blanks and controls out of a scheme
_BEGINS = regex(r"[A-Za-z][A-Za-z0-9+.-]*:|/|\.{1,2}/|#|<")
_ENDS = regex(r"\.[A-Za-z][A-Za-z0-9]{0,4}(?:#\S*)?$")
_WORD = regex(r"[!-~]*[A-Za-z][!-~]*$")


def title_remark(line: int, column: int) -> Remark:
    """What is to be said of words that a link has in quotes behind its address."""
    message = "链接后面引号里的字，多数读者看不到"
    return Remark(line, column, message, "要紧的话写在正文里", Severity.NOTICE)


def is_address(target: str) -> bool:
    """Whether what stands between the parentheses of a link is one: `(a.md)`, not `(详见附件)`."""
    address = TITLE.sub("", target).strip()
    if not address or _BEGINS.match(address) or _ENDS.search(address) or _WORD.match(address):
        return True
    return "/" in address and not re.search(r"\s", address)


def refused(address: str) -> str | None:
    """Why an address is none to link to; None where it is one."""
    plain = _UNSEEN.sub("", html.unescape(address))
    if not plain:
        return "链接没有写地址"
    scheme = _SCHEME.match(plain)
    if scheme and _TWICE.match(plain):
        return f"“{address[:40]}”的开头写了两遍"
    if scheme is None or scheme[0].lower() in _SCHEMES:
        return None
    if len(scheme[0]) == 1:
        return f"“{address[:40]}”是某台电脑里的文件，别人打不开"
    return f"“{scheme[0]}:”开头的不是能链接的网址"


def check_addresses(lines: Sequence[str]) -> Iterator[Remark]:
    """Yield every link of a body that leads to what is no address. Raw HTML is looked at elsewhere."""
    if not any("](" in line or ("]" in line and ":" in line) for line in lines):
        return
    for number, line in enumerate(blanked(lines)):
        if "]" not in line:
            continue
        if (broken := _BROKEN.search(line)) and number + 1 < len(lines) and ")" in lines[number + 1]:
            yield Remark(number, broken.start(), "链接的地址分成了两行", "从 ]( 到 ) 写在一行里")
        definition = DEFINITION.match(line)
        for match in [definition] if definition else TARGET.finditer(line):
            if why := refused(match["target"].strip().lstrip("<")):
                yield Remark(number, match.start("target"), why, HINT, length=max(1, len(match["target"])))
            elif definition is None and (title := TITLE.search(match["target"])):
                yield title_remark(number, match.start("target") + title.start())
