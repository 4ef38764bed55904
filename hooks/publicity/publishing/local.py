"""Releases in a folder of this machine; unchanged files are hard links into the release before."""

import filecmp
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from publicity.manifests.manifest import NAME, hash_file, paths_in
from publicity.publishing.holder import Holder
from publicity.publishing.layout import LOCK, PREFIX, found_in
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
        releases = {
            path.parent.name: path.read_text(encoding="utf-8") for path in self.folder.glob("releases/*/release.json")
        }
        target = str(link.readlink()) if link.is_symlink() else None
        manifest = _text(link.parent / target.removesuffix("/site") / NAME) if target else None
        names, marker = os.listdir(self.folder), _text(self.folder / MARKER)
        return found_in(self.name, names, marker, _text(self.folder / LOCK), target, releases, manifest)

    def _take(self, lock: str) -> None:
        written = self.folder / f"{LOCK}.{os.getpid()}"
        written.write_text(lock, encoding="utf-8")
        try:
            os.link(written, self.folder / LOCK)  # whole, and only if there is none
        except (FileExistsError, FileNotFoundError):  # taken; or swept away by whoever took it
            pass
        finally:
            written.unlink(missing_ok=True)

    def break_lock(self, text: str) -> None:
        """Move the lock aside; should it be a new one by then, put it back."""
        with _told(self.name):
            aside = self.folder / f"{LOCK}.{os.getpid()}"
            try:
                (self.folder / LOCK).rename(aside)
            except FileNotFoundError:
                return
            if aside.read_text(encoding="utf-8") != text:
                os.link(aside, self.folder / LOCK)
            aside.unlink()

    def unlock(self, holder: Holder) -> None:
        """Give our own lock back."""
        with _told(self.name):
            if self._holds(holder):
                self._clear()
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
            self._keep(incoming / "site", upload.release, upload.sources)
            self._replace(incoming / NAME, upload.manifest.text())
            self._replace(incoming / "release.json", upload.release.text())
            if found.marker is None:
                self._replace(self.folder / MARKER, marker_text(upload.manifest.column))
            (self.folder / "releases").mkdir(exist_ok=True)
            incoming.rename(self.folder / "releases" / upload.release.id)

    def _clear(self) -> None:
        """Remove what publishers left that were killed."""
        if (self.folder / "incoming").exists():
            shutil.rmtree(self.folder / "incoming")
        for left in self.folder.glob(f"{PREFIX}*.*"):
            left.unlink()

    def _keep(self, site: Path, release: Release, sources: Mapping[str, str]) -> None:
        """Link assets of other releases beside the own ones, those that are what they were."""
        for path, source in sources.items():
            asset = self.folder / "releases" / source / "site" / path
            if not (site / path).exists() and asset.exists() and hash_file(asset) == release.kept[path]:
                (site / path).parent.mkdir(parents=True, exist_ok=True)
                os.link(asset, site / path)

    def serve(self, release: Release, sources: Mapping[str, str], holder: Holder, tell: Teller) -> None:
        """Put a new link in the place of the old one."""
        with _told(self.name):
            stored = self.folder / "releases" / release.id
            self.note(release)
            self._keep(stored / "site", release, sources)
            link = self.folder / f"{PREFIX}current.{os.getpid()}"
            link.unlink(missing_ok=True)
            link.symlink_to(f"releases/{release.id}/site")
            if not self._holds(holder):
                link.unlink()
                raise TargetError(f"{self.name} 的锁被别人接管了，没有切换。看看是不是有两处同时在发布")
            link.replace(self.folder / "current")

    def note(self, release: Release) -> None:
        """Write a release's record anew."""
        with _told(self.name):
            self._replace(self.folder / "releases" / release.id / "release.json", release.text())

    def listing(self, tell: Teller) -> dict[str, str]:
        """Everything that is served."""
        with _told(self.name):
            site = (self.folder / "current").resolve()
            return {path: hash_file(site / path).sha256 for path in tell.each(paths_in(site), "核对")}

    def drop(self, names: list[str]) -> None:
        """Move them out in one step each, then take them apart."""
        if not names:
            return
        with _told(self.name):
            (self.folder / "incoming").mkdir(exist_ok=True)
            for name in names:
                (self.folder / "releases" / name).rename(self.folder / "incoming" / f"out-{name}")
            self._clear()

    def _replace(self, path: Path, text: str) -> None:
        """Write a whole file or nothing; what a killed publisher leaves lies where it is cleared away."""
        written = self.folder / f"{PREFIX}{path.name}.{os.getpid()}"
        written.write_text(text, encoding="utf-8")
        written.replace(path)


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def _put(source: Path, place: Path, before: Path | None) -> None:
    """A link to the file of the release before where that is equal to the byte, else a copy that all may read."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if before and before.is_file() and not before.is_symlink() and filecmp.cmp(source, before, shallow=False):
        os.link(before, place)
        return
    shutil.copyfile(source, place)
    place.chmod(0o644)
