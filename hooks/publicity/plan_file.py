"""plan.yml from the disk to a plan on the calendar, with all its problems at once."""

from dataclasses import dataclass
from pathlib import Path

from publicity import plan_rules
from publicity.notices import notices
from publicity.plan import Plan
from publicity.problem import Problem, errors, in_order
from publicity.reading import read
from publicity.schedule import Schedule, schedule
from publicity.source import load
from publicity.tree import parse


@dataclass(frozen=True)
class PlanFile:
    """The outcome of reading plan.yml. `plan` and `schedule` are there only when no error is."""

    problems: tuple[Problem, ...]
    plan: Plan | None = None
    schedule: Schedule | None = None


def read_plan(path: Path, name: str) -> PlanFile:
    """Read a plan. `name` is what the file is called in messages. Never raises for what a file may hold."""
    source = load(path, name)
    if isinstance(source, Problem):
        return PlanFile((source,))
    tree, problems = parse(source)
    if tree.data is None:
        return PlanFile(tuple(in_order(problems)))
    if not isinstance(tree.data, dict):
        problems.append(source.problem(tree.at(()), "整个文件应是一行行“键: 值”", "从“title: 方案名称”写起"))
        return PlanFile(tuple(in_order(problems)))
    form = read(source, tree, Plan)
    problems += form.problems
    if form.value is None:
        return PlanFile(tuple(in_order(problems)))
    problems += form.locate(plan_rules.check(form.value))
    if form.faulty & {("issued",), ("period",), ("period", "when")}:
        return PlanFile(tuple(in_order(problems)))  # no year to read the other times by
    made = schedule(form.value)
    problems += form.locate(made.findings)
    if errors(problems):
        return PlanFile(tuple(in_order(problems)))
    problems += form.locate(notices(form.value, made))
    return PlanFile(tuple(in_order(problems)), form.value, made)
