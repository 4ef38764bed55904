"""The changes of the plan in data/plan.json: each with the words before and after it, and its reason."""

from datetime import date

from pydantic import Field

from publicity.column.amended import Amendments
from publicity.opendata.record import Record


class PlanAmendmentRecord(Record):
    """A change of the plan after it was published, with the old words."""

    date: date
    field: str = Field(description="改的是哪一项")
    title: str = Field(description="它的名称")
    words: str = Field(description="原来的和改后的话")
    why: str
    sample: bool


def amendment_records(amendments: Amendments) -> list[PlanAmendmentRecord]:
    """What was changed, from the first to the last."""
    return [
        PlanAmendmentRecord(
            date=it.amendment.date,
            field=it.amendment.field,
            title=it.title,
            words=it.words,
            why=it.amendment.why,
            sample=it.amendment.sample,
        )
        for it in amendments.changes
    ]
