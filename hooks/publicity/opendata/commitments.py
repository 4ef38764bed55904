"""The commitments with their whole visible history as open data: data/commitments.json, in the plan's order."""

from datetime import date
from typing import Any

from pydantic import ConfigDict, Field

from publicity.column.column import Column
from publicity.column.overview import shown_state
from publicity.commitments.commitment import Measure
from publicity.commitments.deadline import read_deadline
from publicity.commitments.state import Standing
from publicity.fields.entry import Day
from publicity.opendata.plan import Address
from publicity.opendata.record import RELATIVE, Place, Record
from publicity.texts.paths import leads_elsewhere, linked_path, place_part
from publicity.when.reading import Reading


class ProgressRecord(Record):
    """One report."""

    date: Day = Field(description="哪一天的进展")
    state: str = Field(description="当时填报的状态；已完成而没有附依据的另算")
    note: str | None = Field(description="做了什么")
    evidence: list[str] = Field(description=f"依据的地址，专栏里的{RELATIVE}")
    confirmed_by: str | None = Field(description="谁确认的")
    confirmed_at: Day | None = Field(description="哪一天确认的")


class AmendmentRecord(Record):
    """One change of the terms, with the old words."""

    date: Day = Field(description="哪一天改的")
    why: str = Field(description="为什么改")
    old: dict[str, Any] = Field(description="原来的话，按项目")


class RepeatRecord(Record):
    """What falls due more than once."""

    what: str = Field(description="措施；时限本身反复的，是承诺的项目")
    when: str = Field(description="印的时间")
    every: str | None = Field(description="多久一次，ISO 8601 的时段，如 P1M；列出几天的为空")
    times: list[date] = Field(description="每次的最后一天，从公布到活动结束")


class MeasureRecord(Record):
    """One measure, as it is printed."""

    text: str = Field(description="措施")
    when: str | None = Field(description="印的时间")
    due: date | None = Field(description="最后一天，含当日；定不出日子的、反复进行的为空")
    owner: str | None = Field(description="谁做")


class CommitmentRecord(Record):
    """A commitment as it stands on the day."""

    id: str = Field(description="承诺的标识")
    problem: list[str] = Field(description="解决的问题的标识；原表未列的为空，以下各项相同")
    problem_title: list[str] = Field(description="解决的问题")
    number: str | None = Field(description="原表的序号")
    item: str = Field(description="承诺做什么")
    goal: str | None = Field(description="达到什么目标")
    measures: list[MeasureRecord] = Field(description="怎么做")
    repeats: list[RepeatRecord] = Field(description="反复进行的措施和时限")
    deadline: str | None = Field(description="印的时限")
    due: date | None = Field(description="最后一天，含当日；没有期限的为空")
    leader: str | None = Field(description="责任领导的职务；没有印职务的是姓名")
    lead: str | None = Field(description="牵头部门")
    assist: list[str] = Field(description="协办部门")
    accept: str | None = Field(description="怎么验收")
    tier: str | None = Field(description="近期、中期或长期")
    state: str = Field(description="读者看到的状态：逾期、临期由日期算出")
    written_state: str = Field(description="最近一次填报的状态；已完成而没有附依据的另算")
    overdue: bool = Field(description="到期没有完成")
    overdue_days: int | None = Field(description="逾期多少天；没有逾期的为空")
    last_report: date = Field(description="最近一次进展的日期")
    times_amended: int = Field(description="改过几次")
    published: date = Field(description="公布的日期")
    history: list[ProgressRecord] = Field(description="进展，从早到晚")
    amended: list[AmendmentRecord] = Field(description="修改，从早到晚")
    sample: bool = Field(description="示例内容")
    address: Place


class CommitmentData(Record):
    """data/commitments.json."""

    model_config = ConfigDict(title="整改承诺")

    as_of: date = Field(description="状态截至这一天")
    counts: dict[str, int] = Field(description="各状态的项数，合起来是全部")
    commitments: list[CommitmentRecord]


def commitment_data(column: Column, address: Address) -> CommitmentData:
    """Put the public commitments into records."""
    return CommitmentData(
        as_of=column.day,
        counts={share.state: share.count for share in column.overview.shares},
        commitments=[_record(column, standing, address) for standing in column.commitments],
    )


def _record(column: Column, standing: Standing, address: Address) -> CommitmentRecord:
    terms, entry = standing.terms, standing.entry
    return CommitmentRecord(
        id=standing.id,
        problem=terms.problem,
        problem_title=[column.problem(name).title for name in terms.problem],
        number=entry.number,
        item=terms.item,
        goal=terms.goal,
        measures=[_measure(standing, measure) for measure in terms.measures],
        repeats=[
            RepeatRecord(
                what=it.text,
                when=it.when,
                every=it.span.every.iso if it.span.every else None,
                times=list(it.span.times),
            )
            for it in column.repeats(standing)
        ],
        deadline=terms.deadline,
        due=standing.due,
        leader=(terms.leader.post or terms.leader.name) if terms.leader else None,
        lead=terms.lead,
        assist=list(terms.assist),
        accept=terms.accept,
        tier=terms.tier,
        state=shown_state(standing),
        written_state=standing.latest.told,
        overdue=standing.overdue,
        overdue_days=(column.day - standing.due).days if standing.overdue and standing.due else None,
        last_report=standing.latest.date,
        times_amended=len(standing.amended),
        published=standing.published,
        history=_history(column, standing, address),
        amended=[
            AmendmentRecord(date=a.date, why=a.why, old=a.fields.model_dump(mode="json", include=set(a.fields.names)))
            for a in standing.amended
        ],
        sample=entry.sample,
        address=address(standing.uri),
    )


def _measure(standing: Standing, measure: Measure) -> MeasureRecord:
    found = read_deadline(measure.when, standing.published, may_be_over=True) if measure.when else None
    due = found.end if isinstance(found, Reading) and not measure.undated else None
    return MeasureRecord(text=measure.text, when=measure.when, due=due, owner=measure.owner)


def _history(column: Column, standing: Standing, address: Address) -> list[ProgressRecord]:
    records: list[ProgressRecord] = []
    for progress in standing.history:
        confirmed = progress.confirmed
        known = confirmed if confirmed and (confirmed.at is None or confirmed.at <= column.day) else None
        records.append(
            ProgressRecord(
                date=progress.date,
                state=progress.told,
                note=progress.note,
                evidence=[
                    link if leads_elsewhere(link) else address(path) + place_part(link)
                    for link in progress.evidence
                    if (path := linked_path(standing.uri, link)) not in column.held
                ],
                confirmed_by=known.by if known else None,
                confirmed_at=known.at if known else None,
            )
        )
    return records
