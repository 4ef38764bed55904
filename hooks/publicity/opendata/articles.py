"""Public bulletins and publications as open data: data/bulletins.json and data/publications.json, oldest first."""

from datetime import date, datetime
from typing import Literal

from pydantic import ConfigDict, Field

from publicity.articles.archive import Item
from publicity.articles.article import Audience, Bulletin, Publication, PublicationKind
from publicity.column.column import Column
from publicity.column.identity import article_urn
from publicity.fields.entry import Day
from publicity.opendata.plan import Address
from publicity.opendata.record import RELATIVE, Place, Record
from publicity.plans.wording import audience
from publicity.texts.paths import resolve


class AttachmentRecord(Record):
    """A file to download."""

    title: str = Field(description="附件的名称")
    address: Place = Field(description=f"附件的地址，{RELATIVE}")


class ApprovedRecord(Record):
    """An approval: asked for, and with `at` given."""

    by: str = Field(description="批准的机构")
    act: str = Field(description="批准的方式")
    at: date | None = Field(description="批准日期；还没有记录的为空")


class FiledRecord(Record):
    """That something was filed."""

    to: str = Field(description="报给谁")
    at: date = Field(description="报出日期")
    number: str | None = Field(description="文号")


class NoticeRecord(Record):
    """A public notice period, both days counted."""

    opens: date = Field(description="公示开始")
    closes: date = Field(description="公示结束，含当日")


class IssueRecord(Record):
    """The head and foot of a numbered bulletin."""

    number: int = Field(description="第几期")
    signed: str | None = Field(description="签发人的职务")
    report: list[str] = Field(description="报")
    send: list[str] = Field(description="送")
    distribute: list[str] = Field(description="发")


class UpdateRecord(Record):
    """A change after the first publication."""

    at: datetime = Field(description="更新时间")
    note: str = Field(description="更新了什么")


class ArticleRecord(Record):
    """What bulletins and publications have in common."""

    id: str = Field(description="永久标识，与订阅里的相同")
    title: str = Field(description="标题")
    date: Day = Field(description="事情发生的日期")
    published: datetime = Field(description="首次发布时间")
    updated: datetime | None = Field(description="最近一次更新的时间")
    update_note: str | None = Field(description="最近一次更新了什么")
    updates: list[UpdateRecord] = Field(description="各次更新，从早到晚")
    phase: str | None = Field(description="所属阶段的标识")
    phase_title: str | None = Field(description="所属阶段的名称")
    step: str | None = Field(description="所属环节的标识")
    step_title: str | None = Field(description="所属环节的名称")
    topics: list[str] = Field(description="主题")
    summary: str = Field(description="一句话摘要")
    source: str = Field(description="稿件来源")
    author: str | None = Field(description="作者")
    editor: str | None = Field(description="编辑")
    reviewer: str | None = Field(description="审核")
    audience: Audience = Field(description="公开范围")
    audience_label: str = Field(description="公开范围，读者看到的说法")
    fulfils: list[str] = Field(description="兑现了哪些义务：duties.json 里的标识")
    attachments: list[AttachmentRecord] = Field(description="附件")
    sample: bool = Field(description="示例内容")
    address: Place


class BulletinRecord(ArticleRecord):
    """A bulletin."""

    kind: Literal["简报", "动态"] = Field(description="简报还是动态")
    issue: IssueRecord | None = Field(description="期号等，只有简报有")


class PublicationRecord(ArticleRecord):
    """A publication."""

    kind: PublicationKind = Field(description="文件的种类")
    approval: ApprovedRecord | None = Field(description="谁批准的")
    filing: FiledRecord | None = Field(description="报给谁备案")
    notice: NoticeRecord | None = Field(description="公示期")


class BulletinData(Record):
    """data/bulletins.json."""

    model_config = ConfigDict(title="简报和动态")

    as_of: date = Field(description="内容截至这一天")
    bulletins: list[BulletinRecord]


class PublicationData(Record):
    """data/publications.json."""

    model_config = ConfigDict(title="公开文件")

    as_of: date = Field(description="内容截至这一天")
    publications: list[PublicationRecord]


_ALIKE = (
    *("kind", "title", "date", "published", "topics", "summary", "source", "author", "editor", "reviewer"),
    *("audience", "fulfils", "sample"),
)


def bulletin_data(column: Column, address: Address) -> BulletinData:
    """Put the public bulletins into records."""
    made = [
        BulletinRecord.model_validate(
            _article(column, item, address)
            | {
                "issue": item.entry.issue.model_dump()
                if isinstance(item.entry, Bulletin) and item.entry.issue
                else None
            }
        )
        for item in column.bulletins
    ]
    return BulletinData(as_of=column.day, bulletins=made)


def publication_data(column: Column, address: Address) -> PublicationData:
    """Put the public publications into records."""
    made = [
        PublicationRecord.model_validate(_article(column, item, address) | _acts(column, item.entry))
        for item in column.publications
        if isinstance(item.entry, Publication)
    ]
    return PublicationData(as_of=column.day, publications=made)


def _article(column: Column, item: Item, address: Address) -> dict[str, object]:
    entry = item.entry
    return {name: getattr(entry, name) for name in _ALIKE} | {
        "id": article_urn(column.plan, item),
        "updated": entry.modified if entry.updated else None,
        "audience_label": audience(entry.audience),
        "update_note": entry.updates[0].note if entry.updated else None,
        "updates": [UpdateRecord(at=update.at, note=update.note) for update in reversed(entry.updates)],
        "phase": item.phase,
        "phase_title": column.stage(item.phase).name if item.phase else None,
        "step": item.step,
        "step_title": column.stage(item.step).name if item.step else None,
        "attachments": [
            AttachmentRecord(
                title=attachment.title or attachment.file.rpartition("/")[2],
                address=address(resolve(item.uri, attachment.file)),
            )
            for attachment in entry.attachments
        ],
        "address": address(item.uri),
    }


def _acts(column: Column, entry: Publication) -> dict[str, object]:
    """What offices did with it by the column's day."""
    offices = {office.id: office.name for office in column.plan.superiors}
    approval = entry.approval if entry.approval and entry.approval.at <= column.day else None
    filing = entry.filing if entry.filing and entry.filing.at <= column.day else None
    return {
        "approval": approval and {"by": offices[approval.by], "act": approval.act, "at": approval.at},
        "filing": filing and {"to": offices[filing.to], "at": filing.at, "number": filing.number},
        "notice": entry.notice and {"opens": entry.notice.opens, "closes": entry.notice.closes},
    }
