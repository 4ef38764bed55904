"""Which page has which key, and where: arrays of numbers, of which one stands for one key on one page.

From the top: the two letters of a key, 21 bits each (the second 0 where the key is one letter), the number of the page,
20 bits, and where the page has the key, 2 bits: their order is that of keys, and for one key that of pages.
What is made of one page depends on no other: arrays can be kept, and those of changed pages be replaced.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from publicity.search.keys import BEGINS_NAME, ENDS_NAME, IN_NAME, IN_TEXT
from publicity.search.letters import BETWEEN, Letters, as_written, folded
from publicity.search.page import SearchPage

Postings: TypeAlias = npt.NDArray[np.uint64]  # ascending; of a key on a page only one
Numbering: TypeAlias = npt.NDArray[np.uint32]

LETTER, PAGE, PLACE = np.uint64(21), np.uint64(20), np.uint64(2)  # bits
KEY = PAGE + PLACE  # bits below those of a key
MOST_PAGES = 1 << int(PAGE)

_LINE = np.uint32(ord("\n"))
_Numbers: TypeAlias = npt.NDArray[np.uint64]
_Flags: TypeAlias = npt.NDArray[np.bool_]


def text_postings(texts: Sequence[str], numbers: Sequence[int]) -> Postings:
    """What texts of pages with these numbers are found by: each letter, and each two that follow in a line."""
    letters = folded(texts)
    return _postings(letters, _pages(letters, numbers) + np.uint64(IN_TEXT))


def name_postings(pages: Sequence[SearchPage], numbers: Sequence[int]) -> Postings:
    """What pages with these numbers are found by in their names; how those are read stands in capitals."""
    numbered = [*zip(pages, numbers, strict=True)]
    named = [(name, number) for page, number in numbered for name in (page.title, *page.names)]
    read = [(sounds.replace(" ", "").upper(), number) for page, number in numbered for sounds in page.sounds]
    made = list[Postings]()
    for listed, letters_of in ((named, folded), (read, as_written)):
        letters = letters_of([name for name, _ in listed])
        low = _pages(letters, [number for _, number in listed]) + np.uint64(IN_NAME)
        made.append(_postings(letters, low, in_names=True))
    return merged(made)


def merged(made: Sequence[Postings]) -> Postings:
    """Postings together; of a key on a page the last place counts."""
    return _last_places(np.concatenate([np.empty(0, np.uint64), *made]))


def numbering(numbers: Mapping[int, int], count: int) -> Numbering:
    """New numbers by old ones, of which there are so many; the pages that have no new one go."""
    new = np.full(count, MOST_PAGES, np.uint32)
    new[[*numbers]] = [*numbers.values()]
    return new


def renumbered(postings: Postings, new: Numbering) -> Postings:
    """Postings under new numbers, in order of keys."""
    given = new[_numbers(postings)]
    kept = given < MOST_PAGES
    cleared = postings[kept] & ~np.uint64((MOST_PAGES - 1) << int(PLACE))
    return cleared | given[kept].astype(np.uint64) << PLACE


def _last_places(postings: Postings) -> Postings:
    """Postings in order, of a key on a page the last place. What is given is changed."""
    postings.sort()
    last: _Flags = np.append((postings[1:] ^ postings[:-1]) >> PLACE > 0, True)[: len(postings)]
    return postings[last]


def _numbers(postings: Postings) -> npt.NDArray[np.int64]:
    """The number of the page of each."""
    return ((postings >> PLACE) & np.uint64(MOST_PAGES - 1)).astype(np.int64)


def _pages(letters: Letters, numbers: Sequence[int]) -> _Numbers:
    """For each letter of texts the number of its page, where it stands in a posting."""
    ends = letters == BETWEEN
    numbered: _Numbers = np.array([*numbers, 0], np.uint64)[np.cumsum(ends) - ends]
    return numbered << PLACE


def _postings(letters: Letters, low: _Numbers, in_names: bool = False) -> Postings:
    """The keys in texts, each with its low bits: those of its first letter."""
    ends = letters == BETWEEN
    letter = ~ends & (letters != _LINE)
    pair = letter[:-1] & letter[1:]
    single, double = low, low[:-1]
    if in_names:
        first, last = np.roll(ends, 1), np.roll(ends, -1)
        single = low + _ends(first, last)
        double = double + _ends(first[:-1], last[1:])
    high = letters.astype(np.uint64) << (LETTER + KEY)
    second = letters[1:].astype(np.uint64) << KEY
    return merged([(high | single)[letter], (high[:-1] | second | double)[pair]])


def _ends(first: _Flags, last: _Flags) -> _Numbers:
    """What a place in a name is more than that, where the name begins or ends."""
    begins, ends = np.uint64(BEGINS_NAME - IN_NAME), np.uint64(ENDS_NAME - IN_NAME)
    more: _Numbers = np.where(first, begins, np.where(last, ends, np.uint64(0)))
    return more
