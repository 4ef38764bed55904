"""What must hold for the pictures in docs/: each can be published as it is. What can't is told where pages name it."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from publicity.pictures.drawing import Flaw
from publicity.pictures.file import PICTURES, examine
from publicity.pictures.words import undescribed_pictures
from publicity.problems.problem import Problem
from publicity.texts.entries import Inventory
from publicity.texts.file_memory import FileMemory
from publicity.texts.paths import FOLDERS, linked_path
from publicity.texts.source import Mark, Source, load, mark_of_match


def check_pictures(there: Inventory, memory: FileMemory) -> Iterator[Problem]:
    """Yield what is wrong with the pictures of docs/ themselves, and with those that its plain pages show.

    The text of articles and commitments is checked by `silent` where it is read. `memory` knows again the pictures of
    which nothing was to be said.
    """
    docs, prefix = there.docs, there.prefix
    for uri in sorted(uri for uri in there.files if _of_concern(uri)):
        path = docs / uri
        if not uri.lower().endswith(".md"):
            look = memory.glance(uri, str(path))
            found = look.made or examine(path)
            if isinstance(found, Flaw):
                yield from flaw_problems(docs, prefix, uri, found)
            else:
                memory.keep_of(look, found)
        elif isinstance(source := load(path, f"{prefix}/{uri}"), Source):
            yield from undescribed_pictures(source)


def _of_concern(uri: str) -> bool:
    """Whether a path within docs/ is that of a picture or a plain page."""
    name = uri.lower()
    return name.endswith(PICTURES) or (name.endswith(".md") and not uri.startswith(FOLDERS))


def flaw_problems(docs: Path, prefix: str, uri: str, flaw: Flaw) -> Iterator[Problem]:
    """Yield a flaw of a picture: within it if it is text, else where pages name it.

    A picture that no page names does not go out, and is not told of here.
    """
    named = list(_naming(docs, prefix, uri))
    if not named:
        return
    drawn = load(docs / uri, f"{prefix}/{uri}") if flaw.mark else None
    if flaw.mark and isinstance(drawn, Source):
        yield drawn.problem(flaw.mark, flaw.message, flaw.hint)
    else:
        for source, mark in named:
            yield source.problem(mark, f"{prefix}/{uri}：{flaw.message}", flaw.hint)


def _naming(docs: Path, prefix: str, uri: str) -> Iterator[tuple[Source, Mark]]:
    """Where the pages name a file: as it stands in front matter and text. Reads all pages; only for what is wrong."""
    name = uri.rpartition("/")[2]
    written = re.compile(rf"[^\s\"'()<>\[\]{{}},]*(?:{re.escape(name)}|{re.escape(quote(name))})")
    for path in sorted(docs.rglob("*.md")):
        page = path.relative_to(docs).as_posix()
        source = load(path, f"{prefix}/{page}")
        if not isinstance(source, Source) or not written.search(source.text):
            continue
        text = "\n".join(source.lines)
        for match in written.finditer(text):
            if linked_path(page, match[0]) == uri:
                yield source, mark_of_match(text, match)
