"""What the last good column of a preview names, and is no more: something stands in its place until it is good again.

An editor renames a picture, or deletes an article, before the text that names it is mended. The pages of the last good
column stay up meanwhile; MkDocs must know every file that they lead to.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from publicity.building.room import Room
from publicity.texts.paths import FOLDERS

GONE = "（这个文件已经不在了。改好网页上方列出的错误，这里就会更新。）\n"


class Known(NamedTuple):
    """A file of docs/: its path in the site; of a page of the office's own what it said."""

    path: str
    text: str | None = None


def known_now(files: Files, docs: str) -> dict[str, Known]:
    """The files of docs/ that MkDocs knows, by path within it."""
    return {file.src_uri: Known(file.dest_uri, _text(file)) for file in files if file.src_dir == docs}


def stand_in(files: Files, known: Mapping[str, Known], room: Room | None, config: MkDocsConfig) -> None:
    """Put something in the place of each known file that is not there: what is served of it, or what it said."""
    for uri, was in known.items():
        if uri in files.src_uris:
            continue
        served = f"{room.site}/{was.path}" if room else ""
        if was.text is not None:
            files.append(File.generated(config, uri, content=was.text))
        elif not uri.endswith(".md") and os.path.isfile(served):
            files.append(File.generated(config, uri, abs_src_path=served))
        else:
            files.append(File.generated(config, uri, content=GONE))


def _text(file: File) -> str | None:
    """What a page of the office's own says; None for other files, and for what nobody can read."""
    if file.is_documentation_page() and not file.src_uri.startswith(FOLDERS):
        with suppress(OSError, UnicodeDecodeError):  # MkDocs takes more for pages than anybody has checked
            return file.content_string
    return None
