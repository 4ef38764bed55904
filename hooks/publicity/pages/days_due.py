"""The days on which something is due, as a drawing and a list show them: duties by flags, promises by marks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from publicity.column.column import Column
from publicity.column.duties import DutyState, Owed
from publicity.column.overview import shown_state
from publicity.pages.scale import Scale
from publicity.plans.scheduled import DAY

CLOSEST = 5.5  # percent between two flags on a phone; what is closer shares one

_DONE, _LATE, _OPEN = "done", "late", "open"
_EACH_TIME = {_DONE: "已办", _LATE: "逾期", _OPEN: "待办"}


@dataclass(frozen=True)
class Item:
    """Something due on a day: `state` is how it is drawn, `label` its state in the words of the page that tells it."""

    day: date
    text: str
    state: str  # done, late, open
    label: str
    page: str  # … which is this one, at this place
    place: str = ""


@dataclass(frozen=True)
class Flag:
    """What is due on a day or on days close together; its state is the worst of them."""

    x: float
    items: tuple[Item, ...]

    @property
    def state(self) -> str:
        """Late before open before done."""
        states = {item.state for item in self.items}
        return next(state for state in (_LATE, _OPEN, _DONE) if state in states)

    @property
    def text(self) -> str:
        """Everything due, a day after the other."""
        days = dict.fromkeys(item.day for item in self.items)
        said = ("、".join(item.text for item in self.items if item.day == day) for day in days)
        return "；".join(f"{day.month}月{day.day}日：{words}" for day, words in zip(days, said, strict=True))


def duties_due(column: Column) -> list[Item]:
    """The days on which duties are due, each time of those that recur, the earliest first."""
    return sorted(_duties(column.duties), key=lambda item: item.day)


def promises_due(column: Column) -> list[Item]:
    """The days on which commitments are due, the earliest first."""
    found: list[Item] = []
    for standing in column.commitments:
        if standing.due:
            state = _DONE if standing.closed else _LATE if standing.overdue else _OPEN
            found.append(Item(standing.due, standing.terms.item, state, shown_state(standing), standing.uri))
    return sorted(found, key=lambda item: item.day)


def flags(items: Iterable[Item], scale: Scale) -> list[Flag]:
    """The flags of the days that are drawn; those too close to the one before are shown with it."""
    found: list[Flag] = []
    for item in items:
        if scale.holds(item.day):
            x = scale.x(item.day + DAY)
            if found and x - found[-1].x < CLOSEST:
                found[-1] = Flag(found[-1].x, (*found[-1].items, item))
            else:
                found.append(Flag(x, (item,)))
    return found


def _duties(owed_duties: Iterable[Owed]) -> Iterator[Item]:
    for owed in owed_duties:
        text, place = f"{owed.duty.verb}{owed.duty.what}", f"#duty-{owed.duty.id}"
        for i, day in enumerate(owed.span.times or ((owed.span.end,) if owed.span.end else ())):
            if owed.span.times:
                done, late = i < len(owed.reported), day < owed.day
            else:
                done, late = owed.done, owed.state is DutyState.OVERDUE
            if owed.state is not DutyState.CLOSED:
                state = _DONE if done else _LATE if late else _OPEN
                label = _EACH_TIME[state] if owed.span.times else owed.state_label
                yield Item(day, text, state, label, "duties.md", place)
