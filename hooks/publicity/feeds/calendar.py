"""The column as iCalendar files: one with everything, and one per department with what it has promised."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from publicity.column.column import Column
from publicity.column.overview import Department

if TYPE_CHECKING:
    from icalendar import Event

    from publicity.feeds.event import Address

PATH = "calendar.ics"
EVERY = timedelta(days=1)  # how often it is worth asking again: the column is built daily


def calendar(column: Column, address: "Address") -> bytes:
    """Write the calendar of everything. `address` gives the full address of a path within docs/, where there is one."""
    from publicity.feeds.event import Events  # here and below: what writes calendars takes a while to load
    from publicity.feeds.plan_events import plan_events
    from publicity.feeds.promise_events import commitment_events, notice_events

    make = Events(column, address)
    name = f"{column.plan.campaign}（{column.plan.organ}）"
    return _written(
        name, [*plan_events(make), *commitment_events(make, column.commitments), *notice_events(make)], address
    )


def department_calendar(column: Column, department: Department, address: "Address") -> bytes:
    """Write the calendar of what a department leads in. Its events are the same ones, by their ids."""
    from publicity.feeds.event import Events
    from publicity.feeds.promise_events import commitment_events

    name = f"{department.name}牵头的承诺（{column.plan.organ}）"
    events = commitment_events(Events(column, address), department.commitments)
    return _written(name, events, address, department.path)


def calendar_path(department: Department) -> str:
    """The path of a department's calendar."""
    return f"feeds/{department.key}.ics"


def _written(name: str, events: "Iterable[Event]", address: "Address", page: str = "index.md") -> bytes:
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//publicity//Publicity column//ZH")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.calendar_name = name
    made.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "P1D")
    if url := address(page):
        made.add("url", url)
    for event in events:
        made.add_component(event)
    written: bytes = made.to_ical()
    return written
