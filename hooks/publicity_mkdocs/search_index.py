"""The search index, from the pages as they were written: what is not in site/ cannot be found.

The preview makes it once: an edit need not wait for it, and what is found may lag behind until the next start.
"""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from publicity.column.column import Column
from publicity.search.facets import describe, facets
from publicity.search.files import search_files
from publicity.search.page import SearchPage
from publicity.search.text import visible_text
from publicity_mkdocs.build import Build

# Pages that only lead to others, by the template that makes them.
LISTS = {
    *("home.html", "timeline.html", "list.html", "bulletins.html", "publications.html"),
    *("commitments.html", "department.html", "search.html"),
}


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Note the pages that readers can find: those that go out and have a text of their own; no drafts."""
    Build.of(config).findable = [
        file.page for file in files.documentation_pages() if file.page and file.page.meta.get("template") not in LISTS
    ]


def on_post_build(config: MkDocsConfig) -> None:
    """Write search/."""
    build = Build.of(config)
    if build.column is None:
        return
    written = build.run.search_files
    if not written:
        pages = _search_pages(build.findable, build.column, Path(config.site_dir))
        written = search_files(pages, facets(build.column))
    if build.preview:
        build.run.search_files = written
    for path, content in written.items():
        target = Path(config.site_dir, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _search_pages(findable: list[Page], column: Column, site: Path) -> list[SearchPage]:
    """The pages in order of time."""
    pages = []
    for page in findable:
        known = describe(column, page.file.src_uri)
        title, text = visible_text((site / page.file.dest_uri).read_text(encoding="utf-8"))
        text = f"{known.summary}\n{text}".strip()
        pages.append(SearchPage(page.url, title or str(page.title), known.kind, known.day, known.facets, text))
    return sorted(pages, key=lambda page: (page.day, page.url))
