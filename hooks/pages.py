"""The generated pages: phases, lists, the duty board; the navigation; which template prints an article."""

from collections.abc import Iterator

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from publicity.column import Column
from publicity.listing import listings


@event_priority(50)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that follow from the column, and the main ones to the navigation."""
    column: Column | None = config["column"]
    if column is None:
        return files
    config["listings"] = {listing.key: listing for listing in listings(column)}
    config["list_pages"] = {page.path: page for listing in config["listings"].values() for page in listing.pages()}
    for uri, title, template in (*_main_pages(column), *_lists(config)):
        if files.get_file_from_path(uri):
            raise PluginError(f"docs/{uri}: 这个网页由程序生成，不能手写。写法：删掉这个文件，阶段的内容写进 plan.yml")
        files.append(File.generated(config, uri, content=_front_matter(title, template)))
    config.nav = _navigation(config.nav or [], column)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Choose the template of an article, so that editors need not."""
    column: Column | None = config["column"]
    if column and column.item(page.file.src_uri):
        page.meta["template"] = "article.html"


def _main_pages(column: Column) -> Iterator[tuple[str, str, str]]:
    """Yield (source path, title, template)."""
    if column.bulletins:
        yield "bulletins/index.md", "工作动态", "bulletins.html"
    if column.publications:
        yield "publications/index.md", "公布的文件", "publications.html"
    if column.duties:
        yield "duties.md", "公开清单", "duties.html"
    for phase in column.phases:
        yield phase.page, phase.entry.title, "phase.html"


def _lists(config: MkDocsConfig) -> Iterator[tuple[str, str, str]]:
    for page in config["list_pages"].values():
        yield page.path, page.title, "list.html"


def _navigation(written: list[object], column: Column) -> list[object]:
    """The navigation of mkdocs.yml, the news after its first entry, the documents and the board at its end."""
    main = {uri: title for uri, title, _ in _main_pages(column)}
    news = [{main[uri]: uri} for uri in ("bulletins/index.md",) if uri in main]
    rest = [{main[uri]: uri} for uri in ("publications/index.md", "duties.md") if uri in main]
    return [*written[:1], *news, *written[1:], *rest]


def _front_matter(title: str, template: str) -> str:
    return f"---\n{yaml.safe_dump({'title': title, 'template': template}, allow_unicode=True)}---\n"
