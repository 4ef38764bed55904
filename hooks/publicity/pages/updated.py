"""The day on which what a page shows last changed: of its article or promise, or the youngest of all that it lists.

Days come from what was written (published, updated, reported, amended) and never from the clock: a state that turns by
itself is no change of the page. Source: handbook/domain.md#days.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import chain

from publicity.articles.archive import Item
from publicity.column.column import Column
from publicity.column.duties import Owed
from publicity.column.quotas import Measured
from publicity.commitments.state import Standing
from publicity.pages.downloads import DownloadPage
from publicity.pages.lists import ListPage
from publicity.plans.stage import Stage

NOTHING: Mapping[str, DownloadPage] = {}
SHOWN = 10  # of the newest bulletins on the page of their lists


class LastUpdates:
    """Knows the day of every page of a column; `list_pages` are those of its lists, `offering` of files."""

    def __init__(
        self, column: Column, list_pages: Mapping[str, ListPage], offering: Mapping[str, DownloadPage] = NOTHING
    ) -> None:
        self.column, self.list_pages, self.offering = column, list_pages, offering

    def of(self, uri: str) -> date | None:
        """The day of the page at a path within docs/; None where nothing in it has a day."""
        content = self.column.item(uri) or self.column.commitment(uri)
        if content:
            return content.modified
        if listed := self.list_pages.get(uri):
            return max(_days(listed.items))
        if offered := self.offering.get(uri):
            return max(_days(one.owner for one in offered.files), default=self.column.plan.issued)
        if made := self._made.get(uri):
            return max(made)
        return None

    @cached_property
    def whole(self) -> date:
        """The day on which anything of the column last changed."""
        every = chain(self._amended, _days(self._articles), _days(self.column.commitments))
        return max(every, default=self.column.plan.issued)

    @cached_property
    def _made(self) -> dict[str, list[date]]:
        """The days of everything that a page shows, by the page's path."""
        column, issued = self.column, self.column.plan.issued
        every = [self.whole]
        duties = [issued, *_of_duties(column.duties)]
        told = [*self._told("duties", (it.duty.id for it in column.duties))]
        made = {
            "index.md": every,
            "timeline.md": every,
            "search.md": every,
            "data.md": every,
            "plan.md": [*duties, *self._amended, *_of_quotas(column.quotas), *_days(column.commitments)],
            "duties.md": [*duties, *told],
            "bulletins/index.md": [*_days(column.latest(SHOWN))],
            "publications/index.md": [*_days(column.publications)],
            "commitments/index.md": [*_days(column.commitments)],
        }
        made |= {phase.page: [issued, *self._of_phase(phase)] for phase in column.phases}
        return made | {one.path: [*_days(one.commitments)] for one in column.overview.departments}

    def _of_phase(self, phase: Stage) -> Iterator[date]:
        owed, measured = self.column.duties_of(phase), self.column.quotas_of(phase)
        yield from _of_duties(owed)
        yield from _of_quotas(measured)
        yield from _days(self.column.bulletins_of(phase))
        yield from self._told("phases", (stage.id for stage in phase.all()))
        yield from self._told("duties", (it.duty.id for it in owed))
        yield from self._told("quotas", (it.quota.id for it in measured))

    def _told(self, kind: str, names: Iterable[str]) -> Iterator[date]:
        """The days of the amendments that are told beside parts of the plan."""
        for name in names:
            yield from (told.amendment.date for told in self.column.amendments.told_of(kind, name))

    @property
    def _articles(self) -> tuple[Item, ...]:
        return (*self.column.bulletins, *self.column.publications)

    @property
    def _amended(self) -> list[date]:
        return [amendment.date for amendment in self.column.plan.amended]


def _days(changing: Iterable[Item | Standing]) -> Iterator[date]:
    return (one.modified for one in changing)


def _of_duties(owed: Iterable[Owed]) -> Iterator[date]:
    return _days(item for one in owed for item in one.evidence)


def _of_quotas(measured: Iterable[Measured]) -> Iterator[date]:
    return _days(one.item for one in measured if one.item)
