"""Problems for people: each with its line and how to write it, then how many there are."""

from collections.abc import Iterable

from publicity.problems.problem import Problem, summary


def report(problems: Iterable[Problem]) -> str:
    """Write them, an empty line between."""
    listed = list(problems)
    return "\n\n".join([*(problem.text() for problem in listed), summary(listed)])
