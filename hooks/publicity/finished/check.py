"""The finished site, page by page: the government page contract, links, outside requests (DOMAIN §5)."""

import re
from collections.abc import Iterator
from pathlib import Path

from publicity.column import Column
from publicity.finished import contract as site_contract
from publicity.finished.fault import Fault, problems
from publicity.finished.links import PAGES, Judge, Links
from publicity.finished.page import take_all_apart, take_apart
from publicity.problem import Problem
from publicity.publishing.manifest import paths_in

_FETCHES = re.compile(rb"(?:url\(\s*['\"]?|@import\s+['\"])\s*((?:https?:)?//[^'\")\s]+)", re.IGNORECASE)


def check_site(site: Path, column: Column, docs: Path, prefix: str) -> dict[str, list[Problem]]:
    """Everything that is wrong with a built site, as warnings, by rule; `prefix` is what docs/ is called in messages.

    Raises OSError where the site can't be read.
    """
    found: dict[str, list[Problem]] = {}
    for rule, problem in problems(faults(site, column), docs, prefix, site.name):
        found.setdefault(rule, []).append(problem)
    return found


def faults(site: Path, column: Column) -> Iterator[Fault]:
    """Yield every fault of every page and style sheet."""
    files = set(paths_in(site))
    judge = Judge(Links(files, column.settings.site_url))
    for page in take_all_apart(site, [name for name in sorted(files) if name.endswith(PAGES)]):
        yield from site_contract.judge(page, site, column)
        yield from judge.judge(page)
    for name in sorted(judge.anchored):  # few: read again rather than kept
        yield from judge.arrive(name, take_apart(name, (site / name).read_bytes()).ids)
    for name in sorted(files):
        if name.endswith(".css"):
            for address in sorted(set(_FETCHES.findall((site / name).read_bytes()))):
                message = f"样式表向外站取“{address.decode(errors='replace')}”"
                yield Fault(name, "outside", message, "把文件放进 overrides/assets/")
