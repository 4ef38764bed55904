"""What readers subscribe to: Atom feeds of what is published, and the plan as a calendar."""

from functools import partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from publicity.column.column import Column
from publicity.feeds import calendar as calendar_file
from publicity.feeds.atom import ALL, CHANGES, ChangeEntry, Feed, FeedEntry, feeds
from publicity_mkdocs.addresses import Addresses
from publicity_mkdocs.build import Build
from publicity_mkdocs.own import own_folders

TEMPLATES = ("feeds/atom.xml", "feeds/entry.xml", "feeds/change.xml")


@event_priority(-50)  # after the pages, to which the entries lead
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the feeds and the calendar, empty: pages link to them, and they get filled while pages are made."""
    for name in TEMPLATES:
        if template := files.get_file_from_path(name):  # MkDocs takes it for a file of the theme
            files.remove(template)
    build = Build.of(config)
    if column := build.column:
        listed = feeds(column)
        for path in (calendar_file.PATH, *(feed.path for feed in listed)):
            files.append(File.generated(config, path, content=b""))
        build.feed_files = build.second.ask("订阅", lambda: _feed_files(column, listed, build.addresses, config))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Fill them."""
    build = Build.of(config)
    if build.column:
        for path, content in build.feed_files.take().items():
            files.src_uris[path].content_bytes = content


def _feed_files(column: Column, listed: list[Feed], addresses: Addresses, config: MkDocsConfig) -> dict[str, bytes]:
    return {calendar_file.PATH: calendar_file.calendar(column)} | _atom_files(column, listed, addresses, config)


def _atom_files(column: Column, listed: list[Feed], addresses: Addresses, config: MkDocsConfig) -> dict[str, bytes]:
    env = Environment(
        loader=FileSystemLoader(own_folders(config)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    template = env.get_template(TEMPLATES[0])
    link = partial(addresses.seen_from, "feeds/")
    entries: dict[str, Markup] = {}
    macros: dict[str, Any] = {name: env.get_template(name).module for name in TEMPLATES[1:]}

    def show(entry: FeedEntry | ChangeEntry) -> Markup:
        """An entry, rendered once for all feeds that it is in."""
        if entry.id not in entries:
            entries[entry.id] = macros[entry.template].entry_xml(entry, link)
        return entries[entry.id]

    heads = dict.fromkeys((ALL, CHANGES), column.ledger.head)
    return {
        feed.path: template.render(
            feed=feed, plan=column.plan, head=heads.get(feed.path), link=link, show=show
        ).encode()
        for feed in listed
    }
