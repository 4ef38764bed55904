"""In what order the plan prints its parts: what has been read stays in its order, and what is new may come anywhere."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publicity.plans.amendments import LISTS

ORDER = "order"
Order = Mapping[str, Sequence[str]]  # the ids of each list, by its path: `duties`, `phases.rectify.steps`


def order_of(path: str, data: Any) -> Iterator[tuple[str, list[str]]]:
    """Yield the order of every list of parts in the plan's plain data that has more than one."""
    for key in LISTS:
        listed, own = data.get(key, []), f"{path}{key}"
        if len(listed) > 1:
            yield own, [one["id"] for one in listed]
        for one in listed:
            yield from order_of(f"{own}.{one['id']}.", one)


def kept_order(sealed: Order, now: Order) -> dict[str, Sequence[str]]:
    """How what was sealed is ordered now: as it was, where all that is left of it stands as it did."""
    found: dict[str, Sequence[str]] = {}
    for path, ids in sealed.items():
        left = [one for one in now.get(path, []) if one in ids]
        found[path] = ids if left == [one for one in ids if one in left] else left
    return found
