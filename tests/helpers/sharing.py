"""What is dear to make is made once in a session, by the worker that needs it first, and looked at by all."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest


def shared(factory: pytest.TempPathFactory, name: str, fill: Callable[[Path], object]) -> Path:
    """A folder that `fill` has filled. Nobody may change anything in it."""
    base = factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, filled = base / name, base / f"{name}.filled"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not filled.exists():
            shutil.rmtree(folder, ignore_errors=True)
            fill(folder)
            filled.touch()
    return folder


class Sites(Mapping[str, Path]):
    """A site for each day, made when somebody asks for it."""

    def __init__(self, days: tuple[str, ...], build: Callable[[str], Path]) -> None:
        self._days, self._build = days, build

    def __getitem__(self, day: str) -> Path:
        return self._build(day)

    def __iter__(self) -> Iterator[str]:
        return iter(self._days)

    def __len__(self) -> int:
        return len(self._days)
