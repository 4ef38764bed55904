"""What falls due again and again: on which days of a stretch of time, and as a rule of RFC 5545."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from publicity.when.festivals import FIXED, festival_day
from publicity.when.offsets import add_months

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_UNITS = {"D": "天", "W": "周", "M": "个月", "Y": "年"}
_NAMED = {"P1D": "每天", "P1W": "每周", "P1M": "每月", "P3M": "每季度", "P6M": "每半年", "P1Y": "每年", "P10D": "每旬"}


@dataclass(frozen=True, order=True)
class Due:
    """A day of every year: of a month by its number, as its last (-1), or as its nth weekday; or by a festival."""

    month: int = 0
    day: int = 0
    nth: int = 0
    weekday: int = 0
    eve_of: str = ""  # the day before this festival

    def in_year(self, year: int) -> date:
        """The day in a year; a month that is too short gives its last. Raises Unreadable for an unknown festival."""
        if self.eve_of:
            return festival_day(self.eve_of, year) - timedelta(days=1)
        last = monthrange(year, self.month)[1]
        if self.nth == 0:
            return date(year, self.month, last if self.day == -1 else min(self.day, last))
        if self.nth == -1:
            end = date(year, self.month, last)
            return end - timedelta(days=(end.isoweekday() - self.weekday) % 7)
        first = date(year, self.month, 1)
        return first + timedelta(days=(self.weekday - first.isoweekday()) % 7 + 7 * (self.nth - 1))


@dataclass(frozen=True)
class Every:
    """A recurrence. What it says is kept in one of three forms.

    `yearly` days of the calendar; `weekly` days of the week; or, with neither, so many units counted from the
    day on which the stretch begins. `dated` is False where the words do not say on which days.
    """

    count: int
    unit: str  # D W M Y
    yearly: tuple[Due, ...] = ()
    weekly: tuple[int, ...] = ()
    dated: bool = True

    @property
    def iso(self) -> str:
        """The period as ISO 8601 writes it: P1M, P3M, P2W."""
        return f"P{self.count}{self.unit}"

    @property
    def words(self) -> str:
        """每月, 每季度, 每2周."""
        return _NAMED.get(self.iso, f"每{self.count}{_UNITS[self.unit]}")

    def days(self, start: date, end: date) -> list[date]:
        """The days due from `start` to `end`, both included. Raises Unreadable for an unknown festival."""
        if not self.dated or start > end:
            return []
        if self.yearly:
            every = {due.in_year(year) for year in range(start.year, end.year + 1) for due in self.yearly}
            return sorted(day for day in every if start <= day <= end)
        if self.weekly:
            span = ((start + timedelta(days=n)) for n in range((end - start).days + 1))
            return [day for day in span if day.isoweekday() in self.weekly]
        return self._counted(start, end)

    def _counted(self, start: date, end: date) -> list[date]:
        """The last day of each period, counted from the start."""
        found: list[date] = []
        for n in range(1, (end - start).days + 2):
            length = n * self.count
            if self.unit in "DW":
                following = start + timedelta(days=length * (7 if self.unit == "W" else 1))
            else:
                following = add_months(start, length * (12 if self.unit == "Y" else 1))
            due = following - timedelta(days=1)
            if due > end:
                break
            found.append(due)
        return found

    @property
    def rule(self) -> str | None:
        """The rule for an RRULE that begins on a day due; None where only a list of days can say it."""
        if not self.dated:
            return None
        if self.weekly:
            return "FREQ=WEEKLY;BYDAY=" + ",".join(_WEEKDAYS[day - 1] for day in self.weekly)
        if not self.yearly:
            frequency = {"D": "DAILY", "W": "WEEKLY"}.get(self.unit)
            return frequency and f"FREQ={frequency}" + (f";INTERVAL={self.count}" if self.count > 1 else "")
        return _yearly_rule(self.yearly)


def _yearly_rule(every: tuple[Due, ...]) -> str | None:
    if any(due.eve_of and due.eve_of not in FIXED for due in every):
        return None
    plain = [_solar(due) for due in every]
    months = sorted({due.month for due in plain})
    within = {month: frozenset(_by(due) for due in plain if due.month == month) for month in months}
    if len(set(within.values())) > 1:
        return None
    by = within[months[0]]
    if len({name for name, _ in by}) > 1:
        return None
    name, days = next(iter(by))[0], [day for _, day in by]
    shortest = min(monthrange(2001, month)[1] for month in months)
    if name == "BYMONTHDAY" and max(map(int, days)) > shortest:  # a month without this day has its last instead
        if len(days) > 1:
            return None
        tail = f"BYMONTHDAY={','.join(map(str, range(28, int(days[0]) + 1)))};BYSETPOS=-1"
    else:
        tail = f"{name}={','.join(sorted(days, key=lambda day: (day == '-1', len(day), day)))}"
    if len(months) == 12:
        return f"FREQ=MONTHLY;{tail}"
    if "BYSETPOS" in tail and len(months) > 1:
        return None
    return f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))};{tail}"


def _solar(due: Due) -> Due:
    if not due.eve_of:
        return due
    eve = date(2001, *FIXED[due.eve_of]) - timedelta(days=1)
    return Due(eve.month, eve.day)


def _by(due: Due) -> tuple[str, str]:
    if due.nth:
        return "BYDAY", f"{due.nth}{_WEEKDAYS[due.weekday - 1]}"
    return "BYMONTHDAY", str(due.day)
