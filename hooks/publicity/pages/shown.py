"""What the page of an article shows: all that its template is given of the column; of a list that is a `ListPage`.

By its fingerprint such a page is told to be what it was, and then it is not made again. So nothing else may reach it:
in their templates `column` answers only what is in `FOR_ALL`, which follows from plan, settings and day, and anything
new that a page is to show becomes a field here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from publicity.articles.archive import Item
from publicity.column.column import Column
from publicity.column.gate import Hold
from publicity.pages.lists import Listing, topic_key
from publicity.pages.related import Related

FOR_ALL = frozenset({"plan", "day", "as_of", "settings", "office", "stage"})


@dataclass(frozen=True)
class Beside:
    """What stands beside an article, another or what it has to do with: path within docs/, title, place in the page."""

    uri: str
    title: str
    anchor: str = ""


@dataclass(frozen=True)
class Topic:
    """A topic, and the path of its list, where there is one."""

    name: str
    uri: str | None


@dataclass(frozen=True)
class ArticleShown:
    """An article, and what its page shows beside it."""

    item: Item
    held: Hold | None
    older: Beside | None
    newer: Beside | None
    topics: tuple[Topic, ...]
    related: tuple[Beside, ...]
    duties: tuple[Beside, ...]
    promises: tuple[Beside, ...]

    @property
    def known_by(self) -> tuple[object, ...]:
        """By what it is told from what it was. Raises TypeError where the article comes from no file."""
        around = (self.older, self.newer, *self.related, None, *self.duties, None, *self.promises)
        beside = tuple(one and (one.uri, one.title, one.anchor) for one in around)
        return self.item.known_by, self.held and self.held.name, beside, tuple((it.name, it.uri) for it in self.topics)


@dataclass(frozen=True)
class ForAll:
    """What pages follow of the column as a whole, beside plan, settings and day: few things that seldom change."""

    bulletins: bool
    publications: bool
    commitments: int


def article_shown(column: Column, listings: Mapping[str, Listing], related: Related, item: Item) -> ArticleShown:
    """What the page of an article shows."""
    older, newer = column.beside(item)
    topics = (Topic(topic, _list_of(topic, listings)) for topic in item.entry.topics)
    return ArticleShown(
        item,
        column.held.get(item.uri),
        _beside(older),
        _beside(newer),
        tuple(topics),
        tuple(Beside(one.uri, one.entry.title) for one in related.articles(item)),
        tuple(
            Beside("duties.md", f"{duty.verb}{duty.what}", f"#duty-{duty.id}")
            for duty in (column.plan.duties if item.entry.fulfils else ())
            if duty.id in item.entry.fulfils
        ),
        tuple(Beside(one.uri, one.terms.item) for one in related.proved_by(item)),
    )


def for_all(column: Column) -> ForAll:
    """What all pages follow."""
    return ForAll(bool(column.bulletins), bool(column.publications), len(column.commitments))


def _beside(item: Item | None) -> Beside | None:
    return Beside(item.uri, item.entry.title) if item else None


def _list_of(topic: str, listings: Mapping[str, Listing]) -> str | None:
    listing = listings.get(topic_key(topic))
    return listing.newest if listing else None
