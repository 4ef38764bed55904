"""Lists of articles in pages of twenty, with addresses that never change.

Pages are numbered from the oldest article, so that a new one changes the last page and no other; within a
page the newest comes first.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from publicity.articles.archive import Item
from publicity.column.column import Column

PAGE = 20


@dataclass(frozen=True)
class ListPage:
    """One page: `number` from 1 (oldest); `newer` and `older` are the paths of its neighbours."""

    key: str
    title: str
    number: int
    pages: int
    total: int
    items: tuple[Item, ...]

    @property
    def path(self) -> str:
        """The source path of the page."""
        return list_path(self.key, self.number)

    @property
    def newer(self) -> str | None:
        """The page with what was published later."""
        return list_path(self.key, self.number + 1) if self.number < self.pages else None

    @property
    def older(self) -> str | None:
        """The page with what was published earlier."""
        return list_path(self.key, self.number - 1) if self.number > 1 else None


@dataclass(frozen=True)
class Listing:
    """A list with at least one article, oldest first. `group` is what it lists by."""

    group: str
    key: str
    title: str
    items: tuple[Item, ...]

    @property
    def last(self) -> str:
        """The path of the page with the newest articles."""
        return list_path(self.key, -(-len(self.items) // PAGE))

    def pages(self) -> Iterator[ListPage]:
        """All its pages, oldest first."""
        count = -(-len(self.items) // PAGE)
        for number in range(1, count + 1):
            items = self.items[(number - 1) * PAGE : number * PAGE]
            yield ListPage(self.key, self.title, number, count, len(self.items), items[::-1])


def list_path(key: str, number: int) -> str:
    """The source path of a page of a list."""
    return f"lists/{key}-{number}.md"


def topic_key(topic: str) -> str:
    """A short, stable name in addresses for a Chinese topic."""
    return f"topic-{sha256(topic.encode()).hexdigest()[:8]}"


def listings(column: Column) -> list[Listing]:
    """Every list of the public bulletins that has something in it: all, months, phases, steps, topics."""
    bulletins: Sequence[Item] = column.bulletins
    lists = [Listing("all", "all", "全部动态", tuple(bulletins))] if bulletins else []
    months = _collect((f"{b.entry.date:%Y-%m}", b) for b in bulletins)
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
