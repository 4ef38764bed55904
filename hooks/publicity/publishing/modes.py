"""Modes of what lies on a target, whatever the umask: readers may read it, and nobody changes it by mistake."""

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

FOLDER, FILE, STATE = 0o755, 0o444, 0o644  # modes of folders, of released files, of what is kept about them


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are not there, so that all may enter."""
    if folder.is_dir():
        return
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        one.chmod(FOLDER)


def copy_file(source: Path, place: Path) -> None:
    """Copy a file to where all may read it and nobody writes it."""
    make_folder(place.parent)
    shutil.copyfile(source, place)
    place.chmod(FILE)


def set_mode(path: Path | str, mode: int) -> None:
    """Set a mode that is another; where we may not, reading back tells. What a link leads to is left alone."""
    found = os.lstat(path).st_mode
    if stat.S_IMODE(found) != mode and not stat.S_ISLNK(found):
        with suppress(PermissionError):
            os.chmod(path, mode)


def mode_of(path: Path | str) -> int:
    """The permissions of a file or folder; of a link its own."""
    return stat.S_IMODE(os.lstat(path).st_mode)


def folders_below(top: Path) -> list[Path]:
    """A folder and all within it, links not followed."""
    return [Path(root) for root, _, _ in os.walk(top)]
