"""A site in the making: what was made of it, over what stays of the last one, which is neither copied nor read."""

from pathlib import Path

from publicity.manifests.manifest import paths_in


class Layers:
    """Files are asked for as of a folder: `site / path`. `staying` are the paths of those that stay; none is made."""

    def __init__(self, made: Path, last: Path) -> None:
        self.made, self.last = made, last
        self.staying: set[str] = set()

    def __truediv__(self, path: str) -> Path:
        return (self.last if path in self.staying else self.made) / path

    def paths(self) -> list[str]:
        """The paths of all files, in order. Raises OSError."""
        return sorted({*paths_in(self.made), *self.staying})


Site = Path | Layers  # a site, whole or in the making


def within(site: Site, path: str) -> str:
    """Where a file of a site lies: what `site / path` says, in a tenth of the time."""
    if isinstance(site, Layers):
        site = site.last if path in site.staying else site.made
    return f"{site}/{path}"
