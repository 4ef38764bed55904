"""What a page is found by: each letter, each two that follow in a line, and where the page has them.

`postings` says the same of many pages at a time, with numpy, which takes longer to load than a few pages to take apart.
"""

from collections.abc import Iterator

from publicity.search.page import SearchPage
from publicity.search.text import fold

# Where a page has a key. Of several places the last in this order counts.
IN_TEXT, IN_NAME, ENDS_NAME, BEGINS_NAME = range(4)
PLACES = 4  # times a page's number, and the place: a posting

LOADED = 4  # files of words that a search loads, about
A_FILE = 6  # bytes that index.json says of a file (`files.MARK`)
A_KEY, A_PAGE = 9, 1  # bytes that a key takes beside its pages, and of these each, about
OFFSET, PRIME, BITS = 0x811C9DC5, 0x01000193, 0xFFFFFFFF  # FNV-1a, 32 bits: it scatters keys over files


def keys_of(page: SearchPage) -> dict[str, int]:
    """All keys of a page, each with its place."""
    found = dict.fromkeys((key for line in fold(page.said).split("\n") for key in _keys(line)), IN_TEXT)
    names = [fold(name) for name in (page.title, *page.names)]
    for name in (*names, *(read.replace(" ", "").upper() for read in page.sounds)):
        for key, place in _placed(name):
            found[key] = max(found.get(key, IN_TEXT), place)
    return found


def count_files(keys: int, postings: int) -> int:
    """How many files of words there are to be, a power of two: so many that a search loads as little as can be."""
    size = A_KEY * keys + A_PAGE * postings
    count = 1
    while A_FILE * count < LOADED * size / (2 * count):  # what twice as many cost, what they save
        count *= 2
    return count


def file_of(key: str, count: int) -> int:
    """The number of the file in which a key is, of so many."""
    scattered = OFFSET
    for letter in key:
        scattered = (scattered ^ ord(letter)) * PRIME & BITS
    return scattered % count


def _keys(line: str) -> Iterator[str]:
    yield from line
    yield from map(str.__add__, line, line[1:])


def _placed(name: str) -> Iterator[tuple[str, int]]:
    """The keys in a name, with where they stand."""
    for length in (1, 2):
        last = len(name) - length
        for at in range(last + 1):
            key = name[at : at + length]
            if "\n" not in key:
                yield key, IN_NAME if 0 < at < last else ENDS_NAME if at else BEGINS_NAME
