"""The search index, from the pages as they were written: what is not in site/ cannot be found.

Texts are taken where pages are looked at. The preview makes the index once: an edit need not wait for it, and what is
found may lag behind until the next start.
"""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from publicity.column.column import Column
from publicity.finished.check import SiteCheck
from publicity.pages.downloads import Download
from publicity.search.findable import Findable
from publicity.search.texts import Texts
from publicity.search.writing import site_index
from publicity_mkdocs.build import Build

# Pages that only lead to others, by the template that makes them: found by their names.
LISTS = {
    *("home.html", "timeline.html", "list.html", "bulletins.html", "publications.html"),
    *("commitments.html", "department.html", "data.html", "attachments.html"),
}
NOWHERE = "search.html"
FOLDER = "search"


@event_priority(-10)  # after the check
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Offer to write the index."""
    build, site, texts = Build.of(config), Path(config.site_dir), Texts()
    if build.checking:
        build.checking.show = texts.take
    if build.column:
        work = partial(_write_index, site, build.column, build.downloads, texts, build.checking)
        build.write_index = build.second.offer("搜索", work)
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Note the pages that readers can find: those that go out; no drafts, and of a list only its newest page."""
    build = Build.of(config)
    older = {path for path, page in (build.list_pages | build.download_pages).items() if page.newer}
    pages = (file.page for file in files.documentation_pages() if file.src_uri not in older)
    build.findable = [_findable(page) for page in pages if page and page.meta.get("template") != NOWHERE]


def on_post_build(config: MkDocsConfig) -> None:
    """Write search/."""
    build, site = Build.of(config), Path(config.site_dir)
    if build.run.search_files:
        _write(site, build.run.search_files.items())
    elif build.column:
        build.write_index.call(build.findable)
        if build.preview:
            files = (path for path in (site / FOLDER).rglob("*") if path.is_file())
            build.run.search_files = {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def _findable(page: Page) -> Findable:
    file, leads_on = page.file, page.meta.get("template") in LISTS
    return Findable(file.src_uri, file.dest_uri, page.url, str(page.title), leads_on)


def _write_index(
    site: Path,
    column: Column,
    offered: list[Download],
    texts: Texts,
    checking: SiteCheck | None,
    findable: list[Findable],
) -> None:
    """Write the index, from pages as they are now; the check has looked at most of them, in a build."""
    paths = [page.path for page in findable if not page.leads_on]
    if checking:
        checking.look_again(paths)
    texts.complete(site, paths)
    _write(site, site_index(site, column, findable, offered, texts))


def _write(site: Path, files: Iterable[tuple[str, bytes]]) -> None:
    made = set[Path]()
    for path, content in files:
        target = site / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        target.write_bytes(content)
