"""The finished site, page by page: the government page contract, links, outside requests (DOMAIN §5)."""

import re
from collections.abc import Iterator
from pathlib import Path

from publicity import site_contract, site_links
from publicity.column import Column
from publicity.problem import Problem
from publicity.site_fault import Fault, problems
from publicity.site_links import Links
from publicity.site_page import SitePage, take_apart

_FETCHES = re.compile(rb"(?:url\(\s*['\"]?|@import\s+['\"])\s*((?:https?:)?//[^'\")\s]+)", re.IGNORECASE)


def check_site(site: Path, column: Column, docs: Path, prefix: str) -> list[Problem]:
    """Everything that is wrong with a built site, as warnings; `prefix` is what docs/ is called in messages.

    Raises OSError where the site can't be read.
    """
    return list(problems(faults(site, column), docs, prefix, site.name))


def faults(site: Path, column: Column) -> Iterator[Fault]:
    """Yield every fault of every page and style sheet."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = [take_apart(name, (site / name).read_bytes()) for name in sorted(files) if name.endswith((".html", ".htm"))]
    anchors = {page.path: page.ids for page in pages}
    links = Links(files, column.settings.site_url)
    for page in pages:
        yield from _judge(page, column, links, anchors)
    for name in sorted(files):
        if name.endswith(".css"):
            for address in sorted(set(_FETCHES.findall((site / name).read_bytes()))):
                message = f"样式表向外站取“{address.decode(errors='replace')}”"
                yield Fault(name, "outside", message, "把文件放进 overrides/assets/")


def _judge(page: SitePage, column: Column, links: Links, anchors: dict[str, set[str]]) -> Iterator[Fault]:
    yield from site_contract.judge(page, column)
    yield from site_links.judge(page, links, anchors)
