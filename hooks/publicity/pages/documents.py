"""Where the document itself is: the paper among the publications that the plan's page digests."""

from dataclasses import dataclass

from publicity.articles.archive import Item
from publicity.articles.article import Publication
from publicity.column.column import Column
from publicity.plans.records import FilingRecord

KIND = "活动方案"


@dataclass(frozen=True)
class PlanDocument:
    """The plan as a paper. `filing` and `to`, with whom it was filed, are empty until that was done."""

    item: Item
    filing: FilingRecord | None
    to: str
    late: bool


def plan_document(column: Column) -> PlanDocument | None:
    """The first public paper that is the plan itself; None where it was not published here."""
    for item in column.publications:
        entry = item.entry
        if isinstance(entry, Publication) and entry.kind == KIND:
            filing = entry.filing if entry.filing and entry.filing.at <= column.day else None
            late = any(owed.late for owed in column.duties if item in owed.evidence)
            return PlanDocument(item, filing, column.office(filing.to).name if filing else "", late)
    return None
