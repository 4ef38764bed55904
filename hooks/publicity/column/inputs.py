"""All that is read of a column, in one digest: while that stays, the same is to be told of it."""

import os
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from publicity.fields.moment import BEIJING

READ = ("mkdocs.yml", "wrong_forms.yml", "docs", "overrides")


def inputs(root: Path) -> bytes | None:
    """A digest of a column's files, hidden ones too, of where they lie, and of the day.

    None where that can't be told: something is neither file nor folder, or can't be read.
    """
    digest = sha256(f"{root.resolve()}\n{os.environ.get('AS_OF')}\n{datetime.now(BEIJING).date()}\n".encode())
    try:
        for name in READ:
            if os.path.lexists(root / name):
                for part in _contents(str(root), name):
                    digest.update(part)
    except OSError:
        return None
    return digest.digest()


def _contents(root: str, path: str) -> Iterator[bytes]:
    """What lies at a path. Raises OSError."""
    place = f"{root}/{path}"
    mode = os.lstat(place).st_mode
    yield f"{path} {mode} ".encode(errors="surrogateescape")
    if S_ISDIR(mode):
        for name in sorted(os.listdir(place)):
            yield from _contents(root, f"{path}/{name}")
    elif S_ISREG(mode):
        with open(place, "rb") as stream:
            data = stream.read()
        yield b"%d " % len(data) + data
    else:
        raise OSError(f"{path} is no file")
