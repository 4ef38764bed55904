"""Old addresses (`old_paths`) lead to the new ones: a small page at each, for servers that know no redirects.

What stands behind an old address (`?…`, `#…`) goes along where scripts run; the refresh is for readers without them.
"""

import posixpath
from collections.abc import Iterator

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from publicity.articles.archive import Item
from publicity.pages.tags import site_tags
from publicity_mkdocs.build import Build

SCRIPT = "assets/javascripts/moved.js"


@event_priority(-60)  # after the pages, to which they lead
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that lead on, empty."""
    for old, _ in _moved(Build.of(config)):
        files.append(File.generated(config, old, content=b""))
    return files


@event_priority(-75)  # when the script has its name
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Fill them."""
    build = Build.of(config)
    template = config.theme.get_env().get_template("moved.html")
    for old, item in _moved(build):
        folder = posixpath.dirname(old) or "."
        files.src_uris[old].content_string = template.render(
            title=item.entry.title,
            address=posixpath.relpath(files.src_uris[item.uri].url, folder),
            script=posixpath.relpath(build.assets[SCRIPT], folder),
            tags=site_tags(build.settings),
        )


def _moved(build: Build) -> Iterator[tuple[str, Item]]:
    """Yield every old address, and the article that stood there."""
    if build.column:
        for item in (*build.column.bulletins, *build.column.publications):
            yield from ((old, item) for old in item.entry.old_paths)
