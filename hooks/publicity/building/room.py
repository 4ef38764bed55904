"""Where a preview's site is made: what was made takes its place file by file, what stays is not touched.

Nobody but the preview reads that folder, and it answers nobody while a build runs.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Set
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from publicity.building.moving import move

_NEW = ".new"  # hidden, within the site: on its file system, and gone with it


@dataclass
class Room:
    """The site of a preview. `files` are those that are in their place, by path."""

    site: Path
    files: set[str] = field(default_factory=set)

    @property
    def new(self) -> Path:
        """Where what is made is put."""
        return self.site / _NEW

    def place(self, staying: Iterable[str], followed: Set[str]) -> None:
        """Put what was made in its place; of the rest only what stays, and what is followed, remains. Raises OSError.

        What is `followed` is made later by somebody else, who puts it there himself.
        """
        made = set()
        for path in _files(self.new):
            if path in followed:
                os.unlink(f"{self.new}/{path}")
            else:
                move(f"{self.new}/{path}", f"{self.site}/{path}")
                made.add(path)
        whole = made.union(staying)
        for path in self.files - whole - followed:
            with suppress(FileNotFoundError):
                os.unlink(f"{self.site}/{path}")
        self.files = whole | (self.files & followed)


def room(site: Path) -> Room:
    """An empty one."""
    for entry in os.scandir(site):
        shutil.rmtree(entry.path) if entry.is_dir(follow_symlinks=False) else os.unlink(entry.path)
    return Room(site)


def _files(folder: Path) -> Iterator[str]:
    """The paths of the files in a folder."""
    for inner, _, names in os.walk(folder):
        yield from (os.path.relpath(os.path.join(inner, name), folder) for name in names)
