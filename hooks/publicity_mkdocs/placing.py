"""The site is made beside the last one and takes its place in one step, when it is whole and judged.

Where an office's own hooks or plugins take part, it is made in its place as ever: nobody knows what they write where.
"""

import logging
from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from publicity.building.room import room
from publicity.building.workshop import Renewed, Spare, Workshop, workshop
from publicity.finished.looks import packed
from publicity.manifests.last_site import STATE, LastSite, MadePage, Output, outputs_of, write_last_site
from publicity.manifests.layers import Layers
from publicity.manifests.manifest import NAME, Entry, hash_file
from publicity_mkdocs.build import Build
from publicity_mkdocs.own import only_ours

log = logging.getLogger("mkdocs.publicity")
BUILDING = logging.getLogger("mkdocs.commands.build")


class _Called(logging.Filter):
    """Lets MkDocs, which knows only where a site is made, say where it will be."""

    def __init__(self, made: str, site: str) -> None:
        super().__init__()
        self._made, self._site = made, site

    def filter(self, record: logging.LogRecord) -> bool:
        """Say it."""
        record.msg, record.args = record.getMessage().replace(self._made, self._site), ()
        return True


@event_priority(90)  # when the column is read
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Have the site made in the workshop."""
    build = Build.of(config)
    site = Path(config.site_dir)
    if build.preview:
        _make_room(build, config)
    elif build.column and only_ours(config):
        build.workshop = workshop(Path(config.config_file_path).parent, site)
        if build.workshop:
            build.run.at_its_end(build.workshop.leave)
            build.layers = Layers(build.workshop.new, site)
            config.site_dir = str(build.workshop.new)
            called = _Called(config.site_dir, str(site))
            BUILDING.addFilter(called)
            build.run.at_its_end(lambda: BUILDING.removeFilter(called))
    return config


def _make_room(build: Build, config: MkDocsConfig) -> None:
    """Have the preview's site made beside the last one too, with what that was made from in mind."""
    run = build.run
    if build.column is None or not only_ours(config):
        run.follower.stop()  # which writes where the site will be made now
        run.room = run.last = None
        return
    build.room = run.room = run.room or room(Path(config.site_dir))
    config.site_dir = str(run.room.new)


@event_priority(-110)  # the last of all
def on_post_build(config: MkDocsConfig) -> None:
    """Put it in its place, and keep what it was made from for the next build."""
    build = Build.of(config)
    if build.room:
        build.run.follower.stop()
        copies = build.copying.copies if build.copying else {}
        build.room.place((page.path for page in build.staying.values()), build.followed, copies)
        build.run.last = LastSite(build.basis, _pages(build)) if build.basis else None
        config.site_dir = str(build.room.site)
    if shop := build.workshop:
        last = build.last.outputs if build.last else {}
        entries = {path: hashed.entry for path, hashed in build.hashes.items()} | {NAME: hash_file(shop.new / NAME)}
        if build.last:
            same = {path for path, entry in entries.items() if path in last and last[path].entry == entry}
            renewed = shop.renew(entries.keys() - same, same, last.keys(), build.last.spare)
        else:
            shop.place()
            same, renewed = set(), Renewed(set(), None)
        config.site_dir = str(shop.site)
        log.info(f"网站在 {shop.site.name}/")
        outputs = {path: last[path] for path in same - renewed.named}
        _keep(build, shop, entries, outputs, renewed.spare)


def _keep(
    build: Build, shop: Workshop, entries: Mapping[str, Entry], known: dict[str, Output], spare: Spare | None
) -> None:
    """Note what the site was made from. Where that can't be, the next build is a clean one."""
    state = shop.folder / STATE
    try:
        state.unlink(missing_ok=True)
        if build.basis:
            pages = _pages(build)
            staying = {page.path for page in pages.values()}
            looks = packed({path: look for path, look in build.looks.items() if path in staying})
            asked = ((path, entry) for path, entry in entries.items() if path not in known)
            outputs = known | dict(outputs_of(shop.site, asked))
            write_last_site(state, LastSite(build.basis, pages, outputs, looks, build.groups, spare))
            if build.beginning:
                build.beginning.keep(shop, build.commit, outputs)
    except OSError as error:
        log.info(f"下一次会从头生成：{error.filename} 写不进去（{error.strerror}）")


def _pages(build: Build) -> dict[str, MadePage]:
    """The pages that may stay next time: those of which it is known what they show."""
    found = dict(build.staying)
    for uri in build.made:
        notes = build.notes.pages[uri]
        if shown := build.shown.get(uri):
            found[uri] = MadePage(build.made[uri], shown, notes.answers, tuple(notes.told))
    return found
