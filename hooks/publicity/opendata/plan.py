"""The column as open data: what data/plan.json holds, and its JSON Schema.

Days are ISO dates or null; `inferred` names the bounds that the plan does not print. Order is the plan's.
"""

from collections.abc import Callable
from datetime import date
from typing import Literal

from pydantic import ConfigDict, Field

from publicity.column.column import Column
from publicity.column.duties import Owed
from publicity.column.tracks import Track
from publicity.opendata.plan_amendments import PlanAmendmentRecord, amendment_records
from publicity.opendata.record import RELATIVE, Place, Record
from publicity.plans.plan import Batch
from publicity.plans.span import Span
from publicity.plans.stage import Stage

Address = Callable[[str], str]  # from a path within docs/ to where it is published, seen from the home page
StateName = Literal["upcoming", "current", "ended", "undated"]
DutyStateName = Literal["not-due", "open", "overdue", "published", "filed", "not-public", "cancelled"]


class Dated(Record):
    """Something with days."""

    when: str | None = Field(description="方案印的时间")
    start: date | None = Field(description="第一天")
    end: date | None = Field(description="最后一天，含当日")
    inferred: list[str] = Field(description="推定的一端：start、end")
    note: str = Field(description="日期怎么来的")
    times: list[date] = Field(description="不止一次的，每次的最后一天")
    every: str | None = Field(description="多久一次，ISO 8601 的时段，如 P1M")
    approximate: bool = Field(description="方案说的是大约")
    waits_for: list[str] = Field(description="日期还没有定的事，定了才能推算")


class StepRecord(Dated):
    """A step or sub-step."""

    id: str
    title: str | None = Field(description="方案印的名称")
    name: str = Field(description="读者看到的名称，阶段之间不重名")
    label: str | None = Field(description="方案印的编号")
    digest: str | None
    state: StateName
    steps: list["StepRecord"]


class PhaseRecord(StepRecord):
    """A phase."""

    kind: str = Field(description="方案对它的称呼：阶段、环节……")
    batch: str | None
    address: Place = Field(description=f"本阶段页面的地址，{RELATIVE}")


class BatchRecord(Dated):
    """A batch of units with a time of its own."""

    id: str
    title: str
    units: list[str] = Field(description="参加单位")
    state: StateName


class DutyRecord(Dated):
    """Something to file or to make known. `end` is the day it is due; data/duties.json tells more."""

    id: str
    verb: str
    what: str
    phase: str | None
    step: str | None
    to: str | None
    audience: str | None
    approval: str | None = Field(description="须经谁批准")
    note_in_plan: str | None
    state: DutyStateName


class EventRecord(Record):
    """A day that other times hang on."""

    id: str
    title: str
    day: date | None = Field(description="日期；还没有定的是 null")
    note: str | None


class ProblemRecord(Record):
    """A problem that commitments answer."""

    id: str = Field(description="突出问题的标识")
    title: str = Field(description="突出问题")


class ClaimRecord(Record):
    """A number that the plan claims, and the count."""

    key: str
    unit: str
    claimed: int
    counted: int
    unnumbered: int


class GapRecord(Record):
    """Days, both ends included, that belong to no phase, or to two."""

    start: date
    end: date
    phases: list[str]


class NoticeRecord(Record):
    """What the program noticed in the plan."""

    line: int = Field(description="plan.yml 的行号")
    message: str


class PlanData(Record):
    """data/plan.json."""

    model_config = ConfigDict(title="专栏数据")

    title: str
    campaign: str
    organ: str
    issued: date
    as_of: date = Field(description="各种状态截至这一天")
    period: Dated
    events: list[EventRecord] = Field(description="别的时间要从它算起的日子")
    problems: list[ProblemRecord] = Field(description="要解决的问题，整改承诺的 problem 指的是它们")
    state: StateName
    next_change: date | None = Field(description="下一次状态变化的日期")
    current: list[str] = Field(description="正在进行的阶段，和直接属于方案的工作")
    batches: list[BatchRecord] = Field(description="批次")
    phases: list[PhaseRecord]
    steps: list[StepRecord] = Field(description="不属于哪个阶段、直接属于方案的工作")
    gaps: list[GapRecord]
    overlaps: list[GapRecord]
    duties: list[DutyRecord]
    claims: list[ClaimRecord]
    amended: list[PlanAmendmentRecord] = Field(description="公布以后的修改，从早到晚")
    notices: list[NoticeRecord]


def plan_data(column: Column, address: Address) -> PlanData:
    """Put a column into records."""
    plan = column.plan
    return PlanData(
        title=plan.title,
        campaign=plan.campaign,
        organ=plan.organ,
        issued=plan.issued,
        as_of=column.day,
        period=Dated(**_days(plan.period.when, column.period)),
        events=[EventRecord.model_validate(event, from_attributes=True) for event in plan.events],
        problems=[ProblemRecord(id=point.id, title=point.title) for point in plan.problems],
        state=column.state.value,
        next_change=column.next_public_change,
        current=[phase.id for phase in column.current_phases],
        batches=[_batch(track.batch, track) for track in column.tracks if track.batch],
        phases=[_phase(phase, address(phase.page)) for phase in column.phases],
        steps=[StepRecord.model_validate(_step(step)) for step in column.steps],
        gaps=[
            GapRecord(start=gap.start, end=gap.end, phases=[gap.before.entry.id, gap.after.entry.id])
            for gap in column.gaps
        ],
        overlaps=[
            GapRecord(start=both.start, end=both.end, phases=[both.first.entry.id, both.second.entry.id])
            for both in column.overlaps
        ],
        duties=[_duty(owed) for owed in column.duties],
        claims=[ClaimRecord.model_validate(claim, from_attributes=True) for claim in column.claims],
        amended=amendment_records(column.amendments),
        notices=[NoticeRecord(line=problem.line, message=problem.message) for problem in column.problems],
    )


def _days(when: str | None, span: Span) -> dict[str, object]:
    return {
        "when": when,
        "start": span.start,
        "end": span.end,
        "inferred": list(span.inferred),
        "note": span.note,
        "times": list(span.times),
        "every": span.every.iso if span.every else None,
        "approximate": span.approximate,
        "waits_for": list(span.waits_for),
    }


def _batch(batch: Batch, track: Track) -> BatchRecord:
    said = {"id": batch.id, "title": batch.title, "units": batch.units, "state": track.state.value}
    return BatchRecord.model_validate(_days(batch.when, track.span) | said)


def _step(stage: Stage) -> dict[str, object]:
    return _days(stage.entry.when, stage.span) | {
        "id": stage.id,
        "title": stage.entry.title,
        "name": stage.name,
        "label": stage.entry.label,
        "digest": stage.entry.digest,
        "state": stage.state.value,
        "steps": [StepRecord.model_validate(_step(step)) for step in stage.steps],
    }


def _phase(stage: Stage, address: str) -> PhaseRecord:
    return PhaseRecord.model_validate(
        _step(stage) | {"kind": stage.kind, "batch": stage.entry.batch, "address": address}
    )


def _duty(owed: Owed) -> DutyRecord:
    duty = owed.duty
    return DutyRecord.model_validate(
        _days(duty.when, owed.span)
        | {
            "id": duty.id,
            "verb": duty.verb,
            "what": duty.what,
            "phase": owed.phase,
            "step": owed.step,
            "to": owed.to.name if owed.to else None,
            "audience": duty.audience,
            "approval": owed.approved_by.name if owed.approved_by else None,
            "note_in_plan": duty.note,
            "state": owed.state.value,
        }
    )
