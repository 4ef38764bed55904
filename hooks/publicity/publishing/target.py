"""What every kind of target can do, and what is found on one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from publicity.manifests.manifest import Entry, Manifest, column_id
from publicity.publishing.holder import Holder
from publicity.publishing.limits import Deadline
from publicity.publishing.release import Release
from publicity.publishing.telling import Teller

MARKER = ".publicity-target"


@dataclass(frozen=True)
class Found:
    """What a target holds. `marker` is the column it belongs to; None where it belongs to nobody yet.

    `strangers` are names of things that are not ours. `lock` is the content of the lock, `releases` are whole, the
    oldest first, `manifest` is that of the one served, as kept outside of what is served.
    """

    marker: str | None = None
    strangers: tuple[str, ...] = ()
    lock: str | None = None
    current: str | None = None
    releases: tuple[Release, ...] = ()
    manifest: Manifest | None = None
    unfinished: bool = False  # a switch was begun that did not come to its end

    @property
    def live(self) -> Release | None:
        """The release that is served."""
        return next((release for release in self.releases if release.id == self.current), None)


@dataclass(frozen=True)
class Listing:
    """What is served, read back from where it lies: the SHA-256 of each path, "" for what is no file or was not read.

    `closed` are files and folders of the target, with their modes, that others than their owner may not read.
    """

    digests: Mapping[str, str]
    closed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Upload:
    """A built site on its way to be a release; `sources` are releases that have the assets to be kept beside it.

    `afresh`: nothing that lies on the target is taken for what it should be.
    """

    site: Path
    manifest: Manifest
    release: Release
    sources: Mapping[str, str]
    afresh: bool = False


class Target(Protocol):
    """A place that holds releases and serves one. Everything raises TargetError with what is served untouched."""

    name: str

    def look(self, lock: str | None = None) -> Found:
        """See what is there; with `lock`, take the lock first, if it is free and the target empty or ours."""

    def break_lock(self, text: str) -> None:
        """Take away the lock that says this, and no other."""

    def unlock(self, holder: Holder) -> None:
        """Give our own lock back; where it is somebody else's by now, leave it."""

    def store(self, upload: Upload, found: Found, tell: Teller) -> None:
        """Clear what killed publishers left, and put a whole release beside what is served."""

    def serve(self, release: Release, sources: Mapping[str, str], holder: Holder, tell: Teller) -> None:
        """Serve a stored release, with the assets to be kept beside it, if the lock is still ours."""

    def note(self, release: Release) -> None:
        """Write a release's record anew."""

    def listing(self, known: Mapping[str, Entry], deadline: Deadline, tell: Teller) -> Listing:
        """Everything that is served, read back; of what is not known, or has another size, no byte.

        Raises LimitError where that does not come to an end before the deadline.
        """

    def drop(self, names: list[str]) -> None:
        """Remove releases that are not served."""


def marker_text(column: str) -> str:
    """What stands in the marker of a column's target."""
    return (
        json.dumps({"column": column, "note": "publicity publish 管理的文件夹，不要手工改动"}, ensure_ascii=False)
        + "\n"
    )


def read_marker(text: str) -> str:
    """The column that a marker names; "?" where it can't be read."""
    try:
        return column_id(json.loads(text)["column"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return "?"
