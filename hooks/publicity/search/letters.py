"""Texts as arrays of the letters by which they are compared: `text.fold`, many texts at a time."""

from collections.abc import Sequence
from functools import cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from publicity.search.text import folded_letter, prepared

Letters: TypeAlias = npt.NDArray[np.uint32]  # code points

BETWEEN = np.uint32(0x110000)  # stands after each text: no letter is that high
_UNKNOWN, _SEVERAL = np.uint32(0xFFFFFFFF), np.uint32(0xFFFFFFFE)
_END, _OTHER = "\0", "\1"  # stands after each text; takes its place in one, and is compared with nothing either


def folded(texts: Sequence[str]) -> Letters:
    """The letters of folded texts, `BETWEEN` after each."""
    written = _written(prepared(_joined(texts)))
    table = _table()
    for point in np.unique(written[table[written] == _UNKNOWN]).tolist():
        letters = folded_letter(point)
        table[point] = _SEVERAL if len(letters) > 1 else ord(letters or "\0")
    known = table[written]
    several = np.flatnonzero(known == _SEVERAL)
    if len(several):
        known = _unfolded(known, several, [folded_letter(point) for point in written[several].tolist()])
    return known[known > 0]


def as_written(texts: Sequence[str]) -> Letters:
    """The letters of texts as they stand, `BETWEEN` after each."""
    written = _written(_joined(texts))
    written[written == 0] = BETWEEN
    return written


def _joined(texts: Sequence[str]) -> str:
    return "".join(f"{text.replace(_END, _OTHER)}{_END}" for text in texts)


def _written(text: str) -> Letters:
    return np.frombuffer(text.encode("utf-32-le"), np.uint32).copy()


def _unfolded(known: Letters, places: npt.NDArray[np.intp], meant: Sequence[str]) -> Letters:
    """Letters with several in the place of one."""
    lengths = np.ones(len(known), np.int64)
    lengths[places] = [len(letters) for letters in meant]
    begins = np.cumsum(lengths) - lengths
    longer = np.repeat(known, lengths)
    for begin, letters in zip(begins[places].tolist(), meant, strict=True):
        longer[begin : begin + len(letters)] = [ord(letter) for letter in letters]
    return longer


@cache
def _table() -> Letters:
    """By code point the letter that it is compared as, learnt as they turn up; 0 for none."""
    table = np.full(int(BETWEEN), _UNKNOWN, np.uint32)
    table[0] = BETWEEN
    return table
