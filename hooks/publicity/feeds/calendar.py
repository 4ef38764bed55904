"""The plan as an iCalendar file: phases, steps that have days of their own, and the days on which duties are due."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time

from icalendar import Calendar, Event, vRecur

from publicity.column.column import Column
from publicity.column.duties import Owed
from publicity.column.identity import identity
from publicity.plans.plan import Phase
from publicity.plans.scheduled import DAY
from publicity.plans.span import Span
from publicity.plans.stage import Stage
from publicity.plans.wording import audience, day, numbered, span

PATH = "calendar.ics"
INFERRED = "（推定）"


def calendar(column: Column) -> bytes:
    """Write the file. It depends on the plan and the terms of commitments alone: what is done leaves it as it is."""
    made = Calendar()
    made.add("prodid", "-//publicity//Publicity column//ZH")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.calendar_name = f"{column.plan.campaign}（{column.plan.organ}）"
    for event in (*_batches(column), *_stages(column), *_events(column), *_duties(column), *_commitments(column)):
        made.add_component(event)
    written: bytes = made.to_ical()
    return written


def _batches(column: Column) -> Iterator[Event]:
    for track in column.tracks:
        start, end = track.span.start, track.span.end
        if track.batch and (start or end):
            lines = [_printed(track.batch.when), f"日期：{span(track.span)}", track.span.note]
            lines += [f"参加：{'、'.join(track.batch.units)}"] if track.batch.units else []
            edge = "" if start and end else "：开始" if start else "：截止"
            days = (start or end or column.day, end or start or column.day)
            yield _event(column, ("batch", track.batch.id), days, f"{track.batch.title}{edge}", lines, "批次")


def _stages(column: Column) -> Iterator[Event]:
    for part in column.parts:
        yield from _below(column, part, None)


def _below(column: Column, stage: Stage, parent: Stage | None) -> Iterator[Event]:
    start, end = stage.span.start, stage.span.end
    first, last = start or end, end or start
    if first and last:
        name = numbered(stage) if isinstance(stage.entry, Phase) else stage.name
        edge = "" if start and end else "：开始" if start else "：截止"
        summary = f"{name}{edge}{INFERRED if stage.span.inferred else ''}"
        batch = column.batch_of(stage)
        lines = [
            f"属于：{parent.name}" if parent else None,
            f"限于：{batch.title}" if batch else None,
            _printed(stage.entry.when),
            f"日期：{span(stage.span)}",
            stage.span.note,
            stage.entry.digest,
        ]
        event = _event(column, ("stage", stage.id), (first, last), summary, lines, stage.kind)
        yield _by_plan(column, "phases", stage.id, event)
    if stage.span.times:
        lines = [_printed(stage.entry.when), f"日期：{span(stage.span)}", stage.span.note]
        event = _event(column, ("times", stage.id), (stage.span.times[0],) * 2, stage.name, lines, stage.kind)
        yield _repeated(event, stage.span)
    for step in stage.steps:
        yield from _below(column, step, stage)


def _events(column: Column) -> Iterator[Event]:
    for event in column.plan.events:
        if event.day:
            yield _event(column, ("event", event.id), (event.day, event.day), event.title, [event.note], "重要日子")


def _duties(column: Column) -> Iterator[Event]:
    for owed in column.duties:
        if times := owed.span.times:
            terms = [_of(column, owed), *_terms(owed, span(owed.span))]
            summary = f"应{owed.duty.verb}：{owed.duty.what}"
            event = _event(column, ("duty", owed.duty.id), (times[0], times[0]), summary, terms, "公开与备案")
            yield _by_plan(column, "duties", owed.duty.id, _repeated(event, owed.span))
        elif due := owed.span.end:
            mark = INFERRED if "end" in owed.span.inferred else ""
            summary = f"应{owed.duty.verb}：{owed.duty.what}{mark}"
            terms = [_of(column, owed), *_terms(owed, f"最迟：{day(due)}{mark}")]
            event = _event(column, ("duty", owed.duty.id), (due, due), summary, terms, "公开与备案")
            yield _by_plan(column, "duties", owed.duty.id, event)


def _commitments(column: Column) -> Iterator[Event]:
    for standing in column.commitments:
        if due := standing.due:
            terms = standing.terms
            about = "；".join(column.problem(name).title for name in standing.terms.problem)
            lines = [f"针对：{about}" if about else None, terms.goal, f"印的时限：{terms.deadline}"]
            lines += [f"牵头：{terms.lead}"] if terms.lead else []
            key, summary = ("commitment", standing.id), f"承诺到期：{terms.item}"
            event = _event(column, key, (due, due), summary, lines, "整改承诺")
            yield _amended(event, [amendment.date for amendment in standing.amended])
        for repeat in column.repeats(standing):
            lines = [f"属于：{standing.terms.item}", f"印的时间：{repeat.when}", f"日期：{span(repeat.span)}"]
            key = ("commitment-repeat", f"{standing.id}/{repeat.number}")
            first = repeat.span.times[0]
            event = _event(column, key, (first, first), f"承诺：{repeat.text}", lines, "整改承诺")
            yield _amended(_repeated(event, repeat.span), [amendment.date for amendment in standing.amended])


def _repeated(event: Event, of: Span) -> Event:
    """The event on each of the days due: as a rule where the calendar knows one, else as a list."""
    rule = of.every.rule if of.every else None
    if rule:
        event.add("rrule", vRecur.from_ical(f"{rule};UNTIL={of.times[-1]:%Y%m%d}"))
    elif len(of.times) > 1:
        event.add("rdate", list(of.times[1:]))
    return event


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


def _event(
    column: Column,
    key: tuple[str, str],
    days: tuple[date, date],
    summary: str,
    lines: Iterable[str | None],
    category: str,
) -> Event:
    """An event over whole days, both counted; it keeps nobody from being invited elsewhere."""
    event = Event()
    event.add("uid", str(identity(column.plan, *key)))
    # The standard wants the moment of writing; the plan's own day is the only one that two builds share.
    event.add("dtstamp", _moment(column.plan.issued))
    event.add("dtstart", days[0])
    event.add("dtend", days[1] + DAY)
    event.add("summary", summary)
    event.add("description", "\n".join(line for line in lines if line))
    event.add("categories", [category])
    event.add("transp", "TRANSPARENT")
    return event


def _by_plan(column: Column, kind: str, name: str, event: Event) -> Event:
    """The event of a part of the plan, with what amendments made of it: changed, or fallen away."""
    told = column.amendments.told_of(kind, name)
    if told:
        lines = [event.pop("description"), *(f"{it.amendment.date} {it.words}。{it.amendment.why}" for it in told)]
        event.add("description", "\n".join(map(str, lines)))
    if kind == "duties" and any(duty.cancelled for duty in column.plan.duties if duty.id == name):
        event.add("status", "CANCELLED")
    return _amended(event, [it.amendment.date for it in told])


def _amended(event: Event, days: Sequence[date]) -> Event:
    """An event whose terms were changed on these days: without a higher number clients keep what they have."""
    if days:
        for name in ("dtstamp", "last-modified"):
            event.pop(name, None)
            event.add(name, _moment(days[-1]))
        event.add("sequence", len(days))
    return event


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
