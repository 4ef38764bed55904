"""Where a site is made: beside the last one, whose place it takes in one step when it is whole.

Whatever is killed, and whenever: the last site stays, or the new one is there. Two names change places at once where
the system can do that (Linux); elsewhere the last one is out of the way for a moment, and comes back if that was all.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

from publicity.building.moving import move

if sys.platform != "win32":
    import fcntl

FOLDER = Path(".cache", "site")  # beside mkdocs.yml; in it a folder for each site, by its name
_NEW, _LAST, _SPARE, _LOCK = "new", "last", "spare", "lock"
_HERE, _EXCHANGE = -100, 2  # AT_FDCWD, RENAME_EXCHANGE: linux/fcntl.h, linux/fs.h


class Spare(NamedTuple):
    """The site before the last, whose files are the last one's too, but for those `behind`, by path.

    `folders` is what its folders were like when it was left: nothing in them has come, gone or changed its name since.
    """

    behind: frozenset[str]
    folders: Mapping[str, tuple[int, ...]]


class Renewed(NamedTuple):
    """`named` are paths of files that got another name or lost one; `spare` is None where there are no second names."""

    named: Set[str]
    spare: Spare | None


@dataclass(frozen=True)
class Workshop:
    """A folder of the last site's own file system, and who works in it: one at a time."""

    site: Path
    folder: Path
    lock: IO[str]

    @property
    def new(self) -> Path:
        """Where what is made of the new site is put: a folder that bears the site's name."""
        return self.folder / _NEW / self.site.name

    @property
    def spare(self) -> Path:
        """The site before the last, where there is one."""
        return self.folder / _SPARE

    def place(self) -> None:
        """Put what was made, which is the whole site, in the place of the last. Raises OSError, and that is there."""
        shutil.rmtree(self.spare, ignore_errors=True)
        if self.site.exists():
            self._exchange(self.new)
            shutil.rmtree(self.new, ignore_errors=True)
        else:
            os.rename(self.new, self.site)

    def renew(self, made: Set[str], kept: Set[str], last: Set[str], spare: Spare | None) -> Renewed:
        """Put the new site in the place of the last, of which most stays.

        `made` are the paths of what was made and comes into it, `kept` of files that stay, `last` of all that the last
        site was made of. Nothing is done to it: the one before it is brought up to date, which takes as long as the
        last two changes were large, and they change places. Raises OSError, and then the last site is there.
        """
        gone = last - made - kept
        if spare and spare.folders == _folders(self.spare, spare.folders):
            named, linked = spare.behind, _follow(self.spare, self.site, spare.behind)
        else:
            shutil.rmtree(self.spare, ignore_errors=True)
            named, linked = frozenset(kept), link_into(self.spare, self.site, kept)
        _take_out(self.spare, gone)
        for path in made:
            move(f"{self.new}/{path}", f"{self.spare}/{path}")
        self._exchange(self.spare)
        holding = {path.rpartition("/")[0] for path in (*kept, *made, *gone)}
        folders = {folder for path in holding for folder in (path, *_above(path))}
        left = Spare(frozenset(made | gone), _folders(self.spare, folders))
        return Renewed(named, left if linked and _is_all(self.spare, last, folders) else None)

    def _exchange(self, other: Path) -> None:
        if not _exchanged(other, self.site):
            last = self.folder / _LAST
            shutil.rmtree(last, ignore_errors=True)
            shutil.copymode(self.site, other)
            os.rename(self.site, last)
            os.rename(other, self.site)
            os.rename(last, other)

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


def link_into(new: Path, last: Path, paths: Iterable[str]) -> bool:
    """Let files of the last site be in the new one too, the same files under a second name. Raises OSError.

    Where the system knows no second names, or gives none, they are copied; whether there were none of these.
    """
    made: set[str] = set()
    linked = True
    for path in paths:
        target = f"{new}/{path}"
        if (folder := os.path.dirname(target)) not in made:
            os.makedirs(folder, exist_ok=True)
            made.add(folder)
        linked &= _second_name(f"{last}/{path}", target)
    return linked


def _follow(spare: Path, site: Path, paths: Set[str]) -> bool:
    """Let files of a folder be what they are in another, or be no more, as there."""
    unfinished, linked = f"{spare}/.new", True
    there = {path for path in paths if os.path.isfile(f"{site}/{path}")}
    _take_out(spare, paths - there)
    for path in there:
        linked &= _second_name(f"{site}/{path}", unfinished)
        move(unfinished, f"{spare}/{path}")
        with suppress(FileNotFoundError):  # two names of one file don't replace each other
            os.unlink(unfinished)
    return linked


def _second_name(path: str, other: str) -> bool:
    try:
        os.link(path, other)
    except OSError:
        shutil.copy2(path, other)
        return False
    return True


def _take_out(folder: Path, paths: Iterable[str]) -> None:
    """Delete files, and folders that are empty then: what comes may bear their names."""
    for path in paths:
        with suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(f"{folder}/{path}")
        with suppress(OSError):
            while path := os.path.dirname(path):
                os.rmdir(f"{folder}/{path}")


def _above(path: str) -> Iterator[str]:
    """The folders that a path is in, the last of them the place itself."""
    while path:
        path = os.path.dirname(path)
        yield path


def _folders(place: Path, paths: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """What folders in a place are like: it shows whatever comes into them, goes or changes its name."""
    found: dict[str, tuple[int, ...]] = {}
    for path in paths:
        with suppress(OSError):
            now = os.stat(f"{place}/{path}", follow_symlinks=False)
            found[path] = (now.st_ino, now.st_mtime_ns, now.st_ctime_ns)
    return found


def _is_all(place: Path, paths: Set[str], folders: Set[str]) -> bool:
    """Whether nothing lies in a place but these: what somebody put there must not come back with it."""
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        with os.scandir(place / folder) as found:
            for entry in found:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if path in folders and entry.is_dir(follow_symlinks=False):
                    waiting.append(path)
                elif path not in paths:
                    return False
    return True


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
