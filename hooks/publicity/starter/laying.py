"""Files into a folder: all of them, or the folder as it was."""

import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import mkdtemp

WORKSHOP = ".publicity-unfinished"  # within a folder that is there already
KEPT = frozenset({".git", ".DS_Store", "Thumbs.db", "desktop.ini"})  # what may be in a folder that counts as empty
LAST = "mkdocs.yml"  # without it a folder is no column


class OccupiedError(Exception):
    """The folder holds something; `names` are what."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = sorted(names)
        super().__init__("、".join(self.names))


def refuse_occupied(folder: Path) -> None:
    """Raise OccupiedError where a folder holds anything but a bare .git, or what an interrupted laying down left."""
    if strangers := _names(folder) - _left_over(folder):
        raise OccupiedError(strangers)


def lay_down(files: Mapping[str, bytes], folder: Path, judge: Callable[[Path], None]) -> None:
    """Put the files in place once they are all written and `judge`, which may raise, has seen them.

    Where nothing stands there, one rename does it. Into a folder that is there (somebody may be standing in it, and
    it may be a repository) everything is moved in turn, the settings last; if that is cut off, laying down again
    begins by taking away what was left. Raises OccupiedError, OSError, and what `judge` raises, with the folder
    as it was.
    """
    folder = folder.resolve()
    refuse_occupied(folder)
    if folder.exists():
        _lay_into(files, folder, judge)
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(mkdtemp(prefix=f".{folder.name[:40]}-", dir=folder.parent))
    try:
        column = _write(files, workshop)
        judge(column)
        column.rename(folder)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _lay_into(files: Mapping[str, bytes], folder: Path, judge: Callable[[Path], None]) -> None:
    for name in sorted(_left_over(folder), key=lambda name: name == WORKSHOP):
        _remove(folder / name)
    names = sorted({path.partition("/")[0] for path in files}, key=lambda name: (name == LAST, name))
    workshop, moved = folder / WORKSHOP, list[str]()
    try:
        workshop.mkdir()
        (workshop / "names").write_text("\n".join(names), encoding="utf-8")
        column = _write(files, workshop)
        judge(column)
        for name in names:
            (column / name).rename(folder / name)
            moved.append(name)
    except BaseException:
        for name in moved:
            _remove(folder / name)
        raise
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _write(files: Mapping[str, bytes], workshop: Path) -> Path:
    column = workshop / "column"
    for name, content in files.items():
        path = column / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return column


def _names(folder: Path) -> set[str]:
    if folder.is_dir():
        return {path.name for path in folder.iterdir()} - KEPT
    return {folder.name} if folder.exists() or folder.is_symlink() else set()


def _left_over(folder: Path) -> set[str]:
    """What stands in a folder by a laying down that was cut off; nothing where only its workshop was left to clear."""
    names = _names(folder)
    if WORKSHOP not in names or LAST in names:
        return set()
    try:
        laid = (folder / WORKSHOP / "names").read_text(encoding="utf-8").splitlines()
    except OSError:
        laid = []
    return ({*laid, WORKSHOP} - KEPT) & names


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
