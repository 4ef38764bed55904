"""Folders of docs/ that can't be looked into: without a word their files would count as not written."""

import os
from collections.abc import Iterator
from pathlib import Path

from publicity.problems.problem import Problem


def closed_folders(docs: Path, prefix: str) -> Iterator[Problem]:
    """Tell of every folder that may not be listed or entered. `prefix` is what docs/ is called in messages."""
    for folder in _folders(docs):
        if not os.access(folder, os.R_OK | os.X_OK):
            uri = folder.relative_to(docs).as_posix()
            message = "没有权限看这个文件夹里有什么，别的文件也就没有检查"
            yield Problem(
                prefix if uri == "." else f"{prefix}/{uri}", 0, 0, message, "请有权限的人把它设为可读、可进入"
            )


def _folders(docs: Path) -> Iterator[Path]:
    if docs.is_dir():
        yield docs
    for folder, names, _ in os.walk(docs):
        names[:] = [name for name in names if name[0] != "."]
        yield from (Path(folder, name) for name in names)
