"""Which feeds there are: of everything public, of each phase, of commitments together and by department.

A feed carries its newest entries and what was corrected lately; the older ones stand in archives (RFC 5005), which
are counted from the oldest, so that a full one keeps its entries for ever.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from publicity.column.column import Column
from publicity.column.identity import identity
from publicity.column.overview import Department
from publicity.feeds.entries import Entry, article_entries, commitment_entries, plan_entries
from publicity.fields.moment import BEIJING
from publicity.plans.wording import numbered

ALL = "feeds/all.xml"
CHANGES = "feeds/commitments.xml"
RSS = {ALL: "feeds/rss.xml", CHANGES: "feeds/rss-commitments.xml"}  # for readers that know no Atom
NEWEST = 50  # entries in a feed, and in each of its archives


@dataclass(frozen=True)
class Feed:
    """A feed, newest first. `page` is the source path of the page that it goes with.

    `before` is the path of the archive that goes on where it ends; an archive is `of` the feed at that path.
    """

    path: str
    id: str
    title: str
    page: str
    updated: datetime
    entries: tuple[Entry, ...]
    before: str = ""
    of: str = ""


def feeds(column: Column) -> list[Feed]:
    """Every feed with its archives; the first holds everything public and is there even when that is nothing."""
    public = (*column.bulletins, *column.publications)
    everything = [*article_entries(column, public), *plan_entries(column)]
    found = _feeds(column, ALL, "全部内容", "index.md", everything)
    for phase in column.phases:
        if items := [item for item in public if item.phase == phase.id]:
            path = phase_path(phase.id)
            found += _feeds(column, path, numbered(phase), phase.page, article_entries(column, items))
    if column.commitments:
        changes = commitment_entries(column, column.commitments)
        found += _feeds(column, CHANGES, "整改承诺的进展", "commitments/index.md", changes)
    for department in column.overview.departments:
        changes = commitment_entries(column, department.commitments)
        title = f"{department.name}牵头的承诺"
        found += _feeds(column, department_feed_path(department), title, department.path, changes)
    return found


def phase_path(phase: str) -> str:
    """The path of a phase's feed."""
    return f"feeds/phase-{phase}.xml"


def department_feed_path(department: Department) -> str:
    """The path of the feed of what a department has promised."""
    return f"feeds/{department.key}.xml"


def _feeds(column: Column, path: str, title: str, page: str, entries: Iterable[Entry]) -> list[Feed]:
    """A feed and its archives, of entries in any order."""
    ordered = sorted(entries, key=lambda entry: entry.since)
    archives = _archives(ordered)
    paths = [f"{path.removesuffix('.xml')}-archive-{number}.xml" for number in range(1, len(archives) + 1)]
    # Before anything is published the plan is the latest that happened; the clock would change every build.
    issued = datetime.combine(column.plan.issued, time(), BEIJING)

    def made(where: str, number: int, part: Sequence[Entry]) -> Feed:
        updated = max((entry.updated for entry in part), default=issued)
        before = paths[number - 1] if number else ""
        return Feed(where, identity(column.plan, "feed", where).urn, title, page, updated, tuple(part[::-1]), before)

    older = [
        replace(made(where, at, part), of=path) for at, (where, part) in enumerate(zip(paths, archives, strict=True))
    ]
    return [made(path, len(paths), _current(ordered)), *older]


def _archives(ordered: Sequence[Entry]) -> list[Sequence[Entry]]:
    """Whole blocks from the oldest on, as many as it takes to reach the newest entries."""
    ends = range(NEWEST, len(ordered) + 1, NEWEST) if len(ordered) > NEWEST else ()
    return [ordered[end - NEWEST : end] for end in ends]


def _current(ordered: Sequence[Entry]) -> list[Entry]:
    """The newest entries, and older ones that were corrected since the first of them, as many at most."""
    older, newest = ordered[:-NEWEST], ordered[-NEWEST:]
    corrected = [entry for entry in older if entry.updated > newest[0].updated]
    chosen = sorted(corrected, key=lambda entry: entry.updated)[-NEWEST:]
    return sorted([*chosen, *newest], key=lambda entry: entry.since)
