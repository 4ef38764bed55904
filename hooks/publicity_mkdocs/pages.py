"""The generated pages: phases, lists, the duty board; and the navigation."""

from collections.abc import Iterable, Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.toc import get_toc

from publicity.column.column import Column
from publicity.pages import glossary
from publicity.pages.downloads import download_pages, downloads
from publicity.pages.lists import ListPage, listings
from publicity.pages.related import Related
from publicity.pages.updated import LastUpdates
from publicity_mkdocs.build import Build
from publicity_mkdocs.own_page import OwnPage

MAIN = ("commitments/index.md", "publications/index.md", "duties.md")  # after what mkdocs.yml lists


class GeneratedPage(OwnPage):
    """A page that its template makes: nothing to read, no Markdown to convert."""

    def __init__(self, title: str, template: str, file: File, config: MkDocsConfig) -> None:
        super().__init__(title, file, config)
        self.meta = {"template": template}

    def read_source(self, config: MkDocsConfig) -> None:
        """There is nothing to read."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Leave everything to the template."""
        self.content, self.toc, self.present_anchor_ids = "", get_toc([]), set()


@event_priority(50)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that follow from the column, and the main ones to the navigation."""
    build = Build.of(config)
    if build.column is None:
        return files
    build.listings = {listing.key: listing for listing in listings(build.column)}
    build.list_pages = {page.path: page for listing in build.listings.values() for page in listing.pages()}
    offered = downloads(build.column, build.led_to)
    build.downloads = [one for one in offered if files.get_file_from_path(one.uri)]
    build.download_pages = {page.path: page for page in download_pages(build.downloads)}
    build.related = Related(build.column)
    build.last_updates = LastUpdates(build.column, build.list_pages, build.download_pages)
    made = (*_main_pages(build.column), *_lists(build.list_pages.values()))
    for uri, title, template in (*made, *((path, "附件", "attachments.html") for path in build.download_pages)):
        file = File.generated(config, uri, content="")
        files.append(file)
        GeneratedPage(title, template, file, config)
    config.nav = _navigation(config.nav or [], build.column)
    return files


def _main_pages(column: Column) -> Iterator[tuple[str, str, str]]:
    """Yield (source path, title, template)."""
    yield "search.md", "搜索", "search.html"
    yield "data.md", "数据与订阅", "data.html"
    yield glossary.URI, "名词说明", "glossary.html"
    if column.bulletins:
        yield "bulletins/index.md", "工作动态", "bulletins.html"
    if column.commitments:
        yield "commitments/index.md", "整改承诺", "commitments.html"
    for department in column.overview.departments:
        yield department.path, department.name, "department.html"
    if column.publications:
        yield "publications/index.md", "公布的文件", "publications.html"
    if column.duties:
        yield "duties.md", "公开清单", "duties.html"
    for phase in column.phases:
        yield phase.page, phase.name, "phase.html"


def _lists(pages: Iterable[ListPage]) -> Iterator[tuple[str, str, str]]:
    """Yield (source path, title, template)."""
    for page in pages:
        yield page.path, page.title, "list.html"


def _navigation(written: list[object], column: Column) -> list[object]:
    """The navigation of mkdocs.yml, the news after its first entry, the documents and the board at its end."""
    main = {uri: title for uri, title, _ in _main_pages(column)}
    news = [{main[uri]: uri} for uri in ("bulletins/index.md",) if uri in main]
    rest = [{main[uri]: uri} for uri in MAIN if uri in main]
    return [*written[:1], *news, *written[1:], *rest]
