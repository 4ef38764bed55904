"""Raw HTML in a body: the few tags that a column needs; all others are text, and told.

The tokens are sought in the source, so that each has its place. What is an element, and which may hold which, is
the HTML Standard's (https://html.spec.whatwg.org/#elements-3).
"""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publicity.markup.addresses import HINT, refused
from publicity.markup.elements import (
    ALLOWED,
    ATTRIBUTES,
    BEGINS_BLOCK,
    ELEMENTS,
    EVERYWHERE,
    INLINE,
    INSTEAD,
    VOID,
)
from publicity.markup.remark import Remark
from publicity.markup.tag_balance import AS_TEXT, Balance
from publicity.markup.verbatim import blanked
from publicity.problems.problem import Severity
from publicity.regex import regex

# A tag is closed on its own line. An attribute's value may hold > only between quotes.
TAG = regex(
    r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*+)"
    r"(?P<attributes>(?:[^\S\n]+[^\s\"'<>/=]++(?:[^\S\n]*=[^\S\n]*(?:\"[^\"\n<]*+\"|'[^'\n<]*+'|[^\s\"'=<>`]++))?+)*+)"
    r"[^\S\n]*+(?P<void>/?)>"
)
_TARGET = regex(r"<[^<>\n]*>")
_LIKE = regex(r"<(?P<mark>[/!?]?)(?P<name>[A-Za-z\[][^\s<>/]*+)[^<>]*+(?P<close>>?)")
_ATTRIBUTE = regex(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_ADDRESS = regex(r"<(?:[A-Za-z][A-Za-z0-9+.-]*://[^<>\s]*|[^<> !]+@[^@<> ]+)>")


@dataclass(frozen=True)
class Attribute:
    """A name in small letters and its value, as a browser reads it."""

    name: str
    value: str


def attributes(match: re.Match[str]) -> list[Attribute]:
    """The attributes of a tag found by `TAG`."""
    return [
        Attribute(name.lower(), html.unescape(double or single or bare))
        for name, double, single, bare in _ATTRIBUTE.findall(match["attributes"])
    ]


def is_allowed(match: re.Match[str], names: frozenset[str] = ALLOWED) -> bool:
    """Whether a tag found by `TAG` goes out as one, where these may stand."""
    return match["name"].lower() in names and _objection(match) is None


def escaped(text: str, names: frozenset[str] = INLINE) -> str:
    """A piece of a line outside code in which only what is markup still looks like a tag."""
    if "<" not in text:
        return text
    parts, at = [], 0
    for match in re.finditer("<", text):
        start = match.start()
        if start < at or _is_escaped(text, start):
            continue
        tag, address = TAG.match(text, start), _ADDRESS.match(text, start)
        if tag and is_allowed(tag, names):
            end = tag.end()
        elif address and not refused(address[0][1:-1]):
            end = address.end()
        elif target := _target(text, start):
            end = target.end()
        else:
            parts += [text[at:start], "&lt;"]
            at = start + 1
            continue
        parts.append(text[at:end])
        at = end
    return "".join([*parts, text[at:]])


def _target(text: str, at: int) -> re.Match[str] | None:
    """A link's target between angle brackets, as in [a](<b c.md>)."""
    before = text[:at].rstrip(" ")
    return _TARGET.match(text, at) if before.endswith(("](", "]:")) else None


def _is_escaped(text: str, at: int) -> bool:
    return (len(text[:at]) - len(text[:at].rstrip("\\"))) % 2 == 1


def check_tags(lines: Sequence[str]) -> Iterator[Remark]:
    """Yield what is wrong with the raw HTML of a body without its comments: each at its own place."""
    if not any("<" in line for line in lines):
        return
    text = "\n".join(blanked(lines))
    places = _Places(text)
    balance = Balance(text)
    for match in _LIKE.finditer(text):
        if _is_escaped(text, match.start()) or _target(text, match.start()):
            continue
        if address := _ADDRESS.match(text, match.start()):
            if bad := refused(address[0][1:-1]):
                yield places.remark(match.start(), address.end(), bad, HINT)
            continue
        tag = TAG.match(text, match.start())
        if tag is None or (tag["name"].lower() not in ELEMENTS and not tag[0].isascii()):
            found = _not_a_tag(match)
        else:
            found = _objection(tag)
            if tag["name"].lower() in ALLOWED:  # refused or not: its end tag is no second mistake
                found = found or _misplaced(tag, text)
                yield from (places.remark(start, end, message, hint) for start, end, message, hint in balance.take(tag))
        if found:
            message, hint, severity = found
            yield places.remark(match.start(), match.end(), message, hint, severity)
    yield from (places.remark(start, end, message, hint) for start, end, message, hint in balance.end())


def blocks_of_html(lines: Sequence[str]) -> dict[int, int]:
    """The lines with which blocks of raw HTML begin that have an end, by line; the line after each."""
    if not any("<" in line for line in lines):
        return {}
    text = "\n".join(blanked(lines))
    ends, found, start = _ends(text), dict[int, int](), 0
    for number, line in enumerate(text.split("\n")):
        end = ends.get(start + len(line) - len(line.lstrip(" ")))
        if end is not None:
            found[number] = number + text.count("\n", start, end) + 1
        start += len(line) + 1
    return found


def _ends(text: str) -> dict[int, int]:
    """Where each block ends, by where its tag begins."""
    found: dict[int, int] = {}
    opened: dict[str, list[int]] = {name: [] for name in BEGINS_BLOCK}
    for match in TAG.finditer(text):
        name = match["name"].lower()
        if name not in BEGINS_BLOCK or not is_allowed(match):
            continue
        if name in VOID:
            found[match.start()] = match.end()
        elif not match["end"]:
            opened[name].append(match.start())
        elif opened[name]:
            found[opened[name].pop()] = match.end()
    return found


def _objection(tag: re.Match[str]) -> tuple[str, str, Severity] | None:
    """Why a well-formed tag does not go out as one, and how to write it."""
    name = tag["name"].lower()
    if name not in ALLOWED:
        return _unknown(name, tag["name"], tag["end"])
    if tag["end"]:
        if name in VOID:
            return f"</{name}> 写反了", f"写成 <{name}>", Severity.ERROR
        return None
    for attribute in attributes(tag):
        if attribute.name not in EVERYWHERE and attribute.name not in ATTRIBUTES.get(name, ()):
            return f"<{name}> 里不能写“{attribute.name}”", f"去掉“{attribute.name}”", Severity.ERROR
        if attribute.name in ("href", "src") and (why := refused(attribute.value)):
            return why, HINT, Severity.ERROR
    return None


def _unknown(name: str, written: str, end: str) -> tuple[str, str, Severity]:
    if ":" in name or name.startswith("mso"):
        return f"<{end}{written}> 是从 Word 粘贴带来的", "删掉这个标签，只留文字", Severity.ERROR
    if name in ELEMENTS:
        hint = INSTEAD.get(name, "删掉这个标签，只留文字")
        return f"正文里不能用 <{end}{written}>", f"{hint}；{AS_TEXT}", Severity.ERROR
    return f"不认识的标签 <{end}{written}>，当作文字显示", AS_TEXT, Severity.WARNING


def _not_a_tag(match: re.Match[str]) -> tuple[str, str, Severity] | None:
    """What looks like a tag and is none: words between angle brackets are text; a broken tag is told."""
    name = match["name"].lower()
    if match["mark"] in ("!", "?"):
        return f"<{match['mark']}…> 不是正文", "删掉", Severity.ERROR
    if name not in ELEMENTS and not (":" in name and name.isascii()):
        return None
    if not match["close"]:
        if len(name) == 1 and "=" not in match[0]:  # A<B
            return None
        return f"<{match['mark']}{name} 没有用 > 收尾", f"标签写完整，写在一行里；{AS_TEXT}", Severity.ERROR
    if "\n" in match[0]:
        return f"标签 <{name}> 分成了两行", "标签写在一行里", Severity.ERROR
    return f"标签 <{name}> 写得不对", f"检查引号和等号；{AS_TEXT}", Severity.ERROR


def _misplaced(tag: re.Match[str], text: str) -> tuple[str, str, Severity] | None:
    """A block within a line: browsers would end the paragraph there."""
    name = tag["name"].lower()
    if name not in BEGINS_BLOCK or tag["end"]:
        return None
    before = text[text.rfind("\n", 0, tag.start()) + 1 : tag.start()]
    if before.strip() and not before.rstrip().endswith(">"):
        return f"<{name}> 写在了一行中间", f"<{name}> 另起一行", Severity.ERROR
    return None


class _Places:
    """Lines and columns of a text; asked for in order, so that the lines before are counted once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def remark(self, start: int, end: int, message: str, hint: str, severity: Severity = Severity.ERROR) -> Remark:
        line = bisect_right(self.starts, start) - 1
        length = len(self.text[start:end].partition("\n")[0])
        return Remark(line, start - self.starts[line], message, hint, severity, max(1, length))
