"""What is due next: the nearest days of promises, of duties and of notices that are open to the public."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from publicity.articles.archive import Item
from publicity.articles.article import Publication
from publicity.column.column import Column
from publicity.column.duties import DutyState
from publicity.commitments.state import SOON
from publicity.plans.records import NoticePeriod

BOARD = "duties.md"


@dataclass(frozen=True)
class Coming:
    """Something that ends on a day: where it is told, whose it is. `days` from the column's day, below 0 if over."""

    day: date
    days: int
    title: str
    uri: str
    anchor: str
    kind: str
    sample: bool = False

    @property
    def left(self) -> str:
        """How long that is, in words."""
        return f"逾期 {-self.days} 天" if self.days < 0 else f"还有 {self.days} 天" if self.days else "今天"

    @property
    def tone(self) -> str:
        """How near it is: `late`, `soon` or nothing."""
        return "late" if self.days < 0 else "soon" if self.days <= SOON.days else ""


@dataclass(frozen=True)
class OpenNotice:
    """A notice that a citizen may answer now."""

    item: Item
    notice: NoticePeriod
    days: int


def coming(column: Column, count: int = 3) -> tuple[Coming, ...]:
    """The nearest days, and after them what has been overdue for longest; nothing where the column is archived."""
    if column.settings.archived:
        return ()
    found = sorted(_all(column), key=lambda one: (one.day, one.title))
    ahead = [one for one in found if one.days >= 0][:count]
    return (*ahead, *[one for one in found if one.days < 0][:1])


def open_notices(column: Column) -> tuple[OpenNotice, ...]:
    """The notices that are open on the column's day, the one that closes first before the others."""
    found = [
        OpenNotice(item, item.entry.notice, (item.entry.notice.closes - column.day).days)
        for item in column.publications
        if isinstance(item.entry, Publication) and item.entry.notice
    ]
    running = [one for one in found if one.notice.opens <= column.day <= one.notice.closes]
    return tuple(sorted(running, key=lambda one: one.notice.closes))


def _all(column: Column) -> Iterator[Coming]:
    for standing in column.commitments:
        if standing.due and not standing.closed:
            days = (standing.due - column.day).days
            kind = "承诺" + (f"，{standing.terms.lead}" if standing.terms.lead else "")
            yield Coming(standing.due, days, standing.terms.item, standing.uri, "", kind, standing.entry.sample)
    for owed in column.duties:
        if owed.due and owed.state in (DutyState.OPEN, DutyState.NOT_DUE, DutyState.OVERDUE):
            days = (owed.due - column.day).days
            yield Coming(
                owed.due, days, f"{owed.duty.verb}{owed.duty.what}", BOARD, f"#duty-{owed.duty.id}", "方案要求"
            )
    for one in open_notices(column):
        title = f"{one.item.entry.title}：截止"
        yield Coming(one.notice.closes, one.days, title, one.item.uri, "", "公示", one.item.entry.sample)
