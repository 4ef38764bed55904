"""What was made of texts before, kept in a file that may vanish or rot at any time.

Only the time to make it again is lost: what is not there whole, or comes from another program, is not trusted. Kept is
only what nothing was to be said of: what is told always comes from the text itself.
"""

import pickle
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

import publicity
from publicity.building.basis import basis
from publicity.texts import whole_file

_FOLDER = Path(".cache", "texts")  # beside mkdocs.yml


class Memory:
    """What was made by this program, under keys of what it was made from; `also` is what it rests on besides.

    Without a place nothing is kept.
    """

    def __init__(self, place: Path | None = None, also: str = "") -> None:
        self._place = place
        self._basis = f"{_program()} {also}" if place else ""
        self._known = _read(place, self._basis) if place else {}
        self._used: dict[bytes, bytes] = {}

    @classmethod
    def of(cls, root: Path, kind: str, also: str = "") -> Self:
        """The memory of a kind that a column has in its folder."""
        return cls(root / _FOLDER / kind, also)

    @classmethod
    def going_on(cls, before: Self | None, root: Path, kind: str, also: str = "") -> Self:
        """The same, without reading it again where this process has it."""
        fits = before is not None and before.rests_on(root / _FOLDER / kind, also)
        return before if before is not None and fits else cls.of(root, kind, also)

    def rests_on(self, place: Path, also: str) -> bool:
        """Whether this is the memory of a place, and of what it rests on besides."""
        return self._place == place and self._basis == f"{_program()} {also}"

    def recall(self, key: bytes) -> Any | None:
        """What was kept under a key, as a copy of one's own; None where nothing was."""
        kept = self._known.get(key)
        if kept is None:
            return None
        try:
            made = pickle.loads(kept)  # noqa: S301 - it lies beside hooks/, which is run anyway
        except Exception:  # unpickling may raise anything
            return None
        self._used[key] = kept
        return made

    def keep(self, key: bytes, made: object) -> None:
        """Keep something; what is done to it afterwards is not kept."""
        if self._place:
            self._used[key] = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)

    def save(self) -> None:
        """Write what was recalled or kept for the next run, if something else is there; a full disk takes nothing."""
        if self._place is None or self._used == self._known:
            return
        self._known = dict(self._used)
        content = pickle.dumps((self._basis, self._used), pickle.HIGHEST_PROTOCOL)
        with suppress(OSError):
            self._place.parent.mkdir(parents=True, exist_ok=True)
            whole_file.replace(self._place, sha256(content).digest() + content, lasting=False)


def key(*made_from: bytes) -> bytes:
    """The key of what is made from these."""
    digest = sha256()
    for one in made_from:
        digest.update(b"%d " % len(one) + one)
    return digest.digest()


def _read(place: Path, basis: str) -> dict[bytes, bytes]:
    with suppress(Exception):  # unpickling may raise anything
        content = place.read_bytes()
        if content[:32] == sha256(content[32:]).digest():
            known_basis, known = pickle.loads(content[32:])  # noqa: S301
            if known_basis == basis:
                return dict(known)
    return {}


@cache
def _program() -> str:
    return basis([Path(publicity.__file__).parent])
