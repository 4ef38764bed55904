"""The index as files that a browser asks for one by one: what a search costs a reader hardly grows with the column.

    search/index.json              `pages`: for each page, in order of time, its number and the mark of its file;
                                   `words`: the marks of the files of words; `number`, `mark`: of how many digits these
                                   are; `facets`: which pages have which value of a filter, as differences of places in
                                   the order of time (`_packed`); `letters`: the mark of the one file of letters;
                                   `both`: whether some page has such letters
    search/letters/MARK.json       traditional letters, each before the simplified one that some page has
    search/words/NUMBER-MARK.bin   for some keys the pages that have them (`words`)
    search/pages/NUMBER-MARK.json  what is shown of a page, and its text, in which a hit is looked up

A page's number follows from its address (`numbers`). A file's MARK is made from its content: a reader with an old
index.json never gets a file that does not belong to it, browsers may keep what they have, and an unchanged file is not
sent again. Numbers and marks are written with the 32 digits 0 to v.
"""

import json
import re
from base64 import b32hexencode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import pairwise

from publicity.search.facets import Facet
from publicity.search.numbers import numbers_of
from publicity.search.page import SearchPage
from publicity.search.postings import Postings, has_letter
from publicity.search.traditional import SIMPLIFIED
from publicity.search.words import count_files, word_files

FOLDER = "search"
INDEX = f"{FOLDER}/index.json"
MARK = 6  # digits: that a changed file keeps its mark happens once in 2^30 times
_DIGITS = "0123456789abcdefghijklmnopqrstuv"
_TRADITIONAL = re.compile(f"[{''.join(SIMPLIFIED)}]")


def index_files(
    pages: Sequence[SearchPage], facets: Sequence[Facet], postings: Postings
) -> Iterator[tuple[str, bytes]]:
    """Yield the files with their paths, from pages in order of time, their filters, and what they are found by."""
    numbers = numbers_of(page.url for page in pages)
    digits = len(_written(max(numbers.values(), default=0)))
    shown, marks = list[str](), list[str]()
    for page in pages:
        number, record = _written(numbers[page.url], digits), page.record()
        shown.append(number + mark(record))
        yield f"{FOLDER}/pages/{number}-{mark(record)}.json", record
    for place, content in word_files(postings, count_files(postings)).items():
        marks.append(mark(content))
        yield f"{FOLDER}/words/{_written(place)}-{marks[-1]}.bin", content
    letters = _json("".join(f"{one}{SIMPLIFIED[one]}" for one in SIMPLIFIED if has_letter(postings, SIMPLIFIED[one])))
    yield f"{FOLDER}/letters/{mark(letters)}.json", letters
    listed = {facet: _values(facet, pages) for facet in facets}
    index = {
        "number": digits,
        "mark": MARK,
        "pages": "".join(shown),
        "words": "".join(marks),
        "letters": mark(letters),
        "both": any(_TRADITIONAL.search(page.title) or _TRADITIONAL.search(page.said) for page in pages),
        "facets": [{"key": it.key, "label": it.label, "values": values} for it, values in listed.items() if values],
    }
    yield INDEX, _json(index)


def mark(content: bytes) -> str:
    """What a file's name says of its content."""
    return b32hexencode(sha256(content).digest()).decode().lower()[:MARK]


def _written(number: int, digits: int = 1) -> str:
    """A number with so many digits at least."""
    written = ""
    while number or len(written) < digits:
        number, digit = divmod(number, len(_DIGITS))
        written = _DIGITS[digit] + written
    return written


def _values(facet: Facet, pages: Sequence[SearchPage]) -> list[tuple[str, str]]:
    """The values of a filter that occur, and the places of the pages of each in the order of time."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, page in enumerate(pages):
        for value in page.facets.get(facet.key, ()):
            found[value].append(place)
    ordered = [value for value in facet.order if value in found]
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
