"""Problems as JSON, for programs of an office's own. What it says stays; later versions may only add keys."""

import json
from collections.abc import Iterable

from publicity.problems.problem import Problem, Severity

_WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}


def report(problems: Iterable[Problem]) -> str:
    """Write one object.

    `counts`: how many there are of each severity, also 0; `problems`: each with `file` (from the column's folder),
    `line`, `column`, `end_column` (from 1, in characters, the end not meant any more; all three null where the file
    as a whole is meant), `severity` (error, warning, notice), `message` and `hint` (Chinese; hint may be empty).
    """
    listed = list(problems)
    counts = {word: sum(p.severity is severity for p in listed) for severity, word in _WORDS.items()}
    return json.dumps({"counts": counts, "problems": list(map(_entry, listed))}, ensure_ascii=False, indent=2)


def _entry(problem: Problem) -> dict[str, str | int | None]:
    placed = problem.line > 0
    return {
        "file": problem.file,
        "line": problem.line if placed else None,
        "column": problem.column if placed else None,
        "end_column": problem.column + problem.length if placed else None,
        "severity": _WORDS[problem.severity],
        "message": problem.message,
        "hint": problem.hint,
    }
