"""The days on which something that a column shows comes to differ by itself."""

from datetime import date
from typing import TYPE_CHECKING

from publicity.commitments.state import SOON
from publicity.plans.scheduled import DAY

if TYPE_CHECKING:
    from publicity.column.column import Column


def public_turning_days(column: "Column") -> list[date]:
    """The days on which something that readers know of begins or is over."""
    spans = [column.period, *column.schedule.batches.values(), *(stage.span for stage in column.stages())]
    spans += [span for span in column.schedule.duties.values() if not span.times and not span.every]
    days = [span.start for span in spans if span.start] + [span.end + DAY for span in spans if span.end]
    days += [due + DAY for span in column.schedule.duties.values() for due in span.times]
    for item in (item for item in column.archive.items if item.uri not in column.held):
        days += item.turning_days
    for due in (standing.due for standing in column.commitments if standing.due):
        days += [due - SOON, due + DAY]
    return days


def turning_days(column: "Column") -> list[date]:
    """Those, and the days on which something comes out that readers do not know of yet."""
    days = public_turning_days(column)
    days += [amendment.date for amendment in column.newest_plan.amended]
    for item in column.archive.items:
        if not item.entry.draft and item.entry.audience != "limited":
            days += item.turning_days
    for entry in (promise.entry for promise in column.promises):
        if entry.audience != "limited" and not entry.draft:
            days += [reported.date for reported in entry.history] + [change.date for change in entry.amended]
    return days
