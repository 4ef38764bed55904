"""The names that overrides/ may use: `column`, `timeline`, `problems`, and the words for days and spans."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.utils.templates import url_filter

from publicity import wording
from publicity.articles.gating import resolve
from publicity.articles.listing import topic_key
from publicity.column import Column
from publicity.commitments.overview import department_path, shown_state
from publicity.commitments.state import Standing
from publicity.plans.timeline import timeline
from publicity.results.drawing import draw
from publicity.results.tally import tally


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates what they print."""
    column = config["column"]
    ours = Path(config.theme.custom_dir or "")
    # MkDocs escapes nothing. The theme's own templates count on that; ours print what editors wrote.
    env.auto_reload = False  # every rebuild has an environment of its own; asking the disk costs each page
    own = {path.relative_to(ours).as_posix() for path in ours.rglob("*") if path.is_file()}  # asked for every page
    env.autoescape = lambda name: name in own
    env.globals |= {
        "column": column,
        "settings": config["settings"],
        "timeline": timeline(column) if column else None,
        "problems": config["problems"],
        "preview": config["preview"],
        "listings": config.get("listings", {}),
        "list_pages": config.get("list_pages", {}),
        "topic_key": topic_key,
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
        "url": _url(),
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


def _url() -> Callable[[Context, str], str]:
    """MkDocs' own filter, but asked once for all pages of a folder: they see an address alike."""
    known: dict[tuple[str, str, str], str] = {}

    @pass_context
    def url(context: Context, address: str) -> str:
        page = context.get("page")
        key = (context["base_url"], page.url.rpartition("/")[0] if page else "", address)
        if key not in known:
            known[key] = url_filter(context, address)
        return known[key]

    return url


def _date(files: Files, column: Column) -> None:
    """Give every page the day it last changed; MkDocs would print the day of the build into sitemap.xml."""
    for file in files.documentation_pages():
        if file.page:
            item = column.item(file.src_uri)
            standing = column.commitment(file.src_uri)
            day = item.modified if item else standing.latest.date if standing else column.last_change
            file.page.update_date = day.isoformat()
