"""The plan in a calendar: batches, steps that have days of their own, days that others hang on, duties."""

from collections.abc import Iterator

from icalendar import Event

from publicity.column.column import Column
from publicity.column.duties import Owed
from publicity.feeds.event import Events, Told, cancelled, changed, repeated
from publicity.plans.plan import Phase
from publicity.plans.stage import Stage
from publicity.plans.wording import audience, day, numbered, span

INFERRED = "（推定）"
PLAN, BOARD = "plan.md", "duties.md"


def plan_events(make: Events) -> Iterator[Event]:
    """Yield them in the plan's order."""
    yield from _batches(make)
    for part in make.column.parts:
        yield from _below(make, part, None)
    for event in make.column.plan.events:
        if event.day:
            told = Told(event.title, [event.note], "重要日子", PLAN, f"#event-{event.id}")
            yield make.event(("event", event.id), (event.day, event.day), told)
    yield from _duties(make)


def _batches(make: Events) -> Iterator[Event]:
    for track in make.column.tracks:
        start, end = track.span.start, track.span.end
        if track.batch and (start or end):
            lines = [_printed(track.batch.when), f"日期：{span(track.span)}", track.span.note]
            lines += [f"参加：{'、'.join(track.batch.units)}"] if track.batch.units else []
            edge = "" if start and end else "：开始" if start else "：截止"
            days = (start or end or make.column.day, end or start or make.column.day)
            told = Told(f"{track.batch.title}{edge}", lines, "批次", PLAN)
            yield make.event(("batch", track.batch.id), days, told)


def _below(make: Events, stage: Stage, parent: Stage | None) -> Iterator[Event]:
    start, end = stage.span.start, stage.span.end
    first, last = start or end, end or start
    where = (stage.page, "") if stage.is_phase else (PLAN, f"#{stage.id}")
    lines = [_printed(stage.entry.when), f"日期：{span(stage.span)}", stage.span.note]
    if first and last:
        name = numbered(stage) if isinstance(stage.entry, Phase) else stage.name
        edge = "" if start and end else "：开始" if start else "：截止"
        summary = f"{name}{edge}{INFERRED if stage.span.inferred else ''}"
        batch = make.column.batch_of(stage)
        of = [f"属于：{parent.name}" if parent else None, f"限于：{batch.title}" if batch else None]
        told = Told(summary, [*of, *lines, stage.entry.digest], stage.kind, *where)
        yield _by_plan(make.column, "phases", stage.id, make.event(("stage", stage.id), (first, last), told))
    if stage.span.times:
        told = Told(stage.name, lines, stage.kind, *where)
        yield repeated(make.event(("times", stage.id), (stage.span.times[0],) * 2, told), stage.span)
    for step in stage.steps:
        yield from _below(make, step, stage)


def _duties(make: Events) -> Iterator[Event]:
    for owed in make.column.duties:
        times, due = owed.span.times, owed.span.end
        first = times[0] if times else due
        if not first:
            continue
        mark = INFERRED if not times and "end" in owed.span.inferred else ""
        lines = [_of(make.column, owed), *_terms(owed, span(owed.span) if times else f"最迟：{day(first)}{mark}")]
        lines += [f"做到：{'、'.join(map(day, owed.reported))}"] if owed.reported else []
        done = f"（{owed.state_label}）" if owed.done else ""
        summary = f"{'✓ ' if done else ''}应{owed.duty.verb}：{owed.duty.what}{mark}{done}"
        told = Told(summary, lines, "公开与备案", BOARD, f"#duty-{owed.duty.id}")
        event = make.event(("duty", owed.duty.id), (first, first), told)
        yield _by_plan(make.column, "duties", owed.duty.id, repeated(event, owed.span), owed)


def _of(column: Column, owed: Owed) -> str:
    return f"属于：{column.stage(owed.duty.at).name}" if owed.duty.at else "属于：整个活动"


def _terms(owed: Owed, due: str) -> Iterator[str | None]:
    duty = owed.duty
    yield f"报给：{owed.to.name}" if owed.to else None
    yield f"公开范围：{audience(duty.audience)}" if duty.audience else None
    yield f"先经{owed.approved_by.name}{duty.approval.act}" if owed.approved_by and duty.approval else None
    yield _printed(duty.when)
    yield due
    yield owed.span.note
    yield duty.note


def _printed(when: str | None) -> str:
    return f"方案印的时间：{when}" if when else "方案没有印时间"


def _by_plan(column: Column, kind: str, name: str, event: Event, owed: Owed | None = None) -> Event:
    """The event of a part of the plan, with what amendments made of it, changed or fallen away, and what was done."""
    told = column.amendments.told_of(kind, name)
    if told:
        lines = [event.pop("description"), *(f"{it.amendment.date} {it.words}。{it.amendment.why}" for it in told)]
        event.add("description", "\n".join(map(str, lines)))
    if owed and owed.duty.cancelled and not owed.done:
        event = cancelled(event)
    return changed(event, [*(it.amendment.date for it in told), *(owed.reported if owed else ())])
