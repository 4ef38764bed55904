"""A page's number in the index: it follows from the page's address, not from its day or from how many came before it.

So a page that comes, goes or gets another day leaves the other numbers alone, and with them the files of words that
have none of its words: in a list as long as a campaign, a page's own words are in a part of the files only.
"""

from collections.abc import Iterable
from hashlib import sha256

ROOM = 2  # numbers to a page, at least: where there is room, hardly any page stands in another's way


def numbers_of(urls: Iterable[str]) -> dict[str, int]:
    """A number for each address, all different, below `room_for` as many.

    Each address has an order in which it would take the numbers, and a rank in which it may choose; both are made from
    it alone. Of two that want one number the lower in rank goes on: a new page moves a few others at most, except when
    the room doubles. The order of the addresses does not matter.
    """
    digests = {url: sha256(url.encode()).digest() for url in urls}
    room, taken = room_for(len(digests)), dict[int, str]()
    for url in sorted(digests, key=digests.__getitem__):
        digest = digests[url]
        number, step = int.from_bytes(digest[8:16]) % room, int.from_bytes(digest[16:24]) | 1  # odd: reaches all
        while number in taken:
            number = (number + step) % room
        taken[number] = url
    return {url: number for number, url in taken.items()}


def room_for(pages: int) -> int:
    """How many numbers there are for so many pages: a power of two."""
    room = 1
    while room < ROOM * pages:
        room *= 2
    return room
