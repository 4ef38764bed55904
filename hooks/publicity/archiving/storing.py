"""Archives on the disk: each whole or not there, none ever overwritten, a checksum beside each."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import file_digest
from pathlib import Path
from typing import BinaryIO

from publicity.archiving import checksums
from publicity.texts.whole_file import Write, settle, write_part, writer


class OccupiedError(ValueError):
    """A file with that name and other content is there. The message is its name."""


@dataclass(frozen=True)
class Stored:
    """A file of the archive, its size in bytes; `known`: it was there already, byte for byte."""

    path: Path
    size: int
    known: bool


def store(folder: Path, made: Mapping[str, Write]) -> list[Stored]:
    """Write files by name, each with a `.sha256` beside it. Raises OccupiedError, OSError and what a writer raises.

    A name comes into being only when all contents are complete on the disk; a killed run leaves hidden
    remains at most, and the next one clears them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder, made)
    with _unfinished(folder) as begin:
        ready: dict[Path, Path] = {}
        for name, write in made.items():
            ready[folder / name] = begin(name, write)
            line = checksums.line(_digest(ready[folder / name]), name).encode()
            ready[folder / f"{name}.sha256"] = begin(f"{name}.sha256", partial(_plain, line))
        known = {path for path, part in ready.items() if path.exists() and _digest(path) == _digest(part)}
        for path in ready:
            if path.exists() and path not in known:
                raise OccupiedError(path.name)
        for path, part in ready.items():
            if path not in known:
                settle(part, path)
    return [Stored(path, path.stat().st_size, path in known) for path in ready]


@contextmanager
def _unfinished(folder: Path) -> Iterator[Callable[[str, Write], Path]]:
    """Give a function that writes a hidden file to the disk; what has not got its name at the end is removed."""
    begun: list[Path] = []

    def begin(name: str, write: Write) -> Path:
        begun.append(write_part(folder / name, write))
        return begun[-1]

    try:
        yield begin
    finally:
        for part in begun:
            part.unlink(missing_ok=True)


def _clear(folder: Path, names: Mapping[str, Write]) -> None:
    """Remove what killed runs left of these files."""
    for part in folder.glob(".*"):
        if (wrote := writer(part)) and wrote[0].removesuffix(".sha256") in names and not _running(wrote[1]):
            part.unlink(missing_ok=True)


def _running(process: int) -> bool:
    if os.name == "nt":  # asking would end it there
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True  # somebody else's
    return True


def _plain(data: bytes, stream: BinaryIO) -> None:
    stream.write(data)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
