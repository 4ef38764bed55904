"""Every file that articles and promises offer, newest first: its title, its day, the page that it belongs to.

The newest have a page with an address of its own; what fills up behind them is numbered from the oldest, as lists are
(lists.py).
"""

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date
from itertools import chain

from publicity.articles.archive import Item
from publicity.column.attached import is_attachment
from publicity.column.column import Column
from publicity.commitments.state import Standing
from publicity.texts.paths import leads_elsewhere, linked_path, resolve

NEWEST = "attachments.md"
PAGE = 50


@dataclass(frozen=True)
class Download:
    """A file to download, at a path within docs/; `owner` is what offers it first."""

    uri: str
    title: str
    day: date
    owner: Item | Standing

    @property
    def beside(self) -> str:
        """What the page is called that it belongs to."""
        if isinstance(self.owner, Standing):
            return self.owner.terms.item
        return self.owner.entry.title


@dataclass(frozen=True)
class DownloadPage:
    """One page of the list, with all that it shows: `number` from 1 (oldest), `newer` and `older` by their paths."""

    path: str
    number: int
    files: tuple[Download, ...]
    newer: str | None
    older: str | None
    total: int


def downloads(column: Column, linked: Callable[[str], Set[str]]) -> list[Download]:
    """All public files to download, oldest first, each once, with the first page that offers it.

    `linked` tells to which paths the text of the page at a path leads: not those that only a comment or an example of
    code names, for such a file is not public, and a list of files must not make it so.
    """
    found: dict[str, Download] = {}
    for owner, declared, in_text in _offers(column):
        for one in declared:
            found.setdefault(one.uri, one)
        named = [one for one in in_text if _to_download(one.uri, column) and one.uri not in found]
        led_to = linked(owner.uri) if named else frozenset[str]()
        found.update({one.uri: one for one in reversed(named) if one.uri in led_to})
    offered = (one for one in found.values() if _to_download(one.uri, column))
    return sorted(offered, key=lambda one: (one.day, one.uri))


def lists_files(path: str) -> bool:
    """Whether a page of a site, by its path in it, is one of this list, which makes nothing public by itself."""
    place = path.removesuffix(".html").removesuffix("/index")
    return place == NEWEST.removesuffix(".md") or place.startswith("lists/attachments-")


def _to_download(uri: str, column: Column) -> bool:
    return uri in column.public_files and is_attachment(uri)


def download_pages(files: list[Download]) -> list[DownloadPage]:
    """The pages of a list, oldest first; one of an empty list, whose address would else come and go."""
    count = max(1, -(-len(files) // PAGE))
    paths = [*(f"lists/attachments-{number}.md" for number in range(1, count)), NEWEST]
    found = []
    for n, path in enumerate(paths):
        older, newer = paths[n - 1] if n else None, paths[n + 1] if n + 1 < count else None
        found.append(DownloadPage(path, n + 1, tuple(files[n * PAGE : (n + 1) * PAGE][::-1]), newer, older, len(files)))
    return found


def _offers(column: Column) -> Iterator[tuple[Item | Standing, list[Download], list[Download]]]:
    """Articles from the oldest on, then promises; each with what its front matter offers, and what its text names."""
    for item in sorted((*column.bulletins, *column.publications), key=lambda item: item.order):
        day = item.entry.published.date()
        attached = [(resolve(item.uri, one.file), one.title) for one in item.entry.attachments]
        declared = [Download(uri, title or _name(uri), day, item) for uri, title in attached]
        yield item, declared, [*_linked(item, (link.target for link in item.links), day)]
    for standing in column.commitments:
        proved = [_linked(standing, progress.evidence, progress.date) for progress in standing.history]
        in_text = _linked(standing, (link.target for link in standing.links), standing.published)
        yield standing, [*chain.from_iterable(proved)], [*in_text]


def _linked(owner: Item | Standing, targets: Iterable[str], day: date) -> Iterator[Download]:
    for target in targets:
        if not leads_elsewhere(target):
            uri = linked_path(owner.uri, target)
            yield Download(uri, _name(uri), day, owner)


def _name(uri: str) -> str:
    return uri.rpartition("/")[2]
