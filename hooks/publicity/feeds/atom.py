"""Which Atom feeds there are and what is in them: one of everything public, one per phase that has something."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from publicity.articles.archive import Item
from publicity.column.column import Column
from publicity.column.identity import article_urn, identity
from publicity.commitments.commitment import AMENDABLE
from publicity.commitments.state import Standing
from publicity.fields.moment import BEIJING
from publicity.plans.wording import moment, numbered

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
        return self.item.entry.modified

    @property
    def since(self) -> tuple[str, str]:
        """What entries are ordered by: when it came out, then where it is."""
        return self.item.order

    @property
    def summary(self) -> str:
        """What it is about, and below it what was changed since, newest first."""
        entry = self.item.entry
        return "\n".join((entry.summary, *(f"{moment(update.at)} 更新：{update.note}" for update in entry.updates)))

    @property
    def categories(self) -> tuple[str, ...]:
        """Its kind, its topics, and whether it is a sample."""
        entry = self.item.entry
        return tuple(dict.fromkeys((entry.kind, *entry.topics, *(["示例"] if entry.sample else []))))


@dataclass(frozen=True)
class ChangeEntry:
    """What became of a commitment or the plan on a day, a report or an amendment, in the words of that day.

    It never changes. Both are only ever appended, so the place among them is part of the id.
    """

    id: str
    uri: str
    title: str
    state: str
    author: str
    summary: str
    day: date
    template = "feeds/change.xml"

    @property
    def updated(self) -> datetime:
        """The beginning of the day: no more is recorded."""
        return datetime.combine(self.day, time(), BEIJING)

    @property
    def since(self) -> tuple[str, str]:
        """What entries are ordered by."""
        return self.updated.isoformat(), self.uri


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
            _feed(column, phase_path(phase.id), numbered(phase), phase.page, items)
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
    listed = [FeedEntry(article_urn(column.plan, item), item) for item in newest_first]
    told = _of_the_plan(column) if path == ALL else []
    entries: tuple[FeedEntry | ChangeEntry, ...] = tuple(
        sorted([*listed, *told], key=lambda entry: entry.since, reverse=True)
    )
    # Before anything is published the plan is the latest that happened; the clock would change every build.
    issued = datetime.combine(column.plan.issued, time(), BEIJING)
    updated = max((entry.updated for entry in entries), default=issued)
    return Feed(path, identity(column.plan, "feed", path).urn, title, page, updated, entries)


def _of_the_plan(column: Column) -> list[ChangeEntry]:
    """How the plan was amended."""
    plan = column.plan
    return [
        ChangeEntry(
            identity(plan, "plan-amendment", str(index)).urn,
            "plan.md",
            f"方案修改：{it.title}{'（示例）' if it.amendment.sample else ''}",
            "取消" if it.cancels else "修改",
            plan.organ,
            f"{it.words}。{it.amendment.why}",
            it.amendment.date,
        )
        for index, it in enumerate(column.amendments.changes)
    ]


def _changes(column: Column) -> Feed:
    """What was reported on commitments, and how they were amended, newest first."""
    found = [entry for one in column.commitments for entry in (*_reports(column, one), *_amendments(column, one))]
    entries = sorted(found, key=lambda entry: (entry.day, entry.uri), reverse=True)
    page = "commitments/index.md"
    title = "整改承诺的进展"
    return Feed(CHANGES, identity(column.plan, "feed", CHANGES).urn, title, page, entries[0].updated, tuple(entries))


def _reports(column: Column, standing: Standing) -> Iterator[ChangeEntry]:
    for index, progress in enumerate(standing.history):
        terms = standing.entry.terms_on(progress.date)
        yield ChangeEntry(
            identity(column.plan, "change", f"{standing.id}/{index}").urn,
            standing.uri,
            f"{terms.item}：{progress.told}",
            progress.told,
            terms.lead or column.plan.organ,
            progress.note or progress.told,
            progress.date,
        )


def _amendments(column: Column, standing: Standing) -> Iterator[ChangeEntry]:
    for index, amendment in enumerate(standing.amended):
        terms = standing.entry.terms_after(index + 1)
        names = "、".join(AMENDABLE[name] for name in amendment.fields.names)
        yield ChangeEntry(
            identity(column.plan, "amendment", f"{standing.id}/{index}").urn,
            standing.uri,
            f"{terms.item}：修改{names}",
            "修改",
            terms.lead or column.plan.organ,
            amendment.why,
            amendment.date,
        )
