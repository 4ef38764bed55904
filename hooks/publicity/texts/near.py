"""The file that was meant by a name that leads nowhere: what people type otherwise than it is stored."""

import posixpath
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from unicodedata import normalize

from publicity.texts.entries import files_in
from publicity.texts.paths import file_part, resolve

_PAGES = (".md", "/index.md")  # what a link to a page lacks that was written without


def near_hint(docs: Path, uri: str, written: str, unfit: Iterable[str] = ()) -> str:
    """Ask whether another file was meant, as it would be written in the page at `uri`; empty where none is near.

    Looked for in this order: the same letters in another width, case or encoding, with other slashes, or counted from
    docs/; a page without its suffix; a name alike in the same folder; the same name in another folder, if only there.
    `unfit` are the ends of paths that would not do.
    """
    files = [file for file in files_in(docs) if not file.endswith(tuple(unfit))]
    meant = _meant(files, uri, normalize("NFKC", file_part(written)).replace("\\", "/"))
    if meant is None or meant == resolve(uri, file_part(written)):
        return ""
    shown = posixpath.relpath(meant, posixpath.dirname(uri) or ".")
    if shown != written and normalize("NFC", shown) == normalize("NFC", written):
        return f"文件名里的字母和上面的符号是分开存的（苹果电脑这样存），把文件改名为“{normalize('NFC', shown)}”"
    return f"是不是“{shown}”？"


def _meant(files: list[str], uri: str, written: str) -> str | None:
    known = {_plain(file): file for file in files}
    sought = [_plain(resolve(uri, written)), _plain(written).removeprefix("docs/").strip("/")]
    for path in sought:
        for end in ("", *_PAGES):
            if found := known.get(path + end) or known.get(path.removesuffix(".html") + end):
                return found
    folder, _, name = sought[0].rpartition("/")
    beside = {plain.rpartition("/")[2]: file for plain, file in known.items() if plain.rpartition("/")[0] == folder}
    if near := get_close_matches(name[:60], beside, n=1, cutoff=0.7):
        return beside[near[0]]
    elsewhere = [file for plain, file in known.items() if plain.rpartition("/")[2] == name]
    return elsewhere[0] if len(elsewhere) == 1 else None


def _plain(path: str) -> str:
    """A path in which the same letters are the same, whichever way they were typed."""
    return "".join(normalize("NFKC", path).casefold().split())
