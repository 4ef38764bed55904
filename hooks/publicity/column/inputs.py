"""All that is read of a column, in one digest: while that stays, the same is to be told of it."""

import os
import time
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from publicity.building.touched import Stamp, is_fresh, stamp
from publicity.fields.moment import BEIJING

READ = ("mkdocs.yml", "wrong_forms.yml", "docs", "overrides")

Known = dict[str, tuple[Stamp, bytes]]  # by path: what the system says of a file, the digest of its content


def inputs(root: Path, known: Known | None = None) -> bytes | None:
    """A digest of a column's files, hidden ones too, of where they lie, and of the day.

    None where that can't be told: something is neither file nor folder, or can't be read. `known` is what an earlier
    look brought, and is brought up to date: a file that nobody has touched since is not read again. The digest follows
    from contents alone.
    """
    digest = sha256(f"{root.resolve()}\n{os.environ.get('AS_OF')}\n{datetime.now(BEIJING).date()}\n".encode())
    before, seen = ({} if known is None else known), Known()
    now = time.time_ns()
    try:
        for path, is_ in _files_and_folders(str(root)):
            digest.update(f"{path}\0{is_.st_mode}\0".encode(errors="surrogateescape"))
            if not S_ISREG(is_.st_mode):
                continue
            said = stamp(is_)
            if path in before and before[path][0] == said:
                content = before[path][1]
            else:
                with open(f"{root}/{path}", "rb") as stream:
                    content = sha256(stream.read()).digest()
            if not is_fresh(is_, now):
                seen[path] = said, content
            digest.update(content)
    except OSError:
        return None
    if known is not None:
        known.clear()
        known |= seen
    return digest.digest()


def _files_and_folders(root: str) -> Iterator[tuple[str, os.stat_result]]:
    """All that is read, in order, with what the system says of it. Raises OSError for what is no file or folder."""
    waiting = [(name, os.lstat(f"{root}/{name}")) for name in reversed(READ) if os.path.lexists(f"{root}/{name}")]
    while waiting:
        path, is_ = waiting.pop()
        yield path, is_
        if S_ISDIR(is_.st_mode):
            with os.scandir(f"{root}/{path}") as found:
                entries = sorted(((entry.name, entry) for entry in found), reverse=True)
            waiting += [(f"{path}/{name}", entry.stat(follow_symlinks=False)) for name, entry in entries]
        elif not S_ISREG(is_.st_mode):
            raise OSError(f"{path} is no file")
