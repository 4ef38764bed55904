"""Which line breaks of a text go: those between two wide letters (CSS Text Level 3, 4.1.3)."""

from publicity.regex import regex
from publicity.texts.wide import is_wide

BREAK = regex(r"[ ]*\n[ ]*")
_EITHER = "“”‘’—…·"  # as wide as what they stand beside


def joined(text: str) -> str:
    """The text of a block that holds nothing else, without them."""
    return BREAK.sub(lambda m: "" if closes(text, m.start(), m.end()) else m[0], text)


def closes(text: str, start: int, end: int) -> bool:
    """Whether what stands before a break and after it come together."""
    before, after = text[:start].rstrip("\0")[-1:], text[end:].lstrip("\0")[:1]
    if not before or not after or (before in _EITHER and after in _EITHER):
        return False
    return (is_wide(before) or before in _EITHER) and (is_wide(after) or after in _EITHER)
