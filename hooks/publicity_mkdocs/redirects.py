"""Old addresses (`old_paths`, those of lists) lead to the new ones: a small page at each, where servers need not help.

What stands behind an old address (`?…`, `#…`) goes along where scripts run; the refresh is for readers without them.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from publicity.finished.made import site_path
from publicity.pages.tags import site_tags
from publicity_mkdocs.build import Build
from publicity_mkdocs.own import translated

SCRIPT = "assets/javascripts/moved.js"


@dataclass(frozen=True)
class _Moved:
    """An old address in the site, the title and the source path of the page that it leads to."""

    old: str
    title: str
    uri: str


@event_priority(-60)  # after the pages, to which they lead
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that lead on, empty."""
    for moved in _moved(Build.of(config)):
        files.append(File.generated(config, moved.old, content=b""))
    return files


@event_priority(-75)  # when the script has its name
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Fill them."""
    build = Build.of(config)
    template = translated(config.theme.get_env(), config, "moved").get_template("moved.html")
    for moved in _moved(build):
        folder = posixpath.dirname(moved.old) or "."
        files.src_uris[moved.old].content_string = template.render(
            title=moved.title,
            address=posixpath.relpath(files.src_uris[moved.uri].url, folder),
            script=posixpath.relpath(build.assets[SCRIPT], folder),
            tags=site_tags(build.settings),
        )


def _moved(build: Build) -> Iterator[_Moved]:
    """Yield every address at which a page stood, or may have stood."""
    if build.column:
        for item in (*build.column.bulletins, *build.column.publications):
            for old in item.entry.old_paths:
                yield _Moved(old, item.entry.title, item.uri)
    for listing in build.listings.values():
        yield _Moved(site_path(listing.next_numbered), listing.title, listing.newest)
