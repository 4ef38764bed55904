"""The manifest within a site: a site that differs from it was not built whole, or was changed since."""

import json
from collections.abc import Iterable
from typing import Any

from publicity.archiving.snapshot import SiteFile, Snapshot

MANIFEST = "manifest.json"


def manifest(snapshot: Snapshot) -> dict[str, Any] | None:
    """The site's manifest; None where it has none. Raises ValueError where it can't be read."""
    if not (file := snapshot.file(MANIFEST)):
        return None
    found = json.loads(file.read())
    if not isinstance(found, dict) or not isinstance(found.get("files"), dict):
        raise ValueError(MANIFEST)
    return found


def deviations(files: Iterable[SiteFile], listed: dict[str, Any]) -> list[str]:
    """The paths that the manifest lists otherwise than they are, does not list, or lists in vain; in order."""
    there = {file.path: file.digest for file in files if file.path != MANIFEST}
    told = {path: entry.get("sha256") if isinstance(entry, dict) else None for path, entry in listed["files"].items()}
    return sorted(path for path in there.keys() | told.keys() if there.get(path) != told.get(path))
