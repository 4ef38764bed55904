"""What went out before everybody who has to read it had read it (先审核、后发布).

Source: handbook/domain.md#before-publication.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from publicity.column.column import Column


@dataclass(frozen=True)
class Reviewing:
    """Of so many public texts: how many have passed all rounds, what is public without, what waits to be."""

    public: int
    passed: int
    unreviewed: tuple[str, ...]
    waiting: int

    @property
    def words(self) -> str:
        """The counts, in Chinese."""
        out = f"公开的 {self.public} 篇，审完的 {self.passed} 篇，没审就公开的 {len(self.unreviewed)} 篇"
        return f"{out}；等着审的 {self.waiting} 篇"


def reviewing(column: Column) -> Reviewing:
    """Count the articles, the commitments, the plan and the pages beside them as they stand on the column's day."""
    texts = dict(_public(column))
    come = column.cleared.clearances
    asked = [uri for uri in come if uri in texts or not _may_wait(column, uri)]
    passed = [uri for uri in asked if come[uri].complete or uri in column.cleared.reduced]
    found = [f"docs/{uri}：{come[uri].lacks}" for uri in asked if uri not in passed]
    for uri in passed:
        last = come[uri].passages[-1]
        if uri in texts and last.approval and last.approval.on > str(texts[uri]) and not _changed(column, uri):
            found.append(f"docs/{uri}：{texts[uri]} 发布，{last.approval.on} 才{last.round.name}")
    beside = {uri for uri in asked if uri not in texts}
    return Reviewing(len(texts) + len(beside), len(passed), tuple(found), len(column.cleared.waiting))


def _public(column: Column) -> Iterator[tuple[str, date]]:
    """What is public and could be held back, with the day on which it came out."""
    yield from ((item.uri, item.entry.published.date()) for item in (*column.bulletins, *column.publications))
    yield from ((standing.uri, standing.published) for standing in column.commitments)


def _may_wait(column: Column, uri: str) -> bool:
    """Whether a path is that of an article or commitment, which can be held back."""
    return column.item(uri) is not None or any(promise.uri == uri for promise in column.promises)


def _changed(column: Column, uri: str) -> bool:
    """Whether it was approved anew after a change that readers were told of: that may be later than its first day."""
    if item := column.item(uri):
        return bool(item.entry.updated)
    standing = column.commitment(uri)
    return standing is not None and (len(standing.history) > 1 or bool(standing.amended))
