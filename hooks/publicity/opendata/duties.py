"""What is to be filed and made known, and whether it was, as open data: data/duties.json, in the plan's order."""

from datetime import date

from pydantic import ConfigDict, Field

from publicity.articles.archive import Item
from publicity.articles.article import Publication
from publicity.column.column import Column
from publicity.column.duties import Owed
from publicity.column.identity import article_urn
from publicity.opendata.articles import ApprovedRecord, FiledRecord
from publicity.opendata.plan import Address, DutyStateName
from publicity.opendata.record import Place, Record
from publicity.plans.plan import Audience, Verb
from publicity.plans.wording import audience


class EvidenceRecord(Record):
    """A public article that shows a duty was done."""

    id: str = Field(description="文章的永久标识：bulletins.json 或 publications.json 里的 id")
    title: str = Field(description="依据的标题")
    address: Place


class OwedRecord(Record):
    """A duty as it stands on the day."""

    id: str = Field(description="义务的标识")
    verb: Verb = Field(description="备案、报送、公布、公示或通报")
    what: str = Field(description="什么文件或结果")
    phase: str | None = Field(description="所属阶段的标识")
    phase_title: str | None = Field(description="所属阶段的名称")
    step: str | None = Field(description="所属环节的标识")
    step_title: str | None = Field(description="所属环节的名称")
    to: str | None = Field(description="报给谁")
    audience: Audience | None = Field(description="向谁公开")
    audience_label: str | None = Field(description="向谁公开，读者看到的说法")
    when: str | None = Field(description="方案印的时间")
    due: date | None = Field(description="最后一天，含当日；不止一次的，是还没有做到的第一次")
    times: list[date] = Field(description="不止一次的，每次的最后一天")
    every: str | None = Field(description="多久一次，ISO 8601 的时段，如 P1M")
    missed: int = Field(description="到期没有做到的次数")
    inferred: bool = Field(description="最后一天是推定的")
    due_note: str = Field(description="最后一天怎么来的")
    state: DutyStateName = Field(description="状态的代号，和 state_label 一一对应")
    state_label: str = Field(description="状态，读者看到的说法")
    evidence: list[EvidenceRecord] = Field(description="公开的依据")
    filing: FiledRecord | None = Field(description="备案或报送记录")
    approval: ApprovedRecord | None = Field(description="须经谁批准，何时批准")
    note: str | None = Field(description="方案的附带要求")
    first_due: date | None = Field(description="改过期限的，最初的最后一天")
    amended: list[str] = Field(description="公布以后的修改：日期、原来的和改后的话、原因")


class DutyData(Record):
    """data/duties.json."""

    model_config = ConfigDict(title="公开与备案清单")

    as_of: date = Field(description="状态截至这一天")
    duties: list[OwedRecord]


def duty_data(column: Column, address: Address) -> DutyData:
    """Put the duties into records."""
    return DutyData(as_of=column.day, duties=[_owed(column, owed, address) for owed in column.duties])


def _owed(column: Column, owed: Owed, address: Address) -> OwedRecord:
    duty, filing = owed.duty, owed.filing
    return OwedRecord.model_validate(
        {
            "id": duty.id,
            "verb": duty.verb,
            "what": duty.what,
            "phase": owed.phase,
            "phase_title": column.stage(owed.phase).name if owed.phase else None,
            "step": owed.step,
            "step_title": column.stage(owed.step).name if owed.step else None,
            "to": owed.to.name if owed.to else None,
            "audience": duty.audience,
            "audience_label": audience(duty.audience) if duty.audience else None,
            "when": duty.when,
            "due": owed.due,
            "times": list(owed.span.times),
            "every": owed.span.every.iso if owed.span.every else None,
            "missed": owed.missed,
            "inferred": "end" in owed.span.inferred,
            "due_note": owed.span.note,
            "state": owed.state.value,
            "state_label": owed.state_label,
            "evidence": [_evidence(column, item, address) for item in owed.evidence],
            "filing": {"to": owed.to.name, "at": filing.at, "number": filing.number} if filing and owed.to else None,
            "approval": _approval(owed),
            "note": duty.note,
            "first_due": next((move.before.end for move in column.amendments.moves_of("duties", duty.id)), None),
            "amended": [
                f"{told.amendment.date} {told.words}。{told.amendment.why}"
                for told in column.amendments.told_of("duties", duty.id)
            ],
        }
    )


def _evidence(column: Column, item: Item, address: Address) -> dict[str, object]:
    return {"id": article_urn(column.plan, item), "title": item.entry.title, "address": address(item.uri)}


def _approval(owed: Owed) -> dict[str, object] | None:
    """The approval that is asked for, with its day once it was given."""
    asked = owed.duty.approval
    if not asked or not owed.approved_by:
        return None
    records = [item.entry.approval for item in owed.evidence if isinstance(item.entry, Publication)]
    given = [record.at for record in records if record and record.by == asked.by and record.at <= owed.day]
    return {"by": owed.approved_by.name, "act": asked.act, "at": min(given, default=None)}
