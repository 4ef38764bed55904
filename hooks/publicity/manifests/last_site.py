"""What a site was made from and what was made: by it the next build knows what can stay as it is.

Written into the workshop once the site is in its place. It is believed only when it is whole, and only as far as it
fits. It holds nothing that runs: a cache comes from wherever CI keeps it.
"""

import marshal
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from publicity.building.notes import Told
from publicity.building.workshop import Spare
from publicity.manifests.hashes import Hashed, Stamp
from publicity.manifests.manifest import Entry, hash_file

FORMAT = f"publicity 3, marshal {marshal.version}\n".encode()
STATE = "last.bin"  # in the workshop


class Output(NamedTuple):
    """A file of the site: what it comes to, and by what a change of it would show without reading it."""

    sha256: str
    size: int
    inode: int
    written: int
    changed: int  # when its content, name or rights changed last, in ns, which nobody can set back

    @property
    def entry(self) -> Entry:
        """What it comes to."""
        return Entry(self.sha256, self.size)

    @property
    def hashed(self) -> Hashed:
        """What it comes to, while it has the stamp that it had."""
        return Hashed(Stamp(self.inode, self.size, self.written), self.entry)


class MadePage(NamedTuple):
    """A page: its path in the site, the fingerprint of what it shows, the answers it was given, what was told of it."""

    path: str
    shown: str
    answers: Mapping[str, str] = {}
    told: tuple[Told, ...] = ()


class Group(NamedTuple):
    """Files made together: the fingerprint of all that they show, their paths, and what is known about each of them."""

    shown: str
    paths: tuple[str, ...]
    about: tuple[tuple[Any, ...], ...] = ()


@dataclass(frozen=True)
class LastSite:
    """A site. `basis` is what all of it rests on; `pages` are those that may stay, by path within docs/.

    `looks` is plain data: what its check found on pages (`finished/looks.py`). `groups` are files made together, by
    name. `spare` is the site before it, if there is one.
    """

    basis: str
    pages: Mapping[str, MadePage] = field(default_factory=dict)
    outputs: Mapping[str, Output] = field(default_factory=dict)
    looks: Mapping[str, Any] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    spare: Spare | None = None

    def untouched(self, site: Path) -> bool:
        """Whether every file is there as it was made; one whose times differ is read."""
        try:
            return all(_as_made(f"{site}/{path}", output) for path, output in self.outputs.items())
        except OSError:
            return False

    def data(self) -> bytes:
        """As it is kept."""
        pages: Any = {uri: tuple(page) for uri, page in self.pages.items()}
        outputs: Any = {path: tuple(output) for path, output in self.outputs.items()}
        spare: Any = tuple(self.spare) if self.spare else None
        groups: Any = {name: tuple(group) for name, group in self.groups.items()}
        body = marshal.dumps((self.basis, pages, outputs, dict(self.looks), groups, spare))
        return FORMAT + sha256(body).digest() + body


def read_last_site(path: Path) -> LastSite | None:
    """What was kept; None where nothing was, or it can't be understood."""
    with suppress(OSError, ValueError, TypeError, EOFError, AttributeError):
        data = path.read_bytes()
        head, digest, body = data[: (n := len(FORMAT))], data[n : n + 32], data[n + 32 :]
        if head != FORMAT or sha256(body).digest() != digest:
            return None
        basis, pages, outputs, looks, groups, spare = marshal.loads(body)  # noqa: S302 - holds nothing that runs
        return LastSite(
            basis,
            {uri: MadePage(*page) for uri, page in pages.items()},
            {name: Output(*one) for name, one in outputs.items()},
            looks,
            {name: Group(*group) for name, group in groups.items()},
            Spare(*spare) if spare else None,
        )
    return None


def write_last_site(path: Path, last: LastSite) -> None:
    """Keep it, in one step. Raises OSError."""
    unfinished = path.with_name(f"{path.name}.new")
    unfinished.write_bytes(last.data())
    os.replace(unfinished, path)


def outputs_of(site: Path, entries: Iterable[tuple[str, Entry]]) -> Iterator[tuple[str, Output]]:
    """Yield files of a site with what they come to, and what they are like now. Raises OSError."""
    for path, entry in entries:
        now = os.stat(f"{site}/{path}", follow_symlinks=False)
        yield path, Output(entry.sha256, entry.size, now.st_ino, now.st_mtime_ns, now.st_ctime_ns)


def _as_made(path: str, output: Output) -> bool:
    now = os.stat(path, follow_symlinks=False)
    if (now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns) == output[2:3] + output[1:2] + output[3:]:
        return True
    return now.st_size == output.size and hash_file(Path(path)) == output.entry
