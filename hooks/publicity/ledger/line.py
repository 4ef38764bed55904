"""A line of the ledger: what one thing said to the public when it was sealed, bound to the line before it by a hash.

Lines bear all that they are checked by, so that their order means nothing and two branches' lines make one ledger.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from pydantic import BaseModel, ConfigDict


class Line(BaseModel):
    """What was sealed of a subject.

    `says` are its words by key. `entries` are what is only ever added to it (reports, amendments, notes), as digests in
    order; `new` has those in full that no line before had. `after` are the digests of the plan's amendments that its
    words stand after. `prev` are the hashes of the lines before: none for the first, two where branches were merged.
    `carried` is the hash that the line had in a ledger of an earlier version of the program.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    subject: str
    version: int
    sealed: str
    says: dict[str, Any]
    entries: dict[str, list[str]] = {}
    new: dict[str, list[Any]] = {}
    after: list[str] = []
    prev: list[str]
    carried: str = ""
    hash: str

    @property
    def own_hash(self) -> str:
        """The hash that the line must bear."""
        return digest(self.model_dump(exclude={"hash"}))

    def facts(self) -> dict[str, Any]:
        """The line as data, without what is empty."""
        return {key: value for key, value in self.model_dump().items() if value or key in _ALWAYS}

    def text(self) -> str:
        """The line as it stands in the file."""
        return json.dumps(self.facts(), ensure_ascii=False)

    @property
    def order(self) -> tuple[str, int, str]:
        """What lines are sorted by."""
        return self.subject, self.version, self.hash


_ALWAYS = ("subject", "version", "sealed", "says", "prev", "hash")


def digest(data: object) -> str:
    """SHA-256 over canonical JSON."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def seal_line(
    subject: str,
    sealed: str,
    says: Mapping[str, Any],
    *,
    before: Iterable[Line] = (),
    entries: Mapping[str, list[str]] | None = None,
    new: Mapping[str, list[Any]] | None = None,
    after: Iterable[str] = (),
    carried: str = "",
) -> Line:
    """Make the line that follows the lines before it."""
    parents = list(before)
    unsealed = {
        "subject": subject,
        "version": max((line.version for line in parents), default=0) + 1,
        "sealed": sealed,
        "says": dict(says),
        "entries": {key: value for key, value in (entries or {}).items() if value},
        "new": {key: value for key, value in (new or {}).items() if value},
        "after": list(after),
        "prev": sorted(line.hash for line in parents),
        "carried": carried,
    }
    return Line.model_validate(unsealed | {"hash": digest(unsealed)})
