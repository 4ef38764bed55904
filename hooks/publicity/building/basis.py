"""What every page rests on beside what editors wrote: this Python, what is installed, templates, the program itself."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

_INSTALLED = (".dist-info", ".egg-info")


def basis(folders: Iterable[Path]) -> str:
    """The SHA-256 of all that; `folders` hold the program and the templates. Raises OSError."""
    digest = sha256(sys.version.encode())
    for name in installed():
        digest.update(f"{name}\n".encode())
    for folder in folders:
        for path in contents(folder):
            data = Path(folder, path).read_bytes()
            digest.update(f"{path} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def installed() -> list[str]:
    """What is installed, as `name-version.dist-info`, in order."""
    found: set[str] = set()
    for folder in filter(None, sys.path):
        with suppress(OSError), os.scandir(folder) as entries:
            found.update(entry.name for entry in entries if entry.name.endswith(_INSTALLED))
    return sorted(found)


def contents(folder: Path) -> Iterator[str]:
    """The paths of the files within a folder, in order; what Python keeps of modules is none of them."""
    for inner, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (os.path.relpath(os.path.join(inner, name), folder) for name in sorted(names))
