"""Releases in a folder of this machine, each with files of its own.

Files are not shared between releases: whoever edits a served file in place spoils that release alone, and there is
one to go back to. They are read-only, and all may read them, whatever the publisher's umask is.
"""

import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from publicity.manifests.manifest import NAME, Entry, expected, hash_file, paths_in
from publicity.publishing.holder import Holder
from publicity.publishing.layout import LOCK, PREFIX, SPARE, found_in
from publicity.publishing.limits import MANIFEST_MOST, Deadline
from publicity.publishing.modes import FILE, FOLDER, STATE, copy_file, folders_below, make_folder, mode_of, set_mode
from publicity.publishing.refusal import LimitError, TargetError
from publicity.publishing.release import Release
from publicity.publishing.spare import take_over
from publicity.publishing.target import MARKER, Found, Listing, Upload, marker_text
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
                make_folder(self.folder)
            found = self._found()
            if lock is None or found.lock is not None or (found.marker is None and found.strangers):
                return found
            self._take(lock)
            return self._found()

    def _found(self) -> Found:
        link = self.folder / "current"
        records = {path.parent.name: _text(path) for path in self.folder.glob("releases/*/release.json")}
        releases = {name: text for name, text in records.items() if text is not None}
        target = str(link.readlink()) if link.is_symlink() else None
        manifest = _text(link.parent / target.removesuffix("/site") / NAME) if target else None
        names, marker = os.listdir(self.folder), _text(self.folder / MARKER)
        return found_in(self.name, names, marker, _text(self.folder / LOCK), target, releases, manifest)

    def _take(self, lock: str) -> None:
        written = self._written(LOCK, lock)
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
            if _text(aside) != text:
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
        """Bring every file into incoming/, then move all of it in one step."""
        with _told(self.name):
            self._clear()
            incoming, wanted = self.folder / "incoming" / upload.release.id, expected(upload.manifest)
            there = set() if upload.afresh else self._take_over(incoming / "site", wanted)
            for path in tell.each([path for path in wanted if path not in there], "存放"):
                copy_file(upload.site / path, incoming / "site" / path)
            self._keep(incoming / "site", upload.release, upload.sources)
            self._replace(incoming / NAME, upload.manifest.text())
            self._replace(incoming / "release.json", upload.release.text())
            if found.marker is None:
                self._replace(self.folder / MARKER, marker_text(upload.manifest.column))
            make_folder(self.folder / "releases")
            incoming.rename(self.folder / "releases" / upload.release.id)

    def _take_over(self, site: Path, wanted: Mapping[str, Entry]) -> set[str]:
        """Have in a new release what the one that went last has of it; the paths."""
        spare = self.folder / SPARE
        if spare.is_symlink() or not spare.is_dir():
            return set()
        make_folder(site.parent)
        spare.rename(site)
        try:
            return take_over(site, wanted)
        except OSError:  # somebody else's files, say
            shutil.rmtree(site)
            return set()

    def _clear(self) -> None:
        """Remove what publishers left that were killed."""
        if (self.folder / "incoming").is_symlink():  # not ours; what it leads to is nobody's business here
            (self.folder / "incoming").unlink()
        if (self.folder / "incoming").exists():
            shutil.rmtree(self.folder / "incoming")
        for left in self.folder.glob(f"{PREFIX}*.*"):
            left.unlink()

    def _keep(self, site: Path, release: Release, sources: Mapping[str, str]) -> None:
        """Lay assets of other releases beside the own ones, those that are what they were."""
        for path, source in sources.items():
            asset = self.folder / "releases" / source / "site" / path
            if not (site / path).exists() and asset.exists() and hash_file(asset) == release.kept[path]:
                copy_file(asset, site / path)

    def serve(self, release: Release, sources: Mapping[str, str], holder: Holder, tell: Teller) -> None:
        """Put a new link in the place of the old one."""
        with _told(self.name):
            stored = self.folder / "releases" / release.id
            self.note(release)
            self._keep(stored / "site", release, sources)
            self._open(stored)
            link = self.folder / f"{PREFIX}current.{os.getpid()}"
            link.unlink(missing_ok=True)
            link.symlink_to(f"releases/{release.id}/site")
            if not self._holds(holder):
                link.unlink()
                raise TargetError(f"{self.name} 的锁被别人接管了，没有切换。看看是不是有两处同时在发布")
            link.replace(self.folder / "current")

    def _open(self, stored: Path) -> None:
        """Let all read a release. The target's own folder may be for a group alone, yet not for its owner alone."""
        for folder in (*folders_below(stored), self.folder / "releases"):
            set_mode(folder, FOLDER)
        for path in paths_in(stored / "site"):
            set_mode(f"{stored}/site/{path}", FILE)
        if not mode_of(self.folder) & 0o011:
            set_mode(self.folder, FOLDER)

    def note(self, release: Release) -> None:
        """Write a release's record anew."""
        with _told(self.name):
            self._replace(self.folder / "releases" / release.id / "release.json", release.text())

    def listing(self, known: Mapping[str, Entry], deadline: Deadline, tell: Teller) -> Listing:
        """Everything that is served."""
        with _told(self.name):
            site = (self.folder / "current").resolve()
            paths = paths_in(site)
            digests = {path: _digest(f"{site}/{path}", known.get(path), deadline) for path in tell.each(paths, "核对")}
            return Listing(digests, self._closed(site, paths))

    def _closed(self, site: Path, paths: list[str]) -> dict[str, str]:
        """What a stranger can't read, by its path from the target's folder."""
        above = [folder for folder in site.parents if folder.is_relative_to(self.folder.resolve())]
        modes = {path: mode_of(path) for path in (*folders_below(site), *above)}
        closed = {path: mode for path, mode in modes.items() if not mode & 0o001}
        if closed.get(self.folder.resolve(), 0) & 0o010:  # a group's, which may be the web server's
            del closed[self.folder.resolve()]
        files = ((path, os.lstat(f"{site}/{path}").st_mode) for path in paths)
        closed |= {site / path: mode for path, mode in files if not mode & 0o004}  # those of links are open
        return {_from(path, site, self.folder.resolve()): stat.filemode(mode)[1:] for path, mode in closed.items()}

    def drop(self, names: list[str]) -> None:
        """Move them out in one step each, then take them apart; the files of the last are for the next release."""
        if not names:
            return
        incoming, spare = self.folder / "incoming", self.folder / SPARE
        with _told(self.name):
            make_folder(incoming)
            for name in names:
                (self.folder / "releases" / name).rename(incoming / f"out-{name}")
            if os.path.lexists(spare):
                spare.rename(incoming / "out-spare")
            (incoming / f"out-{names[-1]}" / "site").rename(spare)
            self._clear()

    def _replace(self, path: Path, text: str) -> None:
        """Write a whole file or nothing; what a killed publisher leaves lies where it is cleared away."""
        self._written(path.name if path.name.startswith(PREFIX) else f"{PREFIX}{path.name}", text).replace(path)

    def _written(self, name: str, text: str) -> Path:
        written = self.folder / f"{name}.{os.getpid()}"
        written.write_text(text, encoding="utf-8")
        written.chmod(STATE)
        return written


def _text(path: Path) -> str | None:
    """What a record, a marker or a lock says; None where there is none. Raises LimitError for what can be none."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise LimitError(f"{path} 不是普通文件，不是 publicity 放的。请人检查这台服务器")
        with path.open("rb") as stream:
            data = stream.read(MANIFEST_MOST + 1)
    except FileNotFoundError:
        return None
    if len(data) > MANIFEST_MOST:
        raise LimitError(f"{path} 大得不像话，不是 publicity 放的。请人检查这台服务器")
    return data.decode(errors="replace")


def _from(path: Path, site: Path, folder: Path) -> str:
    """A path as it is told: within the site as the site's manifest writes it, above it as seen from the target."""
    if path.is_relative_to(site) and path != site:
        return path.relative_to(site).as_posix()
    return f"{folder.name}/{path.relative_to(folder).as_posix()}".removesuffix("/.")


def _digest(path: str, entry: Entry | None, deadline: Deadline) -> str:
    """The digest of a file that may be what it should be; of any other nothing is read."""
    if deadline.passed:
        raise LimitError(f"{path}：到总时限还没有读完")
    if entry is None or os.lstat(path).st_size != entry.size:
        return ""
    return hash_file(path).sha256
