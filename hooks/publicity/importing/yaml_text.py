"""YAML as an editor would write it: a key and its value, doubts above it."""

from collections.abc import Iterable
from typing import Any

import yaml

from publicity.texts.doubts import doubt_line


def keyed(key: str, value: Any, doubts: Iterable[str] = (), indent: int = 0) -> str:
    """The lines of a key; short lists of plain texts on one line."""
    flat = isinstance(value, list) and all(isinstance(one, str) for one in value) and key != "measures"
    if flat or isinstance(value, dict):
        written = f"{key}: {_dump(value, flow=True)}\n"
    else:
        written = _dump({key: value}, flow=False) + "\n"
    lines = [*map(doubt_line, doubts), *written.splitlines()]
    return "".join(f"{' ' * indent}{line}\n" for line in lines)


def _dump(value: Any, *, flow: bool) -> str:
    dumped: str = yaml.safe_dump(
        value, allow_unicode=True, sort_keys=False, width=float("inf"), default_flow_style=flow
    )
    return dumped.strip()
