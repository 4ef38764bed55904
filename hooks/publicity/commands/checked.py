"""What `publicity check` has to say of a column."""

from pathlib import Path

from publicity.column.column import Column
from publicity.column.files import read_column
from publicity.problems.form import Answer, Form
from publicity.problems.problem import Problem, errors, in_order
from publicity.screening import telling
from publicity.texts.file_memory import FileMemory


def answer(root: Path, form: Form) -> Answer:
    """Check a column in a folder."""
    found = read_column(root / "mkdocs.yml", root / "docs")
    problems = in_order([*found.problems, *(_would_be_told(found.column, root) if found.column else ())])
    said = telling.told(problems)
    if count := sum(problem.unsettled for problem in problems):
        said += f"\n其中 {count} 处请核对：看过以后删掉那个记号，不删不能发布"
    return Answer(said, telling.report(problems, form), bool(errors(problems)))


def _would_be_told(column: Column, root: Path) -> list[Problem]:
    """What a build would tell of its finished pages."""
    from publicity.finished.sources import source_problems  # here: where there are errors, nothing is converted

    return source_problems(column, root / "docs", "docs", FileMemory.of(root, "pages"))
