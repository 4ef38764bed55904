"""Days as places on a line, in percent of its width, and the marks by which a reader finds months and years on it."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MOST_TICKS = 8  # labels that a phone shows side by side
SHORT = 62  # days: up to two months are marked by weeks
LAST_LABEL = 93.0  # percent: beyond it the name of a month would stick out
LAST_YEAR = 88.0
NARROWEST = 0.8  # percent: a single day of a long campaign is still seen
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Tick:
    """A line at a day. `label` is the month or day, `year` the year where it changes; empty where there is no room."""

    x: float
    label: str
    year: str


@dataclass(frozen=True)
class Scale:
    """The days drawn, both ends included."""

    start: date
    end: date

    def x(self, day: date) -> float:
        """The left edge of a day."""
        return round(100 * (day - self.start).days / ((self.end - self.start).days + 1), 3)

    def width(self, start: date, end: date) -> float:
        """How wide a stretch of days is, both counted."""
        return round(max(NARROWEST, self.x(end + _DAY) - self.x(start)), 3)

    def middle(self, day: date) -> float:
        """The middle of a day."""
        return round(self.x(day) + (self.x(day + _DAY) - self.x(day)) / 2, 3)

    def holds(self, day: date) -> bool:
        """Whether a day is drawn."""
        return self.start <= day <= self.end


def scale_of(days: Iterable[date]) -> Scale:
    """The whole months around some days, of which there must be one; of no more than two months the days alone."""
    known = list(days)
    first, last = min(known), max(known)
    if (last - first).days < SHORT:
        return Scale(first, last)
    return Scale(first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1]))


def ticks(scale: Scale) -> list[Tick]:
    """A line a week, a month, a quarter or a year, whichever a phone has room for."""
    marked = _weeks(scale) if (scale.end - scale.start).days < SHORT else _months(scale)
    found: list[Tick] = []
    named = 0
    for day, label in marked:
        x = scale.x(day)
        year = f"{day.year}年" if day.year != named and x <= LAST_YEAR else ""
        found.append(Tick(x, label if x <= LAST_LABEL else "", year))
        named = day.year
    return found


def _weeks(scale: Scale) -> list[tuple[date, str]]:
    days = [scale.start + timedelta(days=n) for n in range((scale.end - scale.start).days + 1)]
    marked = [day for day in days if day.day in (1, 8, 15, 22)]
    if not marked or (marked[0] - scale.start).days >= 7:
        marked.insert(0, scale.start)
    named = marked[0]
    return [(day, f"{day.month}月{day.day}日" if day is named or day.day == 1 else f"{day.day}日") for day in marked]


def _months(scale: Scale) -> list[tuple[date, str]]:
    months = [date(i // 12, i % 12 + 1, 1) for i in range(_index(scale.start), _index(scale.end) + 1)]
    every = next((n for n in (1, 2, 3, 6, 12) if len(months) / n <= MOST_TICKS), 12)
    marked = [month for month in months if (month.month - 1) % every == 0]
    step = -(-len(marked) // MOST_TICKS) if every == 12 else 1  # of many years only some are named
    if every == 12:
        return [(month, "") for month in marked if month.year % step == 0]
    return [(month, f"{month.month}月") for month in _with_first(marked, months[0])]


def _with_first(marked: list[date], first: date) -> list[date]:
    """The marked months, and the first of all where the next mark leaves room for it."""
    room = not marked or _index(marked[0]) - _index(first) > 1
    return [first, *marked] if room and first not in marked else marked


def _index(day: date) -> int:
    return day.year * 12 + day.month - 1
