"""What was made of files before, by their paths: a file that holds what it held then is not taken apart again.

Content decides. A file need not even be read where the system says that nobody touched it: it has the node, the size
and the times that it had, that of its last change of any kind among them, which nobody can set; and that change was
over when the file was read, by more than clocks of file systems are coarse. A fresh copy of a column has other times:
then every file is read and its digest compared.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeVar
from zlib import crc32

from publicity.building.touched import Stamp, untouched
from publicity.problems.problem import Problem
from publicity.texts.memory import Memory
from publicity.texts.source import take

_SHELVES = 64  # each kept as a whole: what one edit changes is a small part of the file

Made = TypeVar("Made")
_Known = tuple[Stamp | None, str, Any]  # of a file untouched since; the digest of its bytes; what was made


class Look(NamedTuple):
    """A file as it is now. `made` is what was made of the same bytes; without it `data` are they, or what keeps them.

    `digest` is their SHA-256; empty where they can't be read.
    """

    uri: str
    digest: str
    data: bytes | Problem | None
    made: Any = None
    stamp: Stamp | None = None


class FileMemory(Memory):
    """A memory by files: `uri` is what a file is known by. Without a place nothing is kept.

    `at_hand` is for what the same process makes of them besides: it is not kept.
    """

    def __init__(self, place: Path | None = None, also: str = "") -> None:
        super().__init__(place, also)
        self.at_hand: dict[str, Any] = {}
        self._shelves: dict[int, dict[str, _Known]] = {}
        self._files: dict[str, _Known] = {}
        for number in range(_SHELVES):
            self._shelves[number] = self.recall(_key(number)) or {}
            self._files |= self._shelves[number]
        self.again()

    def again(self) -> Self:
        """The same for one more reading of all files."""
        self._now = time.time_ns()
        self._asked, self._new = set[str](), dict[str, _Known]()
        return self

    def look(self, uri: str, path: str, name: str) -> Look:
        """Look at a file. `name` is what it is called in messages."""
        found = self.glance(uri, path)
        if found.digest:
            return found
        data = take(path, name)
        return Look(uri, "", data) if isinstance(data, Problem) else self.look_at(uri, data, found.stamp)

    def glance(self, uri: str, path: str) -> Look:
        """Look at a file of any size without reading it: nothing is known of one that somebody may have touched."""
        now, known = untouched(path, self._now), self._files.get(uri)
        if known and now and known[0] == now:
            self._asked.add(uri)
            return Look(uri, known[1], None, known[2], now)
        return Look(uri, "", None, None, now)

    def recognise(self, uri: str, digest: str | None) -> Look | None:
        """The look at a file by the digest of what somebody has read in it; None where nothing is known of that."""
        known = self._files.get(uri)
        if known is None or known[1] != digest:
            return None
        self._asked.add(uri)
        return Look(uri, known[1], None, known[2], known[0])

    def look_at(self, uri: str, data: bytes, stamp: Stamp | None = None) -> Look:
        """The same of bytes that lie somewhere else, or were read already."""
        digest, known = sha256(data).hexdigest(), self._files.get(uri)
        if known is None or known[1] != digest:
            return Look(uri, digest, data, None, stamp)
        look = Look(uri, digest, data, known[2], stamp)
        if known[0] == stamp:
            self._asked.add(uri)
        else:
            self.keep_of(look, known[2])
        return look

    def keep_of(self, look: Look, made: object) -> None:
        """Keep what was made of a file that was looked at, and is not changed any more."""
        self._asked.add(look.uri)
        self._new[look.uri] = self._files[look.uri] = (look.stamp, look.digest, made)

    def once(self, uri: str, digest: str, make: Callable[[], Made]) -> Made:
        """What is made of a file with a digest, and of nothing else, under a name of its own; '' knows nothing."""
        if digest and (look := self.recognise(uri, digest)):
            known: Made = look.made
            return known
        made = make()
        if digest:
            self.keep_of(Look(uri, digest, None), made)
        return made

    def knows(self, uri: str) -> bool:
        """Whether anything was made of a file of this name before, whatever it holds now."""
        return uri in self._files

    def made_of(self, uris: Iterable[str]) -> dict[str, _Known]:
        """What was made of files in this reading, for a copy of this memory to learn."""
        return {uri: self._new[uri] for uri in uris if uri in self._new}

    def learn(self, made: Mapping[str, _Known]) -> None:
        """Know what a copy of this memory has made of files; as ever, that counts for the bytes that it read."""
        self._files.update(made)
        self._new.update(made)

    def save(self) -> None:
        """Write it with all the rest."""
        gone = self._files.keys() - self._asked
        for uri in gone:
            del self._files[uri]
        for number in {_shelf(uri) for uri in (*gone, *self._new)}:
            shelf = {uri: known for uri, known in self._shelves[number].items() if uri not in gone}
            shelf |= {uri: known for uri, known in self._new.items() if _shelf(uri) == number}
            self._shelves[number] = shelf
            self.keep(_key(number), shelf)
        super().save()


def _shelf(uri: str) -> int:
    return crc32(uri.encode(errors="surrogateescape")) % _SHELVES


def _key(number: int) -> bytes:
    return b"shelf %d" % number
