"""Lists of articles in pages of twenty, with addresses that never change.

The newest page has an address of its own, which every link to a list leads to; what fills up behind it is numbered
from the oldest article. So a new article changes the newest page, one that opens a page the last numbered one too, and
nothing else that only links to the list; within a page the newest comes first.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from publicity.articles.archive import Item
from publicity.column.column import Column

PAGE = 20
NEWEST = "latest"  # in its address, where the others have their number; an id of the plan may end in a number itself


@dataclass(frozen=True)
class ListPage:
    """One page, with all that it shows of its list: `number` from 1 (oldest), `newer` and `older` by their paths.

    `total` is how many articles the list has, which only the newest page tells.
    """

    path: str
    title: str
    number: int
    items: tuple[Item, ...]
    newer: str | None
    older: str | None
    total: int | None

    @property
    def known_by(self) -> tuple[object, ...]:
        """By what it is told from what it was. Raises TypeError where one of its articles comes from no file."""
        items = tuple(item.known_by for item in self.items)
        return self.path, self.title, self.number, items, self.newer, self.older, self.total


@dataclass(frozen=True)
class Listing:
    """A list with at least one article, oldest first. `group` is what it lists by."""

    group: str
    key: str
    title: str
    items: tuple[Item, ...]

    @property
    def newest(self) -> str:
        """The source path of the page with the newest articles: the same however many there are."""
        return f"lists/{self.key}-{NEWEST}.md"

    @property
    def next_numbered(self) -> str:
        """The source path at which the newest page will stand once it is full; until then it leads to it.

        Before the newest page had an address of its own, it stood there: readers may have kept it.
        """
        return self._path(self._count)

    def pages(self) -> Iterator[ListPage]:
        """All its pages, oldest first."""
        paths = [*map(self._path, range(1, self._count)), self.newest]
        for n, path in enumerate(paths):
            older, newer = paths[n - 1] if n else None, paths[n + 1] if n + 1 < len(paths) else None
            items = self.items[n * PAGE : (n + 1) * PAGE]
            yield ListPage(path, self.title, n + 1, items[::-1], newer, older, None if newer else len(self.items))

    @property
    def _count(self) -> int:
        return -(-len(self.items) // PAGE)

    def _path(self, number: int) -> str:
        return f"lists/{self.key}-{number}.md"


@cache
def topic_key(topic: str) -> str:
    """A short, stable name in addresses for a Chinese topic."""
    return f"topic-{sha256(topic.encode()).hexdigest()[:8]}"


def listings(column: Column) -> list[Listing]:
    """Every list of the public bulletins that has something in it: all, months, phases, steps, topics."""
    bulletins: Sequence[Item] = column.bulletins
    lists = [Listing("all", "all", "全部动态", tuple(bulletins))] if bulletins else []
    months = _collect((b.entry.date.isoformat()[:7], b) for b in bulletins)
    lists += [Listing("month", f"month-{key}", _month(key), tuple(months[key])) for key in sorted(months)]
    stages = {stage.id: stage for stage in column.stages()}
    for group in ("phase", "step"):
        found = _collect((getattr(b, group), b) for b in bulletins if getattr(b, group))
        lists += [
            Listing(group, f"{group}-{name}", stage.name, tuple(found[name]))
            for name, stage in stages.items()
            if name in found
        ]
    topics = _collect((topic, b) for b in bulletins for topic in b.entry.topics)
    lists += [Listing("topic", topic_key(topic), topic, tuple(found)) for topic, found in sorted(topics.items())]
    return lists


def _collect(pairs: Iterable[tuple[str, Item]]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for key, item in pairs:
        found[key].append(item)
    return found


def _month(key: str) -> str:
    year, month = key.split("-")
    return f"{year}年{int(month)}月"
