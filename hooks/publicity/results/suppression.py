"""Which counts of a row must not be shown, so that those under a bound can't be found by subtraction.

The total of a row is published. So with the small counts one more is hidden, and which one it is depends on where
the small ones stand, never on its size: who knows this rule still can't tell. Rows are independent of each other:
no sums over questions are published.
"""

from collections.abc import Sequence


def hidden(counts: Sequence[int], below: int | None) -> frozenset[int]:
    """The places of the counts that are not shown: those under the bound, and one beside them."""
    if below is None:
        return frozenset()
    small = {i for i, count in enumerate(counts) if count < below}
    rest = [i for i in range(len(counts)) if i not in small]
    if not small or not rest:
        return frozenset(small)
    first = min(small)
    return frozenset({*small, max((i for i in rest if i < first), default=rest[0])})


def gives_away(counts: Sequence[int], below: int | None) -> bool:
    """Whether what is hidden could be computed all the same, from the total and what is known of its size."""
    concealed = hidden(counts, below)
    if below is None or not concealed:
        return False
    small = [counts[i] for i in concealed if counts[i] < below]
    total = sum(counts[i] for i in concealed)
    if len(small) < len(concealed):
        return total <= below  # the one beside them is at least the bound: then nothing is left for the small ones
    return len(small) < 2 or total in (0, len(small) * (below - 1))
