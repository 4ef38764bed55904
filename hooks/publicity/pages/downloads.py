"""Every file that the column's pages offer, newest first: its title, its day, the page that it belongs to.

The newest have a page with an address of its own; what fills up behind them is numbered from the oldest, as lists are
(lists.py).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from publicity.articles.archive import Item
from publicity.column.attached import is_attachment
from publicity.column.column import Column
from publicity.commitments.state import Standing
from publicity.texts.paths import leads_elsewhere, linked_path, resolve

NEWEST = "attachments.md"
PAGE = 50


@dataclass(frozen=True)
class Download:
    """A file to download at a path within docs/; of one that only a page beside the articles names no more is known."""

    uri: str
    title: str
    day: date | None = None
    owner: Item | Standing | None = None

    @property
    def beside(self) -> str:
        """What the page is called that it belongs to."""
        if isinstance(self.owner, Standing):
            return self.owner.terms.item
        return self.owner.entry.title if self.owner else ""


@dataclass(frozen=True)
class DownloadPage:
    """One page of the list, with all that it shows: `number` from 1 (oldest), `newer` and `older` by their paths."""

    path: str
    number: int
    files: tuple[Download, ...]
    newer: str | None
    older: str | None
    total: int


def downloads(column: Column) -> list[Download]:
    """All public files to download, oldest first, each once, with the first page that names it."""
    found: dict[str, Download] = {}
    for one in _named(column):
        if one.uri in column.public_files and is_attachment(one.uri):
            found.setdefault(one.uri, one)
    return sorted(found.values(), key=lambda one: (one.day or date.min, one.uri))


def download_pages(files: list[Download]) -> list[DownloadPage]:
    """The pages of a list, oldest first; none of an empty one."""
    count = -(-len(files) // PAGE)
    paths = [*(f"lists/attachments-{number}.md" for number in range(1, count)), NEWEST][-count:] if count else []
    found = []
    for n, path in enumerate(paths):
        older, newer = paths[n - 1] if n else None, paths[n + 1] if n + 1 < count else None
        found.append(DownloadPage(path, n + 1, tuple(files[n * PAGE : (n + 1) * PAGE][::-1]), newer, older, len(files)))
    return found


def _named(column: Column) -> Iterator[Download]:
    """Every naming of a file: by articles from the oldest on, by promises, and what other pages name."""
    for item in sorted((*column.bulletins, *column.publications), key=lambda item: item.order):
        day = item.entry.published.date()
        for attachment in item.entry.attachments:
            uri = resolve(item.uri, attachment.file)
            yield Download(uri, attachment.title or _name(uri), day, item)
        yield from _linked(item, (link.target for link in item.links), day)
    for standing in column.commitments:
        for progress in standing.history:
            yield from _linked(standing, progress.evidence, progress.date)
        yield from _linked(standing, (link.target for link in standing.links), standing.published)
    for uri in sorted(column.named_by_pages):
        yield Download(uri, _name(uri))


def _linked(owner: Item | Standing, targets: Iterable[str], day: date) -> Iterator[Download]:
    for target in targets:
        if not leads_elsewhere(target):
            uri = linked_path(owner.uri, target)
            yield Download(uri, _name(uri), day, owner)


def _name(uri: str) -> str:
    return uri.rpartition("/")[2]
