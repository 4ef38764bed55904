"""Which year is meant by times that print none, from what stands around them.

Pure: times come as the days that each may mean, an answer names one of them. Source: handbook/domain.md#years.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

Bounds = tuple[date | None, date | None]  # first and last day; None is open or not known

OPEN: Bounds = (None, None)
QUARTER = timedelta(days=92)  # what is as near as this to another reading is no better than it
HALF_YEAR = timedelta(days=184)  # a plan is not signed longer than this after its first phase was over
MONTH = timedelta(days=31)  # nor longer than this after a deadline
_DAY = timedelta(days=1)
_KEPT = 8  # ways kept of each kind: the best, and those to hold it against


@dataclass(frozen=True)
class Unsettled:
    """The evidence leaves more than one year: for which of the times first, and which of its readings."""

    at: int
    options: tuple[int, ...]


@dataclass(frozen=True)
class Evidence:
    """What is known of times printed one after another.

    `frame` is what they are part of, `issued` the day before which nothing should be over; None where that day
    has no say. `whole`: together they are the campaign. The first of them may have been over on that day, if
    `first_may_be_over`, or leaves the year in doubt: a stretch of time for `over`, a deadline for `overdue`.
    """

    frame: Bounds = OPEN
    issued: date | None = None
    whole: bool = False
    first_may_be_over: bool = True
    over: timedelta = HALF_YEAR
    overdue: timedelta = MONTH


def fitting(options: Sequence[Bounds], frame: Bounds) -> list[int]:
    """Which readings fit best into what they are part of: those inside it, else touching it, else close to it.

    All, where nothing is known of it or none is close.
    """
    everyone = list(range(len(options)))
    if frame == OPEN:
        return everyone
    for fits in (_inside, _touches):
        if found := [i for i in everyone if fits(options[i], frame)]:
            return found
    away = {i: distance(options[i], frame) for i in everyone}
    return [i for i in everyone if away[i] <= QUARTER] or everyone


def distance(days: Bounds, frame: Bounds) -> timedelta:
    """How far a time lies from another: nothing where they touch."""
    (start, end), (first, last) = _both(days), frame
    if start and last and start > last:
        return start - last
    return first - end if end and first and end < first else timedelta()


def settle(times: Sequence[Sequence[Bounds]], evidence: Evidence) -> tuple[int, ...] | Unsettled:
    """Choose a reading for each of the times printed one after another.

    Of the ways that agree with the evidence it is the one that leaves the fewest days between the times; a way
    that would do as well, even against the order or the day of issue, leaves them unsettled.
    """
    ways = [_Way()]
    for i, options in enumerate(times):
        fits = fitting(options, evidence.frame)
        ways = list(_best(way for old in ways for way in _on(old, i, options, fits, evidence)))
    ways = sorted((_ended(way, evidence) for way in ways), key=lambda way: way.cost)
    chosen = next((way for way in ways if way.agrees), None)
    if chosen is None:
        return _first_open(times, evidence.frame)
    rivals = [w for w in ways if w.chosen != chosen.chosen and w.possible and w.cost < chosen.cost + QUARTER.days]
    if not rivals:
        return chosen.chosen
    differs = [i for i in range(len(times)) if any(way.chosen[i] != chosen.chosen[i] for way in rivals)]
    return Unsettled(differs[0], tuple(sorted({way.chosen[differs[0]] for way in (chosen, *rivals)})))


@dataclass(frozen=True)
class _Way:
    """One way of reading the times so far: its choices, how far they reach, and what speaks against it."""

    chosen: tuple[int, ...] = ()
    start: date | None = None  # the latest day on which one of them begins
    end: date | None = None  # the latest day on which one of them ends
    lasting: bool = False  # whether one of them has no end
    free: bool = False  # whether there was anything to choose
    cost: int = 0  # days uncovered
    agrees: bool = True  # with the day of issue and the printed order
    possible: bool = True


def _on(way: _Way, i: int, options: Sequence[Bounds], fits: list[int], evidence: Evidence) -> Iterator[_Way]:
    """The ways that go on from one with each reading of the next time."""
    for which in fits:
        start, end = _both(options[which])
        chosen = (*way.chosen, which)
        if start is None or end is None:
            yield replace(way, chosen=chosen)
            continue
        free = len(fits) > 1
        lasting = options[which][1] is None
        over = _over(end, evidence.issued) if free and not lasting else timedelta()
        early = max(timedelta(), way.start - start) if way.start else timedelta()
        if over > (evidence.over if options[which][0] else evidence.overdue) if way.end is None else early and over:
            continue
        late = over and (way.end is not None or not evidence.first_may_be_over)
        yield _Way(
            chosen,
            max(start, way.start or start),
            max(end, way.end or end),
            way.lasting or lasting,
            way.free or free,
            way.cost
            + (_begun(start, evidence) if way.end is None else _between(way.end, start) + over.days // 2)
            + 2 * early.days,
            way.agrees and not (free and early) and not late,
        )


def _over(end: date, issued: date | None) -> timedelta:
    """How long before the day of issue something was over."""
    return max(timedelta(), issued - end) if issued else timedelta()


def _begun(start: date, evidence: Evidence) -> int:
    """Days from what should come before the first of them; those before the day of issue count half."""
    if evidence.frame[0]:
        return abs(start - evidence.frame[0]).days
    if evidence.issued is None:
        return 0
    days = (start - evidence.issued).days
    return days if days >= 0 else -days // 2


def _between(end: date, start: date) -> int:
    return max(0, (start - end - _DAY).days)


def _ended(way: _Way, evidence: Evidence) -> _Way:
    """The way with what lies behind its last time, and whether it leaves the whole campaign over at its issue."""
    last = evidence.frame[1]
    cost = way.cost + (max(0, (last - way.end).days) if last and way.end else 0)
    ends = way.end and evidence.whole and way.free and not way.lasting
    over = _over(way.end, evidence.issued) if ends and way.end else timedelta()
    return replace(
        way,
        cost=cost,
        agrees=way.agrees and not over,
        possible=over <= (MONTH if len(way.chosen) == 1 else timedelta()),
    )


def _best(ways: Iterable[_Way]) -> Iterator[_Way]:
    """The best few of those that reach equally far."""
    alike: dict[tuple[date | None, date | None, bool], list[_Way]] = {}
    for way in ways:
        alike.setdefault((way.start, way.end, way.agrees), []).append(way)
    for group in alike.values():
        yield from sorted(group, key=lambda way: way.cost)[:_KEPT]


def _first_open(times: Sequence[Sequence[Bounds]], frame: Bounds) -> Unsettled:
    fits = [fitting(options, frame) for options in times]
    at = next((i for i, found in enumerate(fits) if len(found) > 1), 0)
    return Unsettled(at, tuple(fits[at]))


def _both(days: Bounds) -> Bounds:
    """Days of which one bound is open as a single day."""
    return days[0] or days[1], days[1] or days[0]


def _inside(days: Bounds, frame: Bounds) -> bool:
    low, high = frame[0] or date.min, frame[1] or date.max
    return all(low <= day <= high for day in days if day)


def _touches(days: Bounds, frame: Bounds) -> bool:
    return not distance(days, frame)
