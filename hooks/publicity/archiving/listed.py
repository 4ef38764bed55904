"""The manifest within a site: a site that differs from it was not built whole, or was changed since."""

from collections.abc import Iterable

from publicity.archiving.snapshot import SiteFile, Snapshot
from publicity.manifests.manifest import NAME, Manifest, read_manifest


def manifest(snapshot: Snapshot) -> Manifest | None:
    """The site's manifest; None where it has none. Raises ValueError where it can't be read."""
    file = snapshot.file(NAME)
    return read_manifest(file.read()) if file else None


def deviations(files: Iterable[SiteFile], listed: Manifest) -> list[str]:
    """The paths that the manifest lists otherwise than they are, does not list, or lists in vain; in order."""
    there = {file.path: file.digest for file in files if file.path != NAME}
    told = {path: entry.sha256 for path, entry in listed.files.items()}
    return sorted(path for path in there.keys() | told.keys() if there.get(path) != told.get(path))
