"""Releases in a folder of this machine; unchanged files are hard links into the release before."""

import filecmp
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from publicity.publishing.holder import Holder, read_holder
from publicity.publishing.layout import LOCK, PREFIX, found_in
from publicity.publishing.manifest import NAME, Entry, hash_file
from publicity.publishing.refusal import TargetError
from publicity.publishing.release import Release
from publicity.publishing.target import MARKER, Found, Upload, marker_text
from publicity.publishing.telling import Teller
from publicity.publishing.tools import failure


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Turn an error of the system into a sentence."""
    try:
        yield
    except OSError as error:
        raise TargetError(failure(name, str(error.strerror or error), error.filename)) from error


class LocalFolder:
    """A folder. `name` is what it is called in messages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = str(folder)

    def look(self, lock: str | None = None) -> Found:
        """See what is there."""
        with _told(self.name):
            if not self.folder.exists():
                if lock is None:
                    return Found()
                self.folder.mkdir(parents=True)
            found = self._found()
            if lock is None or found.lock is not None or (found.marker is None and found.strangers):
                return found
            self._take(lock)
            return self._found()

    def _found(self) -> Found:
        link = self.folder / "current"
        releases = {path.parent.name: path.read_text() for path in self.folder.glob("releases/*/release.json")}
        target = str(link.readlink()) if link.is_symlink() else None
        manifest = _text(link.parent / target.removesuffix("/site") / NAME) if target else None
        names, marker = os.listdir(self.folder), _text(self.folder / MARKER)
        return found_in(self.name, names, marker, _text(self.folder / LOCK), target, releases, manifest)

    def _take(self, lock: str) -> None:
        written = self.folder / f"{LOCK}.{os.getpid()}"
        written.write_text(lock)
        try:
            os.link(written, self.folder / LOCK)  # whole, and only if there is none
        except FileExistsError:
            pass
        finally:
            written.unlink()

    def break_lock(self, token: str) -> None:
        """Move the lock aside; should it be a new one by then, put it back."""
        with _told(self.name):
            aside = self.folder / f"{LOCK}.{token}"
            try:
                (self.folder / LOCK).rename(aside)
            except FileNotFoundError:
                return
            if read_holder(aside.read_text()).token != token:
                os.link(aside, self.folder / LOCK)
            aside.unlink()

    def unlock(self, holder: Holder) -> None:
        """Give our own lock back."""
        if self._holds(holder):
            (self.folder / LOCK).unlink()

    def _holds(self, holder: Holder) -> bool:
        return _text(self.folder / LOCK) == holder.text()

    def store(self, upload: Upload, found: Found, tell: Teller) -> None:
        """Copy or link every file into incoming/, then move all of it in one step."""
        with _told(self.name):
            self._clear()
            incoming = self.folder / "incoming" / upload.release.id
            before = self.folder / "releases" / found.current / "site" if found.current else None
            for path in tell.each([*upload.manifest.files, NAME], "存放"):
                _put(upload.site / path, incoming / "site" / path, before / path if before else None)
            self._keep(incoming / "site", upload.sources)
            (incoming / NAME).write_text(upload.manifest.text())
            (incoming / "release.json").write_text(upload.release.text())
            if found.marker is None:
                _replace(self.folder / MARKER, marker_text(upload.manifest.column))
            (self.folder / "releases").mkdir(exist_ok=True)
            incoming.rename(self.folder / "releases" / upload.release.id)

    def _clear(self) -> None:
        """Remove what publishers left that were killed."""
        if (self.folder / "incoming").exists():
            shutil.rmtree(self.folder / "incoming")
        for left in self.folder.glob(f"{PREFIX}*.*"):
            left.unlink()

    def _keep(self, site: Path, sources: Mapping[str, str]) -> None:
        for path, source in sources.items():
            if not (site / path).exists():
                (site / path).parent.mkdir(parents=True, exist_ok=True)
                os.link(self.folder / "releases" / source / "site" / path, site / path)

    def serve(self, release: Release, sources: Mapping[str, str], holder: Holder, tell: Teller) -> None:
        """Put a new link in the place of the old one."""
        with _told(self.name):
            stored = self.folder / "releases" / release.id
            _replace(stored / "release.json", release.text())
            self._keep(stored / "site", sources)
            link = self.folder / f"{PREFIX}current.{os.getpid()}"
            link.symlink_to(f"releases/{release.id}/site")
            if not self._holds(holder):
                link.unlink()
                raise TargetError(f"{self.name} 的锁被别人接管了，没有切换。看看是不是有两处同时在发布")
            link.replace(self.folder / "current")

    def listing(self, tell: Teller) -> dict[str, Entry]:
        """Everything that is served."""
        with _told(self.name):
            site = self.folder / "current"
            paths = [path for path in sorted(site.resolve().rglob("*")) if path.is_symlink() or not path.is_dir()]
            return {
                path.relative_to(site.resolve()).as_posix(): hash_file(path)
                if path.is_file() and not path.is_symlink()
                else Entry("", 0)
                for path in tell.each(paths, "核对")
            }

    def drop(self, names: list[str]) -> None:
        """Move them out in one step each, then take them apart."""
        with _told(self.name):
            (self.folder / "incoming").mkdir(exist_ok=True)
            for name in names:
                (self.folder / "releases" / name).rename(self.folder / "incoming" / f"out-{name}")
            self._clear()


def _text(path: Path) -> str | None:
    try:
        return path.read_text()
    except FileNotFoundError:
        return None


def _replace(path: Path, text: str) -> None:
    written = path.with_name(f"{PREFIX}{path.name}.{os.getpid()}")
    written.write_text(text)
    written.replace(path)


def _put(source: Path, place: Path, before: Path | None) -> None:
    """A link to the file of the release before where that is equal to the byte, else a copy that all may read."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if before and before.is_file() and not before.is_symlink() and filecmp.cmp(source, before, shallow=False):
        os.link(before, place)
        return
    shutil.copyfile(source, place)
    place.chmod(0o644)
