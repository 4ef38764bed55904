"""What in a plan's times can't be so, told at its place (handbook/domain.md#years)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from publicity.plans.plan import Plan, tasks
from publicity.plans.scheduled import Schedule
from publicity.plans.span import Span
from publicity.plans.times import Times, bounds
from publicity.texts.reading import Finding
from publicity.texts.tree import Path
from publicity.when.dates import Refusal
from publicity.when.settling import HALF_YEAR, OPEN, QUARTER, Bounds, distance

_OF_A_PHASE = 3  # phases, its index, when
_BY_HAND = "对照原文改正；原文就是这样印的，在下面加 dates: {start: …, end: …, why: 依据}"


def refused(path: Path, refusal: Refusal) -> Finding:
    """That a printed time is not read, and what to write instead."""
    return Finding(
        path,
        f"时间“{refusal.text}”没有读出来：{refusal.reason}",
        "原文照留，在下面加 dates: {start: 2026-04-01, end: 2026-04-30, why: 依据}；"
        "确实没有固定日期的，加 undated: true",
    )


def unknown_event(path: Path, text: str, name: str) -> Finding:
    """That a time hangs on an event that the plan does not name."""
    return Finding(
        path,
        f"时间“{text}”取决于“{name}”，方案的 events 里没有它",
        f"加 events: [{{id: 标识, title: {name}, day: 日期}}]，日期还没有定的不写 day；或者手写 dates",
    )


def contradictions(plan: Plan, made: Schedule, times: Times) -> Iterator[Finding]:
    """Yield where printed years speak against each other, the campaign's time or the day of issue."""
    days = [day for day in (*bounds(made.period), *made.days) if day]
    lasting = [span for span in (made.period, *(p.span for p in made.phases)) if span.start and not span.end]
    if days and not lasting and not made.findings and max(days) < plan.issued:
        message = f"活动到 {max(days)} 就结束了，方案却是 {plan.issued} 成文的"
        yield Finding(("issued",), message, "核对成文日期和方案印的年份，有一个不对")
        return
    printed = list(_printed(plan, times))
    if made.period.inferred or not (made.period.start and made.period.end):
        yield from _against_order([one for one in printed if one.path[0] == "phases" and len(one.path) == _OF_A_PHASE])
        return
    outside = [one for one in printed if distance(one.days, bounds(made.period))]
    if len(outside) > 1 and len(outside) == len(printed):
        message = f"活动总时间（{made.period.start} 至 {made.period.end}）和各阶段印的年份对不上"
        yield Finding(("period",), message, _BY_HAND, follows=tuple(one.path for one in outside))
        return
    for one in outside:
        yield from _against_period(one, made.period)


@dataclass(frozen=True)
class _Printed:
    """A batch, phase or step whose year the plan prints."""

    path: Path
    name: str
    days: Bounds
    batch: str | None


def _printed(plan: Plan, times: Times) -> Iterator[_Printed]:
    for i, batch in enumerate(plan.batches):
        if not batch.dates and (days := times.certain(batch)) != OPEN:
            yield _Printed(("batches", i, "when"), batch.title, days, batch.id)
    for path, task in tasks(plan):
        if not task.dates and (days := times.certain(task)) != OPEN:
            yield _Printed((*path, "when"), task.name, days, task.batch)


def _against_period(one: _Printed, period: Span) -> Iterator[Finding]:
    """What lies outside of the campaign: odd where it is close; a slip where another year would put it inside."""
    frame = bounds(period)
    year = (one.days[0] or one.days[1] or date.min).year
    wanted = [year + by for by in (-1, 1, -2, 2) if not distance(_moved(one.days, by), frame)]
    if wanted or distance(one.days, frame) > QUARTER:
        hint = f"年份可能印错了，{wanted[0]} 年就在其中；" if wanted else ""
        yield Finding(
            one.path,
            f"“{one.name}”印的是 {year} 年，不在活动总时间（{period.start} 至 {period.end}）之内",
            hint + _BY_HAND,
        )


def _against_order(printed: list[_Printed]) -> Iterator[Finding]:
    """Where nothing says how long the campaign lasts: a phase half a year before the one printed before it."""
    latest: dict[str | None, _Printed] = {}
    for one in printed:
        before = latest.get(one.batch)
        start = one.days[0] or one.days[1]
        last = (before.days[0] or before.days[1]) if before else None
        if start and last and before and last - start > HALF_YEAR:
            message = f"“{one.name}”排在“{before.name}”后面，印的年份却使它早了半年以上"
            yield Finding(one.path, message, _BY_HAND)
        elif start and (last is None or start > last):
            latest[one.batch] = one


def _moved(days: Bounds, years: int) -> Bounds:
    start, end = (day and day.replace(year=day.year + years, day=min(day.day, 28)) for day in days)
    return start, end
