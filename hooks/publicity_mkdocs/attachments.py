"""Files to download go out without what they say of their authors; pages tell their kind and size.

Runs after the gate: of a file that is held back nothing is made in a build. Whether a file may go out was judged when
the column was read; pictures are the part `pictures`.
"""

import logging
import os
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from publicity.articles.archive import Item
from publicity.attachments.flaw import Flaw
from publicity.attachments.kinds import size_in_words, words_for
from publicity.attachments.store import Outgoing, outgoing
from publicity.building.pruning import prune
from publicity.column.attached import FOLDER, is_attachment
from publicity.commitments.state import Standing
from publicity.problems.problem import Problem, in_order, summary
from publicity.screening import telling
from publicity.screening.masking import alone
from publicity.texts.paths import linked_path, resolve
from publicity_mkdocs.asking import SIZE
from publicity_mkdocs.build import Build

log = logging.getLogger("mkdocs.publicity")


def on_pre_build(config: MkDocsConfig) -> None:
    """Make the files of a build while the last site is still there: one that can't be made must not cost it."""
    build = Build.of(config)
    if build.column and not build.preview:
        docs = Path(config.docs_dir)
        named = (uri for uri in sorted(build.column.public_files) if is_attachment(uri) and (docs / uri).is_file())
        _make(named, config)


@event_priority(60)  # after the gate, before the pages
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Put what was made in the place of every file."""
    own = [file for file in files if file.src_dir == config.docs_dir and not file.is_documentation_page()]
    own = [file for file in own if file.inclusion.is_in_serve() and is_attachment(file.src_uri)]
    made = _make((file.src_uri for file in own), config)
    for file in own:
        if found := made.get(file.src_uri):
            _take(file, found)
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Keep what is kept within bounds."""
    if not Build.of(config).preview:
        prune(Path(config.config_file_path).parent / FOLDER)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Give the templates a filter for what a file is: `PDF 文件，128 KB`; nothing for a page or another site."""

    def kind_and_size(written: str, named_in: Item | Standing) -> str:
        path = linked_path if isinstance(named_in, Standing) else resolve  # evidence is an address
        uri = path(named_in.uri, written)
        told = told_of(files, uri)
        if page := build.here.page:
            build.notes.note(page.file.src_uri, SIZE, uri, told)
        return told

    build = Build.of(config)
    env.filters["kind_and_size"] = kind_and_size
    env.filters["about_file"] = lambda uri: told_of(files, uri)  # only the list of all of them asks


def told_of(files: Files, uri: str) -> str:
    """What pages say of a file, by its path within docs/; nothing of a page, or of what is not there."""
    file = files.src_uris.get(uri)
    if file is None or file.is_documentation_page():
        return ""
    return "，".join(filter(None, (words_for(uri), size_in_words(_size(file)))))


def _make(uris: Iterable[str], config: MkDocsConfig) -> dict[str, Outgoing]:
    """Make files of docs/ that were not made before; tell what is wrong with the others."""
    docs, root = Path(config.docs_dir), Path(config.config_file_path).parent
    found = {uri: outgoing(root / FOLDER, docs / uri) for uri in uris}
    _tell({uri: flaw for uri, flaw in found.items() if isinstance(flaw, Flaw)}, config)
    return {uri: made for uri, made in found.items() if isinstance(made, Outgoing)}


def _take(file: File, made: Outgoing) -> None:
    if isinstance(made.content, bytes):
        file.content_bytes = made.content
    else:
        file.abs_src_path = str(made.content)


def _size(file: File) -> int:
    """In bytes, as it goes out."""
    return os.path.getsize(file.abs_src_path) if file.abs_src_path else len(file.content_bytes)


def _tell(flaws: dict[str, Flaw], config: MkDocsConfig) -> None:
    """Stop a build. The preview shows what is wrong with public files, and leaves all as the editor has them."""
    build = Build.of(config)
    prefix = Path(os.path.relpath(config.docs_dir, Path(config.config_file_path).parent)).as_posix()
    public = build.column.public_files if build.column else frozenset[str]()
    problems = [
        Problem(f"{prefix}/{uri}", 0, 0, flaw.message, flaw.hint)
        for uri, flaw in flaws.items()
        if uri in public or not build.preview
    ]
    if not problems:
        return
    telling.log(in_order(problems), log)
    if not build.preview:
        raise Abort(f"{summary(problems)}，没有生成网页（site/ 里还是原来的）")
    build.problems = in_order([*build.problems, *map(alone, problems)])
