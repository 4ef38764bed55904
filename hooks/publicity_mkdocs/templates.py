"""The names that overrides/ may use: `column`, `timeline`, `problems`, and the words for days and spans."""

from collections.abc import Container
from functools import partial
from pathlib import PurePosixPath
from typing import cast

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from publicity.column.column import Column
from publicity.column.overview import department_path, shown_state
from publicity.column.previewed import lacks_at, promise_at, title_at
from publicity.commitments.commitment import LABELS
from publicity.commitments.state import Standing
from publicity.pages.bars import draw
from publicity.pages.glossary import GROUPS, anchor_of
from publicity.pages.home import home
from publicity.pages.lists import ListPage, topic_key
from publicity.pages.marks import mark_of, wall
from publicity.pages.shown import FOR_ALL, ArticleShown, article_shown
from publicity.pages.timeline import timeline
from publicity.pages.updated import LastUpdates
from publicity.plans import wording
from publicity.results.tally import tally
from publicity.texts.paths import leads_elsewhere, linked_path, place_part, resolve
from publicity_mkdocs.build import Build
from publicity_mkdocs.guarded import Guarded
from publicity_mkdocs.here import Here
from publicity_mkdocs.own import own_folders, translated


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Go to the page; give its template what it shows, if that is one article or a part of a list."""
    build = Build.of(config)
    build.here.move(context, page)
    given = cast("dict[str, object]", context)
    given["shown"] = shown_on(build, page.file.src_uri)
    given["pages"] = Guarded(context["pages"], build.here)


def on_template_context(context: TemplateContext, template_name: str, config: MkDocsConfig) -> None:
    """Go to a template that is no page, as 404.html."""
    Build.of(config).here.move(context, None)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates what they print."""
    build = Build.of(config)
    column = build.column
    build.here = here = Here()
    asked = Guarded(column, here, FOR_ALL) if column else None
    # MkDocs escapes nothing. The theme's own templates count on that; ours print what editors wrote.
    translated(env, config, "page")
    env.auto_reload = False  # every rebuild has an environment of its own; asking the disk costs each page
    own = {  # asked for every page
        path.relative_to(folder).as_posix()
        for folder in own_folders(config)
        for path in folder.rglob("*")
        if path.is_file()
    }
    env.autoescape = lambda name: name in own
    drawn = timeline(column) if column else None
    env.globals |= {
        "column": asked,
        "settings": build.settings,
        "timeline": drawn,
        "home": home(column, drawn) if column else None,
        "problems": build.problems,
        "preview": build.preview,
        "lacks": lambda uri: lacks_at(column, uri) if column else "",
        "labels": LABELS,
        "promise_at": promise_at,
        "title_at": title_at,
        "listings": build.listings,
        "list_pages": build.list_pages,
        "download_pages": build.download_pages,
        "naming": build.related.naming if column else None,
        "glossary": [(group, [page for page in group.pages if page[1] in files.src_uris]) for group in GROUPS],
        "topic_key": topic_key,
        "shared": here.shared,
        "shared_header": here.shared_header,
    }
    env.filters |= {
        "day": wording.day,
        "short_day": wording.short_day,
        "near_day": lambda value: wording.near_day(value, column.day) if column else wording.day(value),
        "span": wording.span,
        "short_span": wording.short_span,
        "numbered": wording.numbered,
        "audience": wording.audience,
        "data_span": wording.data_span,
        "to_whom": wording.to_whom,
        "moment": wording.moment,
        "tally": tally,
        "draw": draw,
        "page": partial(_address, files),
        "url": here.url,
        "asset": lambda path: build.assets[path],
        "shown_state": shown_state,
        "mark": mark_of,
        "wall": wall,
        "department": department_path,
        "anchor_of": anchor_of,
        "evidence": lambda link, standing: _evidence(link, standing, files, column) if column else None,
        "beside": lambda file, item: files.src_uris[resolve(item.uri, file)].url,
    }
    if column:
        _date(files, build.last_updates, () if config.site_url and not build.preview else build.staying)
    return env


def shown_on(build: Build, uri: str) -> ArticleShown | ListPage | None:
    """What the page of an article, or a page of a list, shows; None for any other page."""
    if build.column and (item := build.column.item(uri)):
        return article_shown(build.column, build.listings, build.related, item)
    return build.list_pages.get(uri)


def _address(files: Files, uri: str) -> str:
    """The address of a page or file, by its path within docs/. Raises Abort where there is none."""
    if uri not in files.src_uris:
        raise Abort(f"模板里写的“{uri}”不在 docs/ 里，没有生成。补上这个文件，或改掉 overrides/ 里写它的地方")
    return files.src_uris[uri].url


def _evidence(link: str, standing: Standing, files: Files, column: Column) -> dict[str, str] | None:
    """What a piece of evidence is called and where it leads; None while it is not public itself."""
    if leads_elsewhere(link):
        return {"title": link, "url": link}
    file = files.src_uris.get(uri := linked_path(standing.uri, link))
    if file is None or uri in column.held:
        return None
    item = column.item(uri)
    return {"title": item.entry.title if item else PurePosixPath(uri).name, "url": file.url + place_part(link)}


def _date(files: Files, updates: LastUpdates, but: Container[str]) -> None:
    """Give pages the day they last changed, or none; MkDocs would print the day of the build into sitemap.xml."""
    for file in files.documentation_pages():
        if file.page and file.src_uri not in but:
            day = updates.of(file.src_uri)
            file.page.update_date = day.isoformat() if day else ""
