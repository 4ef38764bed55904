"""The index of a site, from what its pages say."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from publicity.column.column import Column
from publicity.pages.downloads import Download
from publicity.search.attached import attached_pages
from publicity.search.facets import facets
from publicity.search.findable import Findable, page_leading_on, page_with_text
from publicity.search.numbers import numbers_of
from publicity.search.page import SearchPage
from publicity.search.texts import Texts


def site_index(
    site: Path, column: Column, found: Iterable[Findable], offered: Iterable[Download], texts: Texts
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index with their paths.

    The pages that do not only lead on were taken before; `offered` are the files to download.
    """
    from publicity.search.files import index_files  # loads numpy, which little else needs
    from publicity.search.postings import merged, name_postings, text_postings

    pages, paths = list[SearchPage](), dict[str, str]()
    for page in found:
        if page.leads_on:
            pages.append(page_leading_on(column, page))
        else:
            pages.append(page_with_text(column, page, *texts.shown(page.path)))
            paths[page.url] = page.path
    attached = [*attached_pages(offered, site)]
    pages = sorted([*pages, *attached], key=lambda page: (page.day, page.url))
    numbers = numbers_of(page.url for page in pages)
    made = texts.postings({path: numbers[url] for url, path in paths.items()})
    made.append(name_postings(pages, [numbers[page.url] for page in pages]))
    made.append(text_postings([page.summary for page in pages], [numbers[page.url] for page in pages]))
    made.append(text_postings([page.text for page in attached], [numbers[page.url] for page in attached]))
    yield from index_files(pages, facets(column), merged(made))
