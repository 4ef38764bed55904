"""Where an article belongs, and what must hold between it and the plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from publicity.articles.article import Article, Publication
from publicity.plans.plan import Plan
from publicity.plans.scheduled import Schedule, scheduled_below
from publicity.plans.span import Span
from publicity.results import rules as results_rules
from publicity.texts.reading import Finding
from publicity.texts.suggesting import suggestion


@dataclass(frozen=True)
class Belonging:
    """The phase and step that an article belongs to; None where it belongs to none."""

    phase: str | None
    step: str | None


class Placer:
    """Knows the plan, and judges articles by it."""

    def __init__(self, plan: Plan, schedule: Schedule) -> None:
        self.plan, self.schedule = plan, schedule
        self.phases = {phase.entry.id: phase for phase in schedule.phases}
        self.phase_of = {
            step.entry.id: phase.entry.id for phase in schedule.phases for step in scheduled_below(phase.steps)
        }
        self.own_steps = {step.entry.id for step in scheduled_below(schedule.steps)}
        self.duties = {duty.id: duty for duty in plan.duties}
        homes = self.phase_of | {name: name for name in self.phases}
        self.phase_of_duty = {duty.id: homes[duty.at] for duty in plan.duties if duty.at in homes}
        self.superiors = [superior.id for superior in plan.superiors]
        self._by_day: dict[date, tuple[Belonging, list[Finding]]] = {}

    def belonging_of(self, entry: Article) -> tuple[Belonging, list[Finding]]:
        """Decide where an article belongs, and check what it says of the plan."""
        if isinstance(entry, Publication) or entry.phase or entry.step or entry.fulfils or entry.figures:
            return self._judged(entry)
        if entry.date not in self._by_day:  # nothing else of it has to do with the plan
            self._by_day[entry.date] = self._judged(entry)
        return self._by_day[entry.date]

    def _judged(self, entry: Article) -> tuple[Belonging, list[Finding]]:
        belonging, misplaced = self._home(entry)
        return belonging, [*self._references(entry), *misplaced]

    def _home(self, entry: Article) -> tuple[Belonging, list[Finding]]:
        """The phase that is written; else the step's, that of the duties, the only one that the date lies in."""
        around = self.phase_of.get(entry.step or "")
        if entry.step in self.own_steps and not entry.phase:
            return Belonging(None, entry.step), []
        if entry.phase in self.phases or around:
            phase = entry.phase if entry.phase in self.phases else around
            if around and phase != around:
                message = f"环节“{entry.step}”不在阶段“{phase}”里，它属于“{around}”"
                return Belonging(phase, entry.step), [Finding(("phase",), message, "改 phase 或 step，使两者一致")]
            return Belonging(phase, entry.step), []
        if entry.phase or entry.step or not self.phases or not self.duties.keys() >= {*entry.fulfils}:
            return Belonging(None, None), []  # an unknown id is told elsewhere; a plan without phases has no home
        owed = {self.phase_of_duty[duty] for duty in entry.fulfils if duty in self.phase_of_duty}
        if len(owed) == 1:
            return Belonging(owed.pop(), None), []
        holding = phases_on(self.schedule, entry.date)
        if len(holding) == 1:
            return Belonging(holding[0], None), []
        names = "、".join(f"{name}（{self.phases[name].name}）" for name in holding or self.phases)
        if holding:
            message = f"{entry.date} 同时属于 {len(holding)} 个阶段，不知放在哪个"
        elif _holds(self.schedule.period, entry.date):
            message = f"{entry.date} 不在任何阶段之内，不知放在哪个"
        else:
            message = f"{entry.date} 不在活动期间（{_days(self.schedule.period)}）之内"
        hint = f"检查日期，或加一行“phase: …”，可写：{names}"
        return Belonging(None, None), [Finding(("date",), message, hint, follows=(("phase",), ("step",), ("fulfils",)))]

    def _references(self, entry: Article) -> Iterator[Finding]:
        if entry.phase and entry.phase not in self.phases:
            yield _unknown(("phase",), entry.phase, "阶段", list(self.phases))
        if entry.step and entry.step not in self.phase_of and entry.step not in self.own_steps:
            yield _unknown(("step",), entry.step, "环节", [*self.phase_of, *self.own_steps])
        for i, duty in enumerate(entry.fulfils):
            if duty not in self.duties:
                yield _unknown(("fulfils", i), duty, "义务（plan.yml 的 duties）", list(self.duties))
            elif isinstance(entry, Publication) and self._wider(entry, duty):
                message = f"方案规定“{self.duties[duty].what}”只在一定范围公布，本文件却是 audience: {entry.audience}"
                hint = "写 audience: limited，或者从 fulfils 里删掉它"
                yield Finding(("fulfils", i), message, hint, follows=(("audience",),))
        quotas = [quota.id for quota in self.plan.quotas]
        for name in entry.figures:
            if name not in quotas:
                yield _unknown(("figures", name), name, "数量要求（plan.yml 的 quotas）", quotas)
        if isinstance(entry, Publication):
            if entry.results:
                yield from results_rules.plan_findings(entry.results, self.plan)
                if not any(self._wider(entry, duty) for duty in entry.fulfils if duty in self.duties):
                    yield from results_rules.audience_findings(entry.results, entry.audience, self.plan)
            for key, office in (
                (("approval", "by"), entry.approval and entry.approval.by),
                (("filing", "to"), entry.filing and entry.filing.to),
            ):
                if office and office not in self.superiors:
                    yield _unknown(key, office, "上级机构（plan.yml 的 superiors）", self.superiors)

    def _wider(self, entry: Publication, duty: str) -> bool:
        """Whether a document would go to more people than the plan lets its duty go to."""
        return self.duties[duty].audience == "limited" != entry.audience


def phases_on(schedule: Schedule, day: date) -> list[str]:
    """The ids of the phases that a day lies in: one decides where an article of that day belongs."""
    return [phase.entry.id for phase in schedule.phases if _holds(phase.span, day)]


def _unknown(path: tuple[str | int, ...], name: str, what: str, known: list[str]) -> Finding:
    return Finding(path, f"没有标识为“{name}”的{what}", suggestion(name, known) or "检查 plan.yml 里的 id")


def _holds(span: Span, day: date) -> bool:
    return span.known and (span.start or date.min) <= day <= (span.end or date.max)


def _days(span: Span) -> str:
    return f"{span.start or '…'} 至 {span.end or '…'}"
