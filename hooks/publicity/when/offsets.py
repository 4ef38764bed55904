"""Days counted from another day: so many days, months or working days before or after it.

The day from which one counts is not counted itself (handbook/domain.md#times).
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from publicity.when.refusal import Unreadable, Why


@dataclass(frozen=True)
class Offset:
    """A printed distance from an event."""

    count: int
    unit: str  # 天 工作日 个月 年
    before: bool
    within: bool = False  # 前3日内: from there to the event
    exact: bool = False  # 次日: that day
    counted_from: bool = False  # 之日起: the event's day belongs to it

    def days_from(self, event: date) -> tuple[date | None, date]:
        """First and last day of what the distance means: 20日前 is by that day, 后一个月内 from the next day on.

        Raises Unreadable beyond the calendars.
        """
        other = self._shifted(event, -1 if self.before else 1)
        if self.exact:
            return other, other
        if self.before:
            return (other, event - timedelta(days=1)) if self.within else (None, other)
        return event if self.counted_from else event + timedelta(days=1), other

    def _shifted(self, day: date, sign: int) -> date:
        try:
            if self.unit == "工作日":
                return _working_day(day, self.count, sign)
            if self.unit == "天":
                return day + timedelta(days=sign * self.count)
            return add_months(day, sign * self.count * (12 if self.unit == "年" else 1))
        except (OverflowError, ValueError):
            raise Unreadable("算出的日期不在历法之内", Why.IMPOSSIBLE) from None


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or that month's last where it has none such. Raises ValueError."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _working_day(day: date, count: int, sign: int) -> date:
    """The so-manieth working day after or before a day, by the holidays that the State Council has announced."""
    from chinese_calendar import is_workday  # only who counts working days waits for its tables

    while count:
        day += timedelta(days=sign)
        try:
            count -= is_workday(day)
        except NotImplementedError:
            raise Unreadable(f"{day.year}年的放假安排还没有收进程序，算不出工作日，请写日期", Why.UNFIXED) from None
    return day
