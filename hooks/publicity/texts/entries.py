"""What may lie in docs/ at all: folders and regular files, under names that every system can hold and tell apart.

A link would publish what it leads to, whatever that is; a pipe would make a build wait for ever. So nothing is read
before everything has been looked at.
"""

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from pathlib import Path

from publicity.problems.problem import Problem
from publicity.regex import regex
from publicity.texts.paths import FOLDERS

LONGEST = 200  # bytes of a name; file systems hold 255, and what is made of a file gets a longer one
_UNSEEN = ("Cc", "Cf", "Co", "Zl", "Zp")
_PLAIN = regex("[ -~\u4e00-\u9fff]*")  # in which nothing is unseen, as in most names
# As most names are: short, and nothing that this module tells is in them; no device begins with a digit.
_HARMLESS = regex("[0-9\u4e00-\u9fff][-0-9a-z_\u4e00-\u9fff]{,50}[.][a-z]{2,4}")
# What Windows can't hold in a name, and the names that are devices there: learn.microsoft.com, “Naming Files, Paths”.
_BARRED = regex(r'[<>:"|?*\\]')
_DEVICES = regex(r"(?:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³]|conin\$|conout\$)(?:\..*)?", re.IGNORECASE)
_NAME = attrgetter("name")


Entry = tuple[str, str, os.DirEntry[str]]  # the folder's path with its slash, the path, what lies there


@dataclass(frozen=True)
class Inventory:
    """What lay in a folder when it was looked through, hidden things left out: looked at once, asked many times.

    `prefix` is what the folder is called in messages; `closed` are the folders, by path, that may not be listed or
    entered: nothing is known of what lies there.
    """

    docs: Path
    prefix: str
    entries: tuple[Entry, ...]
    closed: tuple[str, ...] = ()

    @classmethod
    def of(cls, docs: Path, prefix: str) -> "Inventory":
        """Look it through now."""
        closed: list[str] = []
        return cls(docs, prefix, tuple(_entries(docs, closed)), tuple(closed))

    @cached_property
    def files(self) -> tuple[str, ...]:
        """The paths within docs/ of all regular files, in the order of `files_in`."""
        return tuple(uri for _, uri, entry in self.entries if entry.is_file(follow_symlinks=False))

    @cached_property
    def beside(self) -> tuple[str, ...]:
        """The pages that are neither articles nor commitments, by path."""
        return tuple(uri for uri in self.files if uri.endswith(".md") and not uri.startswith(FOLDERS))

    def named(self, folder: str) -> Iterator[str]:
        """Yield the paths of all that lies below a folder (`bulletins/`) and is, by its name, Markdown; folders too."""
        return (uri for _, uri, _ in self.entries if uri.startswith(folder) and uri.endswith(".md"))

    def problems(self) -> Iterator[Problem]:
        """Yield one for whatever is no file or folder, or has a name that some system can't hold or tell apart."""
        names: dict[str, list[str]] = defaultdict(list)
        for folder, uri, entry in self.entries:
            names[folder].append(entry.name)
            for message, hint in _flaws(entry):
                yield Problem(_shown(f"{self.prefix}/{uri}"), 0, 0, message, hint)
        for folder, found in sorted(names.items()):
            if len({name.lower() for name in found}) == len(found) and "".join(found).isascii():
                continue
            for alike in _alike(found):
                message = f"同一个文件夹里有只差大小写或写法的名字：{'、'.join(alike)}，在有的系统上会互相覆盖"
                path = f"{self.prefix}/{folder}{alike[0]}"
                yield Problem(_shown(path), 0, 0, message, "改掉其中一个的名字，文章里写的也一起改")


def files_in(docs: Path) -> Iterator[str]:
    """Yield the paths within docs/ of all regular files, in order; hidden ones, which nothing publishes, left out."""
    for _, uri, entry in _entries(docs):
        if entry.is_file(follow_symlinks=False):
            yield uri


def _entries(docs: Path, closed: list[str] | None = None) -> Iterator[Entry]:
    """Everything below docs/. Links are not followed. Folders that may not be looked into are `closed`.

    Without a list for these it raises OSError at one that can't be listed.
    """
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        if closed is not None and not os.access(f"{docs}/{folder}", os.F_OK):
            continue
        if closed is not None and not os.access(f"{docs}/{folder}", os.R_OK | os.X_OK):
            closed.append(folder)
            continue
        try:
            with os.scandir(f"{docs}/{folder}") as found:
                entries = sorted((entry for entry in found if entry.name[0] != "."), key=_NAME)
        except (FileNotFoundError, NotADirectoryError):
            continue
        for entry in entries:
            uri = f"{folder}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{uri}/")
            yield folder, uri, entry


def _flaws(entry: os.DirEntry[str]) -> Iterator[tuple[str, str]]:
    name = entry.name
    if entry.is_symlink():
        yield "这是一个链接，会把它指向的东西公开出去", "换成文件本身，或者删掉"
    elif not entry.is_file(follow_symlinks=False) and not entry.is_dir(follow_symlinks=False):
        yield "这不是普通的文件（是管道、设备之类）", "删掉它"
    if _HARMLESS.fullmatch(name):
        return
    try:
        size = len(name.encode())
    except UnicodeEncodeError:
        yield "文件名不是 UTF-8 编码，多半是 GBK，网页上会是乱码", "把文件名重新打一遍"
        return
    if size > LONGEST:
        yield f"文件名太长（{size} 个字节，最多 {LONGEST} 个；一个汉字是三个字节）", "改短一些"
    if not _PLAIN.fullmatch(name) and any(unicodedata.category(letter) in _UNSEEN for letter in name):
        yield "文件名里有看不见的字符", "把文件名重新打一遍"
    elif bad := _BARRED.search(name):
        yield f"文件名里有“{bad[0]}”，在 Windows 上放不下", "换成别的符号，文章里写的也一起改"
    elif _DEVICES.fullmatch(name):
        yield f"“{name}”在 Windows 上是设备的名字，放不下", "换一个名字"
    elif name[-1] in ". ":
        yield "文件名的末尾是点或空格，在 Windows 上放不下", "去掉它"


def _alike(names: Iterable[str]) -> Iterator[list[str]]:
    """The names that a system takes for one: letters of either case, accents in one piece or two."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())].append(name)
    yield from (sorted(group) for group in groups.values() if len(group) > 1)


def _shown(path: str) -> str:
    """A path that any terminal can print."""
    return path if path.isprintable() else ascii(path)[1:-1]
