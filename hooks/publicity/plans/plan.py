"""The work plan as data: what plan.yml may say, as the plan printed it (handbook/domain.md#plan).

Nothing here is derived. Times are the printed expressions; what they mean on the calendar is
`schedule`'s to say. Field descriptions are Chinese because editors read them as completion help.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import Field

from publicity.fields.entry import ColumnId, Count, Day, Entry, Former, Id, Line, Text
from publicity.screening.screened import Exceptions

Verb = Literal["备案", "报送", "公布", "公示", "通报"]
FILING: tuple[Verb, ...] = ("备案", "报送")  # goes to an office; the others make something known
Path = tuple[str | int, ...]
Audience = Literal["public", "members", "limited", "undecided"]


class Dates(Entry):
    """Dates set by hand beside a printed time, because the words alone do not fix them."""

    start: Day | None = Field(None, description="开始日期，如 2026-04-01；不定则不写")
    end: Day | None = Field(None, description="结束日期，含当日")
    why: Line = Field(description="依据：为什么可以这样定日期，读者看得到")


class Timed(Entry):
    """Anything with a time of its own: the printed words, and dates by hand where they are needed."""

    when: Line | None = Field(None, description="方案印的时间，照抄原文，如 5月中旬至6月中旬")
    dates: Dates | None = Field(None, description="读不出时手写的日期，与原文并列显示")
    undated: bool = Field(False, description="原文没有固定日期（如 长期坚持）：只印原话，不画在时间轴上")


class Point(Entry):
    """A goal, a problem to solve, a duty of leadership: a name and a digest in the office's own words."""

    id: Id = Field(description="标识：小写字母、数字、连字符；发布后不要改，网址要用")
    title: Line = Field(description="名称")
    digest: Text | None = Field(None, description="一两句话的摘要")


class Participants(Entry):
    """Who takes part and how."""

    group: Line = Field(description="参加人员")
    digest: Text = Field(description="如何参加")


class Superior(Entry):
    """An office above this one, to which the plan files or which must approve."""

    id: Id = Field(description="标识")
    name: Line = Field(description="全称")


class Claims(Entry):
    """How many phases and steps the plan says it has. Compared with the count, never enforced."""

    phases: Count | None = Field(None, description="方案自称的阶段数")
    steps: Count | None = Field(None, description="方案自称的环节数")


class Batch(Timed):
    """A batch of units that goes through the campaign at its own time."""

    id: Id = Field(description="标识")
    title: Line = Field(description="名称，如 第一批")
    units: Annotated[list[Line], Field(max_length=500)] = Field([], description="参加单位")


class Task(Timed):
    """One piece of the schedule, with or without a printed number and a time of its own."""

    id: Id = Field(description="标识：小写字母、数字、连字符；发布后不要改，网址要用")
    label: Line | None = Field(None, description="方案印的编号，如 （一） 或 1；没有编号就不写")
    title: Line | None = Field(None, description="名称；没有起名的阶段，有编号或时间就不写")
    batch: Id | None = Field(None, description="只属于某一批单位时，写批次的 id")
    digest: Text | None = Field(None, description="用自己的话写的一句摘要")

    @property
    def name(self) -> str:
        """What it is called: its title, else the number or the time that the plan prints for it."""
        return self.title or self.label or self.when or self.id


class Step(Task):
    """A step (环节) of a phase; it may have sub-steps, the third and last level."""

    steps: Annotated[list[Task], Field(max_length=100)] = Field([], description="下一级的具体工作")


class Phase(Task):
    """A phase (阶段) of the campaign, whatever the plan calls it."""

    kind: Line = Field("阶段", description="方案怎么称呼它：阶段、环节、步骤……")
    steps: Annotated[list[Step], Field(max_length=100)] = Field([], description="本阶段的环节")


class Event(Entry):
    """A day that other times hang on: an election day, a meeting. It may be known only later."""

    id: Id = Field(description="标识")
    title: Line = Field(description="名称，照方案的叫法，如 选举日、动员大会")
    day: Day | None = Field(None, description="日期，如 2026-11-15；还没有定的不写，定了再补")
    note: Line | None = Field(None, description="说明，如 日期由选举委员会确定")


class Approval(Entry):
    """What must be approved, and by whom, before a duty may be done."""

    by: Id = Field(description="由谁批准：superiors 里的 id")
    act: Line = Field("审定", description="批准的方式，如 审定、同意")


class Duty(Timed):
    """Something the plan obliges the office to file (备案 报送) or make known (公布 公示 通报)."""

    id: Id = Field(description="标识")
    verb: Verb = Field(description="备案、报送、公布、公示、通报 之一")
    what: Line = Field(description="什么文件或结果")
    at: Id | None = Field(None, description="产生于哪个环节或阶段：写它的 id；属于整个方案的不写")
    to: Id | None = Field(None, description="报给谁：superiors 里的 id（备案、报送必填）")
    audience: Audience | None = Field(
        None,
        description="向谁公开：public 社会，members 党员群众，limited 一定范围，undecided 待定（公布、公示、通报必填）",
    )
    approval: Approval | None = Field(None, description="公开前须经谁批准")
    note: Line | None = Field(None, description="方案的附带要求，如 作出公开承诺")
    cancelled: bool = Field(False, description="不再要求了：照样列出，标明取消；用 publicity amend 写")


class Quota(Entry):
    """An amount the plan sets for someone: study days, reports."""

    id: Id = Field(description="标识")
    who: Line = Field(description="对谁的要求")
    what: Line = Field(description="做什么")
    at_least: Annotated[int, Field(ge=1, le=10_000)] = Field(description="不少于多少")
    unit: Line = Field(description="单位：天、次、篇……")
    at: Id | None = Field(None, description="属于哪个环节或阶段：写它的 id；属于整个方案的不写")


class Questionnaire(Entry):
    """The fixed questions of a review (群众评议) or a survey (满意度测评)."""

    title: Line = Field(description="名称")
    at: Id | None = Field(None, description="属于哪个环节或阶段：写它的 id；属于整个方案的不写")
    questions: Annotated[list[Line], Field(min_length=1, max_length=100)] = Field(description="固定的问题")


class PlanAmendment(Entry):
    """A change of the plan after the public had read it, with the old words and the reason."""

    date: Day = Field(description="修改的日期")
    field: Line = Field(description="改了哪一项，各级用点隔开，列表里的写 id，如 phases.rectify.when")
    was: Former = Field(None, description="原来的话，照抄；原来没有写的，这一行不写")
    why: Text = Field(description="为什么改，读者看得到")
    sample: bool = Field(False, description="示例内容，正式发布时会拦下")


class Plan(Entry):
    """A published work plan (工作方案): the only source of phases, steps, times and duties."""

    title: Line = Field(description="方案全称")
    campaign: Line = Field(description="活动名称")
    organ: Line = Field(description="开展活动的机关")
    superiors: Annotated[list[Superior], Field(max_length=50)] = Field([], description="上级机构")
    issued: Day = Field(description="成文日期，如 2026-04-22")
    id: ColumnId | None = Field(None, description="专栏的标识，程序写好的；订阅、日历认它，不要改")
    period: Timed = Field(Timed(when=None, dates=None, undated=False), description="活动总时间；方案没有印的不写")
    claims: Claims = Field(Claims(phases=None, steps=None), description="方案自称的阶段数、环节数")
    participants: Annotated[list[Participants], Field(max_length=50)] = Field([], description="参加范围")
    goals: Annotated[list[Point], Field(max_length=50)] = Field([], description="目标要求")
    problems: Annotated[list[Point], Field(max_length=500)] = Field([], description="要解决的突出问题")
    events: Annotated[list[Event], Field(max_length=50)] = Field([], description="别的时间要从它算起的日子，如 选举日")
    batches: Annotated[list[Batch], Field(max_length=50)] = Field([], description="批次")
    phases: Annotated[list[Phase], Field(max_length=100)] = Field([], description="阶段；不分阶段的不写")
    steps: Annotated[list[Step], Field(max_length=100)] = Field([], description="不属于哪个阶段、直接属于方案的工作")
    duties: Annotated[list[Duty], Field(max_length=200)] = Field([], description="公开与备案义务")
    quotas: Annotated[list[Quota], Field(max_length=100)] = Field([], description="数量要求")
    review: Questionnaire | None = Field(None, description="群众评议")
    survey: Questionnaire | None = Field(None, description="满意度测评")
    leadership: Annotated[list[Point], Field(max_length=50)] = Field([], description="组织领导")
    amended: Annotated[list[PlanAmendment], Field(max_length=200)] = Field(
        [], description="公布以后的修改，从早到晚：date、field、was（原来的话）、why"
    )
    screened: Exceptions = Field([], description="看过、可以公开的内容：rule、of、reason、by")


def tasks(plan: Plan) -> Iterator[tuple[Path, Task]]:
    """Every phase, step and sub-step with its path."""

    def below(task: Task, path: Path) -> Iterator[tuple[Path, Task]]:
        yield path, task
        steps: Iterable[Task] = getattr(task, "steps", ())
        for i, step in enumerate(steps):
            yield from below(step, (*path, "steps", i))

    for i, phase in enumerate(plan.phases):
        yield from below(phase, ("phases", i))
    for i, step in enumerate(plan.steps):
        yield from below(step, ("steps", i))


def timed(plan: Plan) -> Iterator[tuple[Path, Timed]]:
    """Everything that may print a time, with its path."""
    yield ("period",), plan.period
    yield from ((("batches", i), batch) for i, batch in enumerate(plan.batches))
    yield from tasks(plan)
    yield from ((("duties", i), duty) for i, duty in enumerate(plan.duties))
