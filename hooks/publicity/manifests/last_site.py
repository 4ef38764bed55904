"""What the last build made, and from what: written when its site was in place, and believed only as far as it fits.

It is text and holds nothing that runs: a cache comes from wherever CI keeps it.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from publicity.building.notes import Told
from publicity.manifests.hashes import Hashed, Stamp
from publicity.manifests.manifest import Entry, hash_file

FORMAT = 2
STATE = "last.json"  # in the workshop


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


@dataclass(frozen=True)
class MadePage:
    """A page: its path in the site, the fingerprint of what it shows, the answers it was given, what was told of it."""

    path: str
    shown: str
    answers: Mapping[str, str] = field(default_factory=dict)
    told: tuple[Told, ...] = ()


@dataclass(frozen=True)
class LastSite:
    """A site. `basis` is what all of it rests on; `pages` are those that may stay, by path within docs/.

    `looks` is plain data: what its check found on pages (`finished/looks.py`).
    """

    basis: str
    pages: Mapping[str, MadePage] = field(default_factory=dict)
    outputs: Mapping[str, Output] = field(default_factory=dict)
    looks: Mapping[str, Any] = field(default_factory=dict)

    def untouched(self, site: Path) -> bool:
        """Whether every file is there as it was made; one whose times differ is read."""
        try:
            return all(_as_made(f"{site}/{path}", output) for path, output in self.outputs.items())
        except OSError:
            return False

    def text(self) -> str:
        """As it is kept."""
        pages = {uri: asdict(page) for uri, page in self.pages.items()}
        data = {"format": FORMAT, "basis": self.basis, "pages": pages, "outputs": self.outputs, "looks": self.looks}
        body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        return f"{sha256(body.encode()).hexdigest()}\n{body}\n"


def read_last_site(path: Path) -> LastSite | None:
    """What was kept; None where nothing was, or it can't be understood."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        digest, _, body = path.read_bytes().rstrip(b"\n").partition(b"\n")
        data = json.loads(body)
        if data["format"] != FORMAT or sha256(body).hexdigest().encode() != digest:
            return None
        pages = {
            uri: MadePage(page["path"], page["shown"], page["answers"], tuple(_told(one) for one in page["told"]))
            for uri, page in data["pages"].items()
        }
        outputs = {name: Output(*one) for name, one in data["outputs"].items()}
        return LastSite(data["basis"], pages, outputs, data["looks"])
    return None


def write_last_site(path: Path, last: LastSite) -> None:
    """Keep it, in one step. Raises OSError."""
    unfinished = path.with_name(f"{path.name}.new")
    unfinished.write_text(last.text(), encoding="utf-8", newline="\n")
    os.replace(unfinished, path)


def outputs_of(site: Path, entries: Mapping[str, Entry]) -> dict[str, Output]:
    """The files of a site with what they come to. Raises OSError."""
    found: dict[str, Output] = {}
    for path, entry in entries.items():
        now = os.stat(f"{site}/{path}", follow_symlinks=False)
        found[path] = Output(entry.sha256, entry.size, now.st_ino, now.st_mtime_ns, now.st_ctime_ns)
    return found


def _as_made(path: str, output: Output) -> bool:
    now = os.stat(path, follow_symlinks=False)
    if (now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns) == output[2:3] + output[1:2] + output[3:]:
        return True
    return now.st_size == output.size and hash_file(Path(path)) == output.entry


def _told(one: list[object]) -> Told:
    name, level, words = one
    return str(name), int(str(level)), str(words)
