"""One work in many pieces, shared by processes as each gets on: how much goes to which, nobody has to know.

The first process needs the pieces in order, and takes them from the front. Each of the others has a few from the back,
and the next few when it has sent those: so they meet where the work is done, on two processors as on eight.
"""

from collections import deque
from collections.abc import Sequence
from typing import Generic, TypeVar

from publicity.building.left import Offered, Posted
from publicity.building.second_process import processors

Made = TypeVar("Made")

FEW = 8  # pieces sent at once
AHEAD = 2  # times as many wait with each process, so that none waits for the first
WORTH = 100  # pieces for which one more process is worth its start


def more_processes(pieces: int) -> int:
    """How many processes beside the first and the second are worth their start."""
    return max(0, min(processors() - 2, pieces // WORTH - 1))


class Shared(Generic[Made]):
    """Pieces 0 to `count`; each of the offers makes some of them in another process."""

    def __init__(self, count: int, offers: Sequence[Offered[[range], list[Made]]]) -> None:
        self._end = count  # of the pieces that nobody was given
        self._waiting = [(offer, deque[tuple[range, Posted[list[Made]]]]()) for offer in offers]
        self._made: dict[int, Made] = {}

    def take(self, number: int) -> Made | None:
        """A piece that was made elsewhere, once; None where it is to be made here, rather than to be waited for.

        To be asked in order: at each time the others are given something to do.
        """
        for offer, sent in self._waiting:
            while sent and sent[0][1].done:
                pieces, posted = sent.popleft()
                self._made.update(zip(pieces, posted.take(), strict=True))
            while len(sent) < AHEAD and offer.heard and self._end - FEW > number:
                pieces = range(self._end - FEW, self._end)
                self._end = pieces.start
                sent.append((pieces, offer.post(pieces)))
        return self._made.pop(number, None)
