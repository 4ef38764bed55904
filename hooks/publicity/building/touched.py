"""Whether anybody has touched files since they were looked at: by what the system says of each of them.

It says when a file was last changed in any way, which nobody can set. Of one that was changed a moment ago that tells
nothing yet: another change may bear the same time. Such a file is `fresh`, and compared by its content.
"""

import os
import time
from collections.abc import Container, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

COARSE = 2_000_000_000  # nanoseconds; FAT tells times in steps of two seconds
_TOUCHED_SHOWS = os.name == "posix"  # elsewhere no time of a file says when it was last touched
Said = os.stat_result
Stamp = tuple[int, ...]


class Look(NamedTuple):
    """`stamps` is a digest of what the system says of files, `fresh` the SHA-256 of those of which that is not enough.

    Two looks are equal where nobody has touched a file between them, or made or removed one.
    """

    stamps: str
    fresh: Mapping[str, str]


def stamp(said: Said) -> Stamp:
    """What shows any change of a file that is not fresh."""
    return said.st_dev, said.st_ino, said.st_size, said.st_mtime_ns, said.st_ctime_ns


def is_fresh(said: Said, now: int) -> bool:
    """Whether a file may be changed after `now`, in nanoseconds, and bear the same stamp."""
    return max(said.st_mtime_ns, said.st_ctime_ns) > now - COARSE


def untouched(path: str, now: int) -> Stamp | None:
    """By what the system tells later that nobody has touched a file since `now`; None where that can't be told."""
    if not _TOUCHED_SHOWS:
        return None
    try:
        said = os.stat(path)
    except (OSError, ValueError):
        return None
    return None if is_fresh(said, now) else stamp(said)


def look(root: Path, files: Iterable[tuple[str, Said]], fresh: Container[str] | None = None) -> Look:
    """Look at files in a folder; `fresh` are those that an earlier look found so. Raises OSError."""
    now = time.time_ns()
    digest, contents = sha256(), dict[str, str]()
    for path, is_ in files:
        said: Stamp = (is_.st_mode,)
        if is_fresh(is_, now) if fresh is None else path in fresh:
            contents[path] = sha256((root / path).read_bytes()).hexdigest()
        else:
            said += stamp(is_)
        digest.update(f"{path} {said}\n".encode(errors="surrogateescape"))
    return Look(digest.hexdigest(), contents)


def listed(root: Path, names: Iterable[str]) -> Iterator[tuple[str, Said]]:
    """Yield all files under these names in a folder, by their paths in it, in order, with what the system says of them.

    Raises OSError, also where something is neither file nor folder.
    """
    for name in names:
        if os.path.lexists(place := f"{root}/{name}"):
            said = os.lstat(place)
            if S_ISDIR(said.st_mode):
                yield from _within(str(root), name)
            else:
                yield name, _regular(name, said)


def _within(root: str, folder: str) -> Iterator[tuple[str, Said]]:
    with os.scandir(f"{root}/{folder}") as found:
        entries = sorted((entry.name, entry) for entry in found)
    for name, entry in entries:
        path = f"{folder}/{name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _within(root, path)
        else:
            yield path, _regular(path, entry.stat(follow_symlinks=False))


def _regular(path: str, said: Said) -> Said:
    if not S_ISREG(said.st_mode):
        raise OSError(f"{path} is no file")
    return said
