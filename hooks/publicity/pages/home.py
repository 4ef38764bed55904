"""What the home page says first: where the campaign stands on the column's day, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from publicity.column.column import Column
from publicity.column.tracks import Track
from publicity.pages.coming import Coming, OpenNotice, coming, open_notices
from publicity.plans.span import Span
from publicity.plans.stage import State
from publicity.plans.wording import numbered, short_day, span


@dataclass(frozen=True)
class Counted:
    """A sentence with a number of days in it, which is shown in bold; without a number it is all `before`."""

    before: str
    days: int | None = None
    after: str = ""


@dataclass(frozen=True)
class Running:
    """A part or batch as the home page lists it. `left` is empty for what is not running, or runs without an end."""

    name: str
    page: str
    place: str
    span: Span
    state: State
    until: str
    left: str

    @property
    def running(self) -> bool:
        """Whether it is running on the day."""
        return self.state is State.CURRENT


@dataclass(frozen=True)
class Home:
    """The first words of the home page. `between` is what is said where nothing is running."""

    standing: Counted
    parts: tuple[Running, ...]
    between: str
    notices: tuple[OpenNotice, ...] = ()
    coming: tuple[Coming, ...] = ()


def home(column: Column) -> Home:
    """Say where a column's campaign stands, what a citizen may answer now, and what is due next."""
    parts = tuple(part for track in column.tracks for part in _parts(track, column.day))
    return Home(_standing(column), parts, _between(column), open_notices(column), coming(column))


def _between(column: Column) -> str:
    states = [state for track in column.tracks for state in (track.state, *(part.state for part in track.parts))]
    if not states:
        return "方案不分阶段。"
    undated = all(state is State.UNDATED for state in states)
    what = "各阶段" if column.phases else "各批次" if column.plan.batches else "各项工作"
    if undated:
        return f"{what}的时间未定。"
    return "这一天不在任何阶段之内。" if column.phases else "这一天没有安排的工作。"


def _standing(column: Column) -> Counted:
    if column.state is State.ENDED:
        return Counted("活动已经结束。")
    if column.state is State.UPCOMING:
        return Counted("活动还没有开始。")
    if column.state is State.UNDATED:
        return Counted("活动的时间未定。")
    if column.days_left is None:
        return Counted("活动正在进行。")
    if column.days_left == 0:
        return Counted("活动正在进行，今天是最后一天。")
    return Counted("活动正在进行，离计划完成还有 ", column.days_left, " 天。")


def _parts(track: Track, day: date) -> Iterator[Running]:
    """The parts of a track; a batch without parts stands for itself."""
    if track.batch and not track.parts:
        yield _running(track.batch.title, ("plan.md", "#batches"), track.span, track.state, day)
    for part in track.parts:
        where = (part.page, "") if part.is_phase else ("plan.md", f"#{part.id}")
        yield _running(numbered(part), where, part.span, part.state, day)


def _running(name: str, where: tuple[str, str], of: Span, state: State, day: date) -> Running:
    until = f"至{short_day(of.end)}" if of.end and not of.times else span(of)
    days = (of.end - day).days if of.end and state is State.CURRENT else None
    left = "" if days is None else f"还有 {days} 天" if days else "今天是最后一天"
    return Running(name, *where, of, state, until, left)
