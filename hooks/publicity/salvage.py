"""Data with its mistakes taken out one by one, so that one mistake does not hide the next.

Nothing is ever published from it: it only lets the rules look on.
"""

from copy import deepcopy
from typing import Any

from pydantic_core import ErrorDetails

from publicity.tree import Path

# Tried in turn in the place of what is wrong; where none fits, the list item around it goes.
_FILLERS: tuple[Any, ...] = ("x", "2000-01-01", "1", [], {})


class Salvage:
    """A copy of the data that is mended in place and remembers where each list item stood."""

    def __init__(self, data: Any) -> None:
        self.data = deepcopy(data)
        self._tries: dict[Path, int] = {}
        self._indices: dict[int, list[int]] = {}

    def original(self, path: Path) -> Path:
        """The path in the file of what stands at `path` now."""
        node, original = self.data, list[str | int]()
        for step in path:
            if isinstance(step, int) and isinstance(node, list):
                indices = self._indices.get(id(node))
                original.append(indices[step] if indices and step < len(indices) else step)
            else:
                original.append(step)
            node = _child(node, step)
        return tuple(original)

    def mend(self, errors: list[ErrorDetails]) -> bool:
        """Take these mistakes out. False when nothing more can be done."""
        dropped = list[Path]()
        for error in errors:
            path = tuple(error["loc"])
            parent = _at(self.data, path[:-1])
            if not path or not isinstance(parent, dict | list):
                return False
            tries = self._tries[path] = self._tries.get(path, -1) + 1
            if error["type"] == "extra_forbidden" and isinstance(parent, dict):
                parent.pop(path[-1], None)
            elif tries < len(_FILLERS) and not (isinstance(parent, list) and tries):
                parent[path[-1]] = deepcopy(_FILLERS[tries])  # type: ignore[index]
            elif (item := _item_around(path)) is not None:
                dropped.append(item)
            else:
                return False
        for item in sorted(set(dropped), reverse=True):
            self._drop(item)
        return True

    def _drop(self, path: Path) -> None:
        items, index = _at(self.data, path[:-1]), path[-1]
        indices = self._indices.setdefault(id(items), list(range(len(items))))
        del items[index]
        del indices[int(index)]
        # Paths behind the item have moved, so what was tried there counts anew.
        self._tries = {k: v for k, v in self._tries.items() if k[: len(path) - 1] != path[:-1]}


def _item_around(path: Path) -> Path | None:
    """The innermost list item that a path lies in."""
    return next((path[: i + 1] for i in reversed(range(len(path))) if isinstance(path[i], int)), None)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = _child(data, step)
    return data


def _child(node: Any, step: str | int) -> Any:
    try:
        return node[step]
    except (KeyError, IndexError, TypeError):
        return None
