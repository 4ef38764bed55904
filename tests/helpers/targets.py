"""Where the tests of publishing publish to."""

import json
from dataclasses import dataclass
from pathlib import Path

from publicity.publishing.addressing import target_of
from publicity.publishing.target import Target


@dataclass(frozen=True)
class Remotes:
    """What rclone is configured for: `dav`, a WebDAV server of that folder, and `box`, the sshd by SFTP."""

    folder: Path
    settings: Path


@dataclass(frozen=True)
class Place:
    """A target, the folder behind it, and within that what is served and where left-overs would lie."""

    address: str
    folder: Path
    served: Path

    @property
    def target(self) -> Target:
        """The target anew, as another run of the command would see it."""
        return target_of(self.address)

    def manifest(self, name: str) -> str:
        """The manifest of a stored release."""
        if self.served != self.folder:
            return (self.folder / "releases" / name / "manifest.json").read_text(encoding="utf-8")
        stored: dict[str, str] = json.loads((self.beside / "releases" / f"{name}.json").read_text(encoding="utf-8"))
        return stored["manifest"]

    @property
    def beside(self) -> Path:
        """Where state is kept."""
        return self.folder if self.served != self.folder else self.folder.with_name(f"{self.folder.name}.publicity")
