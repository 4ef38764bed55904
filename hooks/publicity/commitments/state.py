"""A commitment as it stands on a day: what was visible, in force and due then (handbook/domain.md#commitments).

Overdue and due soon are computed here and nowhere typed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from publicity.commitments.commitment import WANTED, Amendment, Commitment, Terms
from publicity.commitments.deadline import deadline_of
from publicity.commitments.files import Promise
from publicity.commitments.progress import CLOSED, Progress, ProgressState
from publicity.commitments.terms import TERMS
from publicity.texts.document import Link
from publicity.when.reading import Reading

SOON = timedelta(days=7)


@dataclass(frozen=True)
class Standing:
    """A commitment that is public on a day."""

    uri: str
    entry: Commitment
    day: date
    links: tuple[Link, ...] = field(default=(), repr=False)

    @property
    def id(self) -> str:
        """Its id, also its file's name."""
        return self.entry.id

    @property
    def order(self) -> tuple[int, str, str]:
        """What commitments on one problem are ordered by: the number in the printed table, where there is one."""
        digits = re.match(r"\d{1,9}", self.entry.number or "")
        return int(digits[0]) if digits else 10**9, self.entry.number or "", self.id

    @property
    def published(self) -> date:
        """The day on which it became public."""
        return self.entry.history[0].date

    @cached_property
    def history(self) -> tuple[Progress, ...]:
        """What had been reported by the day, oldest first."""
        return tuple(self.entry.history_by(self.day))

    @cached_property
    def amended(self) -> tuple[Amendment, ...]:
        """The amendments made by the day, oldest first: they keep the old words."""
        return tuple(self.entry.amended_by(self.day))

    @cached_property
    def terms(self) -> Terms:
        """The terms in force on the day."""
        return self.entry.terms_on(self.day)

    @property
    def absent(self) -> list[str]:
        """What it should say and does not on the day, by key."""
        return [name for name in WANTED if not getattr(self.terms if name in TERMS else self.entry, name)]

    @cached_property
    def history_anchors(self) -> tuple[str, ...]:
        """The place of each report on its page, by its day; a second one on the same day is `…-2`."""
        return _places("history", [progress.date for progress in self.history])

    @cached_property
    def amendment_anchors(self) -> tuple[str, ...]:
        """The place of each amendment on its page, likewise."""
        return _places("amended", [amendment.date for amendment in self.amended])

    @property
    def original(self) -> Terms:
        """The terms as they were first published."""
        return self.entry.terms_after(0)

    @property
    def latest(self) -> Progress:
        """The last report."""
        return self.history[-1]

    @property
    def modified(self) -> date:
        """The day of its last report or amendment."""
        return max(self.latest.date, *(amendment.date for amendment in self.amended), self.published)

    @property
    def state(self) -> ProgressState | None:
        """The state that was last reported; None where no report names one."""
        return self.latest.state

    @property
    def unproved(self) -> bool:
        """Whether it is said to be completed and nothing shows it."""
        return self.state == "已完成" and not self.latest.proved

    @cached_property
    def due(self) -> date | None:
        """The last day of the deadline in force; None where there is none."""
        return self._last_day(self.terms, len(self.amended))

    @property
    def says_its_day(self) -> bool:
        """Whether the words of the deadline are its last day already: 6月14日前."""
        due, words = self.due, re.sub(r"(以前|之前|前)?$", "", self.terms.deadline or "")
        return due is not None and words in (f"{due.month}月{due.day}日", f"{due.year}年{due.month}月{due.day}日")

    @property
    def first_due(self) -> date | None:
        """The last day of the deadline that was first promised."""
        return self._last_day(self.original, 0)

    def _last_day(self, terms: Terms, amendments: int) -> date | None:
        if terms.due:
            return terms.due.day
        if not terms.deadline:
            return None
        found = deadline_of(self.entry, terms.deadline, amendments)
        return found.end if isinstance(found, Reading) else None

    @property
    def open_ended(self) -> bool:
        """Whether it has no deadline to keep."""
        return self.due is None

    @property
    def closed(self) -> bool:
        """Whether nothing more is to be done: completed, or given up with a reason."""
        return self.state in CLOSED

    @property
    def overdue(self) -> bool:
        """Whether the deadline has passed and it is neither completed nor given up."""
        return self.due is not None and self.day > self.due and not self.closed

    @property
    def due_soon(self) -> bool:
        """Whether the deadline is today or within seven days, and it is neither completed nor given up."""
        return self.due is not None and self.due - SOON <= self.day <= self.due and not self.closed


def _places(name: str, days: Sequence[date]) -> tuple[str, ...]:
    found = []
    for index, day in enumerate(days):
        again = days[:index].count(day)
        found.append(f"{name}-{day}" + (f"-{again + 1}" if again else ""))
    return tuple(found)


def standing_on(promise: Promise, day: date) -> Standing | None:
    """Tell how a commitment stands on a day; None where it is not public then."""
    if not promise.entry.public_on(day):
        return None
    return Standing(promise.uri, promise.entry, day, promise.links)
