"""Releases on any rclone remote: S3 and its like, SFTP, FTP, WebDAV. There are no links there, and no switch.

`remote:path` is what is served. Beside it, out of the reach of readers, lies `remote:path.publicity`:

    marker.json  lock.json       whose it is, who is publishing
    current.json                 the id of the release that is served
    applying.json                there while files are replaced: by which releases that has been tried
    releases/ID.json             what is known of a release, with its manifest
    files/SHA-256                the content of all kept releases, for going back

A release is stored whole before the first served file is touched. Two publishers on different machines that
start within the same second may both believe to hold the lock until one asks again before it serves.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from publicity.manifests.comparing import shown, unequal
from publicity.manifests.manifest import Entry, Manifest, expected, hash_file, read_manifest
from publicity.publishing.holder import Holder
from publicity.publishing.limits import ANSWER_MOST, LOOK_SECONDS, MANIFEST_MOST, Deadline, within
from publicity.publishing.ordering import Step, steps
from publicity.publishing.refusal import TargetError
from publicity.publishing.release import Release, read_release, served_by
from publicity.publishing.target import Found, Listing, Upload, marker_text, read_marker
from publicity.publishing.telling import Teller
from publicity.publishing.tools import run

NOTHING_THERE = 3  # rclone's exit code for a folder that does not exist
NO_FOLDER = "501 No such directory"  # the same from FTP servers with MLSD (RFC 3659): rclone calls it a failure
COMMON = ("--contimeout=20s", "--timeout=60s", "--retries=2", "--low-level-retries=3")


@dataclass
class _State:
    """What lies beside the served files, as last seen."""

    texts: dict[str, str] = field(default_factory=dict)
    manifests: dict[str, Manifest] = field(default_factory=dict)
    releases: list[Release] = field(default_factory=list)

    def named(self, name: str, key: str) -> list[str]:
        """The releases that one of the small files names, those that are still there."""
        try:
            value = json.loads(self.texts[name])[key]
        except (ValueError, TypeError, KeyError):
            return []
        return [one for one in value if one in self.manifests] if isinstance(value, list) else []


class RcloneRemote:
    """A remote of rclone's configuration and a path on it."""

    def __init__(self, remote: str) -> None:
        self.name = remote
        self.beside = f"{remote.rstrip('/')}.publicity"
        self.state = _State()
        self.upload: Upload | None = None  # what was stored last, while it is still here

    def _run(
        self,
        *arguments: str,
        given: bytes | None = None,
        fine: tuple[int, ...] = (0,),
        deadline: Deadline | None = None,
    ) -> bytes:
        try:
            return run(self.name, ["rclone", *arguments, *COMMON], given, fine, deadline=deadline).said
        except TargetError as error:
            if NOTHING_THERE in fine and NO_FOLDER in str(error):
                return b""
            raise

    def _write(self, name: str, text: str) -> None:
        self._run("rcat", f"{self.beside}/{name}", given=text.encode())

    def look(self, lock: str | None = None) -> Found:
        """See what is there."""
        self.state = self._read()
        texts = self.state.texts
        strangers = () if "marker.json" in texts else self._served_names()
        if lock and "lock.json" not in texts and not strangers:
            self._write("lock.json", lock)
            texts["lock.json"] = self._lock() or ""
        current = next(iter(self.state.named("current.json", "id")), None)
        return Found(
            read_marker(texts["marker.json"]) if "marker.json" in texts else None,
            strangers,
            texts.get("lock.json"),
            current,
            tuple(sorted(self.state.releases, key=lambda release: release.id)),
            self.state.manifests.get(current or ""),
            "applying.json" in texts,
        )

    def _read(self) -> _State:
        state = _State()
        with TemporaryDirectory(prefix="publicity-") as folder:
            few = ("--exclude", "/files/**", "--max-size", f"{MANIFEST_MOST}b", "--max-transfer", f"{ANSWER_MOST}b")
            self._run("copy", self.beside, folder, *few, fine=(0, NOTHING_THERE), deadline=within(LOOK_SECONDS))
            for path in Path(folder).rglob("*.json"):
                state.texts[path.relative_to(folder).as_posix()] = path.read_text(encoding="utf-8", errors="replace")
        for name, text in state.texts.items():
            if name.startswith("releases/"):
                try:
                    stored = json.loads(text)
                    release, manifest = read_release(stored["release"]), read_manifest(stored["manifest"])
                except (ValueError, TypeError, KeyError, RecursionError):
                    continue  # left by a publisher that was killed; `drop` sweeps it away
                if name == f"releases/{release.id}.json":
                    state.releases.append(release)
                    state.manifests[release.id] = replace(manifest, signature=release.signature)
        return state

    def _served_names(self) -> tuple[str, ...]:
        names = self._run("lsf", self.name, fine=(0, NOTHING_THERE), deadline=within(LOOK_SECONDS))
        return tuple(shown(name) for name in names.decode(errors="replace").splitlines())

    def _lock(self) -> str | None:
        held = self._run("cat", f"{self.beside}/lock.json", fine=(0, NOTHING_THERE, 4)).decode(errors="replace")
        return held or None

    def break_lock(self, text: str) -> None:
        """Remove the lock if it is still the one."""
        if self._lock() == text:
            self._run("deletefile", f"{self.beside}/lock.json")

    def unlock(self, holder: Holder) -> None:
        """Give our own lock back."""
        self.break_lock(holder.text())

    def store(self, upload: Upload, found: Found, tell: Teller) -> None:
        """Bring every content that is not there yet, then the record that makes it a release."""
        self.upload = upload
        contents = {entry.sha256: path for path, entry in expected(upload.manifest).items()}
        for manifest in self.state.manifests.values():
            for entry in expected(manifest).values():
                contents.pop(entry.sha256, None)
        if found.marker is None:
            self._write("marker.json", marker_text(upload.manifest.column))
        with TemporaryDirectory(prefix="publicity-") as folder:
            for digest, path in contents.items():
                (Path(folder) / digest).symlink_to((upload.site / path).resolve())
            self._copy(folder, f"{self.beside}/files", sorted(contents), tell, "--copy-links")
        self.state.manifests[upload.release.id] = upload.manifest
        self.note(upload.release)

    def note(self, release: Release) -> None:
        """Write a release's record anew."""
        self.state.releases = [release, *(one for one in self.state.releases if one.id != release.id)]
        manifest = self.state.manifests[release.id].text()
        self._write(f"releases/{release.id}.json", json.dumps({"release": release.text(), "manifest": manifest}) + "\n")

    def _copy(self, source: str, place: str, paths: list[str], tell: Teller, *flags: str) -> None:
        """Transfer files, whatever their times and sizes say: they are known to differ."""
        if not paths:
            return
        with TemporaryDirectory(prefix="publicity-") as folder:
            listed = Path(folder) / "list"
            listed.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
            tail = ["--files-from-raw", str(listed), "--no-traverse", "--ignore-times", "--transfers=8", *flags]
            watched = ["--progress"] if tell.watched else []
            run(self.name, ["rclone", "copy", source, place, *tail, *watched, *COMMON], show=tell.watched)

    def serve(self, release: Release, sources: Mapping[str, str], holder: Holder, tell: Teller) -> None:
        """Replace file by file, in an order in which nothing is missing; what a killed publisher began is mended."""
        served, unsure, begun = self._served()
        wanted = expected(self.state.manifests[release.id])
        if self.upload and self.upload.afresh:
            unsure |= wanted.keys()
        there = {
            path: entry for path, entry in release.kept.items() if served.get(path) == entry and path not in unsure
        }
        plan = steps(served, wanted, unsure, there.keys())
        with TemporaryDirectory(prefix="publicity-") as folder:
            site = self.upload.site if self.upload else self._fetch(Path(folder), wanted, plan, tell)
            if self._lock() != holder.text():
                raise TargetError(f"{self.name} 的锁被别人接管了，没有改动。看看是不是有两处同时在发布")
            if not self.upload or there != release.kept:
                self.note(replace(release, kept=there))
            self._write("applying.json", json.dumps({"to": [*begun, release.id]}) + "\n")
            for step in plan:
                tell.say(f"{step.what}：{len(step.paths)} 个")
                if step.removes:
                    self._remove(self.name, step.paths)
                else:
                    self._copy(str(site), self.name, list(step.paths), tell)
        self.state.texts["current.json"] = json.dumps({"id": [release.id]}) + "\n"
        self._write("current.json", self.state.texts["current.json"])
        self._run("deletefile", f"{self.beside}/applying.json")
        self.state.texts.pop("applying.json", None)
        self.upload = None

    def _served(self) -> tuple[dict[str, Entry], set[str], list[str]]:
        """What is served, at which paths that is not sure, and the releases whose serving did not come to its end."""
        releases = {release.id: release for release in self.state.releases}
        current, begun = self.state.named("current.json", "id"), self.state.named("applying.json", "to")
        served, *others = [
            served_by(self.state.manifests[one], releases[one]) if one else {} for one in (*(current or [""]), *begun)
        ]
        return served, {path for other in others for path in unequal(served, other)}, begun

    def _fetch(self, folder: Path, wanted: Mapping[str, Entry], plan: list[Step], tell: Teller) -> Path:
        """Bring back from the stored contents what a release needs."""
        paths = [path for step in plan if not step.removes for path in step.paths]
        contents = sorted({wanted[path].sha256 for path in paths})
        self._copy(f"{self.beside}/files", str(folder / "files"), contents, tell)
        for path in paths:
            content, place = folder / "files" / wanted[path].sha256, folder / "site" / path
            if not content.is_file() or hash_file(content) != wanted[path]:
                raise TargetError(f"{self.beside} 里存的 {path} 不在了或被改过，退不回这次发布。换一个，或重新发布")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.read_bytes())
        return folder / "site"

    def _remove(self, place: str, paths: tuple[str, ...] | list[str]) -> None:
        with TemporaryDirectory(prefix="publicity-") as folder:
            listed = Path(folder) / "list"
            listed.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
            self._run("delete", place, "--files-from-raw", str(listed))

    def listing(self, known: Mapping[str, Entry], deadline: Deadline, tell: Teller) -> Listing:
        """Everything that is served, fetched and hashed: what stores remember of a file is not believed."""
        listed = self._run("lsf", "-R", "--files-only", "--format=sp", "--separator=|", self.name, deadline=deadline)
        lines = [line.partition("|") for line in listed.decode(errors="backslashreplace").split("\n") if line]
        digests = dict.fromkeys((path for _, _, path in lines), "")
        right = [path for size, _, path in lines if path in known and size in (str(known[path].size), "-1")]
        if not right:
            return Listing(digests)
        with TemporaryDirectory(prefix="publicity-") as folder:
            (Path(folder) / "list").write_text("".join(f"{path}\n" for path in right), encoding="utf-8")
            only = ("--files-from-raw", f"{folder}/list", "--no-traverse")
            answer = self._run("hashsum", "SHA256", "--download", *only, self.name, deadline=deadline)
        found = answer.decode(errors="backslashreplace").split("\n")
        return Listing(digests | {line[66:]: line[:64] for line in found if line})

    def drop(self, names: list[str]) -> None:
        """Remove their records, then every content that no other release needs."""
        left = {name: manifest for name, manifest in self.state.manifests.items() if name not in names}
        needed = {f"files/{entry.sha256}" for manifest in left.values() for entry in expected(manifest).values()}
        needed |= {f"releases/{name}.json" for name in left}
        stored = self._run("lsf", "-R", "--files-only", self.beside).decode().splitlines()
        if gone := [path for path in stored if path.startswith(("files/", "releases/")) and path not in needed]:
            self._remove(self.beside, gone)
