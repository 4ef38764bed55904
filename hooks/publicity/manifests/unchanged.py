"""A site that nothing would change that is built again: what it was made of, what it is, and what was told of it.

Written into the workshop when a site is in its place. Whatever is not as it was, or can't be told, is a doubt.
"""

import marshal
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from publicity.building.notes import Told
from publicity.building.touched import Look, listed
from publicity.manifests.commit import Commit, NoCommit
from publicity.manifests.last_site import STATE, Output

_NAME = "unchanged.bin"  # in the workshop
_PLAIN = 2  # the last of marshal's versions that writes the same bytes for the same values
_FORMAT = f"publicity 2, marshal {marshal.version}\n".encode()


class Unchanged(NamedTuple):
    """`rests_on` is a fingerprint of all that is neither read nor committed, `read` what was read.

    `made` is a digest of what the system says of the site and of what is kept of it; `told` is what its build told.
    """

    rests_on: str
    read: Look
    commit: str
    made: str
    told: tuple[Told, ...]


def known_as(commit: Commit | NoCommit | None) -> str:
    """What a site says of its commit."""
    return f"{commit.id} {commit.time} {bool(commit.changed)}" if isinstance(commit, Commit) else ""


def made(folder: Path, site: Path) -> str:
    """A digest of a site as it is now, and of what a workshop keeps of it. Raises OSError."""
    start = len(site.name) + 1
    files = ((path[start:], is_) for path, is_ in listed(site.parent, [site.name]))
    return _digest(folder, ((path, is_.st_ino, is_.st_size, is_.st_mtime_ns, is_.st_ctime_ns) for path, is_ in files))


def as_made(folder: Path, outputs: Mapping[str, Output]) -> str:
    """The same of a site in which is what was made, and nothing else. Raises OSError."""
    return _digest(folder, ((path, one.inode, one.size, one.written, one.changed) for path, one in outputs.items()))


def _digest(folder: Path, files: Iterable[tuple[str, int, int, int, int]]) -> str:
    state = os.stat(folder / STATE)
    kept = (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
    return sha256(marshal.dumps((kept, sorted(files)), _PLAIN)).hexdigest()


def read_unchanged(folder: Path) -> Unchanged | None:
    """What was kept in a workshop; None where nothing was, or it can't be understood."""
    with suppress(OSError, ValueError, TypeError, EOFError):
        data = (folder / _NAME).read_bytes()
        head, digest, body = data[: (n := len(_FORMAT))], data[n : n + 32], data[n + 32 :]
        if head == _FORMAT and sha256(body).digest() == digest:
            rests_on, read, *rest = marshal.loads(body)  # noqa: S302 - holds nothing that runs
            return Unchanged(rests_on, Look(*read), *rest)
    return None


def write_unchanged(folder: Path, kept: Unchanged) -> None:
    """Keep it, in one step. Raises OSError."""
    plain: Any = (*kept,)
    body = marshal.dumps((plain[0], (*plain[1],), *plain[2:]))
    unfinished = folder / f"{_NAME}.new"
    unfinished.write_bytes(_FORMAT + sha256(body).digest() + body)
    os.replace(unfinished, folder / _NAME)
