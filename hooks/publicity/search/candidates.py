"""What is to be found, as it is known without reading its text; by that an index tells which pages changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256

from publicity.column.column import Column
from publicity.manifests.layers import Site
from publicity.manifests.manifest import hash_file
from publicity.pages.downloads import Download
from publicity.plans.wording import numbered
from publicity.search.attached import FACETS, attached_page
from publicity.search.facets import Described, describe, describe_list
from publicity.search.findable import Findable, page_leading_on, page_with_text
from publicity.search.page import SearchPage
from publicity.search.texts import Texts

# Headings of pages that are called otherwise in the navigation, by path within docs/.
HEADINGS = {"duties.md": "公开与备案清单"}


@dataclass(frozen=True)
class Candidate:
    """A page or file: its address, its day, its values for filters, and how to take it apart.

    `made_of` differs where that would give something else; it is nothing where that is not known. `taken` is the path
    in the site of one whose text is in `Texts`. `read` is what it may be called of which sounds are told.
    """

    url: str
    day: date
    facets: Mapping[str, tuple[str, ...]]
    made_of: str
    page: Callable[[], SearchPage]
    taken: str = ""
    read: tuple[str, ...] = ()


def candidates(
    site: Site,
    column: Column,
    found: Iterable[Findable],
    offered: Iterable[Download],
    texts: Texts,
    digests: Mapping[str, str],
) -> list[Candidate]:
    """All of a site, in order of time; `digests` are those of pages, by path in the site."""
    every = [*(_page(column, page, texts, digests.get(page.path, "")) for page in found), *_files(offered, site)]
    return sorted(every, key=lambda one: (one.day, one.url))


def names(column: Column, found: Iterable[Findable]) -> Iterator[str]:
    """All of which sounds will be told (`Candidate.read`), and more, of pages of which only titles are known yet."""
    headings = {phase.page: numbered(phase) for phase in column.phases} | {"plan.md": column.plan.title, **HEADINGS}
    for page in found:
        yield from (page.title, headings.get(page.uri, page.title))
        yield from _listed_as(page, describe_list(column, page.uri, page.title))


def _listed_as(page: Findable, known: Described) -> tuple[str, ...]:
    return known.title or page.title, *known.names


def _page(column: Column, page: Findable, texts: Texts, digest: str) -> Candidate:
    if page.leads_on:
        known = describe_list(column, page.uri, page.title)
        make, made_of = partial(page_leading_on, page, known), _made_of("-", page.title, known)
        return Candidate(page.url, known.day, known.facets, made_of, make, read=_listed_as(page, known))
    known = describe(column, page.uri)
    made_of = _made_of(digest, page.title, known)
    make, read = partial(_with_text, page, known, texts), (page.title, texts.titles.get(page.path, page.title))
    return Candidate(page.url, known.day, known.facets, made_of, make, page.path, read)


def _with_text(page: Findable, known: Described, texts: Texts) -> SearchPage:
    return page_with_text(page, known, texts.shown(page.path))


def _files(offered: Iterable[Download], site: Site) -> Iterator[Candidate]:
    """Each public attachment that is in the site."""
    for one in sorted(offered, key=lambda one: one.uri):
        path = site / one.uri
        if path.is_file():
            known = Described(one.beside, one.day, FACETS)
            made_of = _made_of(hash_file(path).sha256, one.title, known)
            yield Candidate(one.uri, one.day, FACETS, made_of, partial(attached_page, one, path))


def _made_of(digest: str, title: str, known: Described) -> str:
    """What pages of one address differ in, if they differ in anything; their facets are asked of the column."""
    if not digest:
        return ""
    said = (digest, title, known.title, known.kind, known.day.isoformat(), known.summary, known.names)
    return sha256(repr(said).encode()).hexdigest()[:32]
