"""A text, and everything in it that should not go out (handbook/domain.md#screening)."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from publicity.screening import bank_cards, identity_numbers, phones
from publicity.screening.across_markup import across_markup
from publicity.screening.addresses import addresses
from publicity.screening.digits import numbers
from publicity.screening.emails import emails
from publicity.screening.folding import fold
from publicity.screening.internal import phrases
from publicity.screening.objection import Objection
from publicity.screening.plates import plates
from publicity.screening.secrecy import markings
from publicity.screening.travel_documents import passports
from publicity.screening.wrong_forms import Lexicon, shipped

_LENGTHS = identity_numbers.LENGTHS | bank_cards.LENGTHS | phones.LENGTHS
_BY_READING = (identity_numbers.whole, bank_cards.card, phones.mobile)


def screen(text: str, lexicon: Lexicon | None = None) -> list[Objection]:
    """Find what should not go out in a text, in its order; places are characters of the text as given.

    Digits are one thing only: a resident's number before a card's, a card's before a mobile's. `lexicon` are the wrong
    forms to look for, by default those that the program ships with. Work grows with the length of the text, no faster.
    """
    folded = fold(text)
    plain = folded.text
    found = _apart([
        *_by_reading(plain),
        *identity_numbers.partly(plain),
        *phones.partly(plain),
        *passports(plain),
        *across_markup(plain),
    ])  # fmt: skip
    for rule in (plates, addresses, emails, markings, phrases, (lexicon or shipped()).objections):
        found += _apart(rule(plain))
    placed = []
    for one in found:
        start, end = folded.span(one.start, one.end)
        placed.append(replace(one, start=start, end=end))
    return sorted(placed, key=lambda one: (one.start, one.end, one.rule))


def _by_reading(text: str) -> list[Objection]:
    """What the digits of a text are, where that is anybody's."""
    readings = list(numbers(text, _LENGTHS))
    return [one for rule in _BY_READING for number in readings if (one := rule(number))] if readings else []


def _apart(found: Iterable[Objection]) -> list[Objection]:
    """Of those that overlap, the first that was found; in their order in the text."""
    kept: list[Objection] = []
    for one in found:
        at = bisect_left(kept, one.end, key=_start)
        if at == 0 or kept[at - 1].end <= one.start:
            kept.insert(at, one)
    return kept


def _start(one: Objection) -> int:
    return one.start
