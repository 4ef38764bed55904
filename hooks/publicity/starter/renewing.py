"""What an upgrade makes of the files that were laid down: three ways meet, and nothing that an office wrote is lost."""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from publicity.regex import regex
from publicity.starter.answers import FILE
from publicity.starter.laid_down import CONTENT

PIN = "requirements/publicity.txt"
_PINNED = regex(rb"^publicity==.*$", re.MULTILINE)

# (the office's, what was laid down, what would be laid down now) → both changes in one, or None where they collide
Merge = Callable[[bytes, bytes, bytes], bytes | None]


class Fate(Enum):
    """What becomes of a file."""

    ADDED = "新增"
    REFRESHED = "更新"
    MERGED = "合并"  # the office's changes and ours
    REMOVED = "去掉"
    LEFT = "没有动"  # the office changed it where we do: it has to look itself


@dataclass(frozen=True)
class Renewal:
    """What a file, by its path from the column's folder, will hold (None: it goes), and what we changed in it."""

    path: str
    fate: Fate
    content: bytes | None
    difference: str = ""


def renewals(
    before: Mapping[str, bytes], after: Mapping[str, bytes], own: Mapping[str, bytes], merge: Merge
) -> Iterator[Renewal]:
    """Yield what is to be done, in the order of paths.

    `before` and `after` are what the old and the new version lay down for the same answers, `own` is what the office
    has of it. Content is the office's alone; a file that it has deleted stays deleted.
    """
    for path in sorted({*before, *after}):
        old, new, has = before.get(path), after.get(path), own.get(path)
        if path.startswith(CONTENT) or new in (old, has):
            continue
        if path in (FILE, PIN) and new is not None:
            yield Renewal(path, Fate.REFRESHED, new if path == FILE or has is None else _pinned(has, new))
        elif has is None:
            if old is None:
                yield Renewal(path, Fate.ADDED, new)
        elif has == old:
            yield Renewal(path, Fate.REMOVED if new is None else Fate.REFRESHED, new)
        else:
            both = merge(has, old, new) if old is not None and new is not None else None
            fate = Fate.LEFT if both is None else Fate.MERGED
            yield Renewal(path, fate, has if both is None else both, _difference(path, old or b"", new or b""))


def _pinned(own: bytes, new: bytes) -> bytes:
    """The office's pin with the new number; ours where it has none."""
    found = _PINNED.search(new)
    if found is None or not _PINNED.search(own):
        return new
    return _PINNED.sub(lambda _: found[0], own)


def _difference(path: str, old: bytes, new: bytes) -> str:
    """What the new version changes in a file, as `diff -u` prints it."""
    was, now = (text.decode(errors="replace").splitlines(keepends=True) for text in (old, new))
    return "".join(difflib.unified_diff(was, now, f"{path}（原来的版本）", f"{path}（新版本）"))
