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
        listed, there = b"", at
        while at < end:
            named = at + 1 + content[at]
            found = content[at + 1 : named]
            if found > key:
                break
            size, begin = _leb128(content, named) if content[named] > 127 else (content[named], named + 1)
            there, at = at, begin + size
            if found == key:
                listed = content[begin:at]
                break
            there = at
        made += content[copied:there]
        copied = at
        changed = _changed(listed, changes[key])
        if changed:
            made += _bytes(len(key)) + key + _bytes(len(changed)) + changed
        if bool(changed) != bool(listed):
            (come if changed else gone).add(key)
    return bytes(made + content[copied:]), gone, come


def _changed(listed: bytes, change: Change) -> bytes:
    """The list of a key after a change; what stays is copied where it says how far it is from the same as before."""
    made, at, read, written = bytearray(), 0, 0, 0
    for number in sorted(change.gone | change.come):
        if written != read and at < len(listed):
            difference, after = _leb128(listed, at)
            if read + difference < number:
                made += _bytes(read + difference - written)
                at, read = after, read + difference
                written = read
        if written == read:
            begin = at
            at, read = _up_to(listed, at, read, number)
            made += listed[begin:at]
            written = read
        difference, after = _leb128(listed, at) if at < len(listed) else (-1, at)
        if (read + difference == number) != (number in change.gone):
            raise ValueError("another file")
        if number in change.gone:
            at, read = after, number
        else:
            made += _bytes(number - written)
            written = number
    if written != read and at < len(listed):
        difference, at = _leb128(listed, at)
        made += _bytes(read + difference - written)
    return bytes(made + listed[at:])


def _up_to(listed: bytes, at: int, read: int, number: int) -> tuple[int, int]:
    """Where the first posting is that is no less than a number, and the one before it."""
    value = shift = 0
    for place, byte in enumerate(listed[at:], at + 1):
        if byte > 127:
            value |= (byte & 127) << shift
            shift += 7
            continue
        value = read + (value | byte << shift)
        if value >= number:
            break
        at, read, value, shift = place, value, 0, 0
    return at, read


def _postings(keys: Numbered) -> Iterator[tuple[str, int]]:
    for number, found in keys.items():
        yield from ((key, PLACES * number + place) for key, place in found.items())


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
