"""What editors wrote becomes HTML: articles by one converter, in as many processes as there are processors."""

import logging
from collections.abc import Callable, Set
from functools import partial

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

from publicity.building.collecting import give_back
from publicity.building.remembered import remembered, replay
from publicity.building.second_process import SecondProcess
from publicity.building.sharing import Shared, more_processes
from publicity.column.previewed import promise_at
from publicity.markup.prose import Converted, converter, scrollable
from publicity.texts.document import body, text_digest
from publicity_mkdocs.asking import FILE, AskingFiles, there
from publicity_mkdocs.build import Build
from publicity_mkdocs.own_page import OwnPage
from publicity_mkdocs.written import tell_differences

NO_ANCHORS = set[str]()  # never added to
log = logging.getLogger("mkdocs.publicity")


class ArticlePage(OwnPage):
    """A bulletin, publication or commitment, whose front matter has been read: MkDocs would print what it can't."""

    def __init__(self, title: str, template: str, file: File, config: MkDocsConfig) -> None:
        super().__init__(title, file, config)
        self.meta = {"template": template}
        self.elsewhere: Callable[[], Converted | None] = lambda: None
        self._source = ""

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the text."""
        self._source = self.file.content_string
        self.markdown = body(self._source)
        Build.of(config).notes.pages[self.file.src_uri].text = text_digest(self._source)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take what another process has made of the same text, else convert it here."""
        converted = self.elsewhere()
        if converted is None or converted.markdown != self.markdown:
            converted = self._convert(self._source, self.markdown or "", config, files)
        self._source = ""
        replay(converted.records)
        for uri, found in converted.asked.items():
            Build.of(config).notes.note(self.file.src_uri, FILE, uri, there(found))
        self.content = converted.html
        self.toc = get_toc([])  # no template of ours prints it
        self.present_anchor_ids = converted.anchors
        self.links_to_anchors = {files.src_uris[uri]: dict(anchors) for uri, anchors in converted.links.items()}

    def convert(self, config: MkDocsConfig, files: Files) -> Converted:
        """Convert the text as it stands in the file."""
        source = self.file.content_string
        return self._convert(source, body(source), config, files)

    def _convert(self, source: str, markdown: str, config: MkDocsConfig, files: Files) -> Converted:
        """Convert as MkDocs does, but with one converter for all articles: making one costs a fifth of using it."""
        md = Build.of(config).converter
        asking = AskingFiles(files)
        paths = _RelativePathTreeprocessor(self.file, asking, config)
        with remembered("mkdocs") as records:
            if plain := md.plainly(markdown):
                html, ids = plain.html(paths.path_to_url), plain.anchors
            else:
                raw, anchors = _RawHTMLPreprocessor(), _ExtractAnchorsTreeprocessor(self.file, files, config)
                for processor in (raw, anchors, paths):
                    processor._register(md)  # in the place of the last article's
                html = md.reset().convert(markdown)
                ids = anchors.present_anchor_ids | raw.present_anchor_ids
            tell_differences(self.file, source, markdown, html, config)
        links = {file.src_uri: places for file, places in paths.links_to_anchors.items()}
        return Converted(markdown, html, ids, links, records, asking.asked)


@event_priority(50)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Say which template prints an article, and that it is read and converted our way."""
    build = Build.of(config)
    if build.column is None:
        return files
    build.converter = converter(config.markdown_extensions, config.mdx_configs or {})
    for file in files:
        if item := build.column.item(file.src_uri):
            ArticlePage(item.entry.title, "article.html", file, config)
        elif standing := promise_at(build.column, file.src_uri):
            ArticlePage(standing.terms.item, "commitment.html", file, config)
    build.led_to = partial(_led_to, config, files)
    return files


def _led_to(config: MkDocsConfig, files: Files, uri: str) -> Set[str]:
    """The paths within docs/ that the text of an article or promise leads to, whether anything is there or not."""
    file = files.get_file_from_path(uri)
    page = file.page if file else None
    return page.convert(config, files).asked.keys() if isinstance(page, ArticlePage) else frozenset()


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Have articles converted by all processes: here from the first on, elsewhere from the last."""
    build = Build.of(config)
    made = (file.page for file in files.documentation_pages() if file.src_uri not in build.staying)
    pages = [page for page in made if isinstance(page, ArticlePage)]

    def convert(some: range) -> list[Converted]:
        return [pages[number].convert(config, files) for number in some]

    build.others = [SecondProcess(log.info, "另一个进程") for _ in range(more_processes(len(pages)))]
    shared = Shared(len(pages), [one.offer("正文", convert) for one in (build.second, *build.others)])
    for number, page in enumerate(pages):
        page.elsewhere = partial(shared.take, number)
    return nav


def on_env(env: object, config: MkDocsConfig, files: Files) -> None:
    """Let go the processes that have nothing else to do."""
    for one in Build.of(config).others:
        one.end()


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Compare a plain page with its file, as the conversion of an article does; let wide tables scroll."""
    if page.markdown and page.file.src_dir == config.docs_dir and not isinstance(page, ArticlePage):
        tell_differences(page.file, page.file.content_string, page.markdown, html, config)
    return scrollable(html)


@event_priority(-1000)  # when everybody has seen it
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> None:
    """Let go of a text that is written: nothing holds those of all pages, or what was asked of them."""
    if isinstance(page, ArticlePage):
        page.content = page.markdown = page.links_to_anchors = None
        page.present_anchor_ids = NO_ANCHORS


@event_priority(100)
def on_post_build(config: MkDocsConfig) -> None:
    """Have the memory of all the texts given back, while much is needed for the search."""
    give_back()
