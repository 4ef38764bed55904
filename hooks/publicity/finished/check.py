"""The finished site, page by page: the government page contract, links, outside requests (handbook/domain.md#pages)."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from posixpath import dirname

from selectolax.lexbor import LexborHTMLParser

from publicity.column.column import Column
from publicity.finished import contract as site_contract
from publicity.finished.fault import Fault, by_rule
from publicity.finished.fragment import fragment_faults
from publicity.finished.links import PAGES, Judge, Links, has_place
from publicity.finished.looks import Leads, Look, Looked, Pool, look_at
from publicity.finished.page import site_page
from publicity.manifests.hashes import Hashed, Stamp, hash_unless, stamp
from publicity.manifests.layers import Layers, Site, within
from publicity.manifests.manifest import NAME as MANIFEST
from publicity.manifests.manifest import hashed, paths_in
from publicity.pages.downloads import lists_files
from publicity.pages.fragment_files import PATHS as FRAGMENTS
from publicity.problems.problem import Problem
from publicity.regex import regex

_FETCHES = regex(rb"(?:url\(\s*['\"]?|@import\s+['\"])\s*((?:https?:)?//[^'\")\s]+)", re.IGNORECASE)

_LEADING = frozenset({"dead", "outside", "anchor", "scheme"})  # what is wrong with where a page leads
_USED = regex(rb"""(?:url\(\s*['"]?|@import\s+['"])([^'")\s#?]+)""", re.IGNORECASE)


@dataclass(frozen=True)
class Outcome:
    """Every fault of a site, and of every file in it what its bytes come to, by path; what is in it for no page.

    `looks` are at all pages that lead nowhere in vain.
    """

    faults: tuple[Fault, ...]
    hashes: dict[str, Hashed]
    unnamed: tuple[str, ...] = ()
    looks: Mapping[str, Look] = field(default_factory=dict)


class SiteCheck:
    """Looks at the pages of a site, at once or while others are still being written, and judges it in the end.

    `looks` are at pages of the last site, `hashes` of its files: believed of those that stay in this one.
    """

    def __init__(
        self,
        site: Site,
        column: Column,
        looks: Mapping[str, Look] | None = None,
        hashes: Mapping[str, Hashed] | None = None,
    ) -> None:
        self.site, self.column = site, column
        self.show: Callable[[str, LexborHTMLParser], None] | None = None  # every page that is looked at, by path
        self._last, self._known = looks or {}, dict(hashes or {})
        self._looked: dict[str, Looked] = {}
        self._pool = Pool()

    def look(self, names: Iterable[str]) -> None:
        """Look at pages that are written already, so that less remains for the end."""
        for name in names:
            with suppress(OSError):  # not there: if it comes yet, the end finds it
                self._look(name, stamp(within(self.site, name)))

    def know(self, hashes: Mapping[str, Hashed]) -> None:
        """Believe what files came to when they were written, while their stamps are those."""
        self._known.update(hashes)

    def digests(self, names: Iterable[str]) -> dict[str, str]:
        """The SHA-256 of pages as they are now; what was not looked at so is looked at. Raises OSError."""
        return {name: self._page(name).hashed.entry.sha256 for name in names}

    def outcome(self, named: Iterable[str] = (), staying: Set[str] = frozenset()) -> Outcome:
        """Judge the site as it is now; what has changed since it was looked at is looked at again. Raises OSError.

        `named` are files that are there because some page was to lead to them: those to which none does are told.
        `staying` are those of the last site that stay, which are not looked at again.
        """
        if isinstance(self.site, Layers):
            self.site.staying = {*staying}
        names = self.site.paths() if isinstance(self.site, Layers) else paths_in(self.site)
        links = Links({*names, MANIFEST}, self.column.settings.site_url)  # which is written last
        looks = {name: self._last[name] for name in names if name in staying and name in self._last}
        pages = {name: self._page(name) for name in names if name.endswith(PAGES) and name not in looks}
        for name in [*_in_vain(looks, pages, links.files)]:
            pages[name] = self._page(name)
            del looks[name]
        faults = [fault for looked in pages.values() for fault in looked.faults]
        judge = Judge(links)
        faults += _astray({name: looked.page for name, looked in pages.items()}, looks, judge)
        wanting = {(fault.page, fault.written) for fault in faults if fault.rule in ("dead", "outside")}
        faults = [one for one in faults if one.rule != "picture" or (one.page, one.written) not in wanting]
        faults += [fault for look in looks.values() if look.faults for fault in look.own_faults()]
        looks |= _sound(pages, judge, {fault.page for fault in faults if fault.rule in _LEADING})
        astray = [looked.page for name, looked in pages.items() if name not in looks]
        led = set[str]().union(*(judge.led_to(page) for page in astray if _names_files(page.path, page.leads_on)))
        led.update(*(look.targets for name, look in looks.items() if _names_files(name, look.leads_on)))
        unnamed = sorted({*named} - led - self._used_by_sheets(led, links))
        faults += self._fetches(names)
        hashes = {name: self._known[name] if name in staying else self._hashed(name) for name in names}
        return Outcome(tuple(faults), hashes, tuple(unnamed), looks)

    def _hashed(self, name: str) -> Hashed:
        looked = self._looked.get(name)
        return hash_unless(within(self.site, name), looked.hashed if looked else self._known.get(name))

    def _page(self, name: str) -> Looked:
        now = stamp(within(self.site, name))
        looked = self._looked.get(name)
        return looked if looked and looked.hashed.stamp == now else self._look(name, now)

    def _look(self, name: str, now: Stamp) -> Looked:
        with open(within(self.site, name), "rb", buffering=0) as stream:
            data = stream.read()
        tree = LexborHTMLParser(data)  # bytes: five times as fast as text
        if self.show:
            self.show(name, tree)
        page = site_page(name, tree)
        asked = fragment_faults if name in FRAGMENTS else site_contract.contract_faults
        faults = tuple(asked(page, data, self.column))
        self._looked[name] = Looked(self._pool.leads(page), Hashed(now, hashed([data])), faults)
        return self._looked[name]

    def _used_by_sheets(self, led: Set[str], links: Links) -> set[str]:
        """The paths of what the style sheets that pages load ask for: pictures, fonts, other sheets."""
        found: set[str] = set()
        waiting = [name for name in led if name.endswith(".css") and name in links.files]
        while waiting:
            name = waiting.pop()
            addresses = _USED.findall((self.site / name).read_bytes())
            asked = {links.lead(dirname(name), address.decode(errors="replace")) for address in addresses}
            fresh = {path for path in asked if path is not None and path in links.files} - found
            found |= fresh
            waiting += [path for path in fresh if path.endswith(".css")]
        return found

    def _fetches(self, names: list[str]) -> Iterator[Fault]:
        for name in names:
            if name.endswith(".css"):
                for address in sorted(set(_FETCHES.findall((self.site / name).read_bytes()))):
                    message = f"样式表向外站取“{address.decode(errors='replace')}”"
                    yield Fault(name, "outside", message, "把文件放进 overrides/assets/")


def _names_files(path: str, leads_on: bool) -> bool:
    """Whether a file is public because this page leads to it; the list of all files only follows the other pages."""
    return not leads_on and not lists_files(path)


def check_site(site: Path, column: Column, docs: Path, prefix: str) -> dict[str, list[Problem]]:
    """Everything that is wrong with a built site, as warnings, by rule; `prefix` is what docs/ is called in messages.

    Raises OSError where the site can't be read.
    """
    return by_rule(SiteCheck(site, column).outcome().faults, docs, prefix, site.name)


def _in_vain(looks: Mapping[str, Look], pages: Mapping[str, Looked], files: Set[str]) -> Iterator[str]:
    """Yield the pages that stay and lead to something that is no more."""

    @cache
    def ids(path: str) -> frozenset[str]:
        return frozenset(looks[path].ids if path in looks else pages[path].page.ids)

    there = frozenset(files)
    for name, look in looks.items():
        if not there.issuperset(look.targets) or not all(has_place(ids(path), place) for path, place in look.anchored):
            yield name


def _astray(pages: Mapping[str, Leads], looks: Mapping[str, Look], judge: Judge) -> Iterator[Fault]:
    for page in pages.values():
        yield from judge.judge(page)
    for name in [*judge.anchored]:
        yield from judge.arrive(name, pages[name].ids if name in pages else looks[name].ids)


def _sound(pages: Mapping[str, Looked], judge: Judge, faulty: Set[str]) -> Iterator[tuple[str, Look]]:
    """Yield what is kept of pages that lead nowhere in vain, with their paths."""
    anchored: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for target, links in judge.anchored.items():
        for link in links:
            anchored[link.page].add((target, link.fragment))
    for name, looked in pages.items():
        targets = judge.led_to(looked.page)
        if name not in faulty and targets <= judge.links.files:
            yield name, look_at(looked, targets, anchored[name])
