"""What each page says of itself in its head and foot, and the way to it from the home page: for templates to print."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from publicity.column.column import Column
from publicity.finished.contract import NOT_FOUND
from publicity.pages.feedback import Way, ways
from publicity.pages.linked_data import linked_data, open_graph
from publicity.pages.locations import Crumb, Location, location_of
from publicity.pages.tags import Tag, site_tags, tags
from publicity_mkdocs.addresses import Addresses
from publicity_mkdocs.build import Build


@dataclass(frozen=True)
class Meta:
    """What meta.html prints: tags by name, properties of Open Graph, JSON-LD; and what page_foot.html prints."""

    tags: list[Tag]
    properties: list[Tag]
    ways: tuple[Way, ...]
    data: str = ""
    changed: date | None = None


class ContextWithMeta(TemplateContext, total=False):
    """What MkDocs gives a template, and what this part adds: `crumbs` lead from the home page to the page."""

    meta: Meta
    crumbs: tuple[Crumb, ...]


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Know the address of every path, in full and as seen from a folder, now that all files are known."""
    Build.of(config).addresses = Addresses(files, config.site_url)
    return nav


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """Give a page's template `meta` and `crumbs`."""
    build = Build.of(config)
    if build.column is None:
        return _without_place(context, build, config)
    here = location_of(build.column, page.file.src_uri, str(page.title))
    return _with(context, _meta(build, build.column, here, page), here.crumbs)


def on_template_context(context: TemplateContext, template_name: str, config: MkDocsConfig) -> TemplateContext:
    """Give a template that is no page, as 404.html, what every page says."""
    return _without_place(context, Build.of(config), config)


def _without_place(context: TemplateContext, build: Build, config: MkDocsConfig) -> TemplateContext:
    answers = ways(build.settings.feedback, "没有这个网页", config.site_url or NOT_FOUND)
    return _with(context, Meta(site_tags(build.settings), [], answers), ())


def _with(context: TemplateContext, meta: Meta, crumbs: tuple[Crumb, ...]) -> TemplateContext:
    context_with_meta = cast("ContextWithMeta", context)
    context_with_meta["meta"], context_with_meta["crumbs"] = meta, crumbs
    return context_with_meta


def _meta(build: Build, column: Column, here: Location, page: Page) -> Meta:
    folder, addresses = page.url[: page.url.rfind("/") + 1], build.addresses
    named, changed = tags(column, here, addresses.full), build.last_updates.of(here.uri)
    description = dict(named).get("Description", "")
    data = linked_data(column, here, changed, partial(addresses.seen_from, folder))
    title = column.settings.site_name if page.is_homepage else str(page.title)
    answers = ways(column.settings.feedback, title, addresses.full(here.uri) or page.url)
    return Meta(named, open_graph(column, here, description, addresses.full), answers, data, changed)
