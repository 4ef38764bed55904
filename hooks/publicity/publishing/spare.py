"""The files of the release that went last, taken over by the next one: most of them are what it needs.

A disk takes far longer to make a file than to read one. What is taken over is read first and belongs to nobody else.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from publicity.manifests.manifest import Entry, hash_file, paths_in


def take_over(site: Path, wanted: Mapping[str, Entry]) -> set[str]:
    """Leave in a folder only what is wanted there, as if it had been written now; the paths. Raises OSError."""
    found: set[str] = set()
    for path in paths_in(site):
        place = f"{site}/{path}"
        if path in wanted and _is(place, wanted[path]):
            os.utime(place)  # a server may tell by its time that readers have it already
            found.add(path)
        else:
            os.unlink(place)
    for folder, _, _ in os.walk(site, topdown=False):
        with suppress(OSError):  # those that are not empty
            os.rmdir(folder)
    return found


def _is(path: str, entry: Entry) -> bool:
    """Whether a file is what it should be, and has no other name under which it could be changed."""
    now = os.lstat(path)
    return now.st_nlink == 1 and now.st_size == entry.size and hash_file(path) == entry
