"""Where a preview's site is made: what was made takes its place file by file, what stays is not touched.

Nobody but the preview reads that folder, and it answers nobody while a build runs.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from publicity.building.moving import move
from publicity.building.touched import Stamp

_NEW = ".new"  # hidden, within the site: on its file system, and gone with it
Source = str | Stamp | None  # of a copy: its digest, or by what a file shows it was touched; None where nobody can tell
NOTHING: Mapping[str, Source] = {}


@dataclass
class Room:
    """The site of a preview. `files` are those that are in their place, by path, `copies` what some are copies of."""

    site: Path
    files: set[str] = field(default_factory=set)
    copies: Mapping[str, Source] = field(default_factory=dict)

    @property
    def new(self) -> Path:
        """Where what is made is put."""
        return self.site / _NEW

    def has(self, path: str, source: Source) -> bool:
        """Whether the file at a path is a copy of this."""
        return source is not None and path in self.files and self.copies.get(path) == source

    def place(self, staying: Iterable[str], followed: Set[str], copies: Mapping[str, Source] = NOTHING) -> None:
        """Put what was made in its place; of the rest only what stays, and what is followed, remains. Raises OSError.

        What is `followed` is made later by somebody else, who puts it there himself. `copies` are to be there: the room
        has them, or they were made.
        """
        made = set()
        for path in _files(self.new):
            if path in followed:
                os.unlink(f"{self.new}/{path}")
            else:
                move(f"{self.new}/{path}", f"{self.site}/{path}")
                made.add(path)
        whole = made.union(staying, (path for path, source in copies.items() if self.has(path, source)))
        for path in self.files - whole - followed:
            with suppress(FileNotFoundError):
                os.unlink(f"{self.site}/{path}")
        self.files, self.copies = whole | (self.files & followed), copies


def room(site: Path) -> Room:
    """An empty one."""
    for entry in os.scandir(site):
        shutil.rmtree(entry.path) if entry.is_dir(follow_symlinks=False) else os.unlink(entry.path)
    return Room(site)


def _files(folder: Path) -> Iterator[str]:
    """The paths of the files in a folder."""
    for inner, _, names in os.walk(folder):
        yield from (os.path.relpath(os.path.join(inner, name), folder) for name in names)
