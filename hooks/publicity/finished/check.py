"""The finished site, page by page: the government page contract, links, outside requests (handbook/domain.md#pages)."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from publicity.column.column import Column
from publicity.finished import contract as site_contract
from publicity.finished.fault import Fault, fault_problems
from publicity.finished.fragment import fragment_faults
from publicity.finished.links import PAGES, Judge, Links, led_to
from publicity.finished.looks import Leads, Looked, Pool, packed
from publicity.finished.page import site_page
from publicity.manifests.hashes import Hashed, Stamp, hash_unless, stamp
from publicity.manifests.manifest import NAME as MANIFEST
from publicity.manifests.manifest import hashed, paths_in
from publicity.pages.downloads import lists_files
from publicity.pages.fragments import PATHS as FRAGMENTS
from publicity.problems.problem import Problem

_FETCHES = re.compile(rb"(?:url\(\s*['\"]?|@import\s+['\"])\s*((?:https?:)?//[^'\")\s]+)", re.IGNORECASE)

_USED = re.compile(rb"""(?:url\(\s*['"]?|@import\s+['"])([^'")\s#?]+)""", re.IGNORECASE)


@dataclass(frozen=True)
class Outcome:
    """Every fault of a site, and of every file in it what its bytes come to, by path; what is in it for no page.

    `looks` are those at pages that were looked at now, packed.
    """

    faults: tuple[Fault, ...]
    hashes: dict[str, Hashed]
    unnamed: tuple[str, ...] = ()
    looks: Mapping[str, Any] = field(default_factory=dict)


class SiteCheck:
    """Looks at the pages of a site, at once or while others are still being written, and judges it in the end.

    `looks` are at pages of the last site, `hashes` of its files: believed where the same file, unchanged, is in this
    one.
    """

    def __init__(
        self, site: Path, column: Column, looks: Iterable[Looked] = (), hashes: Mapping[str, Hashed] | None = None
    ) -> None:
        self.site, self.column = site, column
        self.show: Callable[[str, LexborHTMLParser], None] | None = None  # every page that is looked at, by path
        self._looked = {looked.page.path: looked for looked in looks}
        self._known = dict(hashes or {})
        self._pool = Pool()
        self._fresh: set[str] = set()

    def look(self, names: Iterable[str]) -> None:
        """Look at pages that are written already, so that less remains for the end."""
        for name in names:
            with suppress(OSError):  # not there: if it comes yet, the end finds it
                self._look(name, stamp(self.site / name))

    def digests(self, names: Iterable[str]) -> dict[str, str]:
        """The SHA-256 of pages as they are now; what was not looked at so is looked at. Raises OSError."""
        return {name: self._page(name).hashed.entry.sha256 for name in names}

    def outcome(self, named: Iterable[str] = ()) -> Outcome:
        """Judge the site as it is now; what has changed since it was looked at is looked at again. Raises OSError.

        `named` are files that are there because some page was to lead to them: those to which none does are told.
        """
        names = paths_in(self.site)
        pages = [self._page(name) for name in names if name.endswith(PAGES)]
        known = self._known | {name: looked.hashed for name, looked in self._looked.items()}
        faults = [fault for looked in pages for fault in looked.faults]
        links = Links({*names, MANIFEST}, self.column.settings.site_url)  # which is written last
        faults += _astray([looked.page for looked in pages], links)
        wanting = {(fault.page, fault.written) for fault in faults if fault.rule in ("dead", "outside")}
        faults = [one for one in faults if one.rule != "picture" or (one.page, one.written) not in wanting]
        led = led_to((looked.page for looked in pages if _names_files(looked.page)), links)
        unnamed = sorted({*named} - led - self._used_by_sheets(led, links))
        faults += self._fetches(names)
        hashes = {name: hash_unless(self.site / name, known.get(name)) for name in names}
        return Outcome(tuple(faults), hashes, tuple(unnamed), packed(self._looked[name] for name in self._fresh))

    def _page(self, name: str) -> Looked:
        now = stamp(self.site / name)
        looked = self._looked.get(name)
        return looked if looked and looked.hashed.stamp == now else self._look(name, now)

    def _look(self, name: str, now: Stamp) -> Looked:
        data = (self.site / name).read_bytes()
        tree = LexborHTMLParser(data)  # bytes: five times as fast as text
        if self.show:
            self.show(name, tree)
        page = site_page(name, tree)
        asked = fragment_faults if name in FRAGMENTS else site_contract.contract_faults
        faults = tuple(asked(page, data, self.column))
        self._fresh.add(name)
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


def _names_files(page: Leads) -> bool:
    """Whether a file is public because this page leads to it; the list of all files only follows the other pages."""
    return not page.leads_on and not lists_files(page.path)


def check_site(site: Path, column: Column, docs: Path, prefix: str) -> dict[str, list[Problem]]:
    """Everything that is wrong with a built site, as warnings, by rule; `prefix` is what docs/ is called in messages.

    Raises OSError where the site can't be read.
    """
    return by_rule(SiteCheck(site, column).outcome().faults, docs, prefix, site.name)


def by_rule(faults: tuple[Fault, ...], docs: Path, prefix: str, site: str) -> dict[str, list[Problem]]:
    """The problems that faults are, by rule; `prefix` and `site` are what docs/ and the site are called in messages."""
    found: dict[str, list[Problem]] = {}
    for rule, problem in fault_problems(faults, docs, prefix, site):
        found.setdefault(rule, []).append(problem)
    return found


def _astray(pages: list[Leads], links: Links) -> Iterator[Fault]:
    judge = Judge(links)
    for page in pages:
        yield from judge.judge(page)
    for page in pages:
        yield from judge.arrive(page.path, page.ids)
