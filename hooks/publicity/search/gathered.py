"""The postings of many pages, put aside until all are there: then those of some keys can be looked at together."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from publicity.search.aside import Aside, Piece
from publicity.search.postings import KEY, Numbering, Postings, renumbered

RANGES = 256  # of keys: postings of one are put aside side by side
BLOCK = 100_000  # postings that are looked at together, about
_SIZE = 8  # bytes of a posting


@dataclass
class _Part:
    """What was added at one time: where the postings of each range begin, and the end; new numbers of its pages."""

    piece: Piece
    edges: list[int]
    numbers: Numbering | None = None

    def of(self, first: int, end: int) -> Piece:
        """Where the postings of some ranges are."""
        return self.piece.part(self.edges[first] * _SIZE, self.edges[end] * _SIZE)


class Gathered:
    """Postings on a disk. How keys are spread tell those that are added first."""

    def __init__(self, aside: Aside) -> None:
        self._aside = aside
        self._parts = list[_Part]()
        self._edges: Postings | None = None

    def add(self, postings: Postings) -> None:
        """Put postings aside, in order of keys. Raises OSError."""
        if self._edges is None:
            self._edges = np.unique(postings[:: max(len(postings) // RANGES, 1)] >> KEY)[1:] << KEY
        edges = [0, *np.searchsorted(postings, self._edges).tolist(), len(postings)]
        self._parts.append(_Part(self._aside.put(postings.data.cast("B")), edges))

    def renumber(self, numbers: Numbering) -> None:
        """Have all that was added by now under new numbers; the pages that have none go."""
        for part in self._parts:
            part.numbers = numbers

    def blocks(self) -> Iterator[Postings]:
        """All of them, some keys before the other, about `BLOCK` each, in no other order. Raises OSError."""
        for first, end in self._ranges():
            found = [np.empty(0, np.uint64)]
            for part in self._parts:
                postings = np.frombuffer(self._aside.take([part.of(first, end)]), np.uint64)
                found.append(postings if part.numbers is None else renumbered(postings, part.numbers))
            yield np.concatenate(found)

    def _ranges(self) -> Iterator[tuple[int, int]]:
        """Ranges that together have enough postings, from the first to the last."""
        if not self._parts:
            return
        ends = np.sum([part.edges for part in self._parts], axis=0)
        blocks = [*np.flatnonzero(np.diff(ends // BLOCK)).tolist(), len(ends) - 2]
        yield from pairwise(dict.fromkeys([0, *(place + 1 for place in blocks)]))
