"""The index as files that a browser asks for one by one: what a search costs a reader hardly grows with the column.

    search/index.json       names of the other files, and which pages belong to which value of a filter
    search/words/NAME.bin   for some keys (`search_text.keys`) the pages that have them
    search/pages/NAME.json  what is shown of a page, and its text, in which a hit is looked up

A page is its number in order of time. A file's NAME is made from its content: a reader with an old index.json never
gets a file that does not belong to it, browsers may keep what they have, and an unchanged file is not sent again.
"""

import json
from base64 import b32encode
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from operator import sub

from publicity.search_facets import Facet
from publicity.search_page import SearchPage
from publicity.search_text import fold, keys

FOLDER = "search"
INDEX = f"{FOLDER}/index.json"
PART = 6_000  # bytes that a file of words has at most, on average
NAME = 8  # characters, of five bits: 5000 pages share one name once in 90 000 columns, and that is told
Postings = Mapping[str, Sequence[int]]  # by key: twice a page's number, one more if its title has the key; ascending


def search_files(pages: Sequence[SearchPage], facets: Sequence[Facet]) -> dict[str, bytes]:
    """Make the files of the index, by path. `pages` are in order of time; `facets` are the filters."""
    records = _named(f"{FOLDER}/pages", "json", (page.record() for page in pages))
    words = _named(f"{FOLDER}/words", "bin", _parts(_postings(pages)))
    index = {
        "pages": "".join(name for name, _, _ in records),
        "words": "".join(name for name, _, _ in words),
        "facets": [
            {"key": facet.key, "label": facet.label, "values": values}
            for facet in facets
            if (values := _values(facet, pages))
        ],
    }
    made = {path: content for _, path, content in (*records, *words)}
    return {INDEX: json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()} | made


def _named(folder: str, suffix: str, contents: Iterable[bytes]) -> list[tuple[str, str, bytes]]:
    """Name contents: (name, path, content) for each. Raises ValueError where two differ and would be called alike."""
    named, taken = [], dict[str, bytes]()
    for content in contents:
        name = b32encode(sha256(content).digest())[:NAME].decode().lower()
        if taken.setdefault(name, content) != content:
            raise ValueError(f"two files of the index would be called {name}")
        named.append((name, f"{folder}/{name}.{suffix}", content))
    return named


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
    found: dict[str, list[int]] = defaultdict(list)
    for number, page in enumerate(pages):
        in_title = keys(fold(page.title))
        for key in in_title:
            found[key].append(2 * number + 1)
        for key in keys(fold(page.text)) - in_title:
            found[key].append(2 * number)
    return found


def _parts(postings: Postings) -> list[bytes]:
    """The files of words: their number a power of two, each key in the one that its `place` says."""
    entries = {key: _entry(key, postings[key]) for key in sorted(postings)}
    count = 1
    while count * PART < sum(map(len, entries.values())):
        count *= 2
    parts = [bytearray() for _ in range(count)]
    for key, entry in entries.items():
        parts[place(key) % count] += entry
    return [bytes(part) for part in parts]


def _entry(key: str, numbers: Sequence[int]) -> bytes:
    """Length and bytes of the key, length and bytes of the pages."""
    named, listed = key.encode(), _bytes(_differences(numbers))
    return bytes([len(named)]) + named + _bytes([len(listed)]) + listed


def _differences(numbers: Sequence[int]) -> list[int]:
    return [numbers[0], *map(sub, numbers[1:], numbers)]


def _bytes(numbers: Sequence[int]) -> bytes:
    """Seven bits a byte, the lowest first, the eighth set where more follow (LEB128)."""
    if max(numbers) < 128:
        return bytes(numbers)
    made = bytearray()
    for number in numbers:
        rest = number
        while rest > 127:
            made.append(rest & 127 | 128)
            rest >>= 7
        made.append(rest)
    return bytes(made)


def place(key: str) -> int:
    """A number that scatters keys: FNV-1a over the code points, 32 bits."""
    scattered = 0x811C9DC5
    for character in key:
        scattered = (scattered ^ ord(character)) * 0x01000193 & 0xFFFFFFFF
    return scattered
