"""How long the sections of the column have had nothing new, and from when on an inspector minds.

Source: handbook/domain.md#inspection.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from publicity.column.column import Column

WARN = timedelta(days=10)  # home and news: say so before the inspector does
STALE = timedelta(days=14)  # home and news: nothing within two weeks counts as not kept up
WARN_MONTHS, STALE_MONTHS = 5, 6  # notices and documents


@dataclass(frozen=True)
class Freshness:
    """When a section last had something new. `last` is None where there is nothing at all."""

    day: date
    last: date | None
    warn_from: date  # what is older than this day is soon too old
    stale_from: date  # what is older than this day is too old

    @property
    def age(self) -> int | None:
        """Days since then."""
        return (self.day - self.last).days if self.last else None

    @property
    def stale(self) -> bool:
        """Whether an inspector would call it not kept up."""
        return self.last is None or self.last < self.stale_from

    @property
    def ageing(self) -> bool:
        """Whether it soon will be, or is."""
        return self.last is None or self.last <= self.warn_from


def news(column: Column) -> Freshness:
    """The news section."""
    return _by_days(column, [item.entry.published.date() for item in column.bulletins])


def home(column: Column) -> Freshness:
    """The home page: whatever is published shows there."""
    days = [item.entry.published.date() for item in (*column.bulletins, *column.publications)]
    return _by_days(column, [*days, *(standing.latest.date for standing in column.commitments)])


def documents(column: Column) -> Freshness:
    """The published documents."""
    last = max((item.entry.published.date() for item in column.publications), default=None)
    day = column.day
    return Freshness(day, last, months_before(day, WARN_MONTHS), months_before(day, STALE_MONTHS))


def _by_days(column: Column, days: list[date]) -> Freshness:
    return Freshness(column.day, max(days, default=None), column.day - WARN, column.day - STALE)


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last: 2009-08-31 is six months after 2009-02-28."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
