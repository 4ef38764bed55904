"""Which pages differ between two builds of the same content, and why: for whoever has to answer for an upgrade."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from publicity.manifests.manifest import NAME
from publicity.regex import regex
from publicity.search.visible import visible_text

_FINGERPRINT = regex(rb"\.[0-9a-f]{8}\.(css|js)\b")  # publicity_mkdocs/fingerprint.py
_SHOWN = 40  # letters of a line that differs


@dataclass(frozen=True)
class PageChange:
    """A file of the site that differs, by its path, with the reason in Chinese."""

    path: str
    why: str


def page_changes(before: Path, after: Path) -> Iterator[PageChange]:
    """Yield the pages, feeds and data that differ between two sites, in the order of their paths.

    Style sheets and scripts are not named, nor is what differs only because they have other names: `same_look` tells.
    """
    for path in sorted({*_files(before), *_files(after)}):
        old, new = before / path, after / path
        if not old.is_file():
            yield PageChange(path, "新增的")
        elif not new.is_file():
            yield PageChange(path, "不再有了")
        elif (was := _plain(old)) != (now := _plain(new)):
            yield PageChange(path, _why(path, was, now))


def same_look(before: Path, after: Path) -> bool:
    """Whether style sheets and scripts are the same."""
    return _looks(before) == _looks(after)


def _files(site: Path) -> Iterator[str]:
    for file in site.rglob("*"):
        path = file.relative_to(site).as_posix()
        if file.is_file() and path != NAME and not path.startswith(("assets/", "search/")):
            yield path


def _looks(site: Path) -> dict[str, bytes]:
    found = (file for file in (site / "assets").rglob("*") if file.is_file())
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in found}


def _plain(file: Path) -> bytes:
    return _FINGERPRINT.sub(rb".\1", file.read_bytes())


def _why(path: str, was: bytes, now: bytes) -> str:
    if not path.endswith(".html"):
        return "内容变了"
    old, new = (visible_text(LexborHTMLParser(page)) for page in (was, now))
    if old == new:
        return "文字没有变，标记变了"
    lines = zip_longest(*([it.title, *it.text.splitlines(), *it.about] for it in (old, new)), fillvalue="")
    first, then = next(pair for pair in lines if pair[0] != pair[1])
    return f"文字变了，从“{_short(first)}”到“{_short(then)}”"


def _short(line: str) -> str:
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
