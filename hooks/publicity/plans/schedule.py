"""The plan on the calendar: from printed times to days, with what was inferred (handbook/domain.md#times)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from publicity.plans.plan import Duty, Phase, Plan, Step, Task, Timed
from publicity.plans.span import Span, span_of
from publicity.texts.reading import Finding
from publicity.texts.tree import Path
from publicity.when.dates import Field, Reading, Refusal, meant, read

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Scheduled:
    """A phase, step or sub-step with its days."""

    entry: Task
    span: Span
    steps: tuple["Scheduled", ...] = ()


@dataclass
class Schedule:
    """The whole plan on the calendar, and what stood in the way."""

    period: Span = field(default_factory=Span)
    batches: dict[str, Span] = field(default_factory=dict)
    phases: list[Scheduled] = field(default_factory=list)
    duties: dict[str, Span] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def schedule(plan: Plan) -> Schedule:
    """Put a plan on the calendar. What can't be read is a finding, and its span stays unknown."""
    return _Scheduler(plan).run()


class _Scheduler:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.made = Schedule()
        self.events = {event.title: event.day for event in plan.events}

    def run(self) -> Schedule:
        made = self.made
        made.period = self._period()
        for i, batch in enumerate(self.plan.batches):
            made.batches[batch.id] = self._span(batch, ("batches", i), made.period)
        for i, phase in enumerate(self.plan.phases):
            made.phases.append(self._phase(phase, ("phases", i)))
        homes = dict(_homes(made.phases, Span()))
        for i, duty in enumerate(self.plan.duties):
            home = homes.get(duty.at, Span())
            made.duties[duty.id] = self._duty(duty, ("duties", i), home)
        return made

    def _period(self) -> Span:
        period = self.plan.period
        if period.when is None or period.dates or period.undated:
            return self._by_hand(period)
        found = read(
            period.when,
            year=self.plan.issued.year,
            issued=self.plan.issued,
            field=Field.PHASE,
            sure_of_year=True,
            events=self.events,
        )
        if isinstance(found, Reading) and found.every:
            found = Refusal(period.when, "说的是反复进行，没有说活动从何时到何时")
        return self._span_of(found, ("period", "when"), Span())

    def _phase(self, phase: Phase, path: Path) -> Scheduled:
        batch = self.made.batches.get(phase.batch or "", Span())
        span = self._span(phase, path, batch if batch.known else self.made.period)
        if span.known:
            span = self._complete(phase, span)
        around = span if span.known else batch if batch.known else self.made.period
        steps = tuple(self._step(step, (*path, "steps", i), around) for i, step in enumerate(phase.steps))
        if not span.known and not phase.undated and phase.when is None:
            span = _from_steps(steps) if any(s.span.known for s in scheduled_below(steps)) else _from_batch(batch)
        return Scheduled(phase, span, steps)

    def _step(self, step: Task, path: Path, around: Span) -> Scheduled:
        span = self._span(step, path, around)
        inner = span if span.known else around
        below = step.steps if isinstance(step, Step) else []
        return Scheduled(
            step, span, tuple(self._step(task, (*path, "steps", i), inner) for i, task in enumerate(below))
        )

    def _duty(self, duty: Duty, path: Path, home: Span) -> Span:
        """When a duty is due: by its own time, else by the end of the phase or step that creates it."""
        own = self._span(duty, path, home if home.known else self.made.period, field=Field.DEADLINE)
        if own.known or own.every or own.waits_for or duty.undated:
            return own
        return Span(None, home.end, ("end",), "按所属阶段或环节的结束日期") if home.end else Span()

    # -- one printed time --------------------------------------------------------------------------

    def _span(self, entry: Timed, path: Path, around: Span, field: Field = Field.PHASE) -> Span:
        if entry.dates or entry.when is None or entry.undated:
            return self._by_hand(entry)
        readings = self._readings(entry.when, around, field)
        if refusal := next((r for r in readings if isinstance(r, Refusal)), None):
            return self._span_of(refusal, (*path, "when"), around)
        found = [r for r in readings if isinstance(r, Reading)]
        if len(found) > 1:
            years = "、".join(sorted({str((r.start or r.end or date.min).year) for r in found}))
            refusal = Refusal(entry.when, f"没有写年份，{years} 年都说得通")
            return self._span_of(refusal, (*path, "when"), around)
        return self._span_of(found[0], (*path, "when"), around)

    def _span_of(self, found: Reading | Refusal, path: Path, around: Span) -> Span:
        """The span of a reading within what it is part of; a refusal, or what that leaves open, is a finding."""
        if isinstance(found, Refusal):
            self._refuse(path, found)
            return Span()
        if strange := [name for name in found.waits_for if not meant(name, self.events)]:
            self._unknown_event(path, found.text, strange[0])
            return Span()
        whole = self.made.period
        span = span_of(found, Span(around.start or whole.start, around.end or whole.end))
        if span.every and span.every.dated and span.start and span.end and not span.times:
            self._refuse(path, Refusal(found.text, f"从 {span.start} 到 {span.end} 一次也没有"))
        return span

    def _readings(self, when: str, around: Span, field: Field) -> list[Reading | Refusal]:
        """The readings that fit best: one, where the printed words and their surroundings settle the year."""
        issued = self.plan.issued
        years = sorted({d.year for d in _bounds(self.made.period)} | {d.year for d in _bounds(around)}) or [issued.year]
        every = [
            read(when, year=year, issued=issued, field=field, sure_of_year=True, events=self.events)
            for year in range(years[0], years[-1] + 1)
        ]
        found = {(r.start, r.end): r for r in every if isinstance(r, Reading)}
        if not found:
            return every[:1]
        if len(found) == 1:
            return list(found.values())
        for frame in (around, self.made.period):
            for fits in (_inside, _touches):
                if fitting := [r for r in found.values() if fits(r, frame)]:
                    return list(fitting)
        return [next((r for r in found.values() if issued.year in _years(r)), next(iter(found.values())))]

    def _by_hand(self, entry: Timed) -> Span:
        if not entry.dates:
            return Span()
        return Span(entry.dates.start, entry.dates.end, (), entry.dates.why)

    def _refuse(self, path: Path, refusal: Refusal) -> None:
        self.made.findings.append(
            Finding(
                path,
                f"时间“{refusal.text}”没有读出来：{refusal.reason}",
                "原文照留，在下面加 dates: {start: 2026-04-01, end: 2026-04-30, why: 依据}；"
                "确实没有固定日期的，加 undated: true",
            )
        )

    def _unknown_event(self, path: Path, text: str, name: str) -> None:
        self.made.findings.append(
            Finding(
                path,
                f"时间“{text}”取决于“{name}”，方案的 events 里没有它",
                f"加 events: [{{id: 标识, title: {name}, day: 日期}}]，日期还没有定的不写 day；或者手写 dates",
            )
        )

    # -- inference ---------------------------------------------------------------------------------

    def _complete(self, phase: Phase, span: Span) -> Span:
        """A phase that prints one bound begins after the phase before it, or ends with the campaign."""
        period = self.made.period
        if span.waits_for:  # what is not known yet is not inferred either
            return span
        if span.start is None and span.end:
            before = [
                p.span.end
                for p in self.made.phases
                if p.span.end and p.span.end < span.end and getattr(p.entry, "batch", None) in (None, phase.batch)
            ]
            if before:
                return _inferred(span, start=before[-1] + DAY, note="开始日期按上一阶段结束的次日推定")
            if period.start and period.start <= span.end:
                return _inferred(span, start=period.start, note="开始日期按活动总时间推定")
        if span.end is None and span.start and period.end and period.end >= span.start:
            return _inferred(span, end=period.end, note="结束日期按活动总时间推定")
        return span


def scheduled_below(items: Iterable[Scheduled]) -> Iterator[Scheduled]:
    """Every phase, step and sub-step, in the plan's order."""
    for item in items:
        yield item
        yield from scheduled_below(item.steps)


def _homes(items: Iterable[Scheduled], around: Span) -> Iterator[tuple[str, Span]]:
    """The span that things of each phase or step go by: its own, else that of what it is part of."""
    for item in items:
        span = item.span if item.span.end else around
        yield item.entry.id, span
        yield from _homes(item.steps, span)


def _inferred(span: Span, *, note: str, start: date | None = None, end: date | None = None) -> Span:
    name = "start" if start else "end"
    notes = "；".join(n for n in (span.note, note) if n)
    return replace(span, start=start or span.start, end=end or span.end, inferred=(*span.inferred, name), note=notes)


def _from_steps(steps: tuple[Scheduled, ...]) -> Span:
    days = [d for step in scheduled_below(steps) for d in _bounds(step.span)]
    return Span(min(days), max(days), ("start", "end"), "由各环节的时间推定")


def _from_batch(batch: Span) -> Span:
    return replace(batch, inferred=("start", "end"), note="按本批次的时间推定") if batch.known else Span()


def _bounds(span: Span) -> list[date]:
    return [day for day in (span.start, span.end) if day]


def _years(reading: Reading) -> set[int]:
    return {day.year for day in (reading.start, reading.end) if day}


def _inside(reading: Reading, frame: Span) -> bool:
    low, high = frame.start or date.min, frame.end or date.max
    return frame.known and all(low <= day <= high for day in (reading.start, reading.end) if day)


def _touches(reading: Reading, frame: Span) -> bool:
    low, high = frame.start or date.min, frame.end or date.max
    first, last = reading.start or reading.end, reading.end or reading.start
    return frame.known and first is not None and last is not None and first <= high and last >= low
