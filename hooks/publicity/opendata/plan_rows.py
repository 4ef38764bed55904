"""The plan's stages, each a row; what a duty was done by, each a row."""

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from publicity.opendata.duties import DutyData
from publicity.opendata.plan import PhaseRecord, PlanData, StepRecord
from publicity.opendata.record import Place, Record
from publicity.plans.stage import State


class StageRow(Record):
    """A phase or step."""

    id: str = Field(description="阶段、环节的标识")
    above: str | None = Field(description="属于哪个阶段或环节，它的标识；阶段、直接属于方案的工作为空")
    kind: str = Field(description="方案对阶段的称呼；阶段下面的是环节")
    label: str | None = Field(description="方案印的编号")
    name: str = Field(description="名称，阶段之间不重名")
    batch: str | None = Field(description="哪一批次，不分批次的为空")
    when: str | None = Field(description="方案印的时间")
    start: date | None = Field(description="第一天")
    end: date | None = Field(description="最后一天，含当日")
    start_inferred: bool = Field(description="第一天是推定的")
    end_inferred: bool = Field(description="最后一天是推定的")
    approximate: bool = Field(description="方案说的是大约")
    note: str = Field(description="日期怎么来的")
    state: str = Field(description="状态，读者看到的说法")
    digest: str | None = Field(description="做什么")


class ShownRow(Record):
    """An article that shows a duty was done."""

    duty: str = Field(description="义务的标识")
    what: str = Field(description="什么文件或结果")
    id: str = Field(description="文章的永久标识：bulletins 或 publications 里的标识")
    title: str = Field(description="文章的标题")
    address: Place


def stages(data: PlanData) -> Iterator[StageRow]:
    """Every phase, each followed by its steps; then the steps of no phase."""
    batches = {batch.id: batch.title for batch in data.batches}
    for phase in data.phases:
        yield from _with_steps(phase, None, batches.get(phase.batch or ""))
    for step in data.steps:
        yield from _with_steps(step, None, None)


def shown(data: DutyData) -> Iterator[ShownRow]:
    """Every public article by which a duty was done."""
    for duty in data.duties:
        for one in duty.evidence:
            yield ShownRow.model_validate({"duty": duty.id, "what": duty.what} | dict(one))


def _with_steps(stage: StepRecord, above: str | None, batch: str | None) -> Iterator[StageRow]:
    alike = {name: getattr(stage, name) for name in StageRow.model_fields.keys() & StepRecord.model_fields.keys()}
    yield StageRow.model_validate(
        alike
        | {
            "above": above,
            "batch": batch,
            "kind": stage.kind if isinstance(stage, PhaseRecord) else "环节",
            "start_inferred": "start" in stage.inferred,
            "end_inferred": "end" in stage.inferred,
            "state": State(stage.state).label,
        }
    )
    for step in stage.steps:
        yield from _with_steps(step, stage.id, batch)
