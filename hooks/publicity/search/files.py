"""The index as files that a browser asks for one by one: what a search costs a reader hardly grows with the column.

    search/index.json              `pages`: for each page, in order of time, its number and the mark of its file;
                                   `words`: the marks of the files of words; `number`, `mark`: of how many digits these
                                   are; `facets`: which pages have which value of a filter, as differences of places in
                                   the order of time (`_packed`); `about`: the same of lines that stand about pages
                                   and are no keys; `letters`: the mark of the one file of letters; `both`: whether
                                   some page has such letters
    search/letters/MARK.json       traditional letters, each before the simplified one that some page has
    search/words/NUMBER-MARK.bin   for some keys the pages that have them (`words`)
    search/pages/NUMBER-MARK.json  what is shown of a page, and its text, in which a hit is looked up

A page's number follows from its address (`numbers`). A file's MARK is made from its content: a reader with an old
index.json never gets a file that does not belong to it, browsers may keep what they have, and an unchanged file is not
sent again. Numbers and marks are written with the 32 digits 0 to v.
"""

import json
from base64 import b32hexencode
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import pairwise

from publicity.regex import regex
from publicity.search.facets import Facet
from publicity.search.page import SearchPage
from publicity.search.traditional import SIMPLIFIED

FOLDER = "search"
INDEX = f"{FOLDER}/index.json"
MARK = 6  # digits: that a changed file keeps its mark happens once in 2^30 times
_DIGITS = "0123456789abcdefghijklmnopqrstuv"
_TRADITIONAL = regex(f"[{''.join(SIMPLIFIED)}]")


@dataclass(frozen=True)
class Listed:
    """What index.json says of a page: its number and the mark of its file; whether it has traditional letters.

    `about`: the lines that stand about it and are no keys.
    """

    number: int
    mark: str
    traditional: bool
    about: tuple[str, ...] = ()


def listed(page: SearchPage, number: int, record: bytes) -> Listed:
    """A page that has this number and this record."""
    traditional = any(map(_TRADITIONAL.search, (page.title, page.said, *page.about)))
    return Listed(number, mark(record), traditional, page.about)


def page_path(page: Listed, digits: int) -> str:
    """The path of a page's file."""
    return f"{FOLDER}/pages/{_written(page.number, digits)}-{page.mark}.json"


def words_path(place: int, marked: str) -> str:
    """The path of a file of words."""
    return f"{FOLDER}/words/{_written(place)}-{marked}.bin"


def letters_path(marked: str) -> str:
    """The path of the file of letters."""
    return f"{FOLDER}/letters/{marked}.json"


def letters_file(held: Container[str]) -> bytes:
    """The file of letters, where pages have these simplified ones."""
    return _json("".join(f"{one}{simple}" for one, simple in SIMPLIFIED.items() if simple in held))


def digits_for(numbers: Iterable[int]) -> int:
    """Of how many digits the numbers of pages are."""
    return len(_written(max(numbers, default=0)))


def index_file(
    pages: Sequence[Listed],
    values: Sequence[Mapping[str, Iterable[str]]],
    words: Iterable[str],
    letters: str,
    facets: Sequence[Facet],
) -> bytes:
    """index.json, from pages in order of time with their values for filters, and the marks of the other files."""
    digits = digits_for(page.number for page in pages)
    filters = {facet: _values([known.get(facet.key, ()) for known in values], facet.order) for facet in facets}
    index = {
        "number": digits,
        "mark": MARK,
        "pages": "".join(f"{_written(page.number, digits)}{page.mark}" for page in pages),
        "words": "".join(words),
        "letters": letters,
        "both": any(page.traditional for page in pages),
        "facets": [{"key": it.key, "label": it.label, "values": found} for it, found in filters.items() if found],
        "about": _values([page.about for page in pages]),
    }
    return _json(index)


def mark(content: bytes) -> str:
    """What a file's name says of its content."""
    return b32hexencode(sha256(content).digest()[:5]).decode().lower()[:MARK]


@cache
def _written(number: int, digits: int = 1) -> str:
    """A number with so many digits at least."""
    written = ""
    while number or len(written) < digits:
        number, digit = divmod(number, len(_DIGITS))
        written = _DIGITS[digit] + written
    return written


def _values(pages: Iterable[Iterable[str]], order: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The values that pages in the order of time have, those with an order first, and the places of the pages."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, values in enumerate(pages):
        for value in values:
            found[value].append(place)
    ordered = [value for value in order if value in found]
    ordered += sorted(found.keys() - ordered)
    return [(value, _packed(place - last for last, place in pairwise([0, *found[value]]))) for value in ordered]


def _packed(differences: Iterable[int]) -> str:
    """Four bits of a number a digit, the lowest first; 16 is added where more follow."""
    written = ""
    for difference in differences:
        while difference > 15:
            written += _DIGITS[difference % 16 + 16]
            difference //= 16
        written += _DIGITS[difference]
    return written


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
