"""Ids that never change: what feed readers and calendars know things by.

A column is told from all others by who issued its plan and when, for two offices may well have the same
paths and the same ids in their plans. Titles and summaries, which get corrected, have no part in an id.
"""

from uuid import UUID, uuid5

from publicity.articles.archive import Item
from publicity.plans.plan import Plan

_COLUMNS = UUID("6f1d3c58-2b0e-4c0a-9a57-0f6b8c1e2d94")


def identity(plan: Plan, kind: str, name: str) -> UUID:
    """The id of one thing of a column: `kind` says what `name` is a name among."""
    return uuid5(uuid5(_COLUMNS, f"{plan.organ}\n{plan.issued}"), f"{kind}/{name}")


def article_urn(plan: Plan, item: Item) -> str:
    """The id of a bulletin or publication, by the path within docs/ under which it was first published."""
    return identity(plan, "article", item.origin).urn
