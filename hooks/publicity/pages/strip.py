"""The campaign in one strip: its phases as bars on a calendar, in as few rows as they fit into, and the day.

Pure layout, in percent of the width; what runs at the same time lies in different rows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publicity.pages.scale import Scale, Tick
from publicity.pages.timeline import Band, Label, Lane, Timeline

MOST_ROWS = 6  # more is no strip: the timeline draws it


@dataclass(frozen=True)
class Bar:
    """A lane of the timeline in a row of the strip, the first being 0."""

    lane: Lane
    row: int


@dataclass(frozen=True)
class Strip:
    """Everything drawn. `now` is None where the column's day lies outside; `joined` as in the timeline."""

    scale: Scale
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    bands: tuple[Band, ...]
    now: Label | None
    joined: bool

    @property
    def named(self) -> list[str]:
        """The kinds of bands that have names, each in a row of its own."""
        return [kind for kind in ("gap", "overlap") if any(band.kind == kind and band.label for band in self.bands)]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return max(bar.row for bar in self.bars) + 1


def strip(drawn: Timeline | None) -> Strip | None:
    """Lay the phases of a timeline side by side; None where there are none, or too many at once."""
    if drawn is None:
        return None
    kinds = {lane.kind for lane in drawn.lanes}
    kind = next((kind for kind in ("batch", "phase", "campaign") if kind in kinds), None)
    bars = tuple(_in_rows(lane for lane in drawn.lanes if lane.kind == kind and not lane.times))
    if not bars or max(bar.row for bar in bars) >= MOST_ROWS:
        return None
    return Strip(drawn.scale, drawn.ticks, bars, drawn.bands, drawn.now, drawn.joined)


def _in_rows(lanes: Iterable[Lane]) -> Iterator[Bar]:
    """Each bar in the first row that is free where it begins."""
    free_from: list[float] = []
    for lane in sorted(lanes, key=lambda lane: lane.x):
        row = next((i for i, x in enumerate(free_from) if x <= lane.x + 0.01), len(free_from))
        free_from[row : row + 1] = [lane.x + lane.width]
        yield Bar(lane, row)
