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
from publicity.search.postings import BLOCK, KEY, LETTER, Postings

_Bytes: TypeAlias = npt.NDArray[np.uint8]
_Ints: TypeAlias = npt.NDArray[np.int64]


class _Block(NamedTuple):
    """Some keys, where in `postings` those of each begin, and these."""

    keys: npt.NDArray[np.uint64]
    begins: _Ints
    postings: Postings


def count_keys(postings: Postings) -> int:
    """How many keys there are."""
    return sum(len(block.keys) for block in _blocks(postings))


def word_files(postings: Postings, count: int) -> dict[int, bytes]:
    """The files by number."""
    files = {number: bytearray() for number in range(count)}
    for block in _blocks(postings):
        for number, content in _sorted_out(files_of(block.keys, count), *_entries(block)):
            files[number] += content
    return {number: bytes(content) for number, content in files.items()}


def _blocks(postings: Postings) -> Iterator[_Block]:
    """Some postings after the other, all of a key together."""
    begin = 0
    while begin < len(postings):
        end = begin + BLOCK
        if end < len(postings):
            end = int(np.searchsorted(postings, ((postings[end] >> KEY) + np.uint64(1)) << KEY))
        part = postings[begin:end]
        begin = end
        keys = part >> KEY
        begins = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
        yield _Block(keys[begins], begins, part)


def files_of(keys: npt.NDArray[np.uint64], count: int) -> _Ints:
    """The numbers of the files in which keys are, of so many (`keys.file_of`)."""
    first, second = _letters(keys)
    one = ((first ^ np.uint64(OFFSET)) * np.uint64(PRIME)) & np.uint64(BITS)
    two = ((one ^ second) * np.uint64(PRIME)) & np.uint64(BITS)
    return np.where(second > 0, two, one).astype(np.int64) % count


def _letters(keys: npt.NDArray[np.uint64]) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    return keys >> LETTER, keys & np.uint64((1 << int(LETTER)) - 1)


def _entries(block: _Block) -> tuple[_Bytes, _Ints]:
    """What stands in the files of each key, one after the other, and how long it is."""
    numbers = (block.postings & np.uint64((1 << int(KEY)) - 1)).astype(np.int64)
    differences = np.diff(numbers, prepend=0)
    differences[block.begins] = numbers[block.begins]
    listed, taken = _leb128(differences)
    sizes = np.add.reduceat(taken, block.begins) if len(block.begins) else np.empty(0, np.int64)
    named, name_lengths = _utf8(block.keys)
    parts = [_leb128(name_lengths), (named, name_lengths), _leb128(sizes), (listed, sizes)]
    lengths = np.sum([length for _, length in parts], axis=0)
    entries, at = np.empty(int(lengths.sum()), np.uint8), np.cumsum(lengths) - lengths
    for content, length in parts:
        entries[_places(at, length)] = content
        at = at + length
    return entries, lengths


def _sorted_out(numbers: _Ints, entries: _Bytes, lengths: _Ints) -> Iterator[tuple[int, bytes]]:
    """Entries by the number of their file, in their order, and that number."""
    order = np.argsort(numbers, kind="stable")
    begins, lengths = (np.cumsum(lengths) - lengths)[order], lengths[order]
    found, first = np.unique(numbers[order], return_index=True)
    edges = np.append((np.cumsum(lengths) - lengths)[first], lengths.sum()).tolist()
    sorted_out = entries[_places(begins, lengths)]
    for number, begin, end in zip(found.tolist(), edges, edges[1:], strict=False):
        yield number, sorted_out[begin:end].tobytes()


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


def _utf8(keys: npt.NDArray[np.uint64]) -> tuple[_Bytes, _Ints]:
    """The letters of keys, one after the other, and how many bytes each key takes."""
    letters = np.stack(_letters(keys), axis=1).astype(np.uint32)
    lengths = np.select([letters == 0, letters < 0x80, letters < 0x800, letters < 0x10000], [0, 1, 2, 3], 4)
    written = letters[letters > 0].tobytes().decode("utf-32").encode()
    return np.frombuffer(written, np.uint8), lengths.sum(axis=1)
