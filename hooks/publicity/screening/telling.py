"""The one way to tell problems: in which form, and on GitHub beside the lines as well; never what must not be told."""

import logging
import os
from collections.abc import Iterable

from publicity.problems import github_report, gitlab_report, json_report, text_report
from publicity.problems.form import Form
from publicity.problems.problem import Problem, Severity
from publicity.screening.masking import alone

_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.NOTICE: logging.INFO}


_REPORTS = {
    Form.TEXT: text_report.report,
    Form.GITHUB: github_report.report,
    Form.GITLAB: gitlab_report.report,
    Form.JSON: json_report.report,
}


def report(problems: Iterable[Problem], form: Form) -> str:
    """All problems in one form, as they go into a file."""
    return _REPORTS[form](map(alone, problems))


def told(problems: Iterable[Problem], form: Form = Form.TEXT) -> str:
    """All problems in one form, as they are printed: the text is followed by annotations where GitHub runs this."""
    listed = list(map(alone, problems))
    parts = [report(listed, form)]
    if form is Form.TEXT and listed and _on_github():
        parts.append(github_report.report(listed))
    return "\n".join(parts)


def log(problems: Iterable[Problem], logger: logging.Logger) -> None:
    """Tell problems to a logger, each on the level of its severity; to GitHub too where it runs this."""
    for problem in map(alone, problems):
        logger.log(_LEVELS[problem.severity], problem.text())
        if _on_github():
            print(github_report.annotation(problem), flush=True)


def _on_github() -> bool:
    return os.environ.get("GITHUB_ACTIONS") == "true"
