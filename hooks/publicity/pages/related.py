"""What goes with what: earlier articles, promises that an article proves, articles that prove or mention a promise.

An article leads to earlier ones alone, so that a new one changes no old page: in this order to those that answer the
same duty, prove the same promise, belong to the same step, have the same topic; within each the nearest before it.
Source: handbook/domain.md#related.
"""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from publicity.articles.archive import Item
from publicity.column.column import Column
from publicity.commitments.state import Standing
from publicity.texts.paths import leads_elsewhere, linked_path

MOST = 5  # that a page leads to
_PROMISES = "commitments/"


@dataclass(frozen=True)
class Naming:
    """An article that has to do with a promise: whether it proves it, or only mentions it in its text."""

    item: Item
    proves: bool


class Related:
    """Knows what goes with what in a column."""

    def __init__(self, column: Column) -> None:
        self.column = column

    def articles(self, item: Item) -> tuple[Item, ...]:
        """The articles that go with a public one, the closest first, without the one that its page leads back to."""
        return self._articles.get(item.uri, ())

    def proved_by(self, item: Item) -> tuple[Standing, ...]:
        """The public promises that give an article as evidence, in the order of the column."""
        return tuple(self._proved.get(item.uri, ()))

    def naming(self, standing: Standing) -> tuple[Naming, ...]:
        """The public articles that prove or mention a promise, newest first."""
        return tuple(self._naming.get(standing.uri, ())[::-1])

    @cached_property
    def _public(self) -> list[Item]:
        return sorted((*self.column.bulletins, *self.column.publications), key=lambda item: item.order)

    @cached_property
    def _proved(self) -> dict[str, list[Standing]]:
        proved: dict[str, list[Standing]] = defaultdict(list)
        for standing in self.column.commitments:
            links = [link for progress in standing.history for link in progress.evidence if not leads_elsewhere(link)]
            for uri in dict.fromkeys(linked_path(standing.uri, link) for link in links):
                proved[uri].append(standing)
        return proved

    @cached_property
    def _naming(self) -> dict[str, list[Naming]]:
        naming: dict[str, list[Naming]] = defaultdict(list)
        for item in self._public:
            proved = [standing.uri for standing in self._proved.get(item.uri, ())]
            paths = [linked_path(item.uri, link.target) for link in item.links if not leads_elsewhere(link.target)]
            for uri in dict.fromkeys((*proved, *(path for path in paths if path.startswith(_PROMISES)))):
                naming[uri].append(Naming(item, uri in proved))
        return naming

    @cached_property
    def _articles(self) -> dict[str, tuple[Item, ...]]:
        earlier: dict[tuple[str, str], deque[Item]] = defaultdict(lambda: deque(maxlen=MOST + 1))
        found: dict[str, tuple[Item, ...]] = {}
        for item in self._public:
            keys = [*self._keys(item)]
            before = self.column.beside(item)[0]
            near = {other.uri: other for key in keys for other in reversed(earlier[key]) if other is not before}
            found[item.uri] = tuple(near.values())[:MOST]
            for key in keys:
                earlier[key].append(item)
        return found

    def _keys(self, item: Item) -> Iterator[tuple[str, str]]:
        """What an article may have in common with others, the closest tie first."""
        yield from (("duty", duty) for duty in item.entry.fulfils)
        yield from (("promise", standing.uri) for standing in self._proved.get(item.uri, ()))
        if item.step:
            yield "step", item.step
        yield from (("topic", topic) for topic in item.entry.topics)
