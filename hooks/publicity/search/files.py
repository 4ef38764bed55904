"""The index as files that a browser asks for one by one: what a search costs a reader hardly grows with the column.

    search/index.json       names of the other files, one after the other; which pages have which value of a filter;
                            `letters`: the name of the one file of letters; `both`: whether some page has such letters
    search/letters/NAME.json  traditional letters, each before the simplified one that some page has
    search/words/NAME.bin   for some keys (`text.keys`) the pages that have them
    search/pages/NAME.json  what is shown of a page, and its text, in which a hit is looked up

A page is its number in order of time. A file's NAME is made from its content: a reader with an old index.json never
gets a file that does not belong to it, browsers may keep what they have, and an unchanged file is not sent again.
"""

import json
from base64 import b32encode
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from operator import sub

from publicity.search.facets import Facet
from publicity.search.page import SearchPage
from publicity.search.text import fold, keys, levels
from publicity.search.traditional import SIMPLIFIED

FOLDER = "search"
INDEX = f"{FOLDER}/index.json"
PART = 6_000  # bytes that a file of words has at most, on average: 3 to 6 thousand
NAME = 8  # characters, of five bits, that a name has at least
Postings = Mapping[str, Sequence[int]]  # by key: four times a page's number, and where it has the key; ascending


def search_files(pages: Sequence[SearchPage], facets: Sequence[Facet]) -> dict[str, bytes]:
    """Make the files of the index, by path. `pages` are in order of time; `facets` are the filters."""
    postings = _postings(pages)
    records, parts = [page.record() for page in pages], _parts(postings)
    letters = json.dumps("".join(map("".join, _letters(postings))), ensure_ascii=False).encode()
    *names, letters_name = _names([*records, *parts, letters])
    index = {
        "name": len(letters_name),
        "pages": "".join(names[: len(records)]),
        "words": "".join(names[len(records) :]),
        "letters": letters_name,
        "both": any(SIMPLIFIED.keys() & {*page.title, *page.text} for page in pages),
        "facets": [
            {"key": facet.key, "label": facet.label, "values": values}
            for facet in facets
            if (values := _values(facet, pages))
        ],
    }
    made = {f"{FOLDER}/letters/{letters_name}.json": letters}
    made[INDEX] = json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()
    made |= {f"{FOLDER}/pages/{name}.json": record for name, record in zip(names, records, strict=False)}
    return made | {f"{FOLDER}/words/{name}.bin": part for name, part in zip(names[len(records) :], parts, strict=True)}


def _letters(postings: Postings) -> list[tuple[str, str]]:
    return [(written, simplified) for written, simplified in SIMPLIFIED.items() if simplified in postings]


def _names(contents: Iterable[bytes]) -> list[str]:
    """Names for contents, all of one length: as short as keeps those apart that differ."""
    digests = [b32encode(sha256(content).digest()).decode().lower() for content in contents]
    differ, length = len({*digests}), NAME
    while len({digest[:length] for digest in digests}) < differ:
        length += 1
    return [digest[:length] for digest in digests]


def _values(facet: Facet, pages: Sequence[SearchPage]) -> list[tuple[str, list[int]]]:
    """The values of a filter that occur, and the pages of each, as differences."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, page in enumerate(pages):
        for value in page.facets.get(facet.key, ()):
            found[value].append(number)
    ordered = [value for value in facet.order if value in found]
    ordered += sorted(found.keys() - ordered)
    return [(value, _differences(found[value])) for value in ordered]


def _postings(pages: Sequence[SearchPage]) -> Postings:
    """For a name 1 to 3, as `levels` has it, for a text 0. How names are read stands in capitals, which texts lose."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, page in enumerate(pages):
        named = levels([fold(name) for name in (page.title, *page.names)])
        read = levels([sounds.replace(" ", "").upper() for sounds in page.sounds])
        for key, level in (named | read).items():
            found[key].append(4 * number + level)
        for key in keys(fold(page.text)) - named.keys():
            found[key].append(4 * number)
    return found


def _parts(postings: Postings) -> list[bytes]:
    """The files of words: their number a power of two, each key in the one that its `place` says."""
    entries = {key: _entry(key, postings[key]) for key in sorted(postings)}
    count = 1
    while count * PART < sum(map(len, entries.values())):
        count *= 2
    parts = [bytearray() for _ in range(count)]
    for key, entry in entries.items():
        parts[file_number(key) % count] += entry
    return [bytes(part) for part in parts]


def _entry(key: str, numbers: Sequence[int]) -> bytes:
    """Length and bytes of the key, length and bytes of the pages."""
    named = key.encode()
    listed = b"".join(map(_byte_string, _differences(numbers)))
    return _byte_string(len(named)) + named + _byte_string(len(listed)) + listed


def _differences(numbers: Sequence[int]) -> list[int]:
    return [numbers[0], *map(sub, numbers[1:], numbers)] if len(numbers) > 1 else [*numbers]


@cache
def _byte_string(number: int) -> bytes:
    """Seven bits a byte, the lowest first, the eighth set where more follow (LEB128)."""
    if number < 128:
        return bytes([number])
    return bytes([number & 127 | 128]) + _byte_string(number >> 7)


def file_number(key: str) -> int:
    """A number that scatters keys: FNV-1a over the code points, 32 bits."""
    scattered = 0x811C9DC5
    for character in key:
        scattered = (scattered ^ ord(character)) * 0x01000193 & 0xFFFFFFFF
    return scattered
