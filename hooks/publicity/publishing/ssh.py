"""Releases on a server that is reached by ssh: rsync brings what changed, unchanged files are copied there.

As in a folder of this machine, releases share no files, and all of a release is read-only.
"""

import os
import posixpath
import shlex
from collections.abc import Mapping

from publicity.manifests.manifest import Entry
from publicity.publishing import scripts
from publicity.publishing.holder import Holder, read_holder
from publicity.publishing.layout import found_in
from publicity.publishing.limits import LOOK_SECONDS, Deadline, within
from publicity.publishing.refusal import TargetError
from publicity.publishing.release import Release
from publicity.publishing.target import Found, Listing, Upload, marker_text
from publicity.publishing.telling import Teller
from publicity.publishing.tools import run

# Nobody is there to answer a question; a dead line is noticed within a minute.
OPTIONS = (
    "-o",
    "BatchMode=yes",
    "-o",
    "ConnectTimeout=20",
    "-o",
    "ServerAliveInterval=15",
    "-o",
    "ServerAliveCountMax=3",
)


class SshFolder:
    """A folder on a server. `host` is user@host; PUBLICITY_SSH may give another ssh command with its options."""

    def __init__(self, host: str, folder: str) -> None:
        self.host, self.folder = host, folder
        self.name = f"{host}:{folder}"
        self.token = ""  # of the lock
        self.stored = self.marker = ""  # the script that makes a release of what was brought, and its marker
        self.ssh = [*shlex.split(os.environ.get("PUBLICITY_SSH", "") or "ssh"), *OPTIONS]

    def _run(
        self, script: str, fine: tuple[int, ...] = (0,), deadline: Deadline | None = None, /, **values: str
    ) -> "tuple[bytes, int]":
        # POSIX sh reads the script whatever the login shell is.
        command = [*self.ssh, "-C", "--", self.host.replace("[", "").replace("]", ""), "sh -s"]
        script = script if script is scripts.LOOK else scripts.ENTER + script
        done = run(self.name, command, scripts.fill(script, FOLDER=self.folder, **values), fine, deadline=deadline)
        return done.said, done.code

    def look(self, lock: str | None = None) -> Found:
        """See what is there."""
        self.token = read_holder(lock).token if lock else ""
        answer, _ = self._run(scripts.LOOK, (0,), within(LOOK_SECONDS), LOCK=lock or "", TOKEN=self.token)
        fields = answer.decode(errors="replace").split("\0")
        said = dict(zip(fields[::2], fields[1::2], strict=False))
        if "names" not in said:
            return Found()
        releases = {name.split("/")[1]: text for name, text in said.items() if name.endswith("/release.json")}
        there = {name: said.get(name, "?") for name in ("marker", "lock", "link", "manifest")}
        marker, held, link, manifest = (None if text == "?" else text for text in there.values())
        return found_in(self.name, said["names"].splitlines(), marker, held, link, releases, manifest)

    def break_lock(self, text: str) -> None:
        """Move the lock aside; should it be a new one by then, put it back."""
        self._run(scripts.BREAK_LOCK, HELD=text)

    def unlock(self, holder: Holder) -> None:
        """Give our own lock back."""
        self._run(scripts.UNLOCK, TOKEN=holder.token)

    def store(self, upload: Upload, found: Found, tell: Teller) -> None:
        """Bring every file into incoming/; `serve` moves all of it in one step, as each connection takes its time."""
        unchanged = [f"--copy-dest=../../../releases/{found.current}/site"] if found.current else []
        run(
            self.name,
            [
                *("rsync", "--recursive", "--checksum", "--perms", "--chmod=D755,F444", "--secluded-args"),
                *("--compress", "--timeout=60", f"--rsh={shlex.join(self.ssh)}", *unchanged),
                *(("--info=progress2",) if tell.watched else ()),
                *("--", f"{upload.site}/", f"{self.host}:{self.folder}/incoming/{self.token}/site/"),
            ],
            show=tell.watched,
        )
        keep = scripts.keeping(f"incoming/{self.token}/site", upload.release.kept, upload.sources)
        self.stored = keep + scripts.FINISH
        self.marker = marker_text(upload.manifest.column)

    def serve(self, release: Release, sources: Mapping[str, str], holder: Holder, tell: Teller) -> None:
        """Put a new link in the place of the old one."""
        keep = scripts.keeping(f"releases/{release.id}/site", release.kept, sources)
        fine = (0, scripts.LOCK_LOST)
        values = {"ID": release.id, "RECORD": release.text(), "TOKEN": holder.token, "MARKER": self.marker}
        _, code = self._run(self.stored + scripts.NOTE + keep + scripts.SWITCH, fine, **values)
        self.stored = ""
        if code == scripts.LOCK_LOST:
            raise TargetError(f"{self.name} 的锁被别人接管了，没有切换。看看是不是有两处同时在发布")

    def note(self, release: Release) -> None:
        """Write a release's record anew."""
        self._run(scripts.NOTE, ID=release.id, RECORD=release.text())

    def listing(self, known: Mapping[str, Entry], deadline: Deadline, tell: Teller) -> Listing:
        """Everything that is served, hashed on the server."""
        most = max((entry.size for entry in known.values()), default=0)
        answer, _ = self._run(scripts.LIST, (0,), deadline, MOST=str(most))
        fields = [field.split("\n") for field in answer.decode(errors="backslashreplace").split("\0")]
        if len(fields) != 4:
            raise TargetError(f"{self.name}：服务器的回答不完整，没法核对")
        files, others, inside, above = ([line for line in field if line] for field in fields)
        digests = dict(_digest(line) for line in files) | {line.removeprefix("./"): "" for line in others}
        closed = dict(_closed(line, "") for line in inside)
        return Listing(digests, closed | dict(_closed(line, f"{posixpath.basename(self.folder)}/") for line in above))

    def drop(self, names: list[str]) -> None:
        """Move them out in one step each, then take them apart."""
        if not names:
            return
        self._run(scripts.DROP, NAMES=" ".join(names))


def _closed(line: str, above: str) -> tuple[str, str]:
    """A line of `ls -ldn`: the path, and the mode as it prints it."""
    mode, *_, path = line.split(maxsplit=8)
    return f"{above}{path.removeprefix('./')}".removesuffix("/."), mode[1:10]


def _digest(line: str) -> tuple[str, str]:
    """A line of sha256sum, which marks a name with strange characters by a backslash in front."""
    escaped = line.startswith("\\")
    digest, path = line.lstrip("\\")[:64], line.lstrip("\\")[66:]
    if escaped:
        path = path.replace("\\n", "\n").replace("\\\\", "\\")
    return path.removeprefix("./"), digest
