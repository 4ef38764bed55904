"""The files of an index in a site that is being made, and those of the last site's."""

import os
import shutil
from collections.abc import Container, Iterable
from pathlib import Path

from publicity.manifests.hashes import Hashed, write_hashed
from publicity.search.files import FOLDER


class IndexFolder:
    """Where an index goes. Of the last site's files those that are `known` can stay; `staying` are those that do."""

    def __init__(self, site: Path, last: Path | None = None, known: Container[str] = ()) -> None:
        self._site, self._last, self._known = site, last, known
        self._made: set[str] = set()
        self.staying: set[str] = set()
        self.hashes: dict[str, Hashed] = {}  # of the files that were written, by path

    def clear(self) -> None:
        """Begin with nothing."""
        shutil.rmtree(self._site / FOLDER, ignore_errors=True)
        self._made.clear()
        self.staying.clear()
        self.hashes.clear()

    def put(self, path: str, content: bytes) -> Hashed:
        """Write a file; what it comes to. Raises OSError."""
        target = f"{self._site}/{path}"
        self.staying.discard(path)
        if (folder := os.path.dirname(target)) not in self._made:
            os.makedirs(folder, exist_ok=True)
            self._made.add(folder)
        self.hashes[path] = write_hashed(target, content)
        return self.hashes[path]

    def keep(self, paths: Iterable[str]) -> None:
        """Let files of the last site stay. Raises FileNotFoundError for one that is not there."""
        for path in paths:
            if path not in self._known:
                raise FileNotFoundError(path)
            self.staying.add(path)

    def read(self, path: str) -> bytes:
        """What a file of the last site holds. Raises OSError."""
        return Path(f"{self._last}/{path}").read_bytes()
