"""What files come to, asked of the disk once: a file that has not changed since is not read again."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from publicity.manifests.manifest import Entry, hash_file, hashed


class Stamp(NamedTuple):
    """By what a change of a file shows: which file it is, its size in bytes, when it was last written, in ns."""

    inode: int
    size: int
    written: int


@dataclass(frozen=True)
class Hashed:
    """What a file came to when it had this stamp."""

    stamp: Stamp
    entry: Entry


def stamp(path: Path | str) -> Stamp:
    """The stamp of a file, or of the link itself. Raises OSError."""
    return _stamp(os.stat(path, follow_symlinks=False))


def hash_unless(path: Path | str, known: Hashed | None) -> Hashed:
    """What a file comes to, read only where that is not known or no longer holds. Raises OSError."""
    now = stamp(path)
    return known if known and known.stamp == now else Hashed(now, hash_file(Path(path)))


def write_hashed(path: Path | str, content: bytes) -> Hashed:
    """Write a file, and what it comes to then: nobody has to read it again. Raises OSError."""
    with open(path, "wb") as stream:
        stream.write(content)
        stream.flush()
        now = _stamp(os.fstat(stream.fileno()))
    return Hashed(now, hashed([content]))


def _stamp(found: os.stat_result) -> Stamp:
    return Stamp(found.st_ino, found.st_size, found.st_mtime_ns)
