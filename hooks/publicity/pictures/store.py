"""Pictures made before, kept in a folder that may vanish or rot at any time: only the time to make them is lost."""

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from publicity.building.pruning import used
from publicity.pictures.encoding import MAKERS, Recipe, Variant, remake
from publicity.pictures.file import Look
from publicity.texts import whole_file


@dataclass(frozen=True)
class Stored:
    """A variant on the disk, or where the disk takes nothing, in memory."""

    width: int
    height: int
    content: Path | bytes

    @property
    def there(self) -> bool:
        """Whether it can still be had."""
        return isinstance(self.content, bytes) or self.content.is_file()


@dataclass(frozen=True)
class Store:
    """A folder of made pictures, named by everything that they were made from."""

    folder: Path

    def get(self, path: Path, look: Look, recipe: Recipe) -> tuple[Stored, ...]:
        """A picture by a recipe, the widest first; made if it isn't there whole. Raises UnusableError, OSError.

        What this process had before is not looked into again until the file changes.
        """
        status = path.stat()
        had_by = (self, path, status.st_mtime_ns, status.st_size, look, recipe)
        if not all(variant.there for variant in _had(*had_by)):
            _had.cache_clear()
        return _had(*had_by)

    def find_or_make(self, data: bytes, look: Look, recipe: Recipe) -> tuple[Stored, ...]:
        """A picture of which the bytes are known. Raises UnusableError."""
        made_from = "\n".join((hashlib.sha256(data).hexdigest(), repr(look), repr(recipe), repr(MAKERS)))
        key = hashlib.sha256(made_from.encode()).hexdigest()
        return self._found(key) or self._put(key, remake(data, look, recipe))

    def _found(self, key: str) -> tuple[Stored, ...]:
        try:
            listed = json.loads((self.folder / f"{key}.json").read_bytes())
            stored = tuple(Stored(int(w), int(h), self.folder / f"{key}.{w}") for w, h, _ in listed)
            whole = all(_digest(self.folder / f"{key}.{w}") == digest for w, _, digest in listed)
        except (OSError, ValueError, TypeError):
            return ()
        if whole:
            used(self.folder / f"{key}.json")
        return stored if whole else ()

    def _put(self, key: str, variants: tuple[Variant, ...]) -> tuple[Stored, ...]:
        listed = [(v.width, v.height, hashlib.sha256(v.content).hexdigest()) for v in variants]
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for variant in variants:
                _write(self.folder / f"{key}.{variant.width}", variant.content)
            _write(self.folder / f"{key}.json", json.dumps(listed).encode())
        except OSError:
            return tuple(Stored(v.width, v.height, v.content) for v in variants)
        return tuple(Stored(v.width, v.height, self.folder / f"{key}.{v.width}") for v in variants)


@lru_cache(maxsize=10_000)
def _had(store: Store, path: Path, changed: int, size: int, look: Look, recipe: Recipe) -> tuple[Stored, ...]:
    return store.find_or_make(path.read_bytes(), look, recipe)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(path: Path, content: bytes) -> None:
    """Write a file at one stroke: another build may be writing the same, or this one may be killed."""
    whole_file.replace(path, content, lasting=False)
    path.chmod(0o644)  # copied to the site with it
