"""Characters made uniform, Chinese numerals, and a cursor that grammar rules move along."""

import re
import unicodedata

DIGIT_OF = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "两": "2"}
NUMERAL = r"[\d〇零○一二三四五六七八九十廿卅两]+"
_NUMERAL = re.compile(NUMERAL)

_TRADITIONAL = str.maketrans(
    "從開結後間號個週進啟動終於畢內為時節國慶貫實", "从开结后间号个周进启动终于毕内为时节国庆贯实"
)
_QUOTES = str.maketrans(dict.fromkeys("“”„‟＂「」『』‘’'《》", '"'))
_BRACKETS = str.maketrans("【】[]〔〕{}", "()()()()")
_MANGLED = re.compile(r"\d\s+\d")
_CIRCLED = re.compile("[\u2460-\u2473\u2488-\u249b\u24ea-\u24ff\u2776-\u2793]")  # ① ⒈: numbers of items, not of days
_DASH = re.compile(r"[‐‑‒–—―−─〜∼]")
_BRACKETED_YEAR = re.compile(r"\((\d{4}年)\)(?=\d+月)")
_RUN = re.compile(rf"{NUMERAL}(?:、{NUMERAL}){{2,}}")


def uniform(text: str) -> str:
    """Half-width, simplified (for the words that times use), without blanks; brackets and quotes alike.

    A blank between two digits stays: it may stand for something lost.
    """
    text = _CIRCLED.sub(lambda match: f"({unicodedata.digit(match[0], 1)})", text)
    plain = unicodedata.normalize("NFKC", text).translate(_TRADITIONAL).translate(_QUOTES).translate(_BRACKETS)
    if _MANGLED.search(plain):
        return plain.strip()
    plain = _DASH.sub("-", re.sub(r"\s+", "", plain))
    return _RUN.sub(_run, _BRACKETED_YEAR.sub(r"\1", plain))


def _run(match: re.Match[str]) -> str:
    """9、10、11 is 9-11; any other list stays as it is."""
    numerals = match[0].split("、")
    values = [number(numeral) or 0 for numeral in numerals]
    consecutive = values == list(range(values[0], values[0] + len(values)))
    return f"{numerals[0]}-{numerals[-1]}" if consecutive else match[0]


def number(numeral: str) -> int | None:
    """Read 12, 十二, 二〇〇九, 二0一一, 廿一; None for what is no number (三二十)."""
    digits = "".join(DIGIT_OF.get(c, c) for c in numeral)
    if digits.isascii() and digits.isdigit():
        chinese_run = len(numeral) > 1 and not numeral.isascii()
        # 二三 is no way to write 23; digit by digit is how years are written.
        return None if chinese_run and len(digits) != 4 and numeral[0] not in "〇零○" else int(digits)
    match = re.fullmatch(r"(?:(\d?)十|(廿)|(卅))(\d?)", digits)
    if not match:
        return None
    tens, twenty, thirty, ones = match.groups()
    return (20 if twenty else 30 if thirty else int(tens or 1) * 10) + int(ones or 0)


class Cursor:
    """A place in a text. Rules take what they know and leave the rest."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    @property
    def rest(self) -> str:
        """What has not been taken yet."""
        return self.text[self.at :]

    def take(self, pattern: str) -> re.Match[str] | None:
        """Match here, and move past it."""
        if match := re.compile(pattern).match(self.text, self.at):
            self.at = match.end()
        return match

    def number(self) -> int | None:
        """Take a numeral; None, and no move, where there is none or it is no number."""
        match = _NUMERAL.match(self.text, self.at)
        value = number(match[0]) if match else None
        if match and value is not None:
            self.at = match.end()
        return value

    def number_before(self, unit: str) -> int | None:
        """Take a numeral and the unit after it, or nothing."""
        start = self.at
        value = self.number()
        if value is None or not self.take(unit):
            self.at = start
            return None
        return value
