"""Letters that are not what they seem: they look right, and who searches for the right ones does not find them.

They come from PDF files, from input methods and fonts of one office, from conversions that went wrong.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from publicity.problems.problem import Problem, Severity
from publicity.regex import regex
from publicity.texts.radicals import RADICALS
from publicity.texts.source import Mark, Source

_SUSPECT = regex(
    "(?P<radical>[\u2e80-\u2fdf\u31c0-\u31ef])"
    "|(?P<compatible>[\uf900-\ufaff\U0002f800-\U0002fa1f])"
    "|(?P<private>[\ue000-\uf8ff\U000f0000-\U0010fffd])"
    "|(?P<lost>\ufffd)"
    "|(?P<unseen>[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u2800\u3164\uffa0\ufdd0-\ufdef])"
    "|(?P<combined>[^\\s\u0300-\u036f][\u0300-\u036f\u3099\u309a]+)"
    "|(?P<chosen>[\u2e80-\u9fff\U00020000-\U0003ffff][\ufe00-\ufe0e\U000e0100-\U000e01ef])"
    "|(?P<tag>(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f])"
)

_ANY = regex(  # one letter of any of them
    "[\u0300-\u036f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u2800\u2e80-\u2fdf\u3099\u309a\u3164\u31c0-\u31ef\ue000-\uf8ff"
    "\uf900-\ufaff\ufdd0-\ufdef\ufe00-\ufe0e\uffa0\ufffd\U0002f800-\U0002fa1f\U000e0000-\U0010fffd]"
)
_SAME = {"tag": "unseen"}  # a second pattern of the same kind


@dataclass(frozen=True)
class _Kind:
    """What is said of a letter, and how to write it: of the letter, its code point, the right letter."""

    message: str
    hint: str
    severity: Severity = Severity.ERROR


_KINDS = {
    "radical": _Kind("“{letter}”（{point}）是部首，不是汉字“{right}”", "改成“{right}”"),
    "compatible": _Kind("“{letter}”（{point}）不是通行的汉字“{right}”", "改成“{right}”"),
    "private": _Kind(
        "“{letter}”（{point}）是某个字库自造的字，别的电脑上看不到", "换成通行的字；没有的，用图片或文字说明"
    ),
    "lost": _Kind("这里有一个字在转换编码时丢了（{point}）", "对照原稿补上"),
    "unseen": _Kind("有看不见的字符（{point}）", "删掉这个字符，多半是从别处粘贴带来的"),
    "combined": _Kind("“{letter}”是几个字符叠成的，搜索时对不上", "改成“{right}”", Severity.WARNING),
    "chosen": _Kind("“{right}”后面带着字形选择符（{point}），搜索时对不上", "删掉重新打“{right}”", Severity.WARNING),
}
_ALONE = {  # there is no letter to be right
    "radical": _Kind("“{letter}”（{point}）是部首，不是汉字", "换成通行的字"),
    "combined": _Kind("“{letter}”是几个字符叠成的，搜索时对不上", "换成一个字符", Severity.WARNING),
}


def meant(letter: str) -> str:
    """The letter that a radical, a stroke or a compatibility ideograph looks like; itself where there is none."""
    return RADICALS.get(letter) or unicodedata.normalize("NFKC", letter)


def check_letters(source: Source) -> Iterator[Problem]:
    """Yield a problem for each such letter, where the file first has it."""
    if not _ANY.search(source.text):
        return
    seen: dict[str, int] = {}
    places: dict[str, tuple[str, Mark]] = {}
    for number, line in enumerate(source.lines):
        for match in _SUSPECT.finditer(line):
            letter, kind = match[0], _SAME.get(match.lastgroup or "", match.lastgroup or "")
            if kind == "compatible" and meant(letter) == letter:  # twelve letters of that block have no other form
                continue
            seen[letter] = seen.get(letter, 0) + 1
            places.setdefault(letter, (kind, Mark(number, match.start(), len(letter))))
    for letter, (kind, mark) in places.items():
        right = _right(letter, kind)
        told = _ALONE.get(kind, _KINDS[kind]) if right == letter else _KINDS[kind]
        words = {"letter": letter, "point": f"U+{ord(letter[-1]):04X}", "right": right}
        also = f"，全文共 {seen[letter]} 处" if seen[letter] > 1 else ""
        yield source.problem(mark, told.message.format(**words) + also, told.hint.format(**words), told.severity)


def _right(letter: str, kind: str) -> str:
    if kind == "combined":
        return unicodedata.normalize("NFC", letter)
    return letter[0] if kind == "chosen" else meant(letter)
