"""Numbers that look like people's and are nobody's, in every way that people write numbers.

Residents' serial numbers begin at 001 (GB 11643-1999), so 000 is nobody's; 138 0013 8000 is the operator's own line.
"""

import re
from collections.abc import Callable

from publicity.screening.bank_cards import luhn
from publicity.screening.identity_numbers import check_letter, is_credit_code

WIDE = str.maketrans("0123456789Xx", "０１２３４５６７８９Ｘｘ")
SPOKEN = str.maketrans("0123456789", "零一二三四五六七八九")


def resident(area: str = "220102", born: str = "19900307", serial: str = "000") -> str:
    """A resident's number of 18 letters."""
    return area + born + serial + check_letter(area + born + serial)


def card(digits: str) -> str:
    """A card's number: these digits and the one that Luhn asks for."""
    return next(digits + last for last in "0123456789" if luhn(digits + last))


def _wrong(number: str) -> str:
    return number[:-1] + ("1" if number[-1] == "0" else "0")


def _credit_code() -> str:
    return next(code for n in range(1000) if is_credit_code(code := f"11220100{n:010d}"))


NUMBERS = {
    "id": resident(),
    "idx": next(number for n in range(1, 29) if (number := resident(born=f"199502{n:02d}"))[-1] == "X"),
    "old": "220102491001000",
    "card": card("622202000000000000"),
    "card16": card("622588000000000"),
    "m": "13800138000",
    "m2": "19900138000",
    "id-wrong": _wrong(resident()),
    "card-wrong": _wrong(card("622202000000000000")),
    "uscc-digits": _credit_code(),
}


def _groups(*lengths: int, by: str = " ") -> Callable[[str], str]:
    def write(number: str) -> str:
        parts, at = list[str](), 0
        for length in (*lengths, len(number)):
            parts.append(number[at : at + length])
            at += length
        return by.join(filter(None, parts))

    return write


WAYS: dict[str, Callable[[str], str]] = {
    "wide": lambda number: number.translate(WIDE),
    "blank": _groups(6, 8, 4),
    "663": _groups(6, 6, 3),
    "hyphen": _groups(6, 8, 4, by="-"),
    "dots": _groups(6, 8, 4, by="·"),
    "fours": _groups(4, 4, 4, 4),
    "hyphen4": _groups(4, 4, 4, 4, by="-"),
    "344": _groups(3, 4, 4),
    "344hyphen": _groups(3, 4, 4, by="-"),
    "433": _groups(4, 4, 3),
    "each": " ".join,
    "wrapped": lambda number: f"{number[:7]}\n{number[7:]}",
    "unseen": lambda number: f"{number[:3]}\u200b{number[3:7]}\u2060{number[7:]}",
    "ocr": lambda number: number.replace("0", "O", 1).replace("1", "l", 1),
    "spoken": lambda number: number.translate(SPOKEN),
    "14shown": lambda number: number[:14] + "****",
    "noday": lambda number: number[:10] + "****" + number[14:],
    "nodate": lambda number: number[:6] + "********" + number[14:],
}


def fill(text: str) -> str:
    """A text of the table with the numbers in it."""

    def number(match: re.Match[str]) -> str:
        made = NUMBERS[match[1]]
        return WAYS[match[2]](made) if match[2] else made

    return re.sub(r"\{([a-z0-9-]+)(?::([a-z0-9]+))?\}", number, text)


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text of the table without its marks, and the stretches between them."""
    plain, spans, start = "", list[tuple[int, int]](), 0
    for letter in fill(text):
        if letter == "⟦":
            start = len(plain)
        elif letter == "⟧":
            spans.append((start, len(plain)))
        else:
            plain += letter
    return plain, spans
