"""Files of words in which some postings are others: of all else in them not a byte is looked at twice."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from publicity.search.keys import PLACES, file_of


@dataclass
class Change:
    """Of one key the postings that go and those that come, without the key."""

    gone: set[int] = field(default_factory=set)
    come: set[int] = field(default_factory=set)


Numbered = Mapping[int, Mapping[str, int]]  # keys of pages with their places, by the number of the page
Changes = Mapping[bytes, Change]  # by key, in UTF-8


def changes_by_file(gone: Numbered, come: Numbered, count: int) -> dict[int, Changes]:
    """What changes in which of so many files; what both goes and comes does not."""
    went, came = {*_postings(gone)}, {*_postings(come)}
    found: dict[int, dict[bytes, Change]] = defaultdict(lambda: defaultdict(Change))
    for key, posting in went - came:
        found[file_of(key, count)][key.encode()].gone.add(posting)
    for key, posting in came - went:
        found[file_of(key, count)][key.encode()].come.add(posting)
    return dict(found)


def spliced(content: bytes, changes: Changes) -> tuple[bytes, set[bytes], set[bytes]]:
    """A file of words after some changes; the keys that it had and has no more, and those that it had not.

    Raises ValueError where what goes is not there, or what comes is: then the file is not what it was taken for.
    """
    made, gone, come = bytearray(), set[bytes](), set[bytes]()
    at, copied, end = 0, 0, len(content)
    for key in sorted(changes):  # the order of letters is that of their bytes
        change, had = changes[key], set[int]()
        while at < end and content[at + 1 : at + 1 + content[at]] < key:
            at = _after(content, at)
        made += content[copied:at]
        if at < end and content[at + 1 : at + 1 + content[at]] == key:
            had = {*_numbers(content, at)}
            at = _after(content, at)
        copied = at
        if not change.gone <= had or change.come & had:
            raise ValueError("another file")
        numbers = sorted(had - change.gone | change.come)
        if numbers:
            made += _entry(key, numbers)
        if bool(numbers) != bool(had):
            (come if numbers else gone).add(key)
    return bytes(made + content[copied:]), gone, come


def _postings(keys: Numbered) -> Iterator[tuple[str, int]]:
    for number, found in keys.items():
        yield from ((key, PLACES * number + place) for key, place in found.items())


def _after(content: bytes, at: int) -> int:
    """Where the entry ends that begins at a place."""
    size, at = _leb128(content, at + 1 + content[at])
    return at + size


def _numbers(content: bytes, at: int) -> list[int]:
    """The postings of the entry that begins at a place."""
    size, at = _leb128(content, at + 1 + content[at])
    end, number, numbers = at + size, 0, list[int]()
    while at < end:
        difference, at = _leb128(content, at)
        number += difference
        numbers.append(number)
    return numbers


def _entry(key: bytes, numbers: list[int]) -> bytes:
    listed = b"".join(_bytes(number - last) for last, number in zip([0, *numbers], numbers, strict=False))
    return _bytes(len(key)) + key + _bytes(len(listed)) + listed


def _leb128(content: bytes, at: int) -> tuple[int, int]:
    """The number that begins at a place, and where it ends."""
    value = shift = 0
    while True:
        byte = content[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def _bytes(number: int) -> bytes:
    written = bytearray()
    while number > 127:
        written.append(number & 127 | 128)
        number >>= 7
    written.append(number)
    return bytes(written)
