"""The campaign drawn on a real calendar scale: where everything stands, in percent of the width.

Pure layout: a template prints it. Names are text beside or above their lanes, bars and marks are drawn in the lanes;
percentages rather than pixels, so that text keeps its size on a phone while the bars follow the width.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from publicity.articles.archive import Item as Article
from publicity.column.column import Column
from publicity.column.tracks import Track
from publicity.pages.days_due import Flag, Item, duties_due, flags, promises_due
from publicity.pages.scale import Scale, Tick, scale_of, ticks
from publicity.plans import wording
from publicity.plans.span import Span
from publicity.plans.stage import Stage, State
from publicity.plans.wording import numbered, short_day, short_span

ROOM = 17.0  # percent between the names of two gaps, or of two overlaps
EDGE = 12.0  # percent: a label closer to an edge begins or ends at its place
MOST_TIMES = 60  # of what recurs more often a bar is drawn
MOST_LISTED = 60  # days due: more are folded, a month each
CLOSEST_DOTS = 1.2  # percent: bulletins of one kind that are closer share a dot


@dataclass(frozen=True)
class Label:
    """A text: where it is anchored (percent) and by which end, so that it stays inside the drawing."""

    text: str
    x: float
    anchor: str  # start, middle, end


@dataclass(frozen=True)
class Lane:
    """A row with a bar: a batch, a phase, a step of the plan itself, or the whole campaign.

    `page` and `place` say where it leads, `short` is the name as it fits into a bar. `lasting`: the bar has no end
    of its own.
    """

    kind: str  # batch, phase, step, campaign; in-batch for a phase below its batch
    name: str
    short: str
    days: str
    span: Span
    state: State
    page: str
    place: str
    x: float
    width: float
    lasting: bool
    times: tuple[float, ...] = ()  # where it falls due, for what recurs


@dataclass(frozen=True)
class Band:
    """A stretch behind the lanes: a `gap` or an `overlap`. Without a label where there is no room."""

    kind: str
    x: float
    width: float
    label: Label | None


@dataclass(frozen=True)
class Dot:
    """A bulletin, or some of one kind that are close together."""

    x: float
    kind: str
    articles: tuple[Article, ...]

    @property
    def text(self) -> str:
        """The title, or how many there are."""
        first = self.articles[0].entry
        return first.title if len(self.articles) == 1 else f"{first.title} 等 {len(self.articles)} 篇"


@dataclass(frozen=True)
class Timeline:
    """Everything drawn. `now` is None when the column's day lies outside."""

    scale: Scale
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    bands: tuple[Band, ...]
    duties: tuple[Flag, ...]
    promises: tuple[Flag, ...]
    dots: tuple[Dot, ...]
    due: tuple[Item, ...]  # every day due, drawn or not
    now: Label | None
    now_x: float
    states: frozenset[State]  # of the lanes; on a page that follows the calendar, all that they may come to

    @property
    def kinds(self) -> frozenset[str]:
        """What is drawn, for the legend: states of bars, kinds of bands, flags and dots."""
        found = {state.value for state in self.states} | {band.kind for band in self.bands}
        found |= {f"duty-{flag.state}" for flag in self.duties} | {f"promise-{flag.state}" for flag in self.promises}
        found |= {dot.kind for dot in self.dots} | {"lasting" for lane in self.lanes if lane.lasting}
        found |= {"times" for lane in self.lanes if lane.times}
        return frozenset(found)

    @property
    def due_by_month(self) -> tuple[tuple[Item, ...], ...]:
        """Every day due, those of a month together; all together where they are few enough to be read at once."""
        if len(self.due) <= MOST_LISTED:
            return (self.due,) if self.due else ()
        return tuple(tuple(items) for _, items in groupby(self.due, key=lambda item: (item.day.year, item.day.month)))

    @property
    def joined(self) -> bool:
        """Whether the names of gaps and those of overlaps fit into one row where there is room to the sides."""
        named = sorted(band.label.x for band in self.bands if band.label)
        return all(right - left >= ROOM for left, right in pairwise(named))

    @property
    def outside(self) -> int:
        """How many promises are due on days that are not drawn."""
        return sum(item.page != "duties.md" and not self.scale.holds(item.day) for item in self.due)


def timeline(column: Column) -> Timeline | None:
    """Lay everything dated out, each part in a lane of its own; None where nothing has a day."""
    spans = [column.period, *column.schedule.batches.values(), *(part.span for part in column.parts)]
    days = [day for span in spans for day in (span.start, span.end) if day]
    owed, promised = duties_due(column), promises_due(column)
    if not days:
        return None
    if any(span.start and not span.end for span in spans):  # as far as anything is known
        days += [column.day] if column.day > min(days) else []
    scale = scale_of([*days, *(item.day for item in owed)])
    x, lanes = scale.middle(column.day), tuple(_lanes(column, scale))
    return Timeline(
        scale,
        tuple(ticks(scale)),
        lanes,
        tuple(_bands(column, scale)),
        tuple(flags(owed, scale)),
        tuple(flags(promised, scale)),
        tuple(_dots(column.bulletins, scale)),
        tuple(sorted((*owed, *promised), key=lambda item: item.day)),
        _label(f"截至{short_day(column.day)}", x) if scale.holds(column.day) else None,
        x,
        frozenset(lane.state for lane in lanes) if column.as_of.pinned else frozenset(State) - {State.UNDATED},
    )


def _label(text: str, x: float) -> Label:
    """Anchor a text around a place so that it stays inside."""
    anchor = "start" if x <= EDGE else "end" if x >= 100 - EDGE else "middle"
    return Label(text, round(x, 3), anchor)


def _lanes(column: Column, scale: Scale) -> Iterator[Lane]:
    drawn = [lane for track in column.tracks for lane in _track(track, scale)]
    if not drawn and column.period.known:
        drawn = [_lane("campaign", ("整个活动", "整个活动"), column.period, column.state, ("plan.md", ""), scale)]
    yield from drawn


def _track(track: Track, scale: Scale) -> Iterator[Lane]:
    if track.batch and track.span.known:
        yield _lane("batch", (track.batch.title, track.name), track.span, track.state, ("plan.md", "#batches"), scale)
    for part in track.parts:
        for stage in [part] if part.is_phase else part.all():
            if stage.span.known:
                yield _part(stage, track, scale)


def _part(part: Stage, track: Track, scale: Scale) -> Lane:
    name = numbered(part)
    if track.batch:
        name = name.removesuffix(part.apart)  # the batch stands above it
    where = (part.page, "") if part.is_phase else ("plan.md", f"#{part.id}")
    kind = "in-batch" if track.batch else "phase" if part.is_phase else "step"
    return _lane(kind, (name, re.sub("(?<=.)(阶段|环节)$", "", part.entry.name)), part.span, part.state, where, scale)


def _lane(kind: str, names: tuple[str, str], span: Span, state: State, where: tuple[str, str], scale: Scale) -> Lane:
    lasting = span.end is None
    start = span.start or span.end or scale.start
    end = span.end or scale.end
    days = short_span(span) if scale.start.year == scale.end.year else wording.span(span)
    times = tuple(map(scale.middle, span.times)) if len(span.times) <= MOST_TIMES else ()
    return Lane(kind, *names, days, span, state, *where, scale.x(start), scale.width(start, end), lasting, times)


def _bands(column: Column, scale: Scale) -> Iterator[Band]:
    yield from _named([("gap", gap.start, gap.end) for gap in column.gaps], "空档", scale)
    yield from _named([("overlap", both.start, both.end) for both in column.overlaps], "并行", scale)


def _named(stretches: Sequence[tuple[str, date, date]], name: str, scale: Scale) -> Iterator[Band]:
    """Bands of one kind; a label is left out where it would run into the one before."""
    free_from = -100.0
    for kind, start, end in sorted(stretches, key=lambda stretch: stretch[1]):
        x, width = scale.x(start), scale.width(start, end)
        label = _label(f"{name}{(end - start).days + 1}天", x + width / 2)
        fits = label.x - free_from >= ROOM
        yield Band(kind, x, width, label if fits else None)
        free_from = label.x if fits else free_from


def _dots(bulletins: Sequence[Article], scale: Scale) -> Iterator[Dot]:
    ordered = sorted(bulletins, key=lambda item: (item.entry.date, item.uri))
    places = {day: scale.middle(day) for day in {item.entry.date for item in ordered} if scale.holds(day)}
    for kind in ("简报", "动态"):
        dots: list[tuple[float, list[Article]]] = []
        for item in ordered:
            if getattr(item.entry, "kind", "") == kind and (x := places.get(item.entry.date)) is not None:
                if dots and x - dots[-1][0] < CLOSEST_DOTS:
                    dots[-1][1].append(item)
                else:
                    dots.append((x, [item]))
        yield from (Dot(x, kind, tuple(articles)) for x, articles in dots)
