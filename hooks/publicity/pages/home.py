"""What the home page says first: where the campaign stands on the column's day, in words."""

from dataclasses import dataclass

from publicity.column.column import Column
from publicity.plans.stage import Stage, State
from publicity.plans.wording import short_day, span


@dataclass(frozen=True)
class Counted:
    """A sentence with a number of days in it, which is shown in bold; without a number it is all `before`."""

    before: str
    days: int | None = None
    after: str = ""


@dataclass(frozen=True)
class RunningPhase:
    """A phase as the home page lists it. `left` is empty for a phase that is not running, or runs without an end."""

    stage: Stage
    running: bool
    until: str
    left: str


@dataclass(frozen=True)
class Home:
    """The first words of the home page. `between` is what is said instead of a running phase."""

    standing: Counted
    phases: tuple[RunningPhase, ...]
    between: str


def home(column: Column) -> Home:
    """Say where a column's campaign stands."""
    return Home(_standing(column), tuple(map(_phase, column.phases)), _between(column))


def _between(column: Column) -> str:
    if not column.phases:
        return "方案不分阶段。"
    undated = all(phase.state is State.UNDATED for phase in column.phases)
    return "各阶段的时间未定。" if undated else "这一天不在任何阶段之内。"


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


def _phase(stage: Stage) -> RunningPhase:
    until = f"至{short_day(stage.span.end)}" if stage.span.end else span(stage.span)
    running = stage.state is State.CURRENT
    if not running or stage.days_left is None:
        return RunningPhase(stage, running, until, "")
    return RunningPhase(stage, running, until, f"还有 {stage.days_left} 天" if stage.days_left else "今天是最后一天")
