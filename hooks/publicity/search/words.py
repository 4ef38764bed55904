"""The files of words: for some keys the pages that have them.

One key after the other: length and letters (UTF-8) of the key; length of the list and the list: for each page four
times its number and where it has the key (`postings`), as differences. Lengths and differences are LEB128: seven bits a
byte, the lowest first, the eighth set where more follow. A key is in the file that `keys.file_of` says.
"""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from publicity.search.keys import BITS, OFFSET, PRIME
from publicity.search.postings import KEY, LETTER, Postings, by_keys

_Bytes: TypeAlias = npt.NDArray[np.uint8]
_Ints: TypeAlias = npt.NDArray[np.int64]
_Keys: TypeAlias = npt.NDArray[np.uint64]
_Shorts: TypeAlias = npt.NDArray[np.uint32]


class _Coded(NamedTuple):
    """For some keys in order what scatters them, what stands in the files of them, and how long that is for each."""

    scattered: _Shorts
    entries: _Bytes
    lengths: _Shorts


class WordFiles:
    """What postings are as files. Those given, in order of keys, are no more there afterwards."""

    def __init__(self, made: list[Postings]) -> None:
        self._coded = list[_Coded]()  # from the last keys to the first
        self.keys = self.postings = 0
        self.letters: set[str] = set()  # the keys of one letter
        for block in by_keys(made):
            keys, coded = _coded(block)
            self._coded.append(coded)
            self.keys, self.postings = self.keys + len(keys), self.postings + len(block)
            first, second = _letters(keys)
            self.letters.update(map(chr, first[second == 0].tolist()))
        made.clear()

    def contents(self, count: int) -> Iterator[bytes]:
        """Yield the files in their order, so many; once."""
        pieces = list[tuple[bytes, list[int]]]()
        while self._coded:
            pieces.append(_sorted_out(self._coded.pop(), count))
        for number in range(count):
            yield b"".join(content[edges[number] : edges[number + 1]] for content, edges in pieces)


def _scattered(keys: _Keys) -> _Shorts:
    """What scatters keys over files (`keys.file_of`)."""
    first, second = _letters(keys)
    one = ((first ^ np.uint64(OFFSET)) * np.uint64(PRIME)) & np.uint64(BITS)
    two = ((one ^ second) * np.uint64(PRIME)) & np.uint64(BITS)
    return np.where(second > 0, two, one).astype(np.uint32)


def _letters(keys: _Keys) -> tuple[_Keys, _Keys]:
    return keys >> LETTER, keys & np.uint64((1 << int(LETTER)) - 1)


def _coded(postings: Postings) -> tuple[_Keys, _Coded]:
    """The keys of some postings, and these as they stand in files."""
    keys = postings >> KEY
    begins = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
    keys = keys[begins]
    numbers = (postings & np.uint64((1 << int(KEY)) - 1)).astype(np.int64)
    differences = np.diff(numbers, prepend=0)
    differences[begins] = numbers[begins]
    listed, taken = _leb128(differences)
    sizes = np.add.reduceat(taken, begins) if len(begins) else np.empty(0, np.int64)
    named, name_lengths = _utf8(keys)
    parts = [_leb128(name_lengths), (named, name_lengths), _leb128(sizes), (listed, sizes)]
    lengths = np.sum([length for _, length in parts], axis=0)
    entries, at = np.empty(int(lengths.sum()), np.uint8), np.cumsum(lengths) - lengths
    for content, length in parts:
        entries[_places(at, length)] = content
        at = at + length
    return keys, _Coded(_scattered(keys), entries, lengths.astype(np.uint32))


def _sorted_out(coded: _Coded, count: int) -> tuple[bytes, list[int]]:
    """Entries by the number of their file, in their order; where those of each file begin, and the end."""
    numbers, lengths = coded.scattered % np.uint32(count), coded.lengths.astype(np.int64)
    order = np.argsort(numbers, kind="stable")
    begins, lengths = (np.cumsum(lengths) - lengths)[order], lengths[order]
    ends = np.append(0, np.cumsum(lengths))
    edges = ends[np.searchsorted(numbers[order], np.arange(count + 1))]
    return coded.entries[_places(begins, lengths)].tobytes(), edges.tolist()


def _places(begins: _Ints, lengths: _Ints) -> _Ints:
    """All places of pieces that begin somewhere and are so long, one piece after the other."""
    places = np.arange(int(lengths.sum()))
    places += np.repeat(begins - (np.cumsum(lengths) - lengths), lengths)
    return places


def _leb128(numbers: _Ints) -> tuple[_Bytes, _Ints]:
    """Numbers below 2^35, one after the other, and how many bytes each takes."""
    lengths = np.ones(len(numbers), np.int64)
    for bits in (7, 14, 21, 28):
        lengths += numbers >> bits > 0
    written, begins = np.empty(int(lengths.sum()), np.uint8), np.cumsum(lengths) - lengths
    for byte in range(int(lengths.max(initial=0))):
        longer = np.flatnonzero(lengths > byte)
        more = lengths[longer] > byte + 1
        written[begins[longer] + byte] = (numbers[longer] >> 7 * byte & 127) | more.astype(np.int64) << 7
    return written, lengths


def _utf8(keys: _Keys) -> tuple[_Bytes, _Ints]:
    """The letters of keys, one after the other, and how many bytes each key takes."""
    letters = np.stack(_letters(keys), axis=1).astype(np.uint32)
    lengths = np.select([letters == 0, letters < 0x80, letters < 0x800, letters < 0x10000], [0, 1, 2, 3], 4)
    written = letters[letters > 0].tobytes().decode("utf-32").encode()
    return np.frombuffer(written, np.uint8), lengths.sum(axis=1)
