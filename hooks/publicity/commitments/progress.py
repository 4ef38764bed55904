"""A report on a commitment (handbook/domain.md#commitments): appended to its history, never changed."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from publicity.fields.entry import Day, Entry, Line, Text

ProgressState = Literal["未启动", "推进中", "已完成", "长期坚持", "调整", "中止"]
CLOSED: tuple[ProgressState, ...] = ("已完成", "中止")
UNKNOWN, UNPROVED = "未报进展", "已完成（未附依据）"  # what a report is called that names no state, or proves nothing


def _one(given: Any) -> Any:
    return [given] if isinstance(given, str) and given else given


class Confirmation(Entry):
    """Who confirmed that something is done."""

    by: Line = Field(description="由谁确认")
    at: Day | None = Field(None, description="确认日期")


class Progress(Entry):
    """One entry of the history: appended, never changed."""

    date: Day = Field(description="日期；第一条的日期就是承诺公布的日期")
    state: ProgressState | None = Field(
        None, description="未启动、推进中、已完成、长期坚持、调整、中止 之一；原表没有进展的不写"
    )
    note: Text | None = Field(None, description="做了什么；中止要写原因")
    evidence: Annotated[
        list[Line], BeforeValidator(_one, json_schema_input_type=Line | list[Line]), Field(max_length=20)
    ] = Field([], description="依据：网页、附件（相对于本文件）或 http 网址；已完成而没有的，网页上注明未附依据")
    confirmed: Confirmation | None = Field(None, description="由谁确认（by）、日期（at）")

    @property
    def proved(self) -> bool:
        """Whether a reader can look up what shows it; only of what is said to be completed."""
        return self.state == "已完成" and bool(self.evidence)

    @property
    def told(self) -> str:
        """The state as readers see it: what nothing shows to be completed is never called so alone."""
        if self.state is None:
            return UNKNOWN
        return UNPROVED if self.state == "已完成" and not self.proved else self.state
