"""GitHub Actions' workflow commands: what is written so shows beside the line of a pull request."""

from collections.abc import Iterable

from publicity.problems.problem import Problem, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}


def report(problems: Iterable[Problem]) -> str:
    """Write one workflow command a line (GitHub's documentation, “Workflow commands for GitHub Actions”)."""
    return "\n".join(map(annotation, problems))


def annotation(problem: Problem) -> str:
    """One workflow command."""
    file = _escaped(problem.file).replace(":", "%3A").replace(",", "%2C")
    place = f"file={file},line={max(1, problem.line)},col={max(1, problem.column)}"
    return f"::{_LEVELS[problem.severity]} {place}::{_escaped(problem.advice)}"


def _escaped(text: str) -> str:
    """A text in a workflow command, which ends with its line."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
