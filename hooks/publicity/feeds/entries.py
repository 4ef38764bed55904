"""What stands in feeds: articles, and what became of the plan and of commitments."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from publicity.articles.archive import Item
from publicity.column.column import Column
from publicity.column.identity import article_urn, identity
from publicity.commitments.state import Standing
from publicity.commitments.terms import AMENDABLE
from publicity.fields.moment import BEIJING
from publicity.plans.plan import Plan
from publicity.plans.wording import moment


@dataclass(frozen=True)
class FeedEntry:
    """A bulletin or publication of a plan in a feed."""

    plan: Plan
    item: Item
    anchor = ""
    template = "feeds/entry.xml"

    @property
    def id(self) -> str:
        """By what feed readers know it: worked out only for those that a feed still carries."""
        return article_urn(self.plan, self.item)

    @property
    def uri(self) -> str:
        """The path within docs/ of what it leads to."""
        return self.item.uri

    @property
    def title(self) -> str:
        """What it is called."""
        return self.item.entry.title

    @property
    def author(self) -> str:
        """Whose it is."""
        return self.item.entry.source

    @property
    def published(self) -> datetime:
        """When it came out."""
        return self.item.entry.published

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
    anchor: str = ""
    template = "feeds/change.xml"

    @property
    def updated(self) -> datetime:
        """The beginning of the day: no more is recorded."""
        return datetime.combine(self.day, time(), BEIJING)

    @property
    def published(self) -> datetime:
        """The same: it never changes."""
        return self.updated

    @property
    def categories(self) -> tuple[str, ...]:
        """What became of it."""
        return (self.state,)

    @property
    def since(self) -> tuple[str, str]:
        """What entries are ordered by."""
        return self.updated.isoformat(), self.uri


Entry = FeedEntry | ChangeEntry


def article_entries(column: Column, items: Iterable[Item]) -> list[Entry]:
    """Put articles into entries."""
    return [FeedEntry(column.plan, item) for item in items]


def plan_entries(column: Column) -> list[Entry]:
    """How the plan was amended, oldest first."""
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
            "#amended",
        )
        for index, it in enumerate(column.amendments.changes)
    ]


def commitment_entries(column: Column, commitments: Iterable[Standing]) -> list[Entry]:
    """What was reported on commitments, and how they were amended."""
    return [entry for one in commitments for entry in (*_reports(column, one), *_amendments(column, one))]


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
            f"#{standing.history_anchors[index]}",
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
            f"#{standing.amendment_anchors[index]}",
        )
