"""What the front matter of a rectification commitment (整改承诺) may say (handbook/domain.md#commitments).

A table that an office printed may lack a goal, a leader, a day: what it lacks is absent here too, and shown as absent.
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from publicity.articles.article import Audience
from publicity.commitments.progress import Progress, ProgressState
from publicity.commitments.terms import AMENDABLE, TERMS
from publicity.fields.entry import Day, Entry, Id, Line, Text
from publicity.plans.records import ApprovalRecord
from publicity.screening.screened import Exceptions

Tier = Literal["近期", "中期", "长期"]
ABSENT = "原表未列"  # what readers see in the place of a term that nobody wrote; as old words: there were none

# What a commitment should say: without one of these it is shown as absent, and `strict_commitments` refuses it.
LABELS = {  # as readers see them
    "problem": "问题",
    "item": "项目",
    "goal": "目标",
    "measures": "措施",
    "deadline": "时限",
    "leader": "责任领导",
    "lead": "牵头",
    "assist": "协办",
    "accept": "验收",
    "tier": "类别",
    "due": "手写的最后一天",
    "approval": "批准",
    "text": "正文",
}
WANTED = ("problem", "goal", "measures", "deadline", "leader", "lead", "accept", "tier")


def _text(given: Any) -> Any:
    return {"text": given} if isinstance(given, str) else given


def _post(given: Any) -> Any:
    return {"post": given} if isinstance(given, str) else given


def _one(given: Any) -> Any:
    return [given] if isinstance(given, str) and given else given


class Due(Entry):
    """A last day set by hand, where the printed words do not fix one."""

    day: Day = Field(description="最后一天，含当日，如 2026-07-31")
    why: Line = Field(description="依据：为什么是这一天，读者看得到")


class Measure(Entry):
    """One thing that will be done, possibly with a time and an owner of its own. `state` is progress, not a term."""

    text: Text = Field(description="做什么")
    when: Line | None = Field(None, description="这一项的期限，如 7月底前；每月底 这样反复的也可以")
    undated: bool | None = Field(None, description="期限的原话定不出日子：写 true，只印原话")  # None is not sealed
    owner: Line | None = Field(None, description="谁做")
    state: ProgressState | None = Field(None, description="未启动、推进中、已完成、长期坚持、调整、中止 之一")


class Leader(Entry):
    """The leader who answers for it: by post, by name only where the office wants to."""

    post: Line | None = Field(None, description="职务；原表只印姓名的，可以不写")
    name: Line | None = Field(None, description="姓名，可以不写")

    @property
    def words(self) -> str:
        """What is known, the post first."""
        return " ".join(filter(None, (self.post, self.name)))


Measures = Annotated[
    list[Annotated[Measure, BeforeValidator(_text, json_schema_input_type=str | Measure)]],
    Field(max_length=100),
]
Post = Annotated[Leader, BeforeValidator(_post, json_schema_input_type=str | Leader)]
Problems = Annotated[list[Id], BeforeValidator(_one, json_schema_input_type=Id | list[Id]), Field(max_length=50)]
Units = Annotated[list[Line], BeforeValidator(_one, json_schema_input_type=Line | list[Line]), Field(max_length=50)]


Body = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]


class OldWords(Entry):
    """The words that an amendment replaced, by key; what is not named was not changed. 原表未列: there were none."""

    item: Line | None = Field(None, description="原来的事项")
    goal: Text | None = Field(None, description="原来的目标")
    measures: Measures | None = Field(None, description="原来的措施")
    deadline: Line | None = Field(None, description="原来的期限")
    due: Due | Literal["原表未列"] | None = Field(None, description="原来手写的最后一天；原来没有就写 原表未列")
    leader: Post | None = Field(None, description="原来的责任领导")
    lead: Line | None = Field(None, description="原来的牵头单位")
    assist: Units | None = Field(None, description="原来的协办单位；原来没有就写 []")
    accept: Line | None = Field(None, description="原来的验收单位")
    problem: Problems | None = Field(None, description="原来针对的问题；原来没有就写 []")
    tier: Tier | Literal["原表未列"] | None = Field(None, description="原来的类别；原来没有就写 原表未列")
    approval: ApprovalRecord | Literal["原表未列"] | None = Field(
        None, description="原来的批准记录；原来没有就写 原表未列"
    )
    text: Body | None = Field(None, description="原来的正文")

    @property
    def names(self) -> list[str]:
        """The keys of what was changed."""
        return [name for name in AMENDABLE if name in self.model_fields_set]

    def meant(self, name: str) -> Any:
        """The old value of a term: None where the words say that there was none."""
        old = getattr(self, name)
        return None if old == ABSENT or (isinstance(old, Leader) and old.words == ABSENT) else old


class Amendment(Entry):
    """A change of terms that keeps the old words and says why."""

    date: Day = Field(description="修改的日期")
    fields: OldWords = Field(description="改了哪几项：键是项目，内容是原来的话")
    why: Text = Field(description="为什么改，读者看得到")


class Terms(Entry):
    """What was promised, for which problems, by whom, by when."""

    item: Line = Field(description="事项，一句话")
    goal: Text | None = Field(None, description="做到什么程度")
    measures: Measures = Field([], description="措施：text，可加 when、owner、state")
    deadline: Line | None = Field(
        None, description="期限，照抄原文，如 7月底前；没有截止的日子的，写 长期坚持、立行立改"
    )
    due: Due | None = Field(None, description="期限的原话定不出日子时，手写的最后一天：day 和依据 why")
    leader: Post | None = Field(None, description="责任领导：post 职务，可加 name 姓名")
    lead: Line | None = Field(None, description="牵头（主办）单位")
    assist: Units = Field([], description="协办单位")
    accept: Line | None = Field(None, description="由谁验收")
    problem: Problems = Field([], description="解决哪个问题：plan.yml 的 problems 里的 id，可以写几个")
    tier: Tier | None = Field(None, description="近期、中期、长期 之一")
    approval: ApprovalRecord | None = Field(None, description="批准记录：by、at、act")

    def data(self) -> dict[str, Any]:
        """Plain data in which equal terms are equal; how far a measure has come is no term."""
        return self.model_dump(
            mode="json", include=set(TERMS), exclude={"measures": {"__all__": {"state"}}}, exclude_none=True
        )


class Commitment(Terms):
    """A rectification commitment: what was promised for a problem, and everything that came of it."""

    id: Id = Field(description="标识，与文件名相同；公布后不要改")
    number: Line | None = Field(None, description="原表的序号")
    undated: bool = Field(False, description="期限的原话定不出日子，也没有手写：只印原话，不算逾期")
    audience: Audience = Field("public", description="public 社会，members 党员群众，limited 一定范围（不上网）")
    history: Annotated[list[Progress], Field(min_length=1, max_length=500)] = Field(
        description="进展，从早到晚，只在末尾添加：date、state、note、evidence、confirmed"
    )
    amended: Annotated[list[Amendment], Field(max_length=100)] = Field(
        [], description="修改记录，从早到晚：date、fields（原来的话）、why"
    )
    screened: Exceptions = Field([], description="看过、可以公开的内容：rule、of、reason、by")
    draft: bool = Field(False, description="草稿：只在预览里看得到")
    sample: bool = Field(False, description="示例内容，正式发布时会拦下")

    def terms_after(self, amendments: int) -> Terms:
        """The terms as the first so many amendments left them."""
        return self.terms_with(range(amendments))

    def terms_with(self, made: Collection[int]) -> Terms:
        """The terms as only some of the amendments, by index, make them."""
        words = {name: getattr(self, name) for name in TERMS}
        settled = set[str]()
        for i in reversed(range(len(self.amended))):
            for name in (name for name in self.amended[i].fields.names if name in TERMS and name not in settled):
                if i in made:
                    settled.add(name)
                else:
                    words[name] = self.amended[i].fields.meant(name)
        return Terms.model_construct(**words)

    def text_with(self, made: Collection[int], text: str) -> str:
        """The text as only some of the amendments make it, where it reads `text` now."""
        for i in reversed(range(len(self.amended))):
            old = self.amended[i].fields.text
            if old is not None and i in made:
                break
            text = text if old is None else old
        return text

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
        return not self.draft and self.audience != "limited" and bool(self.history_by(day))

    @property
    def absent(self) -> list[str]:
        """What a commitment should say and this one does not, by key."""
        return [name for name in WANTED if not getattr(self, name)]

    def old_words(self) -> Iterator[tuple[int, str, Any, Any]]:
        """Each change of a term: the amendment's index, the term's key, the words before and after it."""
        for i, amendment in enumerate(self.amended):
            after = self.terms_after(i + 1)
            for name in (name for name in amendment.fields.names if name in TERMS):
                yield i, name, amendment.fields.meant(name), getattr(after, name)
