"""Which Atom feeds there are and what is in them: one of everything public, one per phase that has something."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from publicity.articles.archive import Item
from publicity.column.column import Column
from publicity.column.identity import article_urn, identity
from publicity.column.overview import Change
from publicity.fields.moment import BEIJING
from publicity.plans.wording import numbered

ALL = "feeds/all.xml"
CHANGES = "feeds/commitments.xml"


@dataclass(frozen=True)
class FeedEntry:
    """A bulletin or publication in a feed."""

    id: str
    item: Item
    template = "feeds/entry.xml"

    @property
    def updated(self) -> datetime:
        """When it last changed."""
        return self.item.entry.updated.at if self.item.entry.updated else self.item.entry.published

    @property
    def categories(self) -> tuple[str, ...]:
        """Its kind, its topics, and whether it is a sample."""
        entry = self.item.entry
        return tuple(dict.fromkeys((entry.kind, *entry.topics, *(["示例"] if entry.sample else []))))


@dataclass(frozen=True)
class ChangeEntry:
    """A report on a commitment in a feed. Reports are only ever appended, so its place is part of its id."""

    id: str
    change: Change
    template = "feeds/change.xml"

    @property
    def updated(self) -> datetime:
        """The day of the report."""
        return datetime.combine(self.change.progress.date, time(), BEIJING)


@dataclass(frozen=True)
class Feed:
    """A feed, newest first. `page` is the source path of the page that it goes with."""

    path: str
    id: str
    title: str
    page: str
    updated: datetime
    entries: tuple[FeedEntry | ChangeEntry, ...]


def feeds(column: Column) -> list[Feed]:
    """Every feed; the first holds everything public and is there even when that is nothing."""
    public = (*column.bulletins, *column.publications)
    by_phase = [(phase, [item for item in public if item.phase == phase.id]) for phase in column.phases]
    return [
        _feed(column, ALL, "全部内容", "index.md", public),
        *(
            _feed(column, phase_path(phase.id), numbered(phase.entry), phase.page, items)
            for phase, items in by_phase
            if items
        ),
        *([_changes(column)] if column.commitments else []),
    ]


def phase_path(phase: str) -> str:
    """The path of a phase's feed."""
    return f"feeds/phase-{phase}.xml"


def _feed(column: Column, path: str, title: str, page: str, items: Iterable[Item]) -> Feed:
    newest_first = sorted(items, key=lambda item: item.order, reverse=True)
    entries = tuple(FeedEntry(article_urn(column.plan, item.uri), item) for item in newest_first)
    # Before anything is published the plan is the latest that happened; the clock would change every build.
    issued = datetime.combine(column.plan.issued, time(), BEIJING)
    updated = max((entry.updated for entry in entries), default=issued)
    return Feed(path, identity(column.plan, "feed", path).urn, title, page, updated, entries)


def _changes(column: Column) -> Feed:
    """What was reported on commitments, newest first."""
    entries: list[ChangeEntry] = []
    for change in column.overview.changes():
        index = change.standing.history.index(change.progress)
        entries.append(ChangeEntry(identity(column.plan, "change", f"{change.standing.id}/{index}").urn, change))
    page = "commitments/index.md"
    title = "整改承诺的进展"
    return Feed(CHANGES, identity(column.plan, "feed", CHANGES).urn, title, page, entries[0].updated, tuple(entries))
