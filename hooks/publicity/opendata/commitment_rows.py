"""What belongs to a commitment more than once, as rows of tables: reports, amendments, measures, problems."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import Field

from publicity.fields.entry import Day
from publicity.opendata.commitments import CommitmentData, CommitmentRecord
from publicity.opendata.record import RELATIVE, Place, Record


class CommitmentRow(Record):
    """What every row says of its commitment."""

    id: str = Field(description="承诺的标识")
    item: str = Field(description="承诺做什么")
    sample: bool = Field(description="示例内容")
    address: Place


class StoryRow(CommitmentRow):
    """A report or an amendment."""

    kind: Literal["进展", "修改"] = Field(description="进展，或者修改")
    number: int = Field(description="这项承诺的第几次进展、第几次修改，从 1 起")
    date: Day = Field(description="哪一天的进展，哪一天改的")
    state: str | None = Field(None, description="当时填报的状态；修改的为空")
    note: str | None = Field(description="进展写做了什么，修改写为什么改")
    evidence: list[str] = Field([], description=f"依据的地址，专栏里的{RELATIVE}")
    confirmed_by: str | None = Field(None, description="谁确认的")
    confirmed_at: Day | None = Field(None, description="哪一天确认的")
    old: str | None = Field(None, description="修改的写原来的话（JSON）；进展的为空")


class MeasureRow(CommitmentRow):
    """A measure."""

    number: int = Field(description="这项承诺的第几条措施，从 1 起")
    text: str = Field(description="措施")
    when: str | None = Field(description="印的时间")
    due: date | None = Field(description="最后一天，含当日；定不出日子的、反复进行的为空")
    owner: str | None = Field(description="谁做")


class AnsweredRow(CommitmentRow):
    """A problem that a commitment answers."""

    problem: str = Field(description="突出问题的标识")
    problem_title: str = Field(description="突出问题")


def stories(data: CommitmentData) -> Iterator[StoryRow]:
    """Every report and every amendment of each commitment, the reports before the amendments."""
    for one, same in _each(data):
        for number, report in enumerate(one.history, 1):
            yield StoryRow.model_validate(same | dict(report) | {"kind": "进展", "number": number})
        for number, change in enumerate(one.amended, 1):
            told = {"kind": "修改", "number": number, "date": change.date, "note": change.why}
            old = json.dumps(change.old, ensure_ascii=False)
            yield StoryRow.model_validate(same | told | {"old": old})


def measures(data: CommitmentData) -> Iterator[MeasureRow]:
    """Every measure of each commitment, as they are numbered."""
    for one, same in _each(data):
        for number, measure in enumerate(one.measures, 1):
            yield MeasureRow.model_validate(same | dict(measure) | {"number": number})


def answered(data: CommitmentData) -> Iterator[AnsweredRow]:
    """Every problem that each commitment answers."""
    for one, same in _each(data):
        for problem, title in zip(one.problem, one.problem_title, strict=True):
            yield AnsweredRow.model_validate(same | {"problem": problem, "problem_title": title})


def _each(data: CommitmentData) -> Iterator[tuple[CommitmentRecord, dict[str, object]]]:
    for one in data.commitments:
        yield one, {name: getattr(one, name) for name in CommitmentRow.model_fields}
