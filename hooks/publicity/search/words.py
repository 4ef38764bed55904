"""The files of words: for some keys the pages that have them.

One key after the other: length and letters (UTF-8) of the key; length of the list and the list: for each page four
times its number and where it has the key (`postings`), as differences. Lengths and differences are LEB128: seven bits a
byte, the lowest first, the eighth set where more follow. A key is in the file that `keys.file_of` says.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from publicity.building.ahead import ahead, parts
from publicity.search.aside import Aside, Piece
from publicity.search.keys import BITS, OFFSET, PRIME
from publicity.search.postings import KEY, LETTER, Postings, merged

TOGETHER = 2_000_000  # bytes of files that are put together from their pieces, about
BLOCKS = 3  # for which one more process is worth its start

_Bytes: TypeAlias = npt.NDArray[np.uint8]
_Flags: TypeAlias = npt.NDArray[np.bool_]
_Ints: TypeAlias = npt.NDArray[np.int64]
_Keys: TypeAlias = npt.NDArray[np.uint64]
_Shorts: TypeAlias = npt.NDArray[np.uint32]


class _Coded(NamedTuple):
    """Of all files what stands in them of some keys, and where; where that of each file begins in it, and the end."""

    place: int
    piece: Piece
    edges: _Ints


class WordFiles:
    """What postings are as files: given in blocks, the keys of one before those of the next."""

    def __init__(self, blocks: Iterable[Postings], aside: Aside) -> None:
        """Put the postings aside. Raises OSError."""
        self._places, self._blocks, self._coded = [aside], list[Piece](), list[_Coded]()
        self.keys = self.postings = 0
        self.letters: set[str] = set()  # the keys of one letter
        for postings in map(_merged, blocks):
            keys = (postings >> KEY)[_begins(postings)]
            self.keys, self.postings = self.keys + len(keys), self.postings + len(postings)
            first, second = _letters(keys)
            self.letters.update(map(chr, first[second == 0].tolist()))
            self._blocks.append(aside.put(postings.data.cast("B")))

    def code(self, count: int) -> None:
        """Write the postings as they stand in so many files, in several processes. Raises OSError."""
        here, *elsewhere = parts(self._blocks, BLOCKS)
        self._places += (self._places[0].another() for _ in elsewhere)
        works = [partial(self._code, count, place, blocks) for place, blocks in enumerate(elsewhere, 1)]
        with ahead(works) as copies:
            self._coded = self._code(count, 0, here)
            for work, made in zip(works, copies.take(), strict=True):
                self._coded += work() if made is None else made

    def _code(self, count: int, place: int, blocks: Sequence[Piece]) -> list[_Coded]:
        coded = (_coded(np.frombuffer(self._places[0].take([block]), np.uint64), count) for block in blocks)
        return [_Coded(place, self._places[place].put(content), edges) for content, edges in coded]

    def contents(self, numbers: Sequence[int]) -> Iterator[bytes]:
        """Yield some of the files that were coded: those with numbers that follow each other. Raises OSError."""
        size = sum(int(it.edges[numbers[-1] + 1] - it.edges[numbers[0]]) for it in self._coded)
        few = max(len(numbers) * TOGETHER // max(size, 1), 1)
        for begin in range(0, len(numbers), few):
            some = numbers[begin : begin + few]
            found = [(self._between(it, some[0], some[-1] + 1), it.edges) for it in self._coded]
            for number in some:
                yield b"".join(part[at[number] - at[some[0]] : at[number + 1] - at[some[0]]] for part, at in found)

    def _between(self, coded: _Coded, first: int, end: int) -> bytearray:
        return self._places[coded.place].take([coded.piece.part(coded.edges[first], coded.edges[end])])


def _merged(postings: Postings) -> Postings:
    return merged([postings])


def _coded(postings: Postings, count: int) -> tuple[memoryview, _Ints]:
    """Postings as they stand in so many files, one file after the other; where each file begins, and the end."""
    begins = _begins(postings)
    keys, lengths = (postings >> KEY)[begins], np.diff(begins, append=len(postings))
    files = (_scattered(keys) % np.uint32(count)).astype(np.uint32)
    order = np.argsort(files, kind="stable")
    numbers = (postings & np.uint64((1 << int(KEY)) - 1)).astype(np.uint32)
    differences = np.diff(numbers, prepend=np.uint32(0))
    differences[begins] = numbers[begins]
    lengths = lengths[order]
    listed, taken = _leb128(differences[_places(begins[order], lengths)])
    sizes = np.add.reduceat(taken, np.cumsum(lengths) - lengths, dtype=np.uint32) if len(begins) else lengths
    heads, headed = _heads(keys[order], sizes)
    whole = headed + sizes
    content = np.empty(int(whole.sum()), np.uint8)
    of_heads = np.repeat(np.arange(2 * len(whole)) % 2 == 0, np.stack([headed, sizes], axis=1).ravel())
    content[of_heads] = heads
    content[~of_heads] = listed
    ends = np.append(0, np.cumsum(whole, dtype=np.int64))
    return content.data, ends[np.searchsorted(files[order], np.arange(count + 1))]


def _begins(postings: Postings) -> _Ints:
    """Where each key begins."""
    return np.flatnonzero(np.append(True, (postings[1:] ^ postings[:-1]) >> KEY > 0)[: len(postings)])


def _scattered(keys: _Keys) -> _Shorts:
    """What scatters keys over files (`keys.file_of`)."""
    first, second = _letters(keys)
    one = ((first ^ np.uint64(OFFSET)) * np.uint64(PRIME)) & np.uint64(BITS)
    two = ((one ^ second) * np.uint64(PRIME)) & np.uint64(BITS)
    return np.where(second > 0, two, one).astype(np.uint32)


def _letters(keys: _Keys) -> tuple[_Keys, _Keys]:
    return keys >> LETTER, keys & np.uint64((1 << int(LETTER)) - 1)


def _places(begins: _Ints, lengths: _Ints) -> _Ints:
    """All places of pieces that begin somewhere and are so long, one piece after the other."""
    places = np.repeat(begins - (np.cumsum(lengths) - lengths), lengths)
    places += np.arange(len(places))
    return places


def _heads(keys: _Keys, sizes: _Shorts) -> tuple[_Bytes, _Shorts]:
    """What stands before the lists of keys, one after the other, and how many bytes before each."""
    first, second = (letters.astype(np.uint32) for letters in _letters(keys))
    named = [*_utf8(first), *_utf8(second)]
    length: _Bytes = np.stack([there for _, there in named]).sum(axis=0, dtype=np.uint8)
    return _columns([(length, np.ones(len(keys), np.bool_)), *named, *_digits(sizes)])


def _leb128(numbers: _Shorts) -> tuple[_Bytes, _Shorts]:
    """Numbers, one after the other, and how many bytes each takes."""
    return _columns([*_digits(numbers)])


def _columns(columns: list[tuple[_Bytes, _Flags]]) -> tuple[_Bytes, _Shorts]:
    """The bytes of rows, of each those that are there, and how many these are."""
    written = np.stack([column for column, _ in columns], axis=1)
    there = np.stack([there for _, there in columns], axis=1)
    return written[there], there.sum(axis=1, dtype=np.uint32)


def _digits(numbers: _Shorts) -> Iterator[tuple[_Bytes, _Flags]]:
    """The bytes of numbers in LEB128, and of which numbers they are."""
    there, most = np.ones(len(numbers), np.bool_), int(numbers.max(initial=0))
    for shift in range(0, max(most.bit_length(), 1), 7):
        digits, more = numbers >> np.uint32(shift), numbers >> np.uint32(shift + 7) > 0
        yield (digits & np.uint32(127) | more * np.uint32(128)).astype(np.uint8), there
        there = more


def _utf8(letters: _Shorts) -> Iterator[tuple[_Bytes, _Flags]]:
    """The bytes of letters, and of which letters they are; of 0 there is none."""
    lead = np.select(
        [letters < 0x80, letters < 0x800, letters < 0x10000],
        [letters, 0xC0 | letters >> 6, 0xE0 | letters >> 12],
        0xF0 | letters >> 18,
    )
    yield lead.astype(np.uint8), letters > 0
    for shift, least in ((12, 0x10000), (6, 0x800), (0, 0x80)):
        yield (letters >> np.uint32(shift) & np.uint32(0x3F) | np.uint32(0x80)).astype(np.uint8), letters >= least
