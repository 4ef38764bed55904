"""Ids that never change: what feed readers and calendars know things by.

Two offices may well have the same paths and the same ids in their plans, so the column's own id is part of each.
Titles and summaries, which get corrected, have no part in an id.
"""

from uuid import UUID, uuid5

from publicity.articles.archive import Item
from publicity.plans.identity import column_id
from publicity.plans.plan import Plan


def identity(plan: Plan, kind: str, name: str) -> UUID:
    """The id of one thing of a column: `kind` says what `name` is a name among."""
    return uuid5(column_id(plan), f"{kind}/{name}")


def article_urn(plan: Plan, item: Item) -> str:
    """The id of a bulletin or publication, by the path within docs/ under which it was first published."""
    return identity(plan, "article", item.origin).urn
