"""plan.yml from the disk to a plan on the calendar, with all its problems at once."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from publicity.plans import rules as plan_rules
from publicity.plans.amendments import amended_by, amendment_findings, plan_on
from publicity.plans.identity import identity_notices
from publicity.plans.notices import notices
from publicity.plans.plan import Plan, Timed
from publicity.plans.schedule import schedule
from publicity.plans.scheduled import Schedule
from publicity.problems.problem import Problem, Severity, errors, in_order
from publicity.regex import regex
from publicity.texts.letters import check_letters
from publicity.texts.reading import Finding, Read, read
from publicity.texts.source import Source, decode, load
from publicity.texts.tree import parse
from publicity.texts.unfilled import unfilled_fields

_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class PlanFile:
    """The outcome of reading plan.yml. `plan` and `schedule` are there only when no error is.

    `problems` are of what readers see too; `own` are what only the office need know.
    """

    problems: tuple[Problem, ...]
    plan: Plan | None = None
    schedule: Schedule | None = None
    own: tuple[Problem, ...] = ()
    form: Read[Plan] | None = field(default=None, repr=False, compare=False)
    digest: str = field(default="", repr=False, compare=False)  # the SHA-256 of the file, where somebody remembers it

    def on(self, day: date) -> "PlanFile":
        """The plan as it stood on a day, with what was odd about it then; the same file where nothing was amended."""
        if self.plan is None or self.form is None or amended_by(self.plan, day) == len(self.plan.amended):
            return self
        plan = plan_on(self.plan, day)
        made = schedule(plan)
        kept = [problem for problem in self.problems if problem.unfinished or problem.severity is not Severity.NOTICE]
        problems = in_order([*kept, *self.form.locate(notices(plan, made))])
        return PlanFile(tuple(problems), plan, made, self.own, self.form)


def read_plan(path: Path, name: str, text: str | None = None) -> PlanFile:
    """Read a plan. `name` is what the file is called in messages. Never raises for what a file may hold.

    `text` is read as if it stood in the file.
    """
    return plan_in(load(path, name) if text is None else decode(text.encode(), name))


def plan_in(source: Source | Problem) -> PlanFile:
    """The plan in a text. Never raises for what it may hold."""
    if isinstance(source, Problem):
        return PlanFile((source,))
    tree, problems = parse(source)
    problems += check_letters(source)
    if tree.data is None:
        return PlanFile(tuple(in_order(problems)))
    if not isinstance(tree.data, dict):
        problems.append(source.problem(tree.at(()), "整个文件应是一行行“键: 值”", "从“title: 方案名称”写起"))
        return PlanFile(tuple(in_order(problems)))
    form = read(source, tree, Plan)
    problems += form.problems
    problems += unfilled_fields(source, tree)
    if form.value is None:
        return PlanFile(tuple(in_order(problems)))
    problems += form.locate(plan_rules.plan_findings(form.value))
    plan = _datable(form)
    if plan is None:
        return PlanFile(tuple(in_order(problems)))
    made = schedule(plan)
    problems += form.locate(f for f in made.findings if not _meant_otherwise(form, f))
    if not errors(problems):
        problems += form.locate(amendment_findings(form.value))
    if errors(problems):
        return PlanFile(tuple(in_order(problems)))
    problems += form.locate(notices(form.value, made))
    own = form.locate(identity_notices(form.value))
    return PlanFile(tuple(in_order(problems)), form.value, made, tuple(own), form)


def _datable(form: Read[Plan]) -> Plan | None:
    """The plan with something in place of what its times are read by, where that is faulty; None if nothing is."""
    plan = form.value
    if plan and form.faulty_below(("period",)):
        plan = plan.model_copy(update={"period": Timed(when=None, dates=None, undated=False)})
    if plan and form.faulty_below(("issued",)):
        written = form.tree.data.get("issued"), plan.period.when
        years = [int(year) for text in written if isinstance(text, str) for year in _YEAR.findall(text)]
        return plan.model_copy(update={"issued": date(years[0], 1, 1)}) if years else None
    return plan


def _meant_otherwise(form: Read[Plan], finding: Finding) -> bool:
    """Whether what makes up for a time that can't be read has been told to be faulty."""
    entry = form.salvage.original(finding.path)[:-1]
    return any(form.faulty_below((*entry, key)) for key in ("dates", "undated"))
