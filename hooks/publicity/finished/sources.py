"""What the check of the finished site would find wrong with what editors wrote, told before anything is built.

Both tell it in the same words at the same places; what templates and hooks add to a page only the finished site shows.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from publicity.articles.article import Article
from publicity.column.column import Column
from publicity.column.unlisted import private_paths
from publicity.finished.contract import written_faults
from publicity.finished.fault import Fault, by_rule
from publicity.finished.links import Judge, Links
from publicity.finished.looks import Pool
from publicity.finished.made import HTML, Places, WillBe, made_pages, site_path
from publicity.finished.page import SitePage, take_apart
from publicity.markup.check import compared
from publicity.markup.plain import plain
from publicity.problems.problem import Problem, in_order
from publicity.texts.document import body, body_line
from publicity.texts.entries import files_in
from publicity.texts.file_memory import FileMemory
from publicity.texts.paths import FOLDERS, resolve
from publicity.texts.source import Source, decode, take

if TYPE_CHECKING:
    from publicity.markup.prose import Prose

SITE = "site"


def source_problems(column: Column, docs: Path, prefix: str, memory: FileMemory | None = None) -> list[Problem]:
    """Everything that a strict build would stop at in the texts of public pages, at its place."""
    by_rule = sources_by_rule(column, docs, prefix, memory)
    return in_order(problem for problems in by_rule.values() for problem in problems)


class Written(NamedTuple):
    """What of a page's text the site is judged by; addresses are as written. It is kept as plain data."""

    links: tuple[str, ...]
    loads: tuple[tuple[str, str], ...]
    ids: frozenset[str]
    leads_on: bool
    flaws: tuple[int, tuple[str, ...], tuple[str, ...]]  # headings of the first level, ids used twice, what is barred

    def page(self, path: str) -> SitePage:
        """The same as a page at a place of the site."""
        headings, repeated, barred = self.flaws
        page = SitePage(path, headings=headings, ids={*self.ids}, links={*self.links}, loads={*self.loads})
        page.repeated_ids, page.barred, page.leads_on = [*repeated], [*barred], self.leads_on
        return page


_FLAWLESS = (0, (), ())


def sources_by_rule(
    column: Column, docs: Path, prefix: str, memory: FileMemory | None = None
) -> dict[str, list[Problem]]:
    """The same by rule of the check of the finished site; what a page would not say as its text does is `text`."""
    texts: dict[str, Written] = {}
    problems: list[Problem] = []
    memory = memory or FileMemory()
    digests = {item.uri: item.digest for item in column.archive.items}
    uris = _public(column, docs)
    for uri in sorted(uri for uri in uris if uri.endswith(".md")):
        name = f"{prefix}/{uri}"
        look = memory.recognise(uri, digests.get(uri)) or memory.look(uri, f"{docs}/{uri}", name)
        if isinstance(look.made, tuple):
            texts[uri] = Written(*look.made)
            continue
        source = decode(look.data, name) if isinstance(look.data, bytes) else None
        if not isinstance(source, Source):
            continue
        texts[uri], found = _taken_apart(uri, source)
        if not found:
            memory.keep_of(look, tuple(texts[uri]))
        problems += found
    memory.save()
    return by_rule(tuple(_faults(column, texts, uris)), docs, prefix, SITE) | {"text": problems}


def converted(path: Path) -> str:
    """The text of one article as HTML, as a build converts it. Raises OSError where it can't be read."""
    data = take(path, path.name)
    source = decode(data, path.name) if isinstance(data, bytes) else None
    if not isinstance(source, Source):
        raise OSError(0, "", str(path))
    return _as_html(source)


def _public(column: Column, docs: Path) -> set[str]:
    """The paths within docs/ of what goes out, and of the pages that are made."""
    files = [*files_in(docs)]
    texts = {item.uri for item in column.archive.items} | {standing.uri for standing in column.commitments}
    pages = {uri for uri in files if uri.endswith(".md") and (uri in texts or not uri.startswith(FOLDERS))}
    others = column.public_files.intersection(uri for uri in files if not uri.endswith(".md"))
    out = (pages | others) - private_paths(files, column.settings.extra.private) - column.held.keys()
    return out.union(made_pages(column))


def _taken_apart(uri: str, source: Source) -> tuple[Written, list[Problem]]:
    """The text of a page as it will be in the site, its links as written; and what it would not say as written."""
    html = _as_html(source)
    found = [remark.problem(source, body_line(source)) for remark in compared(body(source.text), html)]
    page = take_apart(site_path(uri), html.encode())
    flaws = page.headings, (*page.repeated_ids,), (*page.barred,)
    return Written((*page.links,), (*page.loads,), frozenset(page.ids), page.leads_on, flaws), found


def _as_html(source: Source) -> str:
    text = body(source.text)
    if found := plain(text):
        return found.html()
    return _converter().reset().convert(text)


@cache
def _converter() -> "Prose":
    from publicity.markup.column_text import MKDOCS_OWN, extensions  # here: it takes a while, and may not be needed
    from publicity.markup.prose import converter

    return converter([*MKDOCS_OWN, *extensions()], {})


def _in_site(uri: str, address: str, uris: set[str]) -> str:
    try:
        path = urlsplit(address).path
    except ValueError:
        return address
    if path.endswith(".md") and "//" not in address and resolve(uri, unquote(path)) in uris:
        return re.sub(r"\.md(?=[?#]|$)", HTML, address, count=1)
    return address


def _faults(column: Column, texts: Mapping[str, Written], uris: set[str]) -> Iterator[Fault]:
    redirects = {old for item in column.archive.items for old in _old_paths(item.entry)}
    files = {site_path(uri) for uri in uris} | redirects | {"calendar.ics", "manifest.json", "404.html"}
    files |= {"sitemap.xml"} if column.settings.site_url else set()
    judge = Judge(Links(WillBe(frozenset(files)), column.settings.site_url))
    places, pool = Places(column), Pool()
    for uri, text in texts.items():
        made = places.of(uri)
        if text.flaws == _FLAWLESS and not (text.links or text.loads) and text.ids.isdisjoint(made):
            continue  # as most are
        page = text.page(site_path(uri))
        yield from written_faults(page, made)
        page.links = {_in_site(uri, address, uris) for address in page.links}
        page.ids |= made
        yield from judge.judge(pool.leads(page))
    for uri in (uri for uri in uris if uri.endswith(".md") and site_path(uri) in judge.anchored):
        own = texts[uri].ids if uri in texts else frozenset[str]()
        yield from judge.arrive(site_path(uri), places.of(uri) | own)


def _old_paths(entry: Article) -> list[str]:
    return [old.partition("#")[0].partition("?")[0] for old in entry.old_paths]
