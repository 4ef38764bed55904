"""Data with its mistakes taken out one by one, so that one mistake does not hide the next.

Nothing is ever published from it: it only lets the rules look on.
"""

from copy import deepcopy
from typing import Any

from pydantic_core import ErrorDetails

from publicity.texts.tree import Path

# Tried in turn in the place of what is wrong; where none fits, the list item around it goes.
_NOTHING = object()  # the key is taken away: what may be absent then is
_FILLERS: tuple[Any, ...] = ("x", _NOTHING, "2000-01-01", "2000-01-01 00:00", "1", [], {})


class Salvage:
    """Data that is mended in place, so a copy of one's own, and that remembers where each list item stood."""

    def __init__(self, data: Any) -> None:
        self.data = data
        self._tries: dict[Path, int] = {}
        self._indices: dict[int, tuple[list[Any], list[int]]] = {}  # holds the list, so that its id stays its own

    def original(self, path: Path) -> Path:
        """The path in the file of what stands at `path` now."""
        node, original = self.data, list[str | int]()
        for step in _as_written(self.data, path):
            if isinstance(step, int) and isinstance(node, list):
                _, indices = self._indices.get(id(node), (node, []))
                original.append(indices[step] if step < len(indices) else step)
            else:
                original.append(step)
            node = _child(node, step)
        return tuple(original)

    def mend(self, errors: list[ErrorDetails]) -> bool:
        """Take these mistakes out. False when nothing more can be done."""
        dropped = set[Path]()
        for error in errors:
            path = _as_written(self.data, tuple(error["loc"]))
            while path and not isinstance(_at(self.data, path[:-1]), dict | list):
                path = path[:-1]  # written short, as `issue: 5`: there is no key below
            parent = _at(self.data, path[:-1])
            if not path or not isinstance(parent, dict | list):
                return False
            if error["type"] == "extra_forbidden" and isinstance(parent, dict):
                parent.pop(path[-1], None)
            elif not self._fill(parent, path, error):
                if (item := _item_around(path)) is None:
                    return False
                dropped.add(item)
        self._drop(dropped)
        return True

    def _fill(self, parent: Any, path: Path, error: ErrorDetails) -> bool:
        tries = self._tries[path] = self._tries.get(path, -1) + 1
        if tries >= len(_FILLERS) or (isinstance(parent, list) and tries):
            return False
        if error["type"] == "literal_error":
            parent[path[-1]] = allowed(error)[0]
        elif _FILLERS[tries] is _NOTHING:
            parent.pop(path[-1], None)
        else:
            parent[path[-1]] = deepcopy(_FILLERS[tries])
        return True

    def _drop(self, paths: set[Path]) -> None:
        for path in sorted(paths, reverse=True):
            items, index = _at(self.data, path[:-1]), path[-1]
            _, indices = self._indices.setdefault(id(items), (items, list(range(len(items)))))
            del items[index]
            del indices[int(index)]
        # Paths behind what was dropped have moved, so what was tried there counts anew.
        lists = {path[:-1] for path in paths}
        self._tries = {k: v for k, v in self._tries.items() if not any(k[:i] in lists for i in range(len(k)))}


def allowed(error: ErrorDetails) -> list[str]:
    """The words that can be written where another was found."""
    expected = str(error.get("ctx", {})["expected"])
    return [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]


def _item_around(path: Path) -> Path | None:
    """The innermost list item that a path lies in."""
    return next((path[: i + 1] for i in reversed(range(len(path))) if isinstance(path[i], int)), None)


def _as_written(data: Any, path: Path) -> Path:
    """A path without the numbers of items that were written alone, not in a list."""
    steps: list[str | int] = []
    for step in path:
        if isinstance(data, list) or not isinstance(step, int):
            steps.append(step)
            data = _child(data, step)
    return tuple(steps)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = _child(data, step)
    return data


def _child(node: Any, step: str | int) -> Any:
    try:
        return node[step]
    except (KeyError, IndexError, TypeError):
        return None
