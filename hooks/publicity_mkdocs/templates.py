"""The names that overrides/ may use: `column`, `timeline`, `problems`, and the words for days and spans."""

from collections.abc import Callable
from pathlib import PurePosixPath

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import normalize_url
from mkdocs.utils.templates import TemplateContext

from publicity.column.column import Column
from publicity.column.overview import department_path, shown_state
from publicity.commitments.state import Standing
from publicity.pages.bars import draw
from publicity.pages.home import home
from publicity.pages.lists import topic_key
from publicity.pages.timeline import timeline
from publicity.plans import wording
from publicity.results.tally import tally
from publicity.texts.paths import resolve
from publicity_mkdocs.own import own_folders

SEARCH = "search.md"


class Here:
    """The page that is being printed: for partials too, which are made once for all pages and so are told of none.

    Pages of a folder see every address alike, and what does not depend on the page at all is printed once for them.
    """

    def __init__(self) -> None:
        self.page: Page | None = None
        self.base = ""
        self.folder = ""
        self.in_header = False  # the header leads to this page, and so looks different on it
        self._urls: dict[tuple[str, str], str] = {}
        self._shared: dict[tuple[str, str], str] = {}

    def move(self, context: TemplateContext, page: Page | None) -> None:
        """Go to a page, or to a template that is none."""
        self.page, self.base = page, context["base_url"]
        self.folder = page.url.rpartition("/")[0] if page else f"//{self.base}"
        self.in_header = page is not None and (page in context["nav"].items or page.file.src_uri == SEARCH)

    @pass_context  # which is not needed, but Jinja works out a filter of a constant only once where it asks for none
    def url(self, context: Context, address: str) -> str:
        """An address within the site as seen from here: what MkDocs' own filter says."""
        key = (self.folder, address)
        if key not in self._urls:
            self._urls[key] = normalize_url(str(address), self.page, self.base)
        return self._urls[key]

    def shared(self, name: str, caller: Callable[[], str]) -> str:
        """What a block prints, printed once for all pages of a folder in which it bears this name."""
        key = (self.folder, name)
        if key not in self._shared:
            self._shared[key] = caller()
        return self._shared[key]

    def shared_header(self, caller: Callable[[], str]) -> str:
        """The header, printed once for a folder, and for each page to which it leads."""
        return self.shared(f"header of {self.page.url}" if self.page and self.in_header else "header", caller)


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Go to the page."""
    config["here"].move(context, page)


def on_template_context(context: TemplateContext, template_name: str, config: MkDocsConfig) -> None:
    """Go to a template that is no page, as 404.html."""
    config["here"].move(context, None)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates what they print."""
    column = config["column"]
    config["here"] = here = Here()
    # MkDocs escapes nothing. The theme's own templates count on that; ours print what editors wrote.
    env.auto_reload = False  # every rebuild has an environment of its own; asking the disk costs each page
    own = {  # asked for every page
        path.relative_to(folder).as_posix()
        for folder in own_folders(config)
        for path in folder.rglob("*")
        if path.is_file()
    }
    env.autoescape = lambda name: name in own
    env.globals |= {
        "column": column,
        "settings": config["settings"],
        "timeline": timeline(column) if column else None,
        "home": home(column) if column else None,
        "problems": config["problems"],
        "preview": config["preview"],
        "listings": config.get("listings", {}),
        "list_pages": config.get("list_pages", {}),
        "topic_key": topic_key,
        "shared": here.shared,
        "shared_header": here.shared_header,
    }
    env.filters |= {
        "day": wording.day,
        "short_day": wording.short_day,
        "span": wording.span,
        "numbered": wording.numbered,
        "audience": wording.audience,
        "data_span": wording.data_span,
        "moment": wording.moment,
        "tally": tally,
        "draw": draw,
        "page": lambda source: files.src_uris[source].url,
        "url": here.url,
        "asset": lambda path: config["assets"][path],
        "shown_state": shown_state,
        "department": department_path,
        "evidence": lambda link, standing: _evidence(link, standing, files, column),
        "beside": lambda file, item: files.src_uris[resolve(item.uri, file)].url,
    }
    if column:
        _date(files, column)
    return env


def _evidence(link: str, standing: Standing, files: Files, column: Column) -> dict[str, str] | None:
    """What a piece of evidence is called and where it leads; None while it is not public itself."""
    if link.startswith(("http://", "https://")):
        return {"title": link, "url": link}
    file = files.src_uris.get(uri := resolve(standing.uri, link))
    if file is None or uri in column.held:
        return None
    item = column.item(uri)
    return {"title": item.entry.title if item else PurePosixPath(uri).name, "url": file.url}


def _date(files: Files, column: Column) -> None:
    """Give every page the day it last changed; MkDocs would print the day of the build into sitemap.xml."""
    for file in files.documentation_pages():
        if file.page:
            item = column.item(file.src_uri)
            standing = column.commitment(file.src_uri)
            day = item.modified if item else standing.latest.date if standing else column.last_change
            file.page.update_date = day.isoformat()
