"""The plan on the calendar: from printed times to days, with what was inferred (handbook/domain.md#times)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from publicity.plans.contradictions import contradictions, refused, unknown_event
from publicity.plans.names import told_apart
from publicity.plans.plan import Duty, Phase, Plan, Step, Task, Timed, tasks, timed
from publicity.plans.scheduled import DAY, Schedule, Scheduled, scheduled_below
from publicity.plans.span import Span, span_of
from publicity.plans.times import Printed, Times, latest_year
from publicity.texts.tree import Path
from publicity.when.dates import Field, Reading, Refusal, meant


class Scheduler:
    """Goes through a plan from the whole to its parts."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.made = Schedule()
        self.events = {event.title: event.day for event in plan.events}
        self.apart = told_apart(plan)
        self.times = Times(plan.issued, self.events, latest_year(entry.when for _, entry in timed(plan)))

    def run(self) -> Schedule:
        """Make the schedule."""
        made, plan = self.made, self.plan
        batches: list[Printed] = [(("batches", i), batch) for i, batch in enumerate(plan.batches)]
        made.period = self._period([*batches, *tasks(plan)])
        self.times.settle(batches, made.period, whole=not made.period.known and not plan.phases)
        made.batches = {
            batch.id: self._span(batch, ("batches", i), made.period) for i, batch in enumerate(plan.batches)
        }
        self._settle_phases()
        for i, phase in enumerate(plan.phases):  # one by one: what a phase leaves open, those before it close
            made.phases.append(self._phase(phase, ("phases", i)))
        self.times.settle([(("steps", i), step) for i, step in enumerate(plan.steps)], made.period)
        made.steps += [self._own_step(step, ("steps", i)) for i, step in enumerate(plan.steps)]
        if made.period.start is None:
            made.period = self._derived_period()
        homes = dict(_homes((*made.phases, *made.steps), Span()))
        for i, duty in enumerate(plan.duties):
            home = homes.get(duty.at, Span()) if duty.at else made.period
            made.duties[duty.id] = self._duty(duty, ("duties", i), home)
        made.findings += contradictions(plan, made, self.times)
        return made

    def _period(self, others: list[Printed]) -> Span:
        self.times.settle_period(self.plan.period, others)
        found = self.times.known.get(("period",))
        if isinstance(found, Reading) and found.every:
            self.times.known["period",] = Refusal(found.text, "说的是反复进行，没有说活动从何时到何时")
        return self._span(self.plan.period, ("period",), Span())

    def _derived_period(self) -> Span:
        """The time of a campaign that prints no beginning: from its first part, and to its last if it prints no end."""
        spans = [*self.made.batches.values(), *(item.span for item in self.made.all())]
        days = self.made.days
        if not any(span.start for span in spans):
            return self.made.period
        if printed := self.made.period.end:
            first = min(days)
            note = "开始日期由各项工作的时间推定"
            return _inferred(self.made.period, start=first, note=note) if first <= printed else self.made.period
        lasting = any(span.start and not span.end for span in spans)
        last, which = (None, ("start",)) if lasting else (max(days), ("start", "end"))
        return Span(min(days), last, which, "由各项工作的时间推定")

    def _settle_phases(self) -> None:
        """Settle the phases of each batch in their order; a phase without a time stands for its steps."""
        for batch in dict.fromkeys(phase.batch for phase in self.plan.phases):
            frame = self.made.batches.get(batch or "", Span())
            frame = frame if frame.known else self.made.period
            printed: list[Printed] = []
            for i, phase in enumerate(self.plan.phases):
                if phase.batch == batch:
                    path: Path = ("phases", i)
                    dated = phase.when or phase.dates
                    printed += [(path, phase)] if dated else _leaves(phase.steps, path)
            self.times.settle(printed, frame, whole=not frame.known)

    def _phase(self, phase: Phase, path: Path) -> Scheduled:
        batch = self.made.batches.get(phase.batch or "", Span())
        span = self._span(phase, path, batch if batch.known else self.made.period)
        if span.known:
            span = self._complete(phase, span, batch)
        around = span if span.known else batch if batch.known else self.made.period
        steps = self._steps(phase.steps, path, around, settled=not (phase.when or phase.dates))
        if not span.known and not phase.undated and phase.when is None:
            span = _from_steps(steps) if any(s.span.known for s in scheduled_below(steps)) else _from_batch(batch)
        return Scheduled(phase, span, steps, self.apart.get(phase.id, ""))

    def _steps(
        self, steps: Sequence[Task], path: Path, around: Span, *, settled: bool = False
    ) -> tuple[Scheduled, ...]:
        if not settled:
            self.times.settle([((*path, "steps", i), step) for i, step in enumerate(steps)], around, by_issue=False)
        return tuple(self._step(step, (*path, "steps", i), around) for i, step in enumerate(steps))

    def _own_step(self, step: Step, path: Path) -> Scheduled:
        """A step of the plan itself; like a phase it has the days of what is below it where it prints none."""
        made = self._step(step, path, self.made.period)
        if step.when or step.dates or not any(below.span.known for below in scheduled_below(made.steps)):
            return made
        return replace(made, span=_from_steps(made.steps))

    def _step(self, step: Task, path: Path, around: Span) -> Scheduled:
        span = self._span(step, path, around)
        below = step.steps if isinstance(step, Step) else []
        known = any((*path, "steps", i) in self.times.known for i in range(len(below)))
        return Scheduled(step, span, self._steps(below, path, span if span.known else around, settled=known))

    def _duty(self, duty: Duty, path: Path, home: Span) -> Span:
        """When a duty is due: by its own time, else by the end of the phase or step that creates it."""
        if duty.when and not (duty.dates or duty.undated):
            self.times.known[path] = self.times.by_home(duty.when, home, self.made.period, Field.DEADLINE)
        own = self._span(duty, path, home if home.known else self.made.period)
        if own.known or own.every or own.waits_for or duty.undated:
            return own
        note = "按所属阶段或环节的结束日期" if duty.at else "按活动的结束日期"
        return Span(None, home.end, ("end",), note) if home.end else Span()

    def _span(self, entry: Timed, path: Path, around: Span) -> Span:
        """The days of an entry within what it is part of; what stands in their way is a finding."""
        found = self.times.known.get(path)
        if entry.dates:
            return Span(entry.dates.start, entry.dates.end, (), entry.dates.why)
        if found is None:
            return Span()
        at = (*path, "when")
        if isinstance(found, Refusal):
            self.made.findings.append(refused(at, found))
            return Span()
        if strange := [name for name in found.waits_for if not meant(name, self.events)]:
            self.made.findings.append(unknown_event(at, found.text, strange[0]))
            return Span()
        whole = self.made.period
        span = span_of(found, Span(around.start or whole.start, around.end or whole.end))
        if span.every and span.every.dated and span.start and span.end and not span.times:
            never = Refusal(found.text, f"从 {span.start} 到 {span.end} 一次也没有")
            self.made.findings.append(refused(at, never))
        return span

    # -- inference ---------------------------------------------------------------------------------

    def _complete(self, phase: Phase, span: Span, batch: Span) -> Span:
        """A phase that prints one bound begins after the phase before it, or ends with its batch or the campaign."""
        frame, name = (batch, "本批次的时间") if batch.known else (self.made.period, "活动总时间")
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
            if frame.start and frame.start <= span.end:
                return _inferred(span, start=frame.start, note=f"开始日期按{name}推定")
        if span.end is None and span.start and frame.end and frame.end >= span.start:
            return _inferred(span, end=frame.end, note=f"结束日期按{name}推定")
        return span


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


def _leaves(steps: Sequence[Task], path: Path) -> list[Printed]:
    """The dated steps below a phase; of a step without a time, those below it."""
    found: list[Printed] = []
    for i, step in enumerate(steps):
        at: Path = (*path, "steps", i)
        below = step.steps if isinstance(step, Step) else []
        found += [(at, step)] if step.when or step.dates else _leaves(below, at)
    return found
