"""What the check of the finished site would find wrong with what editors wrote, told before anything is built.

Both tell it in the same words at the same places; what templates and hooks add to a page only the finished site shows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from markdown import Markdown

from publicity.articles.article import Article
from publicity.column.column import Column
from publicity.column.unlisted import private_paths
from publicity.finished.check import by_rule
from publicity.finished.contract import written_faults
from publicity.finished.fault import Fault
from publicity.finished.links import Judge, Links
from publicity.finished.made import HTML, WillBe, made_pages, places, site_path
from publicity.finished.page import SitePage, take_apart
from publicity.markup.check import compared
from publicity.markup.column_text import extensions
from publicity.markup.prose import converter
from publicity.problems.problem import Problem, in_order
from publicity.texts.document import body, body_line
from publicity.texts.entries import files_in
from publicity.texts.paths import FOLDERS, resolve
from publicity.texts.source import Source, load

SITE = "site"
_OF_MKDOCS = ("toc", "tables", "fenced_code")  # what MkDocs itself adds before an office's extensions


@dataclass(frozen=True)
class _Page:
    uri: str
    source: Source
    site: SitePage


def source_problems(column: Column, docs: Path, prefix: str) -> list[Problem]:
    """Everything that a strict build would stop at in the texts of public pages, at its place."""
    return in_order(problem for problems in sources_by_rule(column, docs, prefix).values() for problem in problems)


def sources_by_rule(column: Column, docs: Path, prefix: str) -> dict[str, list[Problem]]:
    """The same by rule of the check of the finished site; what a page would not say as its text does is `text`."""
    md = converter([*_OF_MKDOCS, *extensions()], {})
    pages: list[_Page] = []
    problems: list[Problem] = []
    uris = _public(column, docs)
    for uri in sorted(uri for uri in uris if uri.endswith(".md")):
        source = load(docs / uri, f"{prefix}/{uri}")
        if isinstance(source, Source):
            html = _converted(md, source)
            problems += [remark.problem(source, body_line(source)) for remark in compared(body(source.text), html)]
            pages.append(_Page(uri, source, _taken_apart(uri, html, uris)))
    return by_rule(tuple(_faults(column, pages, uris)), docs, prefix, SITE) | {"text": problems}


def _public(column: Column, docs: Path) -> set[str]:
    """The paths within docs/ of what goes out, and of the pages that are made."""
    private = private_paths(docs, column.settings.extra.private)
    found = set(made_pages(column))
    for uri in files_in(docs):
        if uri in private or uri in column.held:
            continue
        known = column.item(uri) or column.commitment(uri) if uri.startswith(FOLDERS) else True
        if known if uri.endswith(".md") else uri in column.public_files:
            found.add(uri)
    return found


def _converted(md: Markdown, source: Source) -> str:
    md.reset()
    return md.convert(body(source.text))


def _taken_apart(uri: str, html: str, uris: set[str]) -> SitePage:
    """The text of a page as it will be in the site: links to Markdown files lead to their pages."""
    page = take_apart(site_path(uri), html.encode())
    page.links = {_in_site(uri, address, uris) for address in page.links}
    return page


def _in_site(uri: str, address: str, uris: set[str]) -> str:
    try:
        path = urlsplit(address).path
    except ValueError:
        return address
    if path.endswith(".md") and "//" not in address and resolve(uri, unquote(path)) in uris:
        return re.sub(r"\.md(?=[?#]|$)", HTML, address, count=1)
    return address


def _faults(column: Column, pages: list[_Page], uris: set[str]) -> Iterator[Fault]:
    redirects = {old for item in column.archive.items for old in _old_paths(item.entry)}
    files = {site_path(uri) for uri in uris} | redirects | {"calendar.ics", "manifest.json", "404.html"}
    files |= {"sitemap.xml"} if column.settings.site_url else set()
    judge = Judge(Links(WillBe(frozenset(files)), column.settings.site_url))
    ids = {site_path(uri): places(column, uri) for uri in uris if uri.endswith(".md")}
    for page in pages:
        made = ids[page.site.path]
        yield from written_faults(page.site, made)
        ids[page.site.path] = made | page.site.ids
        page.site.ids = ids[page.site.path]
    for page in pages:
        yield from judge.judge(page.site)
    for path, known in ids.items():
        yield from judge.arrive(path, known)


def _old_paths(entry: Article) -> list[str]:
    return [old.partition("#")[0].partition("?")[0] for old in entry.old_paths]
