"""Where a site is made: beside the last one, whose place it takes in one step when it is whole.

Whatever is killed, and whenever: the last site stays, or the new one is there. Two names change places at once where
the system can do that (Linux); elsewhere the last one is out of the way for a moment, and comes back if that was all.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

if sys.platform != "win32":
    import fcntl

FOLDER = Path(".cache", "site")  # beside mkdocs.yml; in it a folder for each site, by its name
_NEW, _LAST, _LOCK = "new", "last", "lock"
_HERE, _EXCHANGE = -100, 2  # AT_FDCWD, RENAME_EXCHANGE: linux/fcntl.h, linux/fs.h


@dataclass(frozen=True)
class Workshop:
    """A folder of the last site's own file system, and who works in it: one at a time."""

    site: Path
    folder: Path
    lock: IO[str]

    @property
    def new(self) -> Path:
        """Where the new site is made: a folder that bears the site's name."""
        return self.folder / _NEW / self.site.name

    def place(self) -> None:
        """Put the new site in the place of the last. Raises OSError, and then the last one is there."""
        last = self.folder / _LAST
        shutil.rmtree(last, ignore_errors=True)
        if not self.site.exists():
            os.rename(self.new, self.site)
        elif _exchanged(self.new, self.site):
            os.rename(self.new, last)
        else:
            shutil.copymode(self.site, self.new)
            os.rename(self.site, last)
            os.rename(self.new, self.site)
        shutil.rmtree(last, ignore_errors=True)

    def leave(self) -> None:
        """Take away what was not put in place, and let others in."""
        shutil.rmtree(self.folder / _NEW, ignore_errors=True)
        self.lock.close()


def workshop(root: Path, site: Path) -> Workshop | None:
    """A workshop for a site in a column's folder.

    None where a site can't be replaced as a whole: it is a link or a file system of its own, lies elsewhere, or holds
    hidden files, which no build touches; and where another build is at work.
    """
    folder = root / FOLDER / site.name
    if sys.platform == "win32" or site.parent.resolve() != root.resolve() or site.is_symlink() or _hidden(site):
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if len({os.stat(path).st_dev for path in (root, folder, site) if path.exists()}) > 1:
            return None
        lock = (folder / _LOCK).open("w")
    except OSError:  # nothing can be kept there; that is no reason not to build
        return None
    try:
        fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        return None
    last = folder / _LAST
    if not site.exists() and last.exists():
        os.rename(last, site)
    shutil.rmtree(last, ignore_errors=True)
    shutil.rmtree(folder / _NEW, ignore_errors=True)
    return Workshop(site, folder, lock)


def link_into(new: Path, last: Path, paths: Iterable[str]) -> None:
    """Let files of the last site be in the new one too, the same files under a second name. Raises OSError.

    Where the system knows no second names, or gives none, they are copied.
    """
    made: set[str] = set()
    for path in paths:
        target = f"{new}/{path}"
        if (folder := os.path.dirname(target)) not in made:
            os.makedirs(folder, exist_ok=True)
            made.add(folder)
        try:
            os.link(f"{last}/{path}", target)
        except OSError:
            shutil.copy2(f"{last}/{path}", target)


def link_over(new: Path, last: Path, paths: Iterable[str]) -> None:
    """Put files of the last site in the place of those of the new one, which are no different, where that is possible.

    So they keep their times, and whoever copies the site elsewhere sees that nothing has changed.
    """
    beside = f"{new}/.same"
    for path in paths:
        try:
            os.link(f"{last}/{path}", beside)
            os.replace(beside, f"{new}/{path}")
            if os.path.lexists(beside):  # two names of one file don't replace each other
                os.unlink(beside)
        except OSError:
            return


def _hidden(site: Path) -> bool:
    with suppress(FileNotFoundError):
        return any(name[0] == "." for name in os.listdir(site))
    return False


def _exchanged(one: Path, other: Path) -> bool:
    """Whether two names have changed places at once; where the system can't, nothing has happened."""
    if not sys.platform.startswith("linux"):
        return False
    shutil.copymode(other, one)
    try:
        exchange = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return False
    names = (os.fsencode(one), os.fsencode(other))
    return bool(exchange(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0)
