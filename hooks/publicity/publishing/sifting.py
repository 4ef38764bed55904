"""Of the files that an earlier checkout left, those that a new one would write as they lie there.

Only content says that, read in full: neither times nor sizes, and nothing that git knows of the earlier checkout.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from stat import S_ISREG

_MODES = {"100644": False, "100755": True}  # of plain files, as git names them; whether they can be run
_CHUNK = 1 << 20
ATTRIBUTES = ("eol", "filter", "ident", "working-tree-encoding")  # by which git writes other bytes than it keeps
_AS_KEPT = {"unspecified", "unset"}

Blobs = Mapping[str, tuple[str, str]]  # of a commit: by path the mode and the id, as git lists them


def sift(tree: Path, blobs: Blobs, converted: Iterable[str]) -> None:
    """Remove from a folder what is not the very file of a commit; its `.git` stays. Raises OSError.

    `converted` are paths that git may write otherwise than they are kept: such files go, whatever they hold.
    """
    plain = {path: blob for path, blob in blobs.items() if blob[0] in _MODES}
    for path in converted:
        plain.pop(path, None)
    folders = {str(folder) for path in plain for folder in PurePosixPath(path).parents}
    for path, is_ in _sifted(str(tree), ".", folders):
        mode, digest = plain.get(path, ("", ""))
        if not digest or not _as_written(is_, mode) or _blob(f"{tree}/{path}", is_.st_size, digest) != digest:
            os.unlink(f"{tree}/{path}")


def _sifted(tree: str, folder: str, folders: set[str]) -> Iterator[tuple[str, os.stat_result]]:
    """Yield what lies in folders of the commit but folders, links unfollowed; remove all other folders."""
    with os.scandir(f"{tree}/{folder}") as found:
        entries = [*found]
    for entry in entries:
        path = entry.name if folder == "." else f"{folder}/{entry.name}"
        if not entry.is_dir(follow_symlinks=False):
            if path != ".git":
                yield path, entry.stat(follow_symlinks=False)
        elif path in folders:
            yield from _sifted(tree, path, folders)
        else:
            shutil.rmtree(entry.path)


def _as_written(is_: os.stat_result, mode: str) -> bool:
    """Whether something is a plain file of a mode, with no other name under which it could be changed."""
    return S_ISREG(is_.st_mode) and is_.st_nlink == 1 and bool(is_.st_mode & 0o100) is _MODES[mode]


def _blob(path: str, size: int, like: str) -> str:
    """What git would call the bytes of a file; `like` is an id of the same repository."""
    digest = hashlib.new("sha1" if len(like) == 40 else "sha256", b"blob %d\0" % size, usedforsecurity=False)
    with open(path, "rb", buffering=0) as stream:
        for chunk in iter(lambda: stream.read(_CHUNK), b""):
            digest.update(chunk)
    return digest.hexdigest()


def listed(said: str) -> dict[str, tuple[str, str]]:
    """What `git ls-files -s -z` lists."""
    parted = (line.partition("\t") for line in said.split("\0") if line)
    return {path: (facts.split()[0], facts.split()[1]) for facts, _, path in parted}


def converted(said: str) -> set[str]:
    """The paths that are not written as they are kept, of what `git check-attr -z` says of `ATTRIBUTES`."""
    words = said.split("\0")
    facts = zip(words[::3], words[1::3], words[2::3], strict=False)
    return {path for path, name, value in facts if value not in _AS_KEPT and (name, value) != ("eol", "lf")}
