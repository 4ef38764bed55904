"""Folders of docs/ that can't be looked into: without a word their files would count as not written."""

from collections.abc import Iterator

from publicity.problems.problem import Problem
from publicity.texts.entries import Inventory


def closed_folders(there: Inventory) -> Iterator[Problem]:
    """Tell of every folder that may not be listed or entered."""
    for folder in there.closed:
        message = "没有权限看这个文件夹里有什么，别的文件也就没有检查"
        name = f"{there.prefix}/{folder}".rstrip("/")
        yield Problem(name, 0, 0, message, "请有权限的人把它设为可读、可进入")
