"""The site is made beside the last one and takes its place in one step, when it is whole and judged.

Where an office's own hooks or plugins take part, it is made in its place as ever: nobody knows what they write where.
"""

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from publicity.building.room import room
from publicity.building.workshop import link_over, workshop
from publicity.finished.looks import packed
from publicity.manifests.last_site import STATE, LastSite, MadePage, outputs_of, write_last_site
from publicity.manifests.manifest import NAME, hash_file
from publicity_mkdocs.build import Build
from publicity_mkdocs.own import only_ours

log = logging.getLogger("mkdocs.publicity")


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
            config.site_dir = str(build.workshop.new)
    return config


def _make_room(build: Build, config: MkDocsConfig) -> None:
    """Have the preview's site made beside the last one too, with what that was made from in mind."""
    run = build.run
    if build.column is None or not only_ours(config):
        run.room = run.last = None
        return
    build.room = run.room = run.room or room(Path(config.site_dir))
    config.site_dir = str(run.room.new)


@event_priority(-110)  # the last of all
def on_post_build(config: MkDocsConfig) -> None:
    """Put it in its place, and keep what it was made from for the next build."""
    build = Build.of(config)
    if build.room:
        build.room.place((page.path for page in build.staying.values()), build.followed)
        build.run.last = LastSite(build.basis, _pages(build)) if build.basis else None
        config.site_dir = str(build.room.site)
    if shop := build.workshop:
        kept = build.last.outputs if build.last else {}
        same = (path for path, one in build.hashes.items() if path in kept and kept[path].entry == one.entry)
        link_over(shop.new, shop.site, (path for path in same if build.hashes[path].stamp != kept[path].hashed.stamp))
        shop.place()
        config.site_dir = str(shop.site)
        _keep(build, shop.folder / STATE, shop.site)


def _keep(build: Build, path: Path, site: Path) -> None:
    """Note what the site was made from. Where that can't be, the next build is a clean one."""
    try:
        path.unlink(missing_ok=True)
        if build.basis:
            entries = {name: hashed.entry for name, hashed in build.hashes.items()}
            entries[NAME] = hash_file(site / NAME)
            pages = _pages(build)
            staying = {page.path for page in pages.values()}
            looks = packed(look for look in build.looks if look.page.path in staying)
            write_last_site(path, LastSite(build.basis, pages, outputs_of(site, entries), looks))
    except OSError as error:
        log.info(f"下一次会从头生成：{error.filename} 写不进去（{error.strerror}）")


def _pages(build: Build) -> dict[str, MadePage]:
    """The pages that may stay next time: those of which it is known what they show."""
    found = dict(build.staying)
    for uri, shown in build.shown.items():
        notes = build.notes.pages[uri]
        if uri in build.made:
            found[uri] = MadePage(build.made[uri], shown, notes.answers, tuple(notes.told))
    return found
