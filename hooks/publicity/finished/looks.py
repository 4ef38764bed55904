"""What was found when pages were looked at: what a site is judged by, held once however many pages have it.

For the next build it is kept as plain data, in which no word stands twice.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from sys import intern
from typing import Any

from publicity.finished.fault import Fault
from publicity.finished.page import SitePage
from publicity.manifests.hashes import Hashed


@dataclass(frozen=True, slots=True)
class Leads:
    """What the judgement of a whole site asks of a page: what it leads to and loads, which places it has."""

    path: str
    links: tuple[str, ...] = ()
    loads: tuple[tuple[str, str], ...] = ()  # (element, address)
    ids: tuple[str, ...] = ()
    leads_on: bool = False


class Pool:
    """Makes equal things one: thousands of pages share most of what they lead to."""

    def __init__(self) -> None:
        self._known: dict[Any, Any] = {}

    def leads(self, page: SitePage) -> Leads:
        """What is asked of a page that was looked at."""
        loads = tuple(self._one((intern(tag), intern(address))) for tag, address in sorted(page.loads))
        return Leads(page.path, _words(page.links), self._one(loads), self._one(_words(page.ids)), page.leads_on)

    def _one(self, thing: Any) -> Any:
        return self._known.setdefault(thing, thing)


def _words(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(intern, sorted(found)))


@dataclass(frozen=True, slots=True)
class Looked:
    """A page, what its file came to, and its faults."""

    page: Leads
    hashed: Hashed
    faults: tuple[Fault, ...]


def packed(looks: Iterable[Looked]) -> dict[str, Any]:
    """Plain data of looks."""
    words: dict[str, int] = {}

    def number(word: str) -> int:
        return words.setdefault(word, len(words))

    pages = {
        looked.page.path: [
            [number(link) for link in looked.page.links],
            [number(word) for load in looked.page.loads for word in load],
            [number(name) for name in looked.page.ids],
            looked.page.leads_on,
            [astuple(fault) for fault in looked.faults],
        ]
        for looked in looks
    }
    return {"words": [*words], "pages": pages}


def unpacked(data: Mapping[str, Any], hashes: Mapping[str, Hashed]) -> Iterator[Looked]:
    """What was packed, of the pages that came to one of these. Raises what a wrong shape makes."""
    word = [intern(str(one)) for one in data["words"]].__getitem__
    for path, (links, loads, ids, leads_on, faults) in data["pages"].items():
        if path in hashes:
            paired = map(word, loads)
            page = Leads(
                path,
                tuple(map(word, links)),
                tuple(zip(paired, paired, strict=True)),
                tuple(map(word, ids)),
                bool(leads_on),
            )
            yield Looked(page, hashes[path], tuple(Fault(*map(str, fault)) for fault in faults))
