"""The files of an index in a site that is being made, and those of the last site's."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from publicity.building.workshop import link_into
from publicity.search.files import FOLDER


class IndexFolder:
    """Where an index goes. Without a last site nothing can stay."""

    def __init__(self, site: Path, last: Path | None = None) -> None:
        self._site, self._last = site, last
        self._made: set[str] = set()

    def clear(self) -> None:
        """Begin with nothing: what is there may be the last site's own files, under a second name."""
        shutil.rmtree(self._site / FOLDER, ignore_errors=True)
        self._made.clear()

    def put(self, path: str, content: bytes) -> None:
        """Write a file. Raises OSError."""
        target = f"{self._site}/{path}"
        if (folder := os.path.dirname(target)) not in self._made:
            os.makedirs(folder, exist_ok=True)
            self._made.add(folder)
        with open(target, "wb") as stream:
            stream.write(content)

    def keep(self, paths: Iterable[str]) -> None:
        """Let files of the last site stay. Raises OSError."""
        if self._last:
            link_into(self._site, self._last, paths)

    def read(self, path: str) -> bytes:
        """What a file of the last site holds. Raises OSError."""
        return Path(f"{self._last}/{path}").read_bytes()
