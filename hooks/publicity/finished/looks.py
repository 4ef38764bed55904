"""What was found when pages were looked at: what a site is judged by, held once however many pages have it.

For the next build it is kept as plain data.
"""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from sys import intern
from typing import Any, NamedTuple

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


class Look(NamedTuple):
    """A page that leads nowhere in vain, without its addresses, as the next build asks for it.

    `targets` are the paths in the site that it asks for, `anchored` the places in other pages, as path and name;
    `ids` its own. `faults` are those that it has by itself, as plain data.
    """

    targets: tuple[str, ...]
    anchored: tuple[tuple[str, str], ...]
    ids: tuple[str, ...]
    leads_on: bool
    faults: tuple[tuple[str, ...], ...]

    def own_faults(self) -> tuple[Fault, ...]:
        """The faults that it has by itself."""
        return tuple(Fault(*fault) for fault in self.faults)


def look_at(looked: Looked, targets: Iterable[str], anchored: Iterable[tuple[str, str]]) -> Look:
    """What is kept of a page that leads nowhere in vain."""
    faults = tuple(astuple(fault) for fault in looked.faults)
    return Look(tuple(sorted(targets)), tuple(sorted(anchored)), looked.page.ids, looked.page.leads_on, faults)


def packed(looks: Mapping[str, Look]) -> dict[str, tuple[Any, ...]]:
    """Plain data, for `marshal`."""
    return {path: tuple(look) for path, look in looks.items()}


def unpacked(data: Mapping[str, Any]) -> dict[str, Look]:
    """What was packed. Raises what a wrong shape makes."""
    return {path: Look(*look) for path, look in data.items()}
