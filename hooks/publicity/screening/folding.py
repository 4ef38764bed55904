"""A text as the rules read it: one way to write a digit, a hyphen, a blank; nothing that cannot be seen."""

import re
from dataclasses import dataclass
from html import unescape

from publicity.regex import regex

# One letter for one letter, so that places stay. Unicode's blocks: Halfwidth and Fullwidth Forms, General
# Punctuation, Mathematical Alphanumeric Symbols, Arabic, Number Forms, Cyrillic.
_ALIKE = {
    **{0xFF10 + n: str(n) for n in range(10)},
    **{0xFF21 + n: chr(ord("A") + n) for n in range(26)},
    **{0xFF41 + n: chr(ord("a") + n) for n in range(26)},
    **{0x1D7CE + n: str(n % 10) for n in range(50)},
    **{0x0660 + n: str(n) for n in range(10)},
    **{0x06F0 + n: str(n) for n in range(10)},
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-"),
    **dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "),
    **dict.fromkeys(map(ord, "•‧∙⋅・･"), "·"),
    **dict.fromkeys(map(ord, "＊∗✱﹡"), "*"),
    **{ord(odd): plain for odd, plain in zip("ⅩХⅹх＠．＿／＋＃", "XXxx@._/+#", strict=True)},
}
_OFTEN = (("\u3000", " "), ("\u00a0", " "), ("—", "-"))  # in every text: replaced first, which costs next to nothing
_BEYOND = "\U0001d7ce-\U0001d7ff"  # as a range: each such letter by itself would cost a comparison a letter of text
_ODD = regex("[" + "".join(re.escape(chr(odd)) for odd in _ALIKE if odd < 0x10000) + _BEYOND + "]")

_UNSEEN = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f\u20e3"
_MAY_DROP = regex(rf"[{_UNSEEN}\\&<]|[*_]{{2}}[0-9]")
_DROPPED = regex(
    rf"[{_UNSEEN}]|\\(?=[-*._@+#])|&(?:#\d{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z]{{2,8}});"
    r"|(?<=[0-9])(?:\*\*|__)(?=[0-9])|</?(?:b|i|u|em|strong|span|font|mark)(?: [^<>]{0,200})?>"
)

_SPOKEN = dict(zip(map(ord, "〇○零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖"), "0001234567891123456789", strict=True))
_SPOKEN_NUMBER = regex("[" + "".join(map(chr, _SPOKEN)) + "]{11,}")


@dataclass(frozen=True)
class Folded:
    """A folded text, and where each letter of it stands in the text as given; None where all stand alike."""

    text: str
    origin: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the given text that a stretch of the folded one was."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1 if end > start else self.origin[start]


def fold(given: str) -> Folded:
    """Fold a text: full-width, foreign and spelt-out digits, blanks, hyphens, dots; references and escapes resolved."""
    text, origin = given, None
    if _MAY_DROP.search(text) and _DROPPED.search(text):
        text, origin = _without_unseen(text)
    for often, plain in _OFTEN:
        text = text.replace(often, plain)
    text = _ODD.sub(_plain, text)
    if match := _SPOKEN_NUMBER.search(text):
        text = text[: match.start()] + _SPOKEN_NUMBER.sub(_digits, text[match.start() :])
    return Folded(text, origin)


def _plain(match: re.Match[str]) -> str:
    return _ALIKE[ord(match[0])]


def _digits(match: re.Match[str]) -> str:
    return match[0].translate(_SPOKEN)


def _without_unseen(given: str) -> tuple[str, tuple[int, ...]]:
    """The text without what a reader does not see, and the place that each of its letters had."""
    kept: list[str] = []
    origin: list[int] = []
    done = 0
    for match in _DROPPED.finditer(given):
        start, end = match.span()
        kept.append(given[done:start])
        origin.extend(range(done, start))
        meant = unescape(match[0]) if match[0].startswith("&") else ""
        if len(meant) == 1 and not re.match(f"[{_UNSEEN}]", meant):
            kept.append(meant)
            origin.append(start)
        done = end
    kept.append(given[done:])
    origin.extend(range(done, len(given)))
    return "".join(kept), tuple(origin)
