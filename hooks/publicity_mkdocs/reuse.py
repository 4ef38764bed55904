"""Pages that would come out as they are stay: they are not made again, and what was told of them is told again.

Only pages of articles and of lists can stay, for only of them it is known what they show. Whatever else there is, now
or in times to come, is made in every build. A doubt means that every page is made.
"""

import logging
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

import publicity
import publicity_mkdocs
from publicity.building.basis import basis
from publicity.building.fingerprints import fingerprint
from publicity.building.notes import still_hold
from publicity.column.clearing import PLAN
from publicity.column.facts import facts
from publicity.finished.looks import unpacked
from publicity.manifests.last_site import STATE, LastSite, MadePage, read_last_site
from publicity.markup.column_text import COLUMN_TEXT, MKDOCS_OWN
from publicity.pages.shown import for_all
from publicity.screening import telling
from publicity_mkdocs.asking import FILE, PICTURE, SIZE, there
from publicity_mkdocs.attachments import told_of
from publicity_mkdocs.build import Build
from publicity_mkdocs.files_to_make import Copying, FilesToMake
from publicity_mkdocs.guarded import guard
from publicity_mkdocs.own import Settled, own_folders
from publicity_mkdocs.pictures import shown_as
from publicity_mkdocs.retold import Retold
from publicity_mkdocs.templates import shown_on

ASSETS = "assets/"  # files of docs/ there may take the place of the theme's
EXTENSIONS = frozenset({*MKDOCS_OWN, COLUMN_TEXT})
log = logging.getLogger("mkdocs.publicity")
OTHER_FILES = ("!ENV", "!relative", "INHERIT")  # by which mkdocs.yml depends on more than itself


@event_priority(-1000)  # when all files are there
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Be able to pass over pages."""
    build = Build.of(config)
    return FilesToMake(files) if build.workshop or build.room else files


@event_priority(100)  # before anything is asked for pages that may stay
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Decide which pages stay."""
    build = Build.of(config)
    if not isinstance(files, FilesToMake):
        return nav
    files.settle()
    build.basis = _basis(build, config, nav, files)
    build.facts = _facts(build, files) if build.basis else ""
    build.shown = {uri: known for uri in files.src_uris if (known := _shown(build, uri))}
    files.staying = build.staying = dict(_staying(build, files)) if build.basis else {}
    if build.staying and build.last and build.workshop:
        build.looks = unpacked(build.last.looks)
        log.info(f"{len(build.staying)} 个网页没有变，不重做")
    if build.room:
        templates = (*config.theme.static_templates, *config.extra_templates)
        files.copying = build.copying = Copying(build.room, build.followed, templates)
    if build.layers:
        files.files_staying = build.layers.staying = {page.path for page in build.staying.values()}
    build.retold = Retold(build.notes, [file.src_uri for file in files.documentation_pages()], build.staying)
    logging.getLogger("mkdocs").addHandler(build.retold)
    return nav


def _last(build: Build) -> LastSite | None:
    """What the last site was made from, if that can be believed; nobody else touches the preview's."""
    if shop := build.workshop:
        last = read_last_site(shop.folder / STATE)
        return last if last and last.untouched(shop.site) else None
    return build.run.last


def _staying(build: Build, files: Files) -> Iterator[tuple[str, MadePage]]:
    build.last = last = _last(build)
    if last is None or last.basis != build.basis:
        return
    outputs = build.room.files if build.room else last.outputs.keys()
    ask = {
        FILE: lambda uri: there(files.get_file_from_path(uri) is not None),
        PICTURE: lambda path: shown_as(build, path),
        SIZE: lambda uri: told_of(files, uri),
    }
    for uri, page in last.pages.items():
        if build.shown.get(uri) == page.shown and page.path in outputs and still_hold(page.answers.items(), ask):
            yield uri, page


def _shown(build: Build, uri: str) -> str:
    """The fingerprint of what a page shows; nothing where it is not known."""
    shown = shown_on(build, uri)
    try:
        return build.run.shown.of(uri, shown) if shown else ""
    except TypeError:
        return ""


def _facts(build: Build, files: Files) -> str:
    """What the column says beside the bodies of its articles, and of which paths it may give the address."""
    told = facts(build.column) if build.column else ""
    return told and fingerprint((told, [*files.src_uris]))


def _basis(build: Build, config: MkDocsConfig, nav: Navigation, files: Files) -> str:
    """What all pages rest on; nothing where that can't be told."""
    column, plan = build.column, Path(config.docs_dir, PLAN)
    settings = Path(config.config_file_path).read_bytes()
    if column is None or not plan.is_file() or any(word.encode() in settings for word in OTHER_FILES):
        return ""
    if not EXTENSIONS.issuperset(config.markdown_extensions):
        return ""
    programs = [Path(str(package.__file__)).parent for package in (publicity, publicity_mkdocs)]
    laid_over = [file for file in files if file.src_uri.startswith(ASSETS) and file.src_dir == config.docs_dir]
    return fingerprint(
        (
            basis(programs, own_folders(config)),
            settings,
            plan.read_bytes(),
            column.day,
            column.as_of.pinned,
            log.isEnabledFor(logging.WARNING),  # else nothing is noted that could be told again
            for_all(column),
            [(item.title, getattr(item, "url", None)) for item in nav.items],
            [(file.src_uri, sha256(file.content_bytes).hexdigest()) for file in laid_over],
            (config.use_directory_urls, config.theme.name, config.site_url),
            [telling.told([problem]) for problem in build.problems if build.preview],  # on top of every page
        )
    )


@event_priority(100)
def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Speak for the pages before this one that stay; listen to what is told of it."""
    if retold := Build.of(config).retold:
        retold.turn_to(page.file.src_uri)


@event_priority(-1000)  # when templates have all that they get
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Speak for the rest; notice what pages will ask."""
    build = Build.of(config)
    if build.retold:
        build.retold.finish()
    guard(env, build.here)
    if build.workshop or build.room:  # no hook of the office's could change what templates know
        env.template_class = Settled


@event_priority(-1000)
def on_page_context(context: object, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Listen."""
    if retold := Build.of(config).retold:
        retold.listen(page.file.src_uri)


@event_priority(-1000)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> None:
    """Note that a page was made, if all is known that it shows."""
    build, uri = Build.of(config), page.file.src_uri
    if build.retold:
        build.retold.pause()
        item = build.column.item(uri) if build.column else None
        if not build.here.wide and (item is None or item.digest == build.notes.pages[uri].text):
            build.made[uri] = page.file.dest_uri


@event_priority(100)
def on_post_build(config: MkDocsConfig) -> None:
    """Listen no more."""
    if retold := Build.of(config).retold:
        logging.getLogger("mkdocs").removeHandler(retold)
