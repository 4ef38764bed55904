"""One event of a calendar: whole days, an id that never changes, a number that rises with each change."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from icalendar import Event, vRecur

from publicity.column.column import Column
from publicity.column.identity import identity
from publicity.plans.scheduled import DAY
from publicity.plans.span import Span

Address = Callable[[str], str | None]  # the full address of a path within docs/; None where mkdocs.yml says none


@dataclass(frozen=True)
class Told:
    """What an event tells: its name, the lines below it, its kind, and where a reader finds more."""

    summary: str
    lines: Iterable[str | None]
    category: str
    uri: str
    anchor: str = ""


@dataclass(frozen=True)
class Events:
    """Makes the events of a column. `address` leads to its pages."""

    column: Column
    address: Address

    def event(self, key: tuple[str, str], days: tuple[date, date], told: Told) -> Event:
        """An event over whole days, both counted; it keeps nobody from being invited elsewhere."""
        event = Event()
        event.add("uid", str(identity(self.column.plan, *key)))
        # The standard wants the moment of writing; the plan's own day is the only one that two builds share.
        event.add("dtstamp", moment(self.column.plan.issued))
        event.add("dtstart", days[0])
        event.add("dtend", days[1] + DAY)
        event.add("summary", told.summary)
        event.add("description", "\n".join(line for line in told.lines if line))
        event.add("categories", [told.category])
        event.add("transp", "TRANSPARENT")
        if page := self.address(told.uri):
            event.add("url", page + told.anchor)
        return event


def changed(event: Event, days: Iterable[date]) -> Event:
    """An event that was changed on these days: without a higher number clients keep what they have."""
    if found := sorted(days):
        for name in ("dtstamp", "last-modified"):
            event.pop(name, None)
            event.add(name, moment(found[-1]))
        event.add("sequence", len(found))
    return event


def cancelled(event: Event) -> Event:
    """An event that will not be: clients strike it out or take it away (RFC 5545, STATUS)."""
    event.add("status", "CANCELLED")
    return event


def repeated(event: Event, of: Span) -> Event:
    """The event on each of the days due: as a rule where the calendar knows one, else as a list."""
    rule = of.every.rule if of.every else None
    if rule:
        event.add("rrule", vRecur.from_ical(f"{rule};UNTIL={of.times[-1]:%Y%m%d}"))
    elif len(of.times) > 1:
        event.add("rdate", list(of.times[1:]))
    return event


def moment(day: date) -> datetime:
    """The beginning of a day as the standard writes it: no more is recorded."""
    return datetime.combine(day, time(), UTC)
