"""The generated pages: phases, lists, the duty board; the navigation; which template prints an article."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import (
    Page,
    _ExtractAnchorsTreeprocessor,
    _RawHTMLPreprocessor,
    _RelativePathTreeprocessor,
)
from mkdocs.structure.toc import get_toc

from publicity.building.remembered import remembered
from publicity.column.column import Column
from publicity.markup.prose import Converted, converter, scrollable
from publicity.pages.lists import listings
from publicity.texts.document import body
from publicity_mkdocs.written import tell_differences

MAIN = ("commitments/index.md", "publications/index.md", "duties.md")  # after what mkdocs.yml lists

LATER = 2, 5  # of the articles: what the second process converts, beside what else it has to do


@dataclass
class Elsewhere:
    """What the second process converts: the paths of the articles, and what came of them."""

    later: set[str] = field(default_factory=set)
    made: dict[str, Converted] = field(default_factory=dict)


class MadePage(Page):
    """A page that its template makes: nothing to read, no Markdown to convert."""

    def __init__(self, title: str, template: str, file: File, config: MkDocsConfig) -> None:
        super().__init__(title, file, config)
        self.template = template

    def read_source(self, config: MkDocsConfig) -> None:
        """Take what is known."""
        self.markdown, self.meta = "", {"template": self.template}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Leave everything to the template."""
        self.content, self.toc, self.present_anchor_ids = "", get_toc([]), set()


class ArticlePage(Page):
    """A bulletin, publication or commitment, whose front matter has been read: MkDocs would print what it can't."""

    def __init__(self, title: str, template: str, file: File, config: MkDocsConfig) -> None:
        super().__init__(title, file, config)
        self.template = template

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the text."""
        self.markdown, self.meta = self.text, {"template": self.template}

    @property
    def text(self) -> str:
        """The text after the front matter."""
        return body(self.file.content_string)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take what the second process has made of the same text, else convert it here."""
        elsewhere: Elsewhere = config["elsewhere"]
        if self.file.src_uri in elsewhere.later:
            elsewhere.made = config["second"].take("articles")
            elsewhere.later.clear()
        made = elsewhere.made.pop(self.file.src_uri, None)
        if made is None or made.markdown != self.markdown:
            made = self.convert(self.markdown or "", config, files)
        for record in made.told:
            logging.getLogger(record.name).handle(record)
        self.content = made.html
        self.toc = get_toc([])  # no template of ours prints it
        self.present_anchor_ids = made.anchors
        self.links_to_anchors = {files.src_uris[uri]: dict(anchors) for uri, anchors in made.links.items()}

    def convert(self, markdown: str, config: MkDocsConfig, files: Files) -> Converted:
        """Convert as MkDocs does, but with one converter for all articles: making one costs a fifth of using it."""
        md = config["converter"]
        md.reset()
        raw, anchors = _RawHTMLPreprocessor(), _ExtractAnchorsTreeprocessor(self.file, files, config)
        paths = _RelativePathTreeprocessor(self.file, files, config)
        for processor in (raw, anchors, paths):
            processor._register(md)  # in the place of the last article's
        with remembered("mkdocs") as told:
            html = md.convert(markdown)
            tell_differences(self.file, html, config)
        links = {file.src_uri: anchors for file, anchors in paths.links_to_anchors.items()}
        return Converted(markdown, html, anchors.present_anchor_ids | raw.present_anchor_ids, links, told)


@event_priority(50)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that follow from the column, and the main ones to the navigation."""
    column: Column | None = config["column"]
    if column is None:
        return files
    config["converter"] = converter(config.markdown_extensions, config.mdx_configs or {})
    for file in files:
        if item := column.item(file.src_uri):
            ArticlePage(item.entry.title, "article.html", file, config)
        elif standing := column.commitment(file.src_uri):
            ArticlePage(standing.terms.item, "commitment.html", file, config)
    config["listings"] = {listing.key: listing for listing in listings(column)}
    config["list_pages"] = {page.path: page for listing in config["listings"].values() for page in listing.pages()}
    for uri, title, template in (*_main_pages(column), *_lists(config)):
        file = File.generated(config, uri, content="")
        files.append(file)
        MadePage(title, template, file, config)
    config.nav = _navigation(config.nav or [], column)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Have the last of the articles converted while the first are converted here."""
    pages = [file.page for file in files.documentation_pages() if isinstance(file.page, ArticlePage)]
    later = pages[len(pages) - len(pages) * LATER[0] // LATER[1] :]
    config["elsewhere"] = Elsewhere({page.file.src_uri for page in later})
    config["second"].ask(
        "articles", lambda: {page.file.src_uri: page.convert(page.text, config, files) for page in later}
    )
    return nav


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Compare a plain page with its file, as an article's conversion does; let wide tables scroll."""
    if not isinstance(page, ArticlePage | MadePage):
        tell_differences(page.file, html, config)
    return scrollable(html)


def _main_pages(column: Column) -> Iterator[tuple[str, str, str]]:
    """Yield (source path, title, template)."""
    yield "search.md", "搜索", "search.html"
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
        yield phase.page, phase.entry.title, "phase.html"


def _lists(config: MkDocsConfig) -> Iterator[tuple[str, str, str]]:
    for page in config["list_pages"].values():
        yield page.path, page.title, "list.html"


def _navigation(written: list[object], column: Column) -> list[object]:
    """The navigation of mkdocs.yml, the news after its first entry, the documents and the board at its end."""
    main = {uri: title for uri, title, _ in _main_pages(column)}
    news = [{main[uri]: uri} for uri in ("bulletins/index.md",) if uri in main]
    rest = [{main[uri]: uri} for uri in MAIN if uri in main]
    return [*written[:1], *news, *written[1:], *rest]
