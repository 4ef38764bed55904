"""Pictures go out upright, no larger than shown, without what a camera wrote into them; tags learn their size.

Runs after the gate: of a picture that is held back nothing is made in a build.
"""

import logging
import os
import posixpath
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.pages import Page

from publicity.building.fingerprints import fingerprint
from publicity.building.pruning import prune
from publicity.building.remembered import remembered
from publicity.column.column import Column
from publicity.pictures.drawing import Flaw
from publicity.pictures.encoding import LINKED, SHOWN, UnusableError, unwarned
from publicity.pictures.file import Look, examine, is_picture, is_raster
from publicity.pictures.rules import flaw_problems
from publicity.pictures.store import Store, Stored
from publicity.pictures.tags import Shown, attributes, attributes_text, complete_tags
from publicity.problems.problem import Problem, in_order, summary
from publicity.screening import telling
from publicity.screening.masking import alone
from publicity.texts.document import links
from publicity.texts.paths import linked_path, resolve
from publicity.texts.source import Source
from publicity_mkdocs.asking import PICTURE
from publicity_mkdocs.build import Build

FOLDER = Path(".cache", "pictures")  # beside mkdocs.yml
log = logging.getLogger("mkdocs.publicity")

AT_ONCE = min(4, os.cpu_count() or 1)  # pictures; each may take some hundred megabytes of memory
BROKEN = Flaw("图片坏了，读到一半读不下去", "多半是没有传完；请重新取一份")


def on_pre_build(config: MkDocsConfig) -> None:
    """Make the pictures of a build while the last site is still there: one that is broken must not cost it."""
    build = Build.of(config)
    column = build.column
    if column is None or build.preview or not _any_raster(config.docs_dir):
        return
    with remembered("mkdocs"):  # which says the same again when it asks for the files itself
        files = get_files(config)
    for file in [file for file in files if is_picture(file.src_uri) and file.src_uri not in column.public_files]:
        files.remove(file)
    _make(files, column, config)


@event_priority(60)  # after the gate, before the pages
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take all pictures that go out, and know those that pages may show."""
    build = Build.of(config)
    build.pictures = {
        file.dest_uri: _take(file, look, variants, files, config)
        for file, look, variants in (_make(files, build.column, config) if build.column else ())
    }
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Keep what is kept within bounds."""
    if not Build.of(config).preview:
        prune(Path(config.config_file_path).parent / FOLDER)


def _any_raster(docs: str) -> bool:
    return any(is_raster(name) for _, _, names in os.walk(docs) for name in names)


def _make(files: Files, column: Column, config: MkDocsConfig) -> list[tuple[File, Look, tuple[Stored, ...]]]:
    """Make the pictures among the files that were not made before; tell what is wrong with the others."""
    docs = Path(config.docs_dir)
    store = Store(Path(config.config_file_path).parent / FOLDER)
    shown = set(_shown(column, files, Build.of(config).preview))
    own = [file for file in files if file.src_dir == config.docs_dir and is_picture(file.src_uri)]
    own = [file for file in own if file.inclusion.is_in_serve()]

    def variants_of(file: File, look: Look | Flaw) -> tuple[Stored, ...] | Flaw:
        if isinstance(look, Flaw):
            return look
        if not is_raster(file.src_uri):
            return ()
        try:
            return store.get(docs / file.src_uri, look, SHOWN if file.src_uri in shown else LINKED)
        except (UnusableError, OSError):
            return BROKEN

    looks = [examine(docs / file.src_uri) for file in own]
    with unwarned(), ThreadPoolExecutor(AT_ONCE) as pool:
        made = list(pool.map(variants_of, own, looks))
    problems: list[Problem] = []
    sound: list[tuple[File, Look, tuple[Stored, ...]]] = []
    for file, look, variants in zip(own, looks, made, strict=True):
        if isinstance(variants, Flaw):
            problems += _problems(file, variants, config)
        elif isinstance(look, Look):
            sound.append((file, look, variants))
    _tell(problems, config)
    return sound


def _shown(column: Column, files: Files, preview: bool) -> Iterator[str]:
    """The paths within docs/ of what some page shows, not only links to."""
    for item in column.archive.items:
        if preview or item.uri not in column.held:
            if item.entry.picture:
                yield resolve(item.uri, item.entry.picture.file)
            yield from (linked_path(item.uri, link.target) for link in item.links if link.shown)
    for file in files.documentation_pages():
        if not column.item(file.src_uri):
            found = links(Source(file.src_uri, file.content_string))
            yield from (linked_path(file.src_uri, link.target) for link in found if link.shown)


def _take(file: File, look: Look, variants: tuple[Stored, ...], files: Files, config: MkDocsConfig) -> Shown:
    """Put what was made in the place of a picture, its narrower variants beside it."""
    if not variants:
        return Shown(look.width, look.height)
    widest, *others = variants
    if isinstance(widest.content, bytes):
        file.content_bytes = widest.content
    else:
        file.abs_src_path = str(widest.content)
    narrower: list[tuple[str, int]] = []
    for variant in others:
        uri = _free(file.src_uri, variant.width, files, Path(config.docs_dir))
        if isinstance(variant.content, bytes):
            beside = File.generated(config, uri, content=variant.content, inclusion=file.inclusion)
        else:
            beside = File.generated(config, uri, abs_src_path=str(variant.content), inclusion=file.inclusion)
        files.append(beside)
        narrower.append((PurePosixPath(uri).name, variant.width))
    return Shown(widest.width, widest.height, tuple(narrower))


def _free(uri: str, width: int, files: Files, docs: Path) -> str:
    """A path beside a picture at which an editor has nothing, public or not."""
    path = PurePosixPath(uri)
    name = f"{path.stem}.w{width}"
    while (docs / (beside := str(path.with_name(name + path.suffix)))).exists() or files.get_file_from_path(beside):
        name += "_"
    return beside


def _problems(file: File, flaw: Flaw, config: MkDocsConfig) -> list[Problem]:
    docs = Path(config.docs_dir)
    prefix = Path(os.path.relpath(docs, Path(config.config_file_path).parent)).as_posix()
    found = list(flaw_problems(docs, prefix, file.src_uri, flaw))
    if found or Build.of(config).preview:  # which also has files that no page names
        return found
    return [Problem(f"{prefix}/{file.src_uri}", 0, 0, flaw.message, flaw.hint)]


def _tell(problems: list[Problem], config: MkDocsConfig) -> None:
    """Stop a build; in the preview show it on the pages, which show the picture as the editor has it."""
    if not problems:
        return
    telling.log(in_order(problems), log)
    build = Build.of(config)
    if not build.preview:
        raise Abort(f"{summary(problems)}，没有生成网页")
    build.problems = in_order([*build.problems, *map(alone, problems)])


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Complete the tags of what an editor's text shows."""
    return complete_tags(html, _finder(page, config))


def shown_as(build: Build, path: str) -> str:
    """By what it is told from another how pages show the picture at a path in the site; nothing for none."""
    shown = build.pictures.get(path)
    return fingerprint(shown) if shown else ""


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Give the templates a filter for the picture at the top of a page: what belongs to it besides src and alt."""

    def seen_at_once(address: str, page: Page) -> Markup:
        return Markup(attributes_text(attributes(address, _finder(page, config)(address), {}, first=True)))  # noqa: S704

    env.filters["seen_at_once"] = seen_at_once


def _finder(page: Page, config: MkDocsConfig) -> Callable[[str], Shown | None]:
    """A function that finds a picture by its address, as written in a page."""
    build = Build.of(config)
    folder = posixpath.dirname(page.file.dest_uri)

    def find(source: str) -> Shown | None:
        parts = urlsplit(source)
        if parts.scheme or parts.netloc or parts.path.startswith("/"):
            return None
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        build.notes.note(page.file.src_uri, PICTURE, path, shown_as(build, path))
        return build.pictures.get(path)

    return find
