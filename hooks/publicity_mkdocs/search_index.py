"""The search index, from the pages as they were written: what is not in site/ cannot be found.

Texts are taken where pages are looked at. In the preview an edit need not wait for it: it follows (`following.py`).
"""

from collections.abc import Iterator, Set
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from publicity.building.collecting import give_back
from publicity.column.column import Column
from publicity.manifests.layers import Layers
from publicity.search.candidates import candidates, names
from publicity.search.facets import facets
from publicity.search.files import FOLDER, INDEX
from publicity.search.findable import Findable
from publicity.search.folder import IndexFolder
from publicity.search.kept import forget_others, read_kept
from publicity.search.sounds import learn
from publicity.search.texts import Texts
from publicity.search.writing import write_index
from publicity_mkdocs.build import Build

# Pages that only lead to others, by the template that makes them: found by their names.
LISTS = {
    *("home.html", "timeline.html", "list.html", "bulletins.html", "publications.html"),
    *("commitments.html", "department.html", "data.html", "attachments.html"),
}
NOWHERE = "search.html"


@event_priority(-40)  # after the pages, before what else is asked for: it takes much memory, and there is little yet
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Have it found out how names are read."""
    build = Build.of(config)
    if build.column:
        build.second.ask("拼音", partial(_read_names, build, build.column, files))
    return files


@event_priority(-10)  # after the check
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Offer to write the index."""
    build = Build.of(config)
    texts = Texts(build.layers or Path(config.site_dir))
    if build.checking:
        build.checking.show = texts.take
    if build.column:
        build.write_index = build.second.offer("搜索", partial(_write_index, build, build.column, texts))
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Be able to tell the pages that readers can find: those that go out; no drafts, of a list only its newest page."""
    build = Build.of(config)
    build.findable = cache(lambda: [_findable(page) for page in _pages(build, files)])


def on_post_build(config: MkDocsConfig) -> None:
    """Write search/."""
    build = Build.of(config)
    if build.room and build.room.files:
        build.followed.update(path for path in build.room.files if path.startswith(f"{FOLDER}/"))
        if build.column and build.follows:
            build.later.append(partial(_write_followed, build, build.column, build.room.site))
    elif build.column:
        staying = build.write_index.call(build.findable())
        if build.layers:
            build.layers.staying |= staying


def _pages(build: Build, files: Files) -> Iterator[Page]:
    """Yield those that readers can find."""
    older = {path for path, page in (build.list_pages | build.download_pages).items() if page.newer}
    for file in files.documentation_pages():
        if file.page and file.src_uri not in older and file.page.meta.get("template") != NOWHERE:
            yield file.page


def _findable(page: Page) -> Findable:
    file, leads_on = page.file, page.meta.get("template") in LISTS
    return Findable(file.src_uri, file.dest_uri, page.url, str(page.title), leads_on)


def _read_names(build: Build, column: Column, files: Files) -> None:
    """Know how the names of all pages are read that have a title by now, if the last build did not know most."""
    if not build.staying:
        learn(names(column, (_findable(page) for page in _pages(build, files) if page.title)))


def _write_index(build: Build, column: Column, texts: Texts, findable: list[Findable]) -> Set[str]:
    """Write the index, from pages as they are now; the check has looked at most of them, in a build.

    The paths of files of the last one that stay.
    """
    site, shop, last = texts.site, build.workshop, build.last
    known = {page.path: last.outputs[page.path].sha256 for page in build.staying.values()} if last else {}
    if build.checking:
        asked = (page.path for page in findable if not page.leads_on and page.path not in known)
        known |= build.checking.digests(asked)
    found = candidates(site, column, findable, build.downloads, texts, known)
    if shop is None or not build.basis:
        folder = IndexFolder(site.made if isinstance(site, Layers) else site)
        write_index(found, facets(column), texts, folder)
        _tell(build, folder)
        return frozenset()
    state, digest = shop.folder / FOLDER, ""
    if last and last.basis == build.basis and INDEX in last.outputs:
        digest = last.outputs[INDEX].sha256
    kept = read_kept(state, digest) if digest else None
    folder = IndexFolder(shop.new, shop.site, last.outputs if last else ())
    made, now = write_index(found, facets(column), texts, folder, kept)
    _tell(build, folder)
    with suppress(OSError):  # what can't be kept is made anew
        made.write(state, now)
        forget_others(state, {digest, now})
    if kept is None:
        give_back()  # what a whole index takes, while the site is judged
    return folder.staying


def _tell(build: Build, folder: IndexFolder) -> None:
    """Have the check, which is in the same process, know what the files of the index come to."""
    if build.checking:
        build.checking.know(folder.hashes)


def _write_followed(build: Build, column: Column, site: Path, folder: Path) -> None:
    """Write the index of a preview's site into another folder."""
    texts = Texts(site)
    found = candidates(site, column, build.findable(), build.downloads, texts, {})
    write_index(found, facets(column), texts, IndexFolder(folder))
