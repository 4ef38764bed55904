"""Which promise of a table is which that was imported before, though words, numbers and rows have changed."""

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

from publicity.importing.promises import Promised
from publicity.importing.remembered import Remembered

_ALIKE_UNDER_ONE_NUMBER, _ALIKE = 0.55, 0.85


def matched(new: list[Promised], kept: list[Remembered]) -> Iterator[tuple[Promised, Remembered | None]]:
    """Yield each promise with the one that it was, in the table's order; None for a new one."""
    found: dict[int, Remembered] = {}
    left = list(kept)
    for same in (_whole, _words, _numbered, _alike):
        for at, promised in enumerate(new):
            if at in found:
                continue
            fitting = [(same(promised, one.promised), one) for one in left]
            best = max(fitting, key=lambda pair: pair[0], default=None)
            if best and best[0] > 0:
                found[at] = best[1]
                left.remove(best[1])
    return ((promised, found.get(at)) for at, promised in enumerate(new))


Same = Callable[[Promised, Promised], float]


def _whole(new: Promised, old: Promised) -> float:
    return float((new.problems, new.item, new.measures) == (old.problems, old.item, old.measures)) * (
        2 if new.number == old.number else 1
    )


def _words(new: Promised, old: Promised) -> float:
    return float((new.problems, new.item) == (old.problems, old.item)) * (2 if new.number == old.number else 1)


def _numbered(new: Promised, old: Promised) -> float:
    alike = _likeness(new, old)
    return alike if new.number and new.number == old.number and alike >= _ALIKE_UNDER_ONE_NUMBER else 0


def _alike(new: Promised, old: Promised) -> float:
    alike = _likeness(new, old)
    return alike if alike >= _ALIKE else 0


def _likeness(new: Promised, old: Promised) -> float:
    return SequenceMatcher(None, _key(new), _key(old), autojunk=False).ratio()


def _key(promised: Promised) -> str:
    return "\n".join((*promised.problems, promised.item, *(text for text, _ in promised.measures)))[:600]
