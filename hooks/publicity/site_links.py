"""Whether what the finished site's pages link to and load is there: also what raw HTML and templates wrote."""

from collections.abc import Iterator, Mapping, Set
from functools import cache
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

from publicity.hosts import host_of, is_outside
from publicity.site_fault import Fault
from publicity.site_page import SitePage

_PASSED = ("mailto", "tel", "sms", "geo")
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
        if parts.scheme in ("http", "https") or parts.netloc:
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


def judge(page: SitePage, links: Links, anchors: Mapping[str, Set[str]]) -> Iterator[Fault]:
    """Yield what a page refers to in vain, and what it would fetch from another host.

    `anchors` are the ids of every page, by path.
    """
    folder = dirname(page.path)
    for address in page.links:
        scheme = address.partition(":")[0].strip().lower() if ":" in address.partition("/")[0] else ""
        if scheme in _PASSED:
            continue
        if scheme and scheme not in ("http", "https"):
            hint = "链接写成网页的地址，或专栏里文件的相对路径"
            yield Fault(page.path, "scheme", f"链接“{_short(address)}”读者打不开", hint, address)
            continue
        path, _, fragment = address.partition("#")
        target = links.lead(folder, path) if path else page.path
        if target is None:
            continue
        if target not in links.files:
            hint = "改成现有的文件，或去掉这个链接"
            yield Fault(page.path, "dead", f"链接“{_short(address)}”没有对应的网页或文件", hint, address)
        elif fragment and target in anchors and not _has(anchors[target], fragment):
            hint = "看看那一页有没有这个标题或 id"
            yield Fault(page.path, "anchor", f"链接“{_short(address)}”指向的位置不在那一页里", hint, address)
    for tag, address in page.loads:
        yield from _loaded(page, links, folder, tag, address)


def _loaded(page: SitePage, links: Links, folder: str, tag: str, address: str) -> Iterator[Fault]:
    if address.startswith("data:") and tag in ("img", "source", "image"):
        return
    if address.startswith("#") and tag == "use":
        return
    scheme = address.partition(":")[0].lower() if ":" in address.partition("/")[0] else ""
    target = links.lead(folder, address.partition("#")[0])
    if (scheme and scheme not in ("http", "https")) or (target is None and is_outside(address)):
        yield Fault(page.path, "outside", f"<{tag}> 向外站取“{_short(address)}”", _OUTSIDE, address)
    elif target is None or (target not in links.files and tag != "form"):
        hint = "把文件放好，或去掉它"
        yield Fault(page.path, "dead", f"<{tag}> 要用的“{_short(address)}”不在网站里", hint, address)


def _has(ids: Set[str], fragment: str) -> bool:
    return fragment in ids or unquote(fragment) in ids or fragment == "top"


def _short(address: str) -> str:
    return address if len(address) <= 80 else f"{address[:80]}…"
