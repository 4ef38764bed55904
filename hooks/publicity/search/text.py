"""What a reader may type of a page, and how it is compared: letter by letter, whatever stands between the letters.

`overrides/assets/javascripts/search/asking.js` folds what is typed by the same rules; a browser test holds the two
together.
"""

import unicodedata

from publicity.regex import regex
from publicity.search.traditional import SIMPLIFIED
from publicity.texts.letters import meant

_POINT = regex(r"(?<=\d)[.．](?=\d)")
_POINT_KEPT = "\ue000"  # while the other punctuation goes


def fold(text: str) -> str:
    """The text as it is compared: of one width and case, without blanks and punctuation. Ends of lines stay.

    Radicals and other forms of a letter are that letter: they come with what is copied from a PDF file, and look right.
    Traditional letters are the simplified ones.

    A point between digits stays too (81.25 is not 8125), and so does a percent sign.
    """
    return prepared(text).translate(_folding)


def prepared(text: str) -> str:
    """A text of which each letter can be folded for itself."""
    return _POINT.sub(_POINT_KEPT, unicodedata.normalize("NFC", text))


def folded_letter(point: int) -> str:
    """What a letter of a prepared text is compared as: one letter, none or several."""
    return _folding[point]


class _Folding(dict[int, str]):
    """How each character is compared, learnt as characters turn up."""

    def __missing__(self, point: int) -> str:
        folded = "".join(filter(_compared, meant(chr(point)).lower()))
        self[point] = "".join(SIMPLIFIED.get(letter, letter) for letter in folded)
        return self[point]


def _compared(character: str) -> bool:
    """Whether it is a letter, digit, accent or symbol, or one of the two exceptions; not a mere selector of shapes."""
    kept = unicodedata.category(character)[0] in "LNMS" or character in "%\n"
    return kept and not "\ufe00" <= character <= "\ufe0f"


_folding = _Folding({ord(_POINT_KEPT): "."})
