"""Characters made uniform, Chinese numerals, and a cursor that grammar rules move along."""

import re
import unicodedata

from publicity.regex import regex

DIGIT_OF = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "两": "2"}
NUMERAL = r"[\d〇零○一二三四五六七八九十廿卅两]+"
_NUMERAL = regex(NUMERAL)

# Besides the words that times use, every character that can change one: 遲於, 過後 must not slip through.
_TRADITIONAL = str.maketrans(
    "從開結後間號個週進啟動終於畢內為時節國慶貫實將務報爭擬計劃階環調辦應須達據確單黨會議總點學習員長續隨邊滿遲過變廢"
    "試評審發兩當該這讓區縣鎮鄉級舉組織團題導徹銷齊約餘無難與較積暫緩撤屆調閏陰舊繼體對讀後訂選歷麼幾數項類場種條份"
    "業層據設際況狀專責並協課傳宣絕屬產廳園陽華樣還轉決議關們資訊勢優廣強壯軍勞婦師頭",
    "从开结后间号个周进启动终于毕内为时节国庆贯实将务报争拟计划阶环调办应须达据确单党会议总点学习员长续随边满迟过变废"
    "试评审发两当该这让区县镇乡级举组织团题导彻销齐约余无难与较积暂缓撤届调闰阴旧继体对读后订选历么几数项类场种条份"
    "业层据设际况状专责并协课传宣绝属产厅园阳华样还转决议关们资讯势优广强壮军劳妇师头",
)
_QUOTES = str.maketrans(dict.fromkeys("“”„‟＂「」『』‘’'《》", '"'))
_BRACKETS = str.maketrans("【】[]〔〕{}", "()()()()")
_MANGLED = regex(r"\d\s+\d")
_CIRCLED = regex("[\u2460-\u2473\u2488-\u249b\u24ea-\u24ff\u2776-\u2793]")  # ① ⒈: numbers of items, not of days
_DASH = regex(r"[‐‑‒–—―−─〜∼]")
_BRACKETED_YEAR = regex(rf"\(((?:\d|[〇零○一二三四五六七八九]){{4}}年)\)(?={NUMERAL}月)")


def uniform(text: str) -> str:
    """Half-width, simplified (for the words that times use), without blanks; brackets and quotes alike.

    A blank between two digits stays: it may stand for something lost.
    """
    text = _CIRCLED.sub(lambda match: f"({unicodedata.digit(match[0], 1)})", text)
    plain = unicodedata.normalize("NFKC", text).translate(_TRADITIONAL).translate(_QUOTES).translate(_BRACKETS)
    if _MANGLED.search(plain):
        return plain.strip()
    plain = _DASH.sub("-", re.sub(r"\s+", "", plain))
    return _BRACKETED_YEAR.sub(r"\1", plain)


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

    def __init__(self, text: str, events: tuple[str, ...] = ()) -> None:
        self.text = text
        self.at = 0
        self.events = events  # names of events that are known to the plan

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
