"""What an editor should know about a plan that is no mistake: it is shown, never silently mended.

Source: handbook/domain.md#plan.
"""

from collections.abc import Iterator

from publicity.fields.day import chinese_day
from publicity.plans.claims import claims_beside_counts
from publicity.plans.intervals import gaps, overlaps
from publicity.plans.plan import Plan
from publicity.plans.scheduled import Schedule, Scheduled
from publicity.plans.span import Span
from publicity.problems.problem import Severity
from publicity.texts.reading import Finding
from publicity.texts.tree import Path


def notices(plan: Plan, made: Schedule) -> Iterator[Finding]:
    """Yield the notices of a plan on the calendar."""
    for path, message in (*_claims(plan), *_phases(plan, made), *_duties(plan, made), *_issued(plan, made)):
        yield Finding(path, message, severity=Severity.NOTICE)


def _claims(plan: Plan) -> Iterator[tuple[Path, str]]:
    for claim in claims_beside_counts(plan):
        if claim.claimed != claim.counted:
            also = f"（另有 {claim.unnumbered} 项没有编号）" if claim.unnumbered else ""
            yield (
                ("claims", claim.key),
                f"方案称共 {claim.claimed} 个{claim.unit}，数出来的是 {claim.counted} 个{also}："
                f"{claim.claimed} ≠ {claim.counted}",
            )


def _phases(plan: Plan, made: Schedule) -> Iterator[tuple[Path, str]]:
    index = {id(phase): i for i, phase in enumerate(made.phases)}

    def place(phase: Scheduled) -> Path:
        path: Path = ("phases", index[id(phase)])
        return (*path, "when") if phase.entry.when else path

    for phase in made.phases:
        span, name = phase.span, phase.name
        if span.inferred and (span.start or span.end):
            yield place(phase), f"“{name}”的{_bounds(span)}是推定的：{_days(span)}（{span.note}）"
        elif span.waits_for and not span.known:
            yield place(phase), f"“{name}”要等“{'”“'.join(span.waits_for)}”的日期：知道了，写在 events 里"
        elif not span.known and not phase.entry.undated:
            yield place(phase), f"“{name}”没有写时间，不画在时间轴上"
        if span.known and not _covers(made.period, span):
            yield place(phase), f"“{name}”（{_days(span)}）超出活动总时间（{_days(made.period)}）"
        for step in phase.steps:
            if step.span.known and span.known and not _covers(span, step.span):
                path: Path = ("phases", index[id(phase)], "steps", phase.steps.index(step))
                yield path, f"“{step.name}”（{_days(step.span)}）不在“{name}”（{_days(span)}）之内"
    for gap in gaps(made.phases, made.bare_batches):
        yield (
            place(gap.after),
            f"{gap.start} 至 {gap.end} 共 {gap.days} 天不属于任何阶段"
            f"（“{gap.before.name}”之后、“{gap.after.name}”之前）",
        )
    for both in overlaps(made.phases):
        yield (
            place(both.second),
            f"{both.start} 至 {both.end}，“{both.first.name}”与“{both.second.name}”同时进行",
        )


def _duties(plan: Plan, made: Schedule) -> Iterator[tuple[Path, str]]:
    for i, duty in enumerate(plan.duties):
        span = made.duties[duty.id]
        if span.every and not span.times:
            why = "不知道从何时到何时" if span.every.dated else "没有说是哪几天"
            yield ("duties", i, "when"), f"“{duty.what}”{span.every.words}都要做，{why}，不逐次计，只印原话"
        elif span.waits_for:
            yield ("duties", i, "when"), f"“{duty.what}”要等“{'”“'.join(span.waits_for)}”的日期：知道了，写在 events 里"


def _issued(plan: Plan, made: Schedule) -> Iterator[tuple[Path, str]]:
    first = next((p for p in made.phases if p.span.end), None)
    if first and first.span.end and plan.issued > first.span.end:
        yield (
            ("issued",),
            f"方案成文（{plan.issued}）时，“{first.name}”已经结束（{first.span.end}）",
        )


def _covers(frame: Span, span: Span) -> bool:
    early = frame.start and span.start and span.start < frame.start
    late = frame.end and span.end and span.end > frame.end
    return not (early or late)


def _bounds(span: Span) -> str:
    names = {"start": "开始日期", "end": "结束日期"}
    return "和".join(names[bound] for bound in names if bound in span.inferred)


def _days(span: Span) -> str:
    if span.start and span.end:
        return f"{span.start} 至 {span.end}"
    day = span.start or span.end
    return f"{chinese_day(day)}{'起' if span.start else '前'}" if day else "时间未定"
