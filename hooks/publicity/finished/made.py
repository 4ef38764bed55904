"""What a site will have beside what editors wrote: pages, files and places in pages, before anything is built."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from publicity.articles import reserved
from publicity.column.column import Column
from publicity.pages import glossary
from publicity.pages.downloads import NEWEST
from publicity.pages.marks import NAMES
from publicity.plans.plan import Phase

HTML = ".html"
_FOLDERS = tuple(f"{folder}/" for folder in reserved.FOLDERS if folder != "phases")
# Drawings that marks of promises refer to, and the groups of the wall.
_MARKS = " ".join(f"mark-{name}" for name in NAMES.values())
_STATES = " ".join(f"state-{name} state-{name}-name" for name in NAMES.values())
# The places that templates give to each kind of page, by its path within docs/; `{}` stands for an id of the plan.
_PLACES = {
    "index.md": "standing notices notices-2 notices-3 coming news commitments document duties phases problems hatch "
    + _MARKS,
    "plan.md": "amended participants goals problems schedule duties measures leadership quotas duty-{} quota-{} "
    "problem-{} goal-{} leadership-{} event-{} {} " + _MARKS,
    "timeline.md": "amended between due hatch {}",
    "bulletins/index.md": "latest by-month by-phase by-step by-topic by-all",
    "publications/index.md": "",
    "commitments/index.md": f"overdue all lately departments {_MARKS} {_STATES}",
    "glossary.md": " ".join(glossary.anchors()),
    "attachments.md": "",
    "lists/": _MARKS,
    "duties.md": "duty-{}",
    "search.md": "search-q lists by-month by-phase by-step by-topic by-all",
    "data.md": "tables feeds calendars reuse checking data-{}",
    "phases/": "steps duties quotas news duty-{} quota-{} {}",
    "commitments/": f"repeats amended history related {_MARKS}",
    "": "about related attachments results results-title results-text tone-0 tone-1 tone-2 tone-3 tone-4 tone-5 tone-6 "
    "tone-abstained tone-hidden",
}
_STARTS = tuple(start for start in _PLACES if start.endswith("/"))


def site_path(uri: str) -> str:
    """Where the page of a Markdown file of docs/ will be."""
    return f"{uri.removesuffix('.md')}{HTML}" if uri.endswith(".md") else uri


class Places:
    """The ids that the templates of a column's pages may put into them, whatever the texts say."""

    def __init__(self, column: Column) -> None:
        self.column = column
        self._of_kind: dict[str, frozenset[str]] = {}

    def of(self, uri: str) -> frozenset[str]:
        """Those of the page of a file of docs/."""
        kind = uri if uri in _PLACES else next((start for start in _STARTS if uri.startswith(start)), "")
        if kind not in self._of_kind:
            self._of_kind[kind] = frozenset(self._named(_PLACES[kind].split()))
        standing = self.column.commitment(uri)
        found = self._of_kind[kind]
        return found.union(standing.history_anchors, standing.amendment_anchors) if standing else found

    def _named(self, words: list[str]) -> Iterator[str]:
        yield from ("content", "top")
        for word in words:
            yield from (word.replace("{}", name) for name in _ids(self.column)) if "{}" in word else (word,)


def _ids(column: Column) -> set[str]:
    plan = column.plan
    listed = (*plan.goals, *plan.problems, *plan.leadership, *plan.duties, *plan.quotas, *plan.batches)
    events = getattr(plan, "events", ())
    return {one.id for one in (*listed, *events)} | {stage.id for stage in column.stages()}


def made_pages(column: Column) -> Iterator[str]:
    """The paths within docs/ of the pages that follow from a column, those in folders of its own left out."""
    yield "search.md"
    yield "data.md"
    yield glossary.URI
    yield NEWEST
    if column.bulletins:
        yield "bulletins/index.md"
    if column.publications:
        yield "publications/index.md"
    if column.commitments:
        yield "commitments/index.md"
    if column.duties:
        yield "duties.md"
    for phase in column.phases:
        if isinstance(phase.entry, Phase):
            yield phase.page


@dataclass(frozen=True)
class WillBe(Set[str]):
    """The paths in a site that is still to be built; what would lie in the program's own folders counts as there."""

    files: frozenset[str]

    def __contains__(self, path: object) -> bool:
        return path in self.files or (isinstance(path, str) and bool(re.match("|".join(_FOLDERS), path)))

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)
