"""Files of words in which some postings are others: of all else in them hardly a byte is looked at twice.

Where entries begin is not kept anywhere. But six bytes above 127 after a 6 are always a key of two Chinese letters, at
its beginning: a number has four such bytes at most (it is below 2^35), and no letter is a 6. So an entry is found by
halves.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from publicity.regex import regex
from publicity.search.keys import PLACES, file_of

_ENTRY = regex(rb"\x06[\x80-\xff]{6}")  # is one, wherever it is found
_NEAR = 200  # bytes in which an entry is looked for one by one
_SECOND = regex(rb"[\x80-\xff]([\x00-\x7f])")  # the end of a number of several bytes
_LONGER = regex(rb"[\x80-\xff]{2,}[\x00-\x7f]")  # a number of three bytes or more
_HIGH = bytes(range(128, 256))
_AT_ONCE = (1000, 100, 10)  # bytes of a list that are added up together


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
    copied = 0
    for key in sorted(changes):  # the order of letters is that of their bytes
        there, at, listed = _entry(content, key, copied)
        made += content[copied:there]
        copied = at
        changed = _changed(listed, changes[key])
        if changed:
            made += _bytes(len(key)) + key + _bytes(len(changed)) + changed
        if bool(changed) != bool(listed):
            (come if changed else gone).add(key)
    return bytes(made + content[copied:]), gone, come


def _entry(content: bytes, key: bytes, at: int) -> tuple[int, int, bytes]:
    """Where the entry of a key begins and ends, and its list; else where it would be. `at` begins one before it."""
    at, end = _nearer(content, key, at), len(content)
    while at < end:
        named = at + 1 + content[at]
        found = content[at + 1 : named]
        if found > key:
            break
        size, begin = _leb128(content, named) if content[named] > 127 else (content[named], named + 1)
        if found == key:
            return at, begin + size, content[begin : begin + size]
        at = begin + size
    return at, at, b""


def _nearer(content: bytes, key: bytes, at: int) -> int:
    """Where an entry begins that is not behind that of a key, and near it."""
    end = len(content)
    while end - at > _NEAR:
        half = (at + end) // 2
        found = _ENTRY.search(content, half, end)
        if found and found[0][1:] <= key:
            at = found.start()
        else:
            end = half
    return at


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
    for many in _AT_ONCE:
        while some := listed[at : at + many].rstrip(_HIGH):
            last = read + _sum(some)
            if last >= number:
                break
            at, read = at + len(some), last
    value = shift = 0
    for place, byte in enumerate(listed[at : at + _AT_ONCE[-1]], at + 1):
        if byte > 127:
            value |= (byte & 127) << shift
            shift += 7
            continue
        value = read + (value | byte << shift)
        if value >= number:
            break
        at, read, value, shift = place, value, 0, 0
    return at, read


def _sum(numbers: bytes) -> int:
    """What numbers are together, hardly one of them looked at: of most the bytes tell it, however they are mixed."""
    ends = b"".join(_SECOND.findall(numbers))
    longer = sum(_leb128(one, 0)[0] - _of_two(sum(one), one[-1], 1) for one in _LONGER.findall(numbers))
    return _of_two(sum(numbers), sum(ends), len(ends)) + longer


def _of_two(together: int, ends: int, count: int) -> int:
    """What numbers of one byte and of two are, from the sum of their bytes, of the second ones, and how many of two."""
    return together + 127 * ends - 128 * count


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
