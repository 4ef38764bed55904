"""Whether what the finished site's pages link to and load is there: also what raw HTML and templates wrote."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass
from functools import cache
from itertools import filterfalse
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

from publicity.fields.host import host_of, is_outside
from publicity.finished.fault import Fault
from publicity.finished.looks import Leads
from publicity.regex import regex

PAGES = (".html", ".htm")
_PASSED = ("mailto", "tel", "sms", "geo")
_WEB = ("http", "https")
_LED = (*_WEB, "webcal")  # a calendar to subscribe to, which lies at the same address in the web
_PICTURES = ("img", "source", "image")
_HOST = regex(r"www\.|[\w-]+(?:\.[\w-]+)*\.(?:cn|com|net|org)(?:[:/?#]|$)", re.ASCII | re.IGNORECASE)
_OUTSIDE = "专栏的网页不向别处取东西：把文件放进 docs/，链接到自己的文件"


class Links:
    """Judges addresses against the files of a site. `address` is the site's own, if it has one."""

    def __init__(self, files: Set[str], address: str | None) -> None:
        self.files = files
        self.host = host_of(address or "")
        self.base = (urlsplit(address).path.rstrip("/") if address else "") + "/"
        self.lead = cache(self._lead)

    def _lead(self, folder: str, address: str) -> str | None:
        """The path in the site that an address in a page of a folder leads to; None where it leaves the column."""
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return "?"
        if parts.scheme in _LED or parts.netloc:
            if not self.host or parts.hostname != self.host or not parts.path.startswith(self.base):
                return None
            path = parts.path.removeprefix(self.base)
        elif parts.path.startswith("/"):
            if not parts.path.startswith(self.base):
                return None  # elsewhere on the office's site
            path = parts.path.removeprefix(self.base)
        else:
            path = f"{folder}/{unquote(parts.path)}" if folder else unquote(parts.path)
            return self._file(path, parts.path)
        return self._file(unquote(path), path)

    def _file(self, path: str, written: str) -> str:
        at = normpath(path) if path else ""
        at = "" if at == "." else at
        if at not in self.files and (written.endswith(("/", "..", ".")) or not at):
            return f"{at}/index.html".lstrip("/")
        return at


@dataclass(frozen=True)
class Anchored:
    """A link to a place on another page: whether it is there shows only when that page is looked at."""

    page: str
    address: str
    fragment: str


class Judge:
    """Tells what pages refer to in vain. What was found good is not asked again by pages of the same folder."""

    def __init__(self, links: Links) -> None:
        self.links = links
        self.good: dict[str, set[str]] = defaultdict(set)
        self.good_loads: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self.anchored: dict[str, list[Anchored]] = defaultdict(list)  # by the page that they lead to

    def led_to(self, page: Leads) -> set[str]:
        """The paths in the site of everything that a page links to, shows or loads."""
        folder = dirname(page.path)
        addresses = (*page.links, *(address for _, address in page.loads))
        found = {self.links.lead(folder, address.partition("#")[0]) for address in addresses if _leads(address)}
        return {path for path in found if path is not None}

    def judge(self, page: Leads) -> Iterator[Fault]:
        """Yield what a page links to in vain, and what it would fetch that is not there or from another host."""
        folder = dirname(page.path)
        for address in filterfalse(self.good[folder].__contains__, page.links):
            path, _, fragment = address.partition("#")
            if not path:
                if fragment and not has_place(page.ids, fragment):
                    yield _astray(page.path, address)
            elif fault := self._link(page.path, folder, address, fragment):
                yield fault
            elif not fragment:
                self.good[folder].add(address)
        for tag, address in filterfalse(self.good_loads[folder].__contains__, page.loads):
            if fault := self._load(page.path, folder, tag, address):
                yield fault
            else:
                self.good_loads[folder].add((tag, address))

    def arrive(self, target: str, ids: Collection[str]) -> Iterator[Fault]:
        """Yield the links from other pages to places that a page, whose ids are given, does not have."""
        there = frozenset(ids) if target in self.anchored else ()
        for link in self.anchored.get(target, ()):
            if not has_place(there, link.fragment):
                yield _astray(link.page, link.address)

    def _link(self, page: str, folder: str, address: str, fragment: str) -> Fault | None:
        scheme = scheme_of(address)
        if scheme in _PASSED:
            return None
        if scheme and scheme not in _LED:
            hint = "链接写成网页的地址，或专栏里文件的相对路径"
            return Fault(page, "scheme", f"链接“{_short(address)}”读者打不开", hint, address)
        target = self.links.lead(folder, address.partition("#")[0])
        if target is None:
            return None
        if target not in self.links.files:
            hint = "网址前面加 http:// 或 https://" if _HOST.match(address) else "改成现有的文件，或去掉这个链接"
            return Fault(page, "dead", f"链接“{_short(address)}”没有对应的网页或文件", hint, address)
        if fragment and target.endswith(PAGES):
            self.anchored[target].append(Anchored(page, address, fragment))
        return None

    def _load(self, page: str, folder: str, tag: str, address: str) -> Fault | None:
        scheme = scheme_of(address)
        if (scheme == "data" and tag in _PICTURES) or (tag == "use" and address[:1] == "#"):
            return None
        target = self.links.lead(folder, address.partition("#")[0])
        if (scheme and scheme not in _WEB) or (target is None and is_outside(address)):
            return Fault(page, "outside", f"<{tag}> 向外站取“{_short(address)}”", _OUTSIDE, address)
        if target not in self.links.files and tag != "form":
            hint = "把文件放好，或去掉它"
            return Fault(page, "dead", f"<{tag}> 要用的“{_short(address)}”不在网站里", hint, address)
        return None


def _leads(address: str) -> bool:
    """Whether an address is one of the web, and of more than a place in its own page."""
    return bool(address) and address[0] != "#" and scheme_of(address) in ("", *_LED)


def scheme_of(address: str) -> str:
    """The scheme of an address, in lower case; empty where it has none."""
    before, colon, _ = address.partition(":")
    return before.strip().lower() if colon and not {"/", "#", "?"} & set(before) else ""


def _astray(page: str, address: str) -> Fault:
    hint = "看看那一页有没有这个标题或 id"
    return Fault(page, "anchor", f"链接“{_short(address)}”指向的位置不在那一页里", hint, address)


def has_place(ids: Collection[str], fragment: str) -> bool:
    """Whether a page of these ids has the place that a link says."""
    return fragment in ids or unquote(fragment) in ids or fragment == "top"


def _short(address: str) -> str:
    return address if len(address) <= 80 else f"{address[:80]}…"
