"""The names that overrides/ may use: `column`, `timeline`, `problems`, and the words for days and spans."""

import re
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from publicity import wording
from publicity.column import Column
from publicity.gating import resolve
from publicity.listing import topic_key
from publicity.timeline import timeline

THEME_STYLES = re.compile(r"assets/stylesheets/(?:main|palette)\.\w+\.min\.css")


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates what they print."""
    column = config["column"]
    ours = Path(config.theme.custom_dir or "")
    # MkDocs escapes nothing. The theme's own templates count on that; ours print what editors wrote.
    env.autoescape = lambda name: name is not None and (ours / name).is_file()
    env.globals |= {
        "column": column,
        "timeline": timeline(column) if column else None,
        "problems": config["problems"],
        "preview": config["preview"],
        "listings": config.get("listings", {}),
        "list_pages": config.get("list_pages", {}),
        "topic_key": topic_key,
        "theme_styles": sorted(f.url for f in files if THEME_STYLES.fullmatch(f.src_uri)),
    }
    env.filters |= {
        "day": wording.day,
        "short_day": wording.short_day,
        "span": wording.span,
        "numbered": wording.numbered,
        "audience": wording.audience,
        "data_span": wording.data_span,
        "moment": wording.moment,
        "page": lambda source: files.src_uris[source].url,
        "beside": lambda file, item: files.src_uris[resolve(item.uri, file)].url,
    }
    if column:
        _date(files, column)
    return env


def _date(files: Files, column: Column) -> None:
    """Give every page the day it last changed; MkDocs would print the day of the build into sitemap.xml."""
    for file in files.documentation_pages():
        if file.page:
            item = column.item(file.src_uri)
            day = item.modified if item else column.last_change
            file.page.update_date = day.isoformat()
