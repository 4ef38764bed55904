"""What was found in a text, before it becomes the answer of `dates.read`."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from publicity.when.every import Every


class Field(Enum):
    """Where the expression stands. It decides what a bare 2009年3月 or 4月末 is."""

    ANY = "any"
    PHASE = "phase"  # a bare month is the month; a bare month end is a deadline (handbook/domain.md#plan)
    DEADLINE = "deadline"  # whatever stands alone is done by its last day (整改时限)


@dataclass(frozen=True)
class Found:
    """The days that a phrase means, what of them was supplied, and what a careful reader would note."""

    start: date | None
    end: date | None
    kind: str
    inferred: list[str]
    notes: list[str] = field(default_factory=list)
    approximate: bool = False
    every: Every | None = None  # it falls due again and again
    points: tuple[date, ...] = ()  # it falls due on each of these
    waits_for: tuple[str, ...] = ()  # events whose day is not known yet
