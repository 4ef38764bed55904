"""What the front matter of a rectification commitment (整改承诺) may say (handbook/domain.md#commitments)."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from publicity.articles.article import Audience
from publicity.fields.entry import Day, Entry, Id, Line, Text
from publicity.plans.records import ApprovalRecord
from publicity.screening.screened import Exceptions

Tier = Literal["近期", "中期", "长期"]
ProgressState = Literal["未启动", "推进中", "已完成", "长期坚持", "调整", "中止"]
CLOSED: tuple[ProgressState, ...] = ("已完成", "中止")

# What was promised, by key; everything else may change without a trace, these may not.
TERMS = {
    "item": "事项",
    "goal": "目标",
    "measures": "措施",
    "deadline": "期限",
    "leader": "责任领导",
    "lead": "牵头",
    "assist": "协办",
    "accept": "验收",
}


def _text(given: Any) -> Any:
    return {"text": given} if isinstance(given, str) else given


def _post(given: Any) -> Any:
    return {"post": given} if isinstance(given, str) else given


def _one(given: Any) -> Any:
    return [given] if isinstance(given, str) and given else given


class Measure(Entry):
    """One thing that will be done, possibly with a time and an owner of its own. `state` is progress, not a term."""

    text: Line = Field(description="做什么")
    when: Line | None = Field(None, description="这一项的期限，如 7月底前")
    owner: Line | None = Field(None, description="谁做")
    state: ProgressState | None = Field(None, description="未启动、推进中、已完成、长期坚持、调整、中止 之一")


class Leader(Entry):
    """The leader who answers for it: by post, by name only where the office wants to."""

    post: Line = Field(description="职务")
    name: Line | None = Field(None, description="姓名，可以不写")


class Confirmation(Entry):
    """Who confirmed that something is done."""

    by: Line = Field(description="由谁确认")
    at: Day | None = Field(None, description="确认日期")


class Progress(Entry):
    """One entry of the history: appended, never changed."""

    date: Day = Field(description="日期；第一条的日期就是承诺公布的日期")
    state: ProgressState = Field(description="未启动、推进中、已完成、长期坚持、调整、中止 之一")
    note: Text | None = Field(None, description="做了什么；中止要写原因")
    evidence: Annotated[
        list[Line], BeforeValidator(_one, json_schema_input_type=Line | list[Line]), Field(max_length=20)
    ] = Field([], description="依据：网页、附件（相对于本文件）或 http 网址；已完成必填")
    confirmed: Confirmation | None = Field(None, description="由谁确认（by）、日期（at）；已完成必填")


Measures = Annotated[
    list[Annotated[Measure, BeforeValidator(_text, json_schema_input_type=str | Measure)]],
    Field(min_length=1, max_length=100),
]
Post = Annotated[Leader, BeforeValidator(_post, json_schema_input_type=str | Leader)]
Units = Annotated[list[Line], BeforeValidator(_one, json_schema_input_type=Line | list[Line]), Field(max_length=50)]


class OldWords(Entry):
    """The words that an amendment replaced, by key; what is not named was not changed."""

    item: Line | None = Field(None, description="原来的事项")
    goal: Text | None = Field(None, description="原来的目标")
    measures: Measures | None = Field(None, description="原来的措施")
    deadline: Line | None = Field(None, description="原来的期限")
    leader: Post | None = Field(None, description="原来的责任领导")
    lead: Line | None = Field(None, description="原来的牵头单位")
    assist: Units | None = Field(None, description="原来的协办单位；原来没有就写 []")
    accept: Line | None = Field(None, description="原来的验收单位")

    @property
    def names(self) -> list[str]:
        """The keys of the terms that were changed."""
        return [name for name in TERMS if name in self.model_fields_set]


class Amendment(Entry):
    """A change of terms that keeps the old words and says why."""

    date: Day = Field(description="修改的日期")
    fields: OldWords = Field(description="改了哪几项：键是项目，内容是原来的话")
    why: Text = Field(description="为什么改，读者看得到")


class Terms(Entry):
    """What was promised, by whom, by when."""

    item: Line = Field(description="事项，一句话")
    goal: Text = Field(description="做到什么程度")
    measures: Measures = Field(description="措施：text，可加 when、owner、state")
    deadline: Line = Field(description="期限，照抄原文，如 7月底前；没有期限的写 长期坚持")
    leader: Post = Field(description="责任领导：post 职务，可加 name 姓名")
    lead: Line = Field(description="牵头（主办）单位")
    assist: Units = Field([], description="协办单位")
    accept: Line = Field(description="由谁验收")

    def before(self, amendment: Amendment) -> "Terms":
        """The terms with an amendment taken back."""
        old = amendment.fields
        return self.model_copy(update={name: getattr(old, name) for name in old.names})

    def data(self) -> dict[str, Any]:
        """Plain data in which equal terms are equal; how far a measure has come is no term."""
        return self.model_dump(
            mode="json", include=set(TERMS), exclude={"measures": {"__all__": {"state"}}}, exclude_none=True
        )


class Commitment(Terms):
    """A rectification commitment: what was promised for a problem, and everything that came of it."""

    id: Id = Field(description="标识，与文件名相同；公布后不要改")
    problem: Id = Field(description="解决哪个问题：plan.yml 的 problems 里的 id")
    tier: Tier = Field(description="近期、中期、长期 之一")
    audience: Audience = Field("public", description="public 社会，members 党员群众，limited 一定范围（不上网）")
    approval: ApprovalRecord | None = Field(None, description="批准记录：by、at、act")
    history: Annotated[list[Progress], Field(min_length=1, max_length=500)] = Field(
        description="进展，从早到晚，只在末尾添加：date、state、note、evidence、confirmed"
    )
    amended: Annotated[list[Amendment], Field(max_length=100)] = Field(
        [], description="修改记录，从早到晚：date、fields（原来的话）、why"
    )
    screened: Exceptions = Field([], description="看过、可以公开的内容：rule、of、reason、by")
    sample: bool = Field(False, description="示例内容，正式发布时会拦下")

    def terms_after(self, amendments: int) -> Terms:
        """The terms as the first so many amendments left them."""
        terms: Terms = self
        for amendment in reversed(self.amended[amendments:]):
            terms = terms.before(amendment)
        return Terms.model_construct(**{name: getattr(terms, name) for name in TERMS})

    def terms_on(self, day: date) -> Terms:
        """The terms in force on a day."""
        return self.terms_after(len(self.amended_by(day)))

    def history_by(self, day: date) -> list[Progress]:
        """The history as it was visible on a day; empty before the commitment was public."""
        return [progress for progress in self.history if progress.date <= day]

    def amended_by(self, day: date) -> list[Amendment]:
        """The amendments made by a day."""
        return [amendment for amendment in self.amended if amendment.date <= day]

    def public_on(self, day: date) -> bool:
        """Whether anybody outside of a limited circle may see it on a day."""
        return self.audience != "limited" and bool(self.history_by(day))

    def old_words(self) -> Iterator[tuple[int, str, Any, Any]]:
        """Each change of a term: the amendment's index, the term's key, the words before and after it."""
        for i, amendment in enumerate(self.amended):
            after = self.terms_after(i + 1)
            for name in amendment.fields.names:
                yield i, name, getattr(amendment.fields, name), getattr(after, name)
