"""What every page rests on beside what editors wrote: this Python, what is installed, templates, the program itself."""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

_INSTALLED = (".dist-info", ".egg-info")


def basis(programs: Iterable[Path], templates: Iterable[Path] = ()) -> str:
    """The SHA-256 of all that. Raises OSError.

    `programs` are folders of what runs in this process: it is what it was when somebody first asked. Templates may be
    others when they are asked for again.
    """
    digest = sha256(sys.version.encode())
    for name in installed():
        digest.update(f"{name}\n".encode())
    for content in (*map(_loaded, programs), *map(_contents, templates)):
        digest.update(content)
    return digest.hexdigest()


def installed() -> list[str]:
    """What is installed, as `name-version.dist-info`, in order."""
    found: set[str] = set()
    for folder in filter(None, sys.path):
        with suppress(OSError), os.scandir(folder) as entries:
            found.update(entry.name for entry in entries if entry.name.endswith(_INSTALLED))
    return sorted(found)


@cache
def _loaded(folder: Path) -> bytes:
    return _contents(folder)


def _contents(folder: Path) -> bytes:
    """The digest of the files within a folder and their paths. Raises OSError."""
    digest = sha256()
    for path in _paths(str(folder)):
        with open(f"{folder}/{path}", "rb", buffering=0) as stream:
            data = stream.read()
        digest.update(f"{path} {len(data)}\n".encode(errors="surrogateescape") + data)
    return digest.digest()


def _paths(folder: str) -> list[str]:
    """The paths of the files within a folder, in order; what Python keeps of modules is none of them."""
    found, waiting = list[str](), [""]
    while waiting:
        within = waiting.pop()
        with os.scandir(f"{folder}/{within}") as entries:
            for entry in entries:
                if not entry.is_dir():
                    found.append(f"{within}{entry.name}")
                elif entry.name != "__pycache__" and not entry.is_symlink():
                    waiting.append(f"{within}{entry.name}/")
    return sorted(found)
