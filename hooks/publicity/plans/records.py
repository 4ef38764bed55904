"""What is recorded of a document's way: that it was approved, filed, shown for objections."""

from datetime import date

from pydantic import Field

from publicity.fields.entry import Day, Entry, Id, Line


class ApprovalRecord(Entry):
    """That an office approved it, and when."""

    by: Id = Field(description="批准的机构：superiors 里的 id")
    at: Day = Field(description="批准日期")
    act: Line = Field("审定", description="批准的方式")


class FilingRecord(Entry):
    """That it was filed with an office."""

    to: Id = Field(description="报给谁：superiors 里的 id")
    at: Day = Field(description="报出日期")
    number: Line | None = Field(None, description="文号")


class NoticePeriod(Entry):
    """A public notice period (公示期), both days counted."""

    opens: Day = Field(description="公示开始")
    closes: Day = Field(description="公示结束，含当日")

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.closes - self.opens).days + 1

    def state_on(self, day: date) -> str:
        """Say whether it has opened or closed by a day; both its days are within."""
        return "还没有开始" if day < self.opens else "已经结束" if day > self.closes else "正在公示"
