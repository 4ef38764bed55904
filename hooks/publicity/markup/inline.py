"""Within a line: what Markdown would take for markup, and the writer did not mean so."""

import re

from publicity.markup.addresses import TARGET, WIDE_TARGET, is_address
from publicity.markup.elements import ALLOWED
from publicity.markup.html_tags import escaped
from publicity.markup.shapes import EXPONENT, INTRAWORD
from publicity.regex import regex

# One star, then two, then one: nothing closes the two, and the engine loses a letter over it. All of them are text.
_CROSSED = regex(r"(?<![*\\])\*(?!\*)(?P<one>[^*]+)\*\*(?!\*)(?P<other>[^*]+)\*(?!\*)")
_SIGNS = regex(r"[*_~\]<]")


def inline(text: str) -> str:
    """A piece of a line outside code, with backslashes before what is no markup."""
    if not _SIGNS.search(text):
        return text
    if "*" in text:
        text = EXPONENT.sub(r"\g<unit>\\*", text)
        text = INTRAWORD.sub(r"\\*\1\\*", text)
        text = _CROSSED.sub(r"\\*\g<one>\\*\\*\g<other>\\*", text)
    if "__" in text:
        text = re.sub(r"_{3,}", lambda m: r"\_" * len(m[0]), text)  # to be filled in by hand
    if "~~" in text:
        text = re.sub(r"(?<=\d)~~(?=\d)", r"\\~\\~", text)
    if "](" in text:
        text = TARGET.sub(lambda m: m[0] if is_address(m["target"]) else rf"\({m['target']}\)", text)
    if "]（" in text:
        text = WIDE_TARGET.sub(r"(\g<target>)", text)
    return escaped(text)


def raw(text: str) -> str:
    """A piece of a block of raw HTML outside code: blocks may stand in it too."""
    return escaped(text, ALLOWED)


def literal(text: str) -> str:
    """A line that Markdown would take for an item, a heading or a quotation, as the text that it is."""
    if match := re.match(r"(\d+)\.(?=\s)", text):
        return f"{match[1]}\\.{text[match.end() :]}"
    if re.match(r"[-+*](?=\s)|[#>]", text):
        return f"\\{text}"
    return text
