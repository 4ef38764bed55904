"""What readers of a converted body see, in the order in which they see it."""

import html
import re
from collections.abc import Iterator

from publicity.markup.written import UNCOMPARED
from publicity.regex import regex

TOKEN = regex(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<rest>[^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*)>")
_COUNTED = regex(r"<(?:ol|img|sup id)\b")
ANY_TAG = regex(r"<[^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*>")
_BACK = regex(r"<a class=\"footnote-backref\".*?</a>|<sup id=\"fnref.*?</sup>", re.DOTALL)


def letters_printed(page: str) -> str:
    """The letters, digits and signs; numbers of lists and the words of pictures among them."""
    if not _COUNTED.search(page):
        return UNCOMPARED.sub("", html.unescape(ANY_TAG.sub(" ", page)))
    return UNCOMPARED.sub("", html.unescape("".join(_texts(_BACK.sub("", page)))))


def _texts(page: str) -> Iterator[str]:
    counters: list[int | None] = []  # of the lists that are open; none in bullets and footnotes
    notes = page.find('<div class="footnote">')
    at = 0
    for token in TOKEN.finditer(page):
        yield page[at : token.start()]
        at = token.end()
        name, rest = token["name"].lower(), token["rest"]
        if name in ("ol", "ul"):
            if token["end"]:
                counters = counters[:-1]
            else:
                is_note = 0 <= notes < token.start() and not counters
                start = _number(rest, "start")
                counters.append(None if name == "ul" or is_note else 1 if start is None else start)
        elif name == "li" and not token["end"] and counters and (number := counters[-1]) is not None:
            value = _number(rest, "value")
            number = number if value is None else value
            counters[-1] = number + 1
            yield f" {number} "
        elif name == "img" and (alt := re.search(r'\balt="([^"]*)"', rest)):
            yield f" {alt[1]} "
    yield page[at:]


def _number(attributes: str, name: str) -> int | None:
    match = re.search(rf'\b{name}="(-?\d+)"', attributes) if name in attributes else None
    return int(match[1]) if match else None
