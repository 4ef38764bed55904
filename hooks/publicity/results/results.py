"""What a publication may say of the results of a review (群众评议) or a survey (满意度测评): counts.

Source: handbook/domain.md#results.
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from publicity.fields.entry import Count, Entry, Line, Text
from publicity.results.percent import Percent

ABSTAINED = "弃权"


class Answers(Entry):
    """One question and how many chose each grade."""

    text: Line = Field(description="问题，照方案的原文")
    counts: Annotated[list[Count], Field(max_length=7)] = Field(description="各档票数，次序同 grades")
    abstain: Count | None = Field(None, description="弃权票数；没有弃权这一说的不写")
    percent: Annotated[list[Percent], Field(max_length=7)] = Field(
        [], description="原件印的百分比，只用来核对；网页上的由程序算"
    )


class Rule(Entry):
    """The grading rule as printed; with `positive` and `at_least` also as something to compute by."""

    text: Text = Field(description="评定办法，照录，读者看得到")
    positive: Annotated[list[Line], Field(max_length=7)] = Field([], description="算作满意的档：grades 里的名称")
    at_least: Annotated[dict[str, Percent], Field(max_length=7)] = Field(
        {}, description="等次: 满意的档合计至少占百分之几"
    )


def _text(given: Any) -> Any:
    return {"text": given} if isinstance(given, str) else given


class Results(Entry):
    """The counts of a review, a survey or any other table of votes. Percentages are never written, but computed."""

    of: Literal["review", "survey"] | None = Field(
        None, description="review 群众评议，survey 满意度测评：问题以方案为准；不写则不对照方案"
    )
    sent: Count | None = Field(None, description="发出多少份")
    returned: Count | None = Field(None, description="收回多少份")
    valid: Annotated[int, Field(ge=1, le=10_000)] = Field(description="有效多少份：百分比的基数")
    grades: Annotated[list[Line], Field(min_length=2, max_length=7)] = Field(description="各档名称，从好到差")
    questions: Annotated[list[Answers], Field(min_length=1, max_length=100)] = Field(description="各题票数")
    rule: Annotated[Rule, BeforeValidator(_text)] = Field(description="评定办法；有等次的写 text、positive、at_least")
    hide_below: Annotated[int, Field(ge=2, le=100)] | None = Field(
        None, description="少于这个数的票数不单列，以免认出个人"
    )

    @property
    def options(self) -> tuple[str, ...]:
        """What could be chosen: the grades, and to abstain where anyone counted that."""
        counted = any(answers.abstain is not None for answers in self.questions)
        return (*self.grades, *([ABSTAINED] if counted else []))

    def votes(self, answers: Answers) -> tuple[int, ...]:
        """How many chose each of the options."""
        return (*answers.counts, answers.abstain or 0)[: len(self.options)]
