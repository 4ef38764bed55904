"""What the last publication built, kept for the next one: a site, what that was made from, the files of its checkout.

All of it is moved to where a publication is at work, and moved back when that has ended in order: after a kill,
wherever it struck, nothing is there, and the next publication begins with nothing. Of a checkout's files the next one
takes what it would write itself (`checkout.py`); from the site a build goes on as far as content allows.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from publicity.building.workshop import FOLDER
from publicity.manifests.last_site import STATE
from publicity.manifests.manifest import SIGNATURE
from publicity.publishing.refusal import UnsoundError

if sys.platform != "win32":
    import fcntl

CACHE, SITE = ".cache", "site"  # of a column: what builds keep for the next one, and what they make
PLACE = Path(CACHE, "published")  # beside mkdocs.yml
_LOCK, _IGNORED, _KEPT_CACHE, _TREE = "lock", ".gitignore", "cache", "tree"
_ROOM = "at-work"  # always the same: templates are known again by where they lie
_LENT = ("pictures", "attachments")  # known by content alone: as good for a checkout as for the folder of the office
_BEGUN_WITH = ("texts", "templates", "codes.json")  # copied once: each of the two has times of files of its own

Say = Callable[[str], None]


@dataclass(frozen=True)
class Kept:
    """A folder that one publication at a time works in. `cache` is that of the office's own column."""

    folder: Path
    cache: Path

    @property
    def room(self) -> Path:
        """An empty folder for the publication to work in, which is gone afterwards."""
        return self.folder / _ROOM

    @property
    def tree(self) -> Path:
        """Where the files of a checkout are kept."""
        return self.folder / _TREE

    @contextmanager
    def lent(self, column: Path) -> Iterator[Path]:
        """Where in a checkout of the column the site is to be built, on the last one. Raises OSError.

        It is kept again only if a build has noted what it was made from, and nobody finds it unsound.
        """
        site, cache = column / SITE, column / CACHE
        self._lend(site, cache)
        state = cache / FOLDER.relative_to(CACHE) / SITE / STATE
        before, sound = _when_written(state), True
        try:
            yield site
        except UnsoundError:
            sound = False
            raise
        finally:
            if sound and _when_written(state) != before:
                with suppress(OSError):  # what can't be kept is built anew
                    (site / SIGNATURE).unlink(missing_ok=True)
                    os.rename(cache, self.folder / _KEPT_CACHE)
                    os.rename(site, self.folder / SITE)

    def _lend(self, site: Path, cache: Path) -> None:
        kept = self.folder / SITE, self.folder / _KEPT_CACHE
        if all(place.is_dir() for place in kept) and not _hidden(kept[0]):  # MkDocs lets hidden files lie
            os.rename(kept[0], site)
            os.rename(kept[1], cache)
        for place in kept:
            shutil.rmtree(place, ignore_errors=True)
        cache.mkdir(exist_ok=True)
        for name in _LENT:
            if (cache / name).is_symlink():  # where it led may be gone
                os.unlink(cache / name)
            if (self.cache / name).is_dir() and not (cache / name).exists():
                os.symlink((self.cache / name).resolve(), cache / name, target_is_directory=True)
        for name in _BEGUN_WITH:
            if not (cache / name).exists():
                _copy(self.cache / name, cache / name)


@contextmanager
def kept_for(root: Path, say: Say) -> Iterator[Kept | None]:
    """What is kept for a column; None where nothing can be, and then why is said, if that is anybody's business."""
    folder = root / PLACE
    if sys.platform == "win32":
        yield None
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _IGNORED).write_text("*\n", encoding="utf-8")
        lock = (folder / _LOCK).open("w")
    except OSError as error:
        say(_unusable(error))
        yield None
        return
    with lock:
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("这个专栏另有一次发布正在进行，这一次从头生成，要慢一些。")
            yield None
            return
        kept = Kept(folder, root / CACHE)
        try:
            for name in {*os.listdir(folder)} - {_LOCK, _IGNORED, _KEPT_CACHE, _TREE, SITE}:
                shutil.rmtree(folder / name, ignore_errors=True)  # left by one that was killed
            kept.room.mkdir()
        except OSError as error:
            say(_unusable(error))
            yield None
            return
        try:
            yield kept
        finally:
            shutil.rmtree(kept.room, ignore_errors=True)


def _unusable(error: OSError) -> str:
    return f"{PLACE.as_posix()} 用不了（{error.strerror}），这一次从头生成，要慢一些。"


def _when_written(state: Path) -> tuple[int, ...] | None:
    with suppress(OSError):
        found = state.stat()
        return found.st_ino, found.st_mtime_ns, found.st_ctime_ns
    return None


def _hidden(site: Path) -> bool:
    return any(name.startswith(".") for name in os.listdir(site))


def _copy(path: Path, to: Path) -> None:
    """Copy what is there; a column that has kept nothing yet gives nothing."""
    with suppress(FileNotFoundError):
        shutil.copytree(path, to) if path.is_dir() else shutil.copyfile(path, to)
