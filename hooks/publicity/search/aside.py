"""What waits until it is needed, in a file without a name: a build has better use for the memory."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple


class Piece(NamedTuple):
    """Where something that was put aside begins, and how many bytes it has."""

    begin: int
    size: int

    def part(self, begin: int, end: int) -> "Piece":
        """What stands in it between two places."""
        return Piece(self.begin + begin, end - begin)


class Aside:
    """Bytes on a disk, in a folder, or where the system has such files; nobody else sees them, nothing is left."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._opened: IO[bytes] | None = None  # with the first that is put aside
        self._end = 0

    def put(self, content: bytes | memoryview) -> Piece:
        """Put something aside. Raises OSError."""
        file = self._file()
        piece = Piece(self._end, len(content))
        file.seek(piece.begin)
        file.write(content)
        file.flush()
        self._end += piece.size
        return piece

    def take(self, pieces: Iterable[Piece]) -> bytearray:
        """What was put aside, one piece after the other; it stays there. Raises OSError."""
        pieces, file, at = [*pieces], self._file(), 0
        content = bytearray(sum(piece.size for piece in pieces))
        buffer = memoryview(content)
        for piece in pieces:
            if _read(file, buffer[at : at + piece.size], piece.begin) != piece.size:
                raise OSError("what was put aside is not there")
            at += piece.size
        return content

    def another(self) -> "Aside":
        """One more in the same folder, which a copy of this process may fill for this one. Raises OSError."""
        other = Aside(self._folder)
        other._file()
        return other

    def _file(self) -> IO[bytes]:
        if self._opened is None:
            if self._folder:
                self._folder.mkdir(parents=True, exist_ok=True)
            self._opened = TemporaryFile(dir=self._folder)  # noqa: SIM115 - open as long as this process
        return self._opened


def _read(file: IO[bytes], buffer: memoryview, at: int) -> int:
    """Read from a place; copies of a process have one place together, where they move it."""
    if sys.platform == "win32":  # which has no copies
        file.seek(at)
        return int(file.readinto(buffer))  # type: ignore[attr-defined]
    read = 0
    while some := os.preadv(file.fileno(), [buffer[read:]], at + read):
        read += some
    return read
