"""What each page says of itself in its head, and the way to it from the home page: for templates to print."""

from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from publicity.column.column import Column
from publicity.pages.linked_data import linked_data, open_graph
from publicity.pages.locations import Location, location_of
from publicity.pages.tags import Tag, site_tags, tags


@dataclass(frozen=True)
class Meta:
    """What meta.html prints: tags by name, properties of Open Graph, JSON-LD."""

    tags: list[Tag]
    properties: list[Tag]
    data: str = ""


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Know the address of every path, in full and as seen from a folder, now that all files are known."""

    @cache
    def address(uri: str) -> str | None:
        return urljoin(config.site_url, _url(uri, files)) if config.site_url else None

    @cache
    def link(uri: str, folder: str) -> str:
        return address(uri) or get_relative_url(_url(uri, files), folder)

    config["address"], config["link"] = address, link
    return nav


def _url(uri: str, files: Files) -> str:
    file = files.get_file_from_path(uri)
    return file.url if file else quote(uri)  # gone since the preview's last good column


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """Give a page's template `meta` and `crumbs`."""
    column: Column | None = config["column"]
    if column is None:
        return _without_place(context, config)
    here = location_of(column, page.file.src_uri, str(page.title))
    context.update({"meta": _meta(column, here, page, config), "crumbs": here.crumbs})  # type: ignore[typeddict-unknown-key]
    return context


def on_template_context(context: TemplateContext, template_name: str, config: MkDocsConfig) -> TemplateContext:
    """Give a template that is no page, as 404.html, what every page says."""
    return _without_place(context, config)


def _without_place(context: TemplateContext, config: MkDocsConfig) -> TemplateContext:
    context.update({"meta": Meta(site_tags(config["settings"]), []), "crumbs": ()})  # type: ignore[typeddict-unknown-key]
    return context


def _meta(column: Column, here: Location, page: Page, config: MkDocsConfig) -> Meta:
    folder = page.url[: page.url.rfind("/") + 1]
    named = tags(column, here, config["address"])
    description = dict(named).get("Description", "")
    data = linked_data(column, here, lambda uri: config["link"](uri, folder))
    return Meta(named, open_graph(column, here, description, config["address"]), data)
