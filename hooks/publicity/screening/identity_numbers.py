"""Numbers of residents' identity cards: GB 11643-1999 (18 digits) and what was issued before it (15)."""

import re
from collections.abc import Iterator
from datetime import date

from publicity.problems.problem import Severity
from publicity.regex import regex
from publicity.screening import cues
from publicity.screening.digits import LIKE_DIGITS, Number
from publicity.screening.objection import Objection, hidden, objection

LENGTHS = frozenset((15, 18))

# GB/T 2260's provinces; 83 is Taiwan's in residence permits; 9 and a province begins a foreigner's (2023).
PROVINCES = frozenset(
    f"{region}{province}"
    for region, provinces in (
        ("1", "12345"),
        ("2", "123"),
        ("3", "1234567"),
        ("4", "123456"),
        ("5", "01234"),
        ("6", "12345"),
        ("7", "1"),
        ("8", "123"),
    )
    for province in provinces
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2049  # nothing here asks the clock; nobody with a number was born outside of these
_FEWEST_DIGITS = 14  # of a number in which the rest are letters that look like digits

_CUE = regex(r"身份|证件号|公民号|居民证|ID\s?card|sfz|identity", re.IGNORECASE)
_MASK = r"[*×xX●○■□█◆◇#?_…]"
_MASKED = regex(
    rf"(?<![0-9A-Za-z*])[1-9][0-9]{{2}}[0-9 -]{{0,16}}?(?:{_MASK}[ -]?){{3,16}}[0-9 -]{{0,16}}[0-9Xx]?(?![0-9A-Za-z])"
)
_LEAD = regex("[0-9]+")
_SPOILT = regex(r"(?<![0-9.])([1-8][0-9]{0,2})\.([0-9]{3,16})[Ee]\+?1([47])(?!\d)")
_SAFELY_SHOWN, _ALL_BUT_SHOWN = 10, 14  # digits of 18: without the date of birth; with it, or with all but it

REMOVE = "删去，或只留前 6 位和后 4 位，中间用 * 代替"


def check_letter(digits: str) -> str:
    """The eighteenth letter that belongs to seventeen digits (GB 11643-1999, ISO 7064 MOD 11-2)."""
    return "10X98765432"[sum(int(digit) * (2 ** (17 - i) % 11) for i, digit in enumerate(digits)) % 11]


def is_number(value: str) -> bool:
    """Whether 18 letters are a resident's number: by province, date of birth and check letter."""
    return (
        len(value) == 18
        and _province(value)
        and value[:17].isdigit()
        and _born(value[6:14])
        and value[17].upper() == check_letter(value[:17])
    )


def is_credit_code(value: str) -> bool:
    """Whether 18 letters are a 统一社会信用代码 by their check letter (GB 32100-2015)."""
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    if len(value) != 18 or any(letter not in letters for letter in value):
        return False
    total = sum(letters.index(letter) * (3**i % 31) for i, letter in enumerate(value[:17]))
    return letters[-total % 31] == value[17]


def whole(number: Number) -> Objection | None:
    """The objection to a number that can be read whole, if it is a resident's."""
    text, value = number.text, _as_digits(number)
    cued = _cued(text, number.start, number.end)
    if len(value) == 18:
        if not is_number(value) or number.after == ".":
            return _mistyped(number) if cued else None
        if number.gaps and cues.numbered(text, number.start) and not cued:
            return None
        if is_credit_code(value) and re.search("信用|机构代码|税", cues.before(text, number.start)):
            return None
        return _found(text, number.start, number.end, Severity.ERROR, "身份证号码 {}")
    if not is_old_number(value) or number.before not in ("", " ") or number.after not in ("", " "):
        return None
    if not cued and (number.gaps or not _surely_old(text, number, value)):
        return None
    return _found(text, number.start, number.end, Severity.ERROR, "15 位的身份证号码 {}", (6, 3))


def is_old_number(value: str) -> bool:
    """Whether 15 letters can be a number of before 1999: there is no check letter in it."""
    return len(value) == 15 and value.isdigit() and value[0] != "9" and _province(value) and _born(f"19{value[6:12]}")


def partly(text: str) -> Iterator[Objection]:
    """Find numbers of which a part is starred out, or that a spreadsheet has rounded."""
    if re.search(rf"[0-9][ -]?{_MASK}", text):
        yield from _masked(text)
    if "E+1" in text or "e+1" in text or "E1" in text:
        for match in _SPOILT.finditer(text):
            shown = match[1] + match[2]
            born = len(shown) >= 14 and _born(shown[6:14])
            rounded = len(shown) == 6 and match[3] == "7"  # as a spreadsheet shows 18 digits in a narrow column
            if _province(shown) and (born or rounded or _cued(text, *match.span())):
                severity = Severity.WARNING if born else Severity.NOTICE
                said = "被表格软件变形的身份证号码 {}"
                yield _found(text, *match.span(), severity, said, (0, 0))


def _masked(text: str) -> Iterator[Objection]:
    for match in _MASKED.finditer(text):
        value = re.sub(r"[ -]", "", match[0])
        lead = _LEAD.match(value)[0]  # type: ignore[index]  # it begins with digits
        cued = _cued(text, *match.span())
        if not _province(value) or len(lead) < (3 if cued else 6) or (len(lead) >= 14 and not _born(lead[6:14])):
            continue
        if len(value) == 18 or (cued and len(value) >= 10):
            end = match.start() + len(match[0].rstrip(" -"))
            severity = _severity(sum(map(str.isdigit, value)) + (value[-1] in "Xx" and value[-2].isdigit()))
            said = "隐去一部分的" if severity is Severity.NOTICE else "没有隐去出生日期的"
            yield _found(text, match.start(), end, severity, said + "身份证号码 {}")


def _severity(shown: int) -> Severity:
    """How much it matters that so many digits can be read."""
    if shown >= _ALL_BUT_SHOWN:
        return Severity.ERROR
    return Severity.WARNING if shown > _SAFELY_SHOWN else Severity.NOTICE


def _mistyped(number: Number) -> Objection | None:
    """A number that is called a resident's, with a province and a date of birth, and a wrong check letter."""
    value = _as_digits(number)
    if not (_province(value) and value[:17].isdigit() and _born(value[6:14])) or number.after:
        return None
    said = "像是身份证号码 {}，校验码不对"
    return _found(number.text, number.start, number.end, Severity.NOTICE, said)


def _found(text: str, start: int, end: int, severity: Severity, said: str, ends: tuple[int, int] = (6, 4)) -> Objection:
    shown = hidden(text[start:end], *ends)
    return objection("id-number", severity, text, (start, end), said, REMOVE, shown)


def _as_digits(number: Number) -> str:
    value = number.value
    read = value.translate(LIKE_DIGITS)
    if read != value and sum(letter.isdigit() for letter in value) < _FEWEST_DIGITS:
        return value
    return read[:-1] + read[-1].replace("×", "X")


def _cued(text: str, start: int, end: int) -> bool:
    return bool(_CUE.search(cues.before(text, start)) or _CUE.search(text, end, end + 8))


def _province(value: str) -> bool:
    return value[:2] in PROVINCES or (value[0] == "9" and value[1:3] in PROVINCES)


def _born(digits: str) -> bool:
    if not digits.isdigit() or not _FIRST_YEAR <= int(digits[:4]) <= _LAST_YEAR:
        return False
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return True


def _surely_old(text: str, number: Number, value: str) -> bool:
    """Whether 15 digits that nothing calls by name are rather a resident's number than a business's or a card's."""
    area = value[2:4], value[4:6]
    return (
        ("01" <= area[0] <= "70" or area[0] == "90")
        and area[1] != "00"
        and not _business(value)
        and not cues.otherwise(text, number.start, number.end)
        and not number.in_row
    )


def _business(value: str) -> bool:
    """Whether 15 digits are a 工商注册号 by their check digit (GS 15-2006, ISO 7064 MOD 11,10)."""
    rest = 10
    for digit in value[:14]:
        rest = (rest + int(digit)) % 10 or 10
        rest = rest * 2 % 11
    return (rest + int(value[14])) % 10 == 1
