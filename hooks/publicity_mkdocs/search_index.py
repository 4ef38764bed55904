"""The search index, from the pages as they were written: what is not in site/ cannot be found.

The preview makes it once: an edit need not wait for it, and what is found may lag behind until the next start.
"""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from selectolax.lexbor import LexborHTMLParser

from publicity.column.column import Column
from publicity.search.attached import attached_pages
from publicity.search.facets import describe, describe_list, facets
from publicity.search.page import SearchPage
from publicity.search.sounds import sounds
from publicity.search.visible import visible_text
from publicity_mkdocs.build import Build

# Pages that only lead to others, by the template that makes them: found by their names.
LISTS = {
    *("home.html", "timeline.html", "list.html", "bulletins.html", "publications.html"),
    *("commitments.html", "department.html", "data.html", "attachments.html"),
}
NOWHERE = "search.html"


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Note the pages that readers can find: those that go out; no drafts, and of a list only its newest page."""
    build = Build.of(config)
    older = {path for path, page in (build.list_pages | build.download_pages).items() if page.newer}
    pages = (file.page for file in files.documentation_pages() if file.src_uri not in older)
    build.findable = [page for page in pages if page and page.meta.get("template") != NOWHERE]


def on_post_build(config: MkDocsConfig) -> None:
    """Write search/."""
    build = Build.of(config)
    if build.column is None:
        return
    written = build.run.search_files
    if not written:
        from publicity.search.files import search_files  # loads numpy, which nothing else needs

        pages = _search_pages(build.findable, build.column, Path(config.site_dir))
        written = search_files(pages, facets(build.column))
    if build.preview:
        build.run.search_files = written
    for path, content in written.items():
        target = Path(config.site_dir, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _search_pages(findable: list[Page], column: Column, site: Path) -> list[SearchPage]:
    """The pages and attachments in order of time."""
    pages = [_list_page(page, column) if _is_list(page) else _page(page, column, site) for page in findable]
    return sorted([*pages, *attached_pages(column, site)], key=lambda page: (page.day, page.url))


def _is_list(page: Page) -> bool:
    return page.meta.get("template") in LISTS


def _list_page(page: Page, column: Column) -> SearchPage:
    known = describe_list(column, page.file.src_uri, str(page.title))
    title = known.title or str(page.title)
    names = (title, *known.names)
    read = tuple(map(sounds, names))
    return SearchPage(page.url, title, known.kind, known.day, known.facets, "", known.names, read, dated=False)


def _page(page: Page, column: Column, site: Path) -> SearchPage:
    known = describe(column, page.file.src_uri)
    title, text = visible_text(LexborHTMLParser((site / page.file.dest_uri).read_bytes()))
    title, text = title or str(page.title), f"{known.summary}\n{text}".strip()
    names = tuple(dict.fromkeys((*known.names, *({str(page.title)} - {title}))))
    read = tuple(map(sounds, (title, *({str(page.title)} - {title}))))
    return SearchPage(page.url, title, known.kind, known.day, known.facets, text, names, read)
