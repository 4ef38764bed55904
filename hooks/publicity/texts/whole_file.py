"""A file written whole or not at all: what was there before stands until the new content is complete on the disk.

The content goes to a hidden file beside the place first (checks, preview and builds pass over dot files), which then
takes the place in one step. A killed run leaves at most such a hidden file.
"""

import errno
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO

from publicity.regex import regex

Write = Callable[[BinaryIO], object]

_LONGEST_NAME = 255  # bytes, on the file systems in use
# What file systems without hard links answer: FAT and exFAT, network drives, folders shared with a virtual machine.
_NO_LINKS = {errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
_PART = regex(r"\.(?P<name>.+)\.(?P<process>\d+)-\d+")
_numbers = count()


def replace(path: Path, content: str | bytes, *, lasting: bool = True) -> None:
    """Put a new content in the place of a file's, or make the file. Text is written as UTF-8. Raises OSError.

    A file keeps its mode and owner; a link stays a link to the file that is written; a device or pipe is written to.
    Unless it is to be `lasting`, the disk is not waited for: a power failure may lose what can be made again.
    """
    place = Path(os.path.realpath(path))
    data = content.encode() if isinstance(content, str) else content
    before = place.stat() if place.exists() else None
    if before and not stat.S_ISREG(before.st_mode) and not stat.S_ISDIR(before.st_mode):
        place.write_bytes(data)
        return
    part = write_part(place, lambda stream: stream.write(data), lasting=lasting)
    try:
        if before:
            _keep(part, before)
        part.replace(place)
        if lasting:
            _sync_folder(place.parent)
    finally:
        part.unlink(missing_ok=True)


def create(path: Path, content: str | bytes) -> None:
    """Make a file that was not there. Raises FileExistsError where anything bears its name, else OSError."""
    data = content.encode() if isinstance(content, str) else content
    part = write_part(path, lambda stream: stream.write(data))
    try:
        settle(part, path)
    finally:
        part.unlink(missing_ok=True)


def write_part(path: Path, write: Write, *, lasting: bool = True) -> Path:
    """Write what is to become a file into a hidden one beside it; its path. Raises OSError and what `write` raises."""
    part = path.with_name(_part_name(path.name))
    try:
        with part.open("wb") as stream:
            write(stream)
            stream.flush()
            if lasting:
                os.fsync(stream.fileno())
    except BaseException:
        with suppress(OSError):  # what went wrong first is what is told
            part.unlink()
        raise
    return part


def settle(part: Path, path: Path) -> None:
    """Give a complete hidden file its name, never another's. Raises FileExistsError, OSError."""
    if os.name == "nt":
        part.rename(path)  # there, unlike elsewhere, it does not overwrite
        return
    try:
        os.link(part, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        with path.open("xb"):
            pass  # the name is ours now
        try:
            part.replace(path)
        except OSError:
            path.unlink()
            raise
    else:
        part.unlink()
    _sync_folder(path.parent)


def writer(part: Path) -> tuple[str, int] | None:
    """The file that a hidden one was to become and the number of the process that wrote it; None for any other file.

    The name is cut where it would have been too long.
    """
    match = _PART.fullmatch(part.name)
    return (match["name"], int(match["process"])) if match else None


def _part_name(name: str) -> str:
    """Like no other's: threads of one process write too."""
    end = f".{os.getpid()}-{next(_numbers)}"
    return f".{name.encode()[: _LONGEST_NAME - len(end) - 1].decode(errors='ignore')}{end}"


def _keep(part: Path, before: os.stat_result) -> None:
    """Give a new file the owner and mode of the old one, as far as the system lets us."""
    now = part.stat()
    if hasattr(os, "chown") and (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
        with suppress(OSError):
            os.chown(part, before.st_uid, before.st_gid)
    with suppress(OSError):
        part.chmod(stat.S_IMODE(before.st_mode) & 0o777)


def _sync_folder(folder: Path) -> None:
    """Have the disk keep a new name; where a folder can't be opened for that (Windows), the system sees to it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
