"""Which feeds there are: of everything public, of each phase, of commitments together and by department.

A feed carries its newest entries and what was corrected lately; the older ones stand in archives (RFC 5005), which
are counted from the oldest, so that a full one keeps its entries for ever.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import cache, cached_property, partial

from publicity.column.column import Column
from publicity.column.identity import identity
from publicity.column.overview import Department
from publicity.commitments.state import Standing
from publicity.feeds.entries import Entry, article_entries, commitment_entries, plan_entries
from publicity.fields.moment import BEIJING
from publicity.plans.wording import numbered

ALL = "feeds/all.xml"
CHANGES = "feeds/commitments.xml"
RSS = {ALL: "feeds/rss.xml", CHANGES: "feeds/rss-commitments.xml"}  # for readers that know no Atom
NEWEST = 50  # entries in a feed, and in each of its archives

Named = tuple[str, str, str]  # a feed's path, its title, the source path of the page that it goes with


@dataclass(frozen=True)
class Feed:
    """A feed. `page` is the source path of the page that it goes with.

    `before` is the path of the archive that goes on where it ends; an archive is `of` the feed at that path. What it
    carries is worked out when it is asked for: which feeds there are follows from how many entries there are.
    """

    path: str
    title: str
    page: str
    column: Column = field(repr=False)
    part: Callable[[], Sequence[Entry]] = field(repr=False)  # oldest first
    before: str = ""
    of: str = ""

    @property
    def id(self) -> str:
        """By what feed readers know it."""
        return identity(self.column.plan, "feed", self.path).urn

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What it carries, newest first."""
        return tuple(self.part()[::-1])

    @cached_property
    def updated(self) -> datetime:
        """When anything in it last changed.

        Before anything is published the plan is the latest that happened; the clock would change every build.
        """
        issued = datetime.combine(self.column.plan.issued, time(), BEIJING)
        return max((entry.updated for entry in self.entries), default=issued)


def feeds(column: Column) -> list[Feed]:
    """Every feed with its archives; the first holds everything public and is there even when that is nothing."""
    public = (*column.bulletins, *column.publications)
    changes = plan_entries(column)
    found = _feeds(
        column,
        (ALL, "全部内容", "index.md"),
        len(public) + len(changes),
        lambda: [*article_entries(column, public), *changes],
    )
    for phase in column.phases:
        if items := [item for item in public if item.phase == phase.id]:
            named = phase_path(phase.id), numbered(phase), phase.page
            found += _feeds(column, named, len(items), partial(article_entries, column, items))
    if column.commitments:
        named = CHANGES, "整改承诺的进展", "commitments/index.md"
        found += _of_promises(column, named, column.commitments)
    for department in column.overview.departments:
        named = department_feed_path(department), f"{department.name}牵头的承诺", department.path
        found += _of_promises(column, named, department.commitments)
    return found


def phase_path(phase: str) -> str:
    """The path of a phase's feed."""
    return f"feeds/phase-{phase}.xml"


def department_feed_path(department: Department) -> str:
    """The path of the feed of what a department has promised."""
    return f"feeds/{department.key}.xml"


def _of_promises(column: Column, named: Named, commitments: Sequence[Standing]) -> list[Feed]:
    entries = commitment_entries(column, commitments)
    return _feeds(column, named, len(entries), lambda: entries)


def _feeds(column: Column, named: Named, count: int, entries: Callable[[], Iterable[Entry]]) -> list[Feed]:
    """A feed and its archives, of so many entries in any order."""
    path, title, page = named
    ordered = cache(lambda: sorted(entries(), key=lambda entry: entry.since))
    ends = range(NEWEST, count + 1, NEWEST) if count > NEWEST else ()
    paths = ["", *(f"{path.removesuffix('.xml')}-archive-{number}.xml" for number in range(1, len(ends) + 1))]

    def block(end: int) -> Sequence[Entry]:
        return ordered()[end - NEWEST : end]

    newest = Feed(path, title, page, column, lambda: _current(ordered()), paths[-1])
    return [newest] + [
        Feed(where, title, page, column, partial(block, end), before, path)
        for before, where, end in zip(paths, paths[1:], ends, strict=False)
    ]


def _current(ordered: Sequence[Entry]) -> list[Entry]:
    """The newest entries, and older ones that were corrected since the first of them, as many at most."""
    older, newest = ordered[:-NEWEST], ordered[-NEWEST:]
    corrected = [entry for entry in older if entry.updated > newest[0].updated]
    chosen = sorted(corrected, key=lambda entry: entry.updated)[-NEWEST:]
    return sorted([*chosen, *newest], key=lambda entry: entry.since)
