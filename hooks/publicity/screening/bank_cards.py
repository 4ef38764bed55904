"""Numbers of bank cards: ISO/IEC 7812 (issuer, length, Luhn's check digit)."""

import re

from publicity.problems.problem import Severity
from publicity.regex import regex
from publicity.screening import cues
from publicity.screening.digits import Number
from publicity.screening.objection import Objection, hidden, objection

LENGTHS = frozenset((14, 15, 16, 17, 18, 19))

# Issuers whose cards are met in China, with the lengths of their numbers: UnionPay, Visa, Mastercard, JCB, ICBC's and
# others' debit cards of before UnionPay.
_ISSUED = regex(
    r"62[0-9]{14,17}|4[0-9]{15}|5[1-5][0-9]{14}|35(?:2[89]|[3-8][0-9])[0-9]{12}|9558[0-9]{15}"
    r"|60(?:1382|1428|3367)[0-9]{13}|436742[0-9]{13}"
)
# Numbers that only the word beside them makes a card's: American Express, Diners Club, small issuers of old.
_CALLED = regex(r"3[47][0-9]{13}|3[068][0-9]{12}|[2-9][0-9]{15,18}")
_CUE = regex(
    r"银行|卡号|[用蓄记资保金龙]卡|存折|[账帐][号户]|开户|银联|收款|汇款|转账|一卡通|debit|credit|visa|master|card",
    re.IGNORECASE,
)
_NAMED_CARD = regex(r"卡|card|visa|master|银联", re.IGNORECASE)
_WITHOUT_CARD = regex(r"IC卡|门禁卡|校园卡|饭卡|公交卡|会员卡|电话卡|流量卡|SIM", re.IGNORECASE)
_GROUPS = frozenset([
    (4, 4, 4, 4), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (6, 13), (6, 10), (4, 6, 5), (4, 6, 4), (4, 12)
])  # fmt: skip

_REMOVE = "删去，或只留后 4 位，其余用 * 代替"


def luhn(digits: str) -> bool:
    """Whether the last digit is the one that the others demand (ISO/IEC 7812-1, annex B)."""
    every_other = (int(digit) * (1 + i % 2) for i, digit in enumerate(reversed(digits)))
    return sum(n - 9 if n > 9 else n for n in every_other) % 10 == 0


def card(number: Number) -> Objection | None:
    """The objection to a number, if it is a bank card's."""
    text, value, start = number.text, number.value, number.start
    if not value.isdigit() or not luhn(value) or "." in (number.before, number.after):
        return None
    near = cues.before(text, start)
    called = bool(_CUE.search(near))
    if not (_ISSUED.fullmatch(value) or (called and _NAMED_CARD.search(near) and _CALLED.fullmatch(value))):
        return None
    if (number.before + number.after).strip(" -·/_").isalnum() or not _plausibly_parted(number, called):
        return None
    if _WITHOUT_CARD.search(near) or (not called and cues.otherwise(text, start, number.end)):
        return None
    span = start, number.end
    shown = hidden(text[start : number.end], 6, 4)
    return objection("bank-card", Severity.ERROR, text, span, "银行卡号 {}", _REMOVE, shown)


def _plausibly_parted(number: Number, called: bool) -> bool:
    """Whether people write a card's number in such parts."""
    if not number.gaps or (number.wrapped == 1 and len(number.gaps) == 1):
        return True
    if number.in_row:
        return False
    return (number.evenly or called) and (number.shape in _GROUPS or set(number.shape) == {1})
