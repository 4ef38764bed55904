"""What readers subscribe to: Atom and RSS feeds of what is published, and calendars."""

from collections.abc import Callable, Mapping
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from publicity.column.column import Column
from publicity.feeds import calendar as calendar_file
from publicity.feeds.atom import ALL, CHANGES, RSS, Feed, feeds
from publicity.feeds.entries import Entry
from publicity.feeds.subscriptions import subscribed, subscriptions
from publicity_mkdocs import groups
from publicity_mkdocs.addresses import Addresses
from publicity_mkdocs.build import Build
from publicity_mkdocs.own import own_environment

NAME = "feeds"
ATOM, RSS_FEED, *MACROS = TEMPLATES = ("feeds/atom.xml", "feeds/rss.xml", "feeds/entry.xml", "feeds/change.xml")


@event_priority(-50)  # after the pages, to which the entries lead
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the feeds and the calendar, empty: pages link to them, and they get filled while pages are made."""
    for name in TEMPLATES:
        if template := files.get_file_from_path(name):  # MkDocs takes it for a file of the theme
            files.remove(template)
    build = Build.of(config)
    if column := build.column:
        build.feeds = listed = feeds(column)
        departments = [calendar_file.calendar_path(one) for one in column.overview.departments]
        rss = [RSS[feed.path] for feed in listed if feed.path in RSS]
        paths = (calendar_file.PATH, *departments, *(feed.path for feed in listed), *rss)
        build.followed.update(paths if build.follows else ())
        for path in paths:
            files.append(File.generated(config, path, content=b""))
        build.feed_files = build.second.ask("订阅", lambda: _feed_files(column, listed, build.addresses, config))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Fill them, and let the page of data tell of them."""
    build = Build.of(config)
    if build.column:
        if build.follows:
            build.later.append(partial(_write, build.feed_files.work))
        elif not groups.stay(build, NAME, files, config):
            made = build.feed_files.take()
            for path, content in made.items():
                files.src_uris[path].content_bytes = content
            groups.made(build, NAME, made)
        env.globals["subscriptions"] = subscriptions(build.column, build.feeds)
    env.filters |= {"full": build.addresses.full, "subscribed": subscribed}


def _write(make: Callable[[], Mapping[str, bytes]], folder: Path) -> None:
    for path, content in make().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def _feed_files(column: Column, listed: list[Feed], addresses: Addresses, config: MkDocsConfig) -> dict[str, bytes]:
    return _calendars(column, addresses) | _written_feeds(column, listed, addresses, config)


def _calendars(column: Column, addresses: Addresses) -> dict[str, bytes]:
    own = {
        calendar_file.calendar_path(one): calendar_file.department_calendar(column, one, addresses.full)
        for one in column.overview.departments
    }
    return {calendar_file.PATH: calendar_file.calendar(column, addresses.full)} | own


def _written_feeds(column: Column, listed: list[Feed], addresses: Addresses, config: MkDocsConfig) -> dict[str, bytes]:
    env = own_environment(config)
    env.filters["rfc822"] = format_datetime
    atom, rss = env.get_template(ATOM), env.get_template(RSS_FEED)
    link = partial(addresses.seen_from, "feeds/")
    entries: dict[str, Markup] = {}
    macros: dict[str, Any] = {name: env.get_template(name).module for name in MACROS}

    def show(entry: Entry) -> Markup:
        """An entry, rendered once for all feeds that it is in."""
        if entry.id not in entries:
            entries[entry.id] = macros[entry.template].entry_xml(entry, link)
        return entries[entry.id]

    heads = dict.fromkeys((ALL, CHANGES), column.ledger.head)
    made = {
        feed.path: atom.render(feed=feed, plan=column.plan, head=heads.get(feed.path), link=link, show=show).encode()
        for feed in listed
    }
    for feed in listed:
        if path := RSS.get(feed.path):
            made[path] = rss.render(feed=feed, path=path, plan=column.plan, link=link).encode()
    return made
