"""Every change of a public bulletin or publication as open data: data/updates.json, oldest first."""

from datetime import date, datetime

from pydantic import ConfigDict, Field

from publicity.column.column import Column
from publicity.column.identity import article_urn
from publicity.opendata.plan import Address
from publicity.opendata.record import Place, Record


class UpdatedRecord(Record):
    """One change of one article."""

    id: str = Field(description="文章的永久标识，与订阅里的相同")
    title: str = Field(description="文章的标题")
    kind: str = Field(description="文章的种类")
    published: datetime = Field(description="首次发布时间")
    number: int = Field(description="这篇的第几次更新，从 1 起")
    at: datetime = Field(description="更新时间")
    note: str = Field(description="更新了什么")
    sample: bool = Field(description="示例内容")
    address: Place


class UpdateData(Record):
    """data/updates.json."""

    model_config = ConfigDict(title="更新记录")

    as_of: date = Field(description="内容截至这一天")
    updates: list[UpdatedRecord]


def update_data(column: Column, address: Address) -> UpdateData:
    """Put every change of what is public into a record of its own."""
    found = [
        UpdatedRecord(
            id=article_urn(column.plan, item),
            title=item.entry.title,
            kind=item.entry.kind,
            published=item.entry.published,
            number=number,
            at=update.at,
            note=update.note,
            sample=item.entry.sample,
            address=address(item.uri),
        )
        for item in (*column.bulletins, *column.publications)
        for number, update in enumerate(reversed(item.entry.updates), 1)
    ]
    return UpdateData(as_of=column.day, updates=sorted(found, key=lambda one: (one.at, one.address, one.number)))
