"""What was made of files before, by their paths: a file that holds what it held then is not taken apart again.

Content decides. A file need not even be read where the system says that nobody touched it: it has the node, the size
and the times that it had, that of its last change of any kind among them, which nobody can set; and that change was
over when the file was read, by more than clocks of file systems are coarse. A fresh copy of a column has other times:
then every file is read and its digest compared.
"""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

from publicity.problems.problem import Problem
from publicity.texts.memory import Memory
from publicity.texts.source import LARGEST, take

_SHELVES = 64  # each kept as a whole: what one edit changes is a small part of the file
_COARSE = 2_000_000_000  # nanoseconds; FAT tells times in steps of two seconds
_TOUCHED_SHOWS = os.name == "posix"  # elsewhere no time of a file says when it was last touched

Stamp = tuple[int, ...]
_Known = tuple[Stamp | None, str, Any]  # of a file untouched since; the digest of its bytes; what was made


@dataclass(frozen=True, slots=True)
class Look:
    """A file as it is now. `made` is what was made of the same bytes; without it `data` are they, or what keeps them.

    `digest` is their SHA-256; empty where they can't be read.
    """

    uri: str
    digest: str
    data: bytes | Problem | None
    made: Any = None
    stamp: Stamp | None = None


class FileMemory(Memory):
    """A memory by files: `uri` is what a file is known by. Without a place nothing is kept."""

    def __init__(self, place: Path | None = None, also: str = "") -> None:
        super().__init__(place, also)
        self._shelves: dict[int, Mapping[str, _Known]] = {}
        self._next: dict[int, dict[str, _Known]] = {}
        self._changed = set[int]()

    def look(self, uri: str, path: str, name: str) -> Look:
        """Look at a file. `name` is what it is called in messages."""
        known = self._known_of(uri)
        stamp = _stamp(path)
        if known and stamp and known[0] == stamp:
            self._stay(uri, known)
            return Look(uri, known[1], None, known[2], stamp)
        data = take(path, name)
        return Look(uri, "", data) if isinstance(data, Problem) else self.look_at(uri, data, stamp)

    def look_at(self, uri: str, data: bytes, stamp: Stamp | None = None) -> Look:
        """The same of bytes that lie somewhere else, or were read already."""
        digest, known = sha256(data).hexdigest(), self._known_of(uri)
        if known and known[1] == digest:
            self._stay(uri, known if known[0] == stamp else (stamp, digest, known[2]))
            return Look(uri, digest, data, known[2], stamp)
        return Look(uri, digest, data, None, stamp)

    def keep_of(self, look: Look, made: object) -> None:
        """Keep what was made of a file that was looked at, and is not changed any more."""
        self._stay(look.uri, (look.stamp, look.digest, made))

    def save(self) -> None:
        """Write it with all the rest."""
        for number, shelf in self._next.items():
            if number in self._changed or len(shelf) != len(self._shelves[number]):
                self.keep(_key(number), shelf)
        super().save()

    def _known_of(self, uri: str) -> _Known | None:
        number = _shelf(uri)
        if number not in self._shelves:
            self._shelves[number], self._next[number] = self.recall(_key(number)) or {}, {}
        return self._shelves[number].get(uri)

    def _stay(self, uri: str, known: _Known) -> None:
        number = _shelf(uri)
        self._next[number][uri] = known
        if self._shelves[number].get(uri) is not known:
            self._changed.add(number)


def _shelf(uri: str) -> int:
    return crc32(uri.encode(errors="surrogateescape")) % _SHELVES


def _key(number: int) -> bytes:
    return b"shelf %d" % number


def _stamp(path: str) -> Stamp | None:
    """By what the system tells that nobody has touched a file; None where that can't be told yet, or ever."""
    if not _TOUCHED_SHOWS:
        return None
    now = time.time_ns()
    try:
        is_ = os.stat(path)
    except (OSError, ValueError):
        return None
    if max(is_.st_mtime_ns, is_.st_ctime_ns) + _COARSE > now or is_.st_size > LARGEST:
        return None
    return is_.st_dev, is_.st_ino, is_.st_size, is_.st_mtime_ns, is_.st_ctime_ns
