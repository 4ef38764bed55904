"""The campaign drawn on a real calendar scale: where everything stands, in percent of the width.

Pure layout: a template prints it as SVG. Percentages rather than pixels, so that text keeps its size on a
phone while the bars follow the width.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from publicity.column.column import Column
from publicity.plans.stage import Stage
from publicity.plans.wording import numbered, short_day, short_span

MOST_TICKS = 9  # labels of months that a phone shows side by side
ROOM = 17.0  # percent between the names of two gaps, or of two overlaps
LONGEST_TITLE = 14  # characters that fit beside a bar on a phone; the table has the whole title
NARROWEST_BAR = 0.8  # percent: a single day of a long campaign is still seen

TOP, LANE, ROW, FOOT = 58, 66, 20, 8  # px: the scale above, a lane, a row of names below, the rest


@dataclass(frozen=True)
class Label:
    """A text: where it is anchored (percent) and by which end, so that it stays inside the drawing."""

    text: str
    x: float
    anchor: str  # start, middle, end


@dataclass(frozen=True)
class Tick:
    """A grid line at the first day of a month; the label is empty where there is no room."""

    x: float
    label: str


@dataclass(frozen=True)
class Bar:
    """A phase in its lane. `y` is the top of the lane in px."""

    stage: Stage
    y: int
    x: float
    width: float
    title: Label
    days: Label


@dataclass(frozen=True)
class Band:
    """A stretch behind the bars: a `gap` or an `overlap`. Without a label where there is no room."""

    kind: str
    x: float
    width: float
    y: int
    label: Label | None


@dataclass(frozen=True)
class Timeline:
    """Everything drawn, `height` px high. `now_x` and `now` are None when the column's day lies outside."""

    start: date
    end: date
    height: int
    floor: int
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    bands: tuple[Band, ...]
    now_x: float | None
    now: Label | None


def timeline(column: Column) -> Timeline | None:
    """Lay the dated phases out, each in a lane of its own; None where no phase has both its days."""
    dated = [phase for phase in column.phases if phase.span.start and phase.span.end]
    if not dated:
        return None
    days = [d for span in (column.period, *(p.span for p in dated)) for d in (span.start, span.end) if d]
    scale = _Scale(min(days).replace(day=1), _month_end(max(days)))
    inside = scale.start <= column.day <= scale.end
    floor = TOP + LANE * len(dated)
    bands = _bands(column, floor, scale)
    return Timeline(
        scale.start,
        scale.end,
        max([floor, *(band.y for band in bands)]) + FOOT,
        floor,
        tuple(_ticks(scale)),
        tuple(_bar(stage, TOP + LANE * lane, scale) for lane, stage in enumerate(dated)),
        tuple(bands),
        scale.x(column.day) if inside else None,
        _label(f"截至{short_day(column.day)}", scale.x(column.day), 0) if inside else None,
    )


@dataclass(frozen=True)
class _Scale:
    start: date
    end: date

    def x(self, day: date) -> float:
        """The left edge of a day."""
        return round(100 * (day - self.start).days / ((self.end - self.start).days + 1), 3)

    def width(self, start: date, end: date) -> float:
        return round(max(NARROWEST_BAR, self.x(end + timedelta(days=1)) - self.x(start)), 3)


def _label(text: str, x: float, width: float) -> Label:
    """Anchor a text at a stretch so that it stays inside, even where it takes two thirds of a phone."""
    if x <= 35:
        return Label(text, x, "start")
    return (
        Label(text, round(x + width, 3), "end") if x + width >= 65 else Label(text, round(x + width / 2, 3), "middle")
    )


def _bar(stage: Stage, y: int, scale: _Scale) -> Bar:
    start, end = stage.span.start or scale.start, stage.span.end or scale.end
    x, width = scale.x(start), scale.width(start, end)
    title = numbered(stage)
    shown = title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"
    return Bar(stage, y, x, width, _label(shown, x, width), _label(short_span(stage.span), x, width))


def _bands(column: Column, floor: int, scale: _Scale) -> list[Band]:
    gaps = [("gap", gap.start, gap.end) for gap in column.gaps]
    overlaps = [("overlap", both.start, both.end) for both in column.overlaps]
    below = floor + ROW * bool(gaps)
    return [*_row(gaps, "空档", below, scale), *_row(overlaps, "并行", below + ROW, scale)]


def _row(stretches: list[tuple[str, date, date]], name: str, y: int, scale: _Scale) -> list[Band]:
    """Bands of one kind; a label is left out where it would run into the one before."""
    bands: list[Band] = []
    free_from = -100.0
    for kind, start, end in sorted(stretches, key=lambda stretch: stretch[1]):
        x, width = scale.x(start), scale.width(start, end)
        label = Label(f"{name}{(end - start).days + 1}天", min(92.0, max(8.0, round(x + width / 2, 3))), "middle")
        fits = label.x - free_from >= ROOM
        bands.append(Band(kind, x, width, y, label if fits else None))
        free_from = label.x if fits else free_from
    return bands


def _ticks(scale: _Scale) -> list[Tick]:
    """A line a month, a quarter or a year, whichever a phone has room for."""
    months = [date(index // 12, index % 12 + 1, 1) for index in range(_index(scale.start), _index(scale.end) + 1)]
    every = next((n for n in (1, 2, 3, 6, 12) if len(months) / n <= MOST_TICKS), 12)
    marked = [month for month in months if (month.month - 1) % every == 0]
    years = -(-len(marked) // MOST_TICKS) if every == 12 else 1
    return [
        Tick(scale.x(month), _tick_label(month, first=month is months[0]) if month.year % years == 0 else "")
        for month in marked
    ]


def _tick_label(month: date, *, first: bool) -> str:
    return f"{month.year}年" if month.month == 1 and not first else f"{month.month}月"


def _index(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
