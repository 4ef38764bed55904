"""Reports whose evidence was renamed since they were sealed: they name it anew, and say the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from posixpath import dirname, relpath
from typing import Any

from publicity.commitments.progress import Progress
from publicity.ledger.line import digest
from publicity.texts.paths import leads_elsewhere, linked_path

_MOST = 64  # ways to name the evidence of one report that are tried


@dataclass(frozen=True)
class Renamed:
    """`former` are the paths that articles had before, by the path they have; `sealed` the digests of entries."""

    former: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sealed: frozenset[str] = frozenset()

    def as_sealed(self, uri: str, report: Progress, data: dict[str, Any]) -> dict[str, Any]:
        """What a report of the commitment at a path says, with its evidence named as it was when it was sealed."""
        if digest(data) in self.sealed or not self.former:
            return data
        ways = product(*(tuple(self._names(uri, link)) for link in report.evidence))
        tried = (data | {"evidence": list(names)} for names in islice(ways, _MOST) if names)
        return next((one for one in tried if digest(one) in self.sealed), data)

    def _names(self, uri: str, link: str) -> Iterator[str]:
        yield link
        if not leads_elsewhere(link):
            for old in self.former.get(linked_path(uri, link), ()):
                yield relpath(old, dirname(uri))


def old_uri(address: str) -> str:
    """The path within docs/ of the page that stood at an old address of this column."""
    return f"{address.removesuffix('/index.html').removesuffix('.html')}.md"
