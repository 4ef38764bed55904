"""What builds keep for the next one does not grow for ever: what nobody has used for long goes, and what is too much.

Files that belong together bear one name up to the first dot. When one was used last is its time of access, set by
`used`: the file system's own is often switched off.
"""

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

LARGEST = 1 << 30  # bytes of a folder; what was used within a day stays, even if it is more
LONGEST, RECENT = 30 * 86400, 86400  # seconds


@dataclass
class _Kept:
    """Files that belong together."""

    paths: list[Path]
    size: int = 0
    used: float = 0


def used(path: Path) -> None:
    """Note that a kept file was used now; where it can't be noted it goes early, and is made again."""
    with suppress(OSError):
        os.utime(path, ns=(time.time_ns(), path.stat().st_mtime_ns))


def prune(folder: Path, largest: int = LARGEST) -> None:
    """Delete what was not used for LONGEST; then, the longest unused first, until the rest is no more than `largest`.

    A folder that is not there, or takes no deletion, stays as it is.
    """
    now, kept = time.time(), _kept_in(folder)
    total = sum(one.size for one in kept)
    for one in sorted(kept, key=lambda one: one.used):
        idle = now - one.used
        if idle <= RECENT or (idle <= LONGEST and total <= largest):
            break
        for path in one.paths:
            with suppress(OSError):
                path.unlink()
        total -= one.size


def _kept_in(folder: Path) -> list[_Kept]:
    found: dict[str, _Kept] = {}
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_file(follow_symlinks=False):
                continue
            status = entry.stat(follow_symlinks=False)
            name = entry.name if entry.name[0] == "." else entry.name.partition(".")[0]  # left by a killed run
            one = found.setdefault(name, _Kept([]))
            one.paths.append(Path(entry.path))
            one.size += status.st_size
            one.used = max(one.used, status.st_atime, status.st_mtime)
    return list(found.values())
