"""One mark for every promise, grouped by how it stands: what is to be minded first, what has stopped last.

The outline of a mark tells the family of its state, the filling tells which, the number how many days are left.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from publicity.column.overview import shown_state
from publicity.commitments.progress import UNKNOWN, UNPROVED
from publicity.commitments.state import Standing
from publicity.plans.wording import near_day

# The states in the order in which they are shown, each with its name in drawings and addresses.
NAMES = {
    "逾期": "overdue",
    "临期": "soon",
    "调整": "adjusted",
    "推进中": "underway",
    "未启动": "waiting",
    UNKNOWN: "unreported",
    "长期坚持": "kept",
    UNPROVED: "unproved",
    "已完成": "done",
    "中止": "stopped",
}
MOST_NAMED = 40  # promises: of more than these the marks stand alone, small and without numbers
_HALF_FILLED = ("调整", "推进中")  # their number stands above the filling


@dataclass(frozen=True)
class Mark:
    """A promise as it is drawn. `number` stands in the mark and `words` beside it: both count from the day."""

    standing: Standing
    state: str
    number: str
    words: str

    @property
    def symbol(self) -> str:
        """The id of its drawing."""
        return f"mark-{NAMES[self.state]}"

    @property
    def name(self) -> str:
        """What it is called where it is only seen: which promise, how it stands, until when."""
        due = self.standing.due
        until = f"，时限 {near_day(due, self.standing.day)}" if due and not self.standing.closed else ""
        return f"{self.standing.terms.item}：{self.state}{until}"

    @property
    def counts(self) -> bool:
        """Whether its number and words count from the day, and so are true on that day only."""
        return self.number.isdecimal()

    @property
    def left(self) -> str:
        """How many days are left, or how many too many have passed, without the day."""
        return self.words.partition("，")[0] if self.counts else ""

    @property
    def baseline(self) -> int:
        """Where its number stands, in units of a drawing 44 high."""
        return 22 if self.state in _HALF_FILLED else 27

    @property
    def tone(self) -> str:
        """How its words are to be set: `late`, `soon` or as all others."""
        return {"逾期": "late", "临期": "soon"}.get(self.state, "")


@dataclass(frozen=True)
class Group:
    """All promises that stand alike, the most urgent first."""

    state: str
    marks: tuple[Mark, ...]

    @property
    def anchor(self) -> str:
        """Where the group stands on the page of all promises."""
        return f"state-{NAMES[self.state]}"

    @property
    def symbol(self) -> str:
        """The id of the drawing that all its marks share."""
        return self.marks[0].symbol

    @property
    def ahead(self) -> str:
        """The days still to come, each with how many are due: what an old copy must not call open."""
        counted = [mark.standing for mark in self.marks if mark.counts and not mark.standing.overdue]
        days = [standing.due for standing in counted if standing.due]
        return " ".join(f"{day}:{days.count(day)}" for day in sorted(set(days)))

    @property
    def range(self) -> str:
        """How near and how far their days are; empty where none counts days."""
        days = [int(mark.number) for mark in self.marks if mark.counts]
        if not days:
            return ""
        least, most = min(days), max(days)
        if self.state == "逾期":
            return f"最久 {most} 天"
        if self.state == "临期":
            return f"{most} 天以内"
        return f"还有 {least} 天" if least == most else f"还有 {least} 至 {most} 天"


@dataclass(frozen=True)
class Wall:
    """All promises as marks. `named`: few enough for each to have its name and its number."""

    groups: tuple[Group, ...]
    total: int

    @property
    def named(self) -> bool:
        """Whether names and numbers stand with the marks."""
        return self.total <= MOST_NAMED

    @property
    def largest(self) -> int:
        """How many promises the largest group has."""
        return max((len(group.marks) for group in self.groups), default=0)


def wall(standings: Iterable[Standing]) -> Wall:
    """Group promises by the states that occur, those of a state by days left, without a day last."""
    marks = sorted(map(mark_of, standings), key=lambda mark: mark.standing.due or date.max)
    found = (Group(state, tuple(mark for mark in marks if mark.state == state)) for state in NAMES)
    return Wall(tuple(group for group in found if group.marks), len(marks))


def mark_of(standing: Standing) -> Mark:
    """Draw one promise."""
    state = shown_state(standing)
    on = near_day(standing.latest.date, standing.day)
    if state in ("已完成", UNPROVED):
        return Mark(standing, state, "", f"{on}报完成")
    if state == "中止":
        return Mark(standing, state, "", f"{on}中止")
    if standing.due is None:
        return Mark(standing, state, "常" if state == "长期坚持" else "", "没有到期的一天")
    days, until = (standing.due - standing.day).days, near_day(standing.due, standing.day)
    if days < 0:
        return Mark(standing, state, str(-days), f"逾期 {-days} 天")
    if state == "长期坚持":
        return Mark(standing, state, "常", f"{until}以前")
    return Mark(standing, state, str(days), f"还有 {days} 天，{until}" if days else "今天到期")
