"""The column's blocks for other pages of the office's site: what is new, and where it stands on the column's day.

Nothing in them counts from a day that they do not name, so that a copy that a site keeps stays true.
"""

from collections.abc import Callable
from datetime import date
from itertools import chain
from typing import Any

from pydantic import ConfigDict, Field

from publicity.articles.archive import Item
from publicity.column.column import Column
from publicity.opendata.record import Record
from publicity.pages.coming import Coming, OpenNotice
from publicity.pages.home import home
from publicity.pages.marks import NAMES, Group
from publicity.pages.sentences import PROMISES, Sentence

NEWEST = 8  # articles

Link = Callable[[str], str]  # the address of a path within docs/: in full if the column has one, else from the block


class Block(Record):
    """What every block says of itself."""

    as_of: date = Field(description="这一天的情况，不是打开的那一天")
    archived: date | None = Field(description="归档的日期，这一天起不再更新；没有归档的为空")
    name: str = Field(description="专栏名称")
    address: str = Field(description="专栏首页")


class ArticleRecord(Record):
    """A bulletin or publication."""

    title: str
    address: str
    published: date
    kind: str
    summary: str
    sample: bool = Field(description="示例内容")


class LatestBlock(Block):
    """fragments/latest: the newest articles, newest first."""

    model_config = ConfigDict(title="最新内容")

    articles: list[ArticleRecord]


class Words(Record):
    """Some words of a sentence, and where they lead."""

    words: str
    address: str | None


class CountRecord(Record):
    """How many commitments stand alike."""

    state: str
    name: str = Field(description="状态的英文名，也是类名的末尾")
    count: int
    address: str


class DueRecord(Record):
    """What ends on a day."""

    day: date
    title: str
    kind: str
    address: str
    late: bool = Field(description="那一天已经逾期")
    sample: bool = Field(description="示例内容")


class NoticeRecord(Record):
    """A notice that citizens may answer from one day to another, both included."""

    title: str
    opens: date
    closes: date
    address: str
    sample: bool = Field(description="示例内容")


class StandingBlock(Block):
    """fragments/standing: what runs, how the commitments stand, what is due, what may be answered."""

    model_config = ConfigDict(title="进展")

    lead: list[Words] = Field(description="现在到了哪一步，一句话")
    commitments: int = Field(description="公开的整改承诺，各种状态合计")
    commitments_address: str | None
    states: list[CountRecord]
    coming: list[DueRecord] = Field(description="接下来到期的，和逾期最久的一件")
    notices: list[NoticeRecord] = Field(description="可以提意见的公示")


def latest(column: Column, link: Link) -> LatestBlock:
    """The newest that the public may read."""
    public = sorted(chain(column.bulletins, column.publications), key=lambda item: item.order, reverse=True)
    return LatestBlock(**_about(column, link), articles=[_article(item, link) for item in public[:NEWEST]])


def standing(column: Column, link: Link) -> StandingBlock:
    """How the column stands on its day."""
    said = home(column)
    return StandingBlock(
        **_about(column, link),
        lead=_words(said.lead, link),
        commitments=said.promises.total,
        commitments_address=link(PROMISES) if said.promises.total else None,
        states=[_count(group, link) for group in said.promises.groups],
        coming=[_due(one, link) for one in said.coming],
        notices=[_notice(one, link) for one in said.notices],
    )


def as_json(block: Block) -> str:
    """A block for programs."""
    return f"{block.model_dump_json(indent=2)}\n"


def _about(column: Column, link: Link) -> dict[str, Any]:
    settings = column.settings
    name = settings.site_name or column.plan.campaign
    return {"as_of": column.day, "archived": settings.archived, "name": name, "address": link("index.md")}


def _article(item: Item, link: Link) -> ArticleRecord:
    entry = item.entry
    return ArticleRecord(
        title=entry.title,
        address=link(item.uri),
        published=entry.published.date(),
        kind=entry.kind,
        summary=entry.summary,
        sample=entry.sample,
    )


def _words(sentence: Sentence, link: Link) -> list[Words]:
    return [Words(words=it.words, address=link(it.uri) + it.anchor if it.uri else None) for it in sentence]


def _count(group: Group, link: Link) -> CountRecord:
    name = NAMES[group.state]
    return CountRecord(state=group.state, name=name, count=len(group.marks), address=f"{link(PROMISES)}#{group.anchor}")


def _due(one: Coming, link: Link) -> DueRecord:
    return DueRecord(
        day=one.day,
        title=one.title,
        kind=one.kind,
        address=link(one.uri) + one.anchor,
        late=one.days < 0,
        sample=one.sample,
    )


def _notice(one: OpenNotice, link: Link) -> NoticeRecord:
    entry = one.item.entry
    return NoticeRecord(
        title=entry.title,
        opens=one.notice.opens,
        closes=one.notice.closes,
        address=link(one.item.uri),
        sample=entry.sample,
    )
