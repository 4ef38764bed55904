"""The pictures by which the column is known elsewhere: of a shared link, and on the screen of a phone."""

from functools import partial

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from publicity.column.column import Column
from publicity.pages.linked_data import CARD
from publicity.pages.marks import wall
from publicity_mkdocs import groups
from publicity_mkdocs.build import Build

NAME = "share"
ICON = "assets/images/icon.png"


@event_priority(-50)  # after the pages, which show them
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pictures, empty; a card only where its address can be given in full, as those who show it ask."""
    build = Build.of(config)
    if column := build.column:
        wanted = [ICON, CARD] if config.site_url else [ICON]
        for path in wanted:
            files.append(File.generated(config, path, content=b""))
        build.share_files = build.second.ask("转发用的图", partial(_drawn, column, wanted))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Fill them."""
    build = Build.of(config)
    if build.column and not groups.stay(build, NAME, files, config):
        made = build.share_files.take()
        for path, content in made.items():
            files.src_uris[path].content_bytes = content
        groups.made(build, NAME, made)


def _drawn(column: Column, wanted: list[str]) -> dict[str, bytes]:
    from publicity.pages.share_picture import card, icon  # takes a while to load, and mostly the last ones stay

    return {path: icon() if path == ICON else card(wall(column.commitments), column.day) for path in wanted}
