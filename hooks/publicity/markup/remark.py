"""What is to be said of a body: at a place of it, before anyone knows in which file it stands."""

from dataclasses import dataclass

from publicity.problems.problem import Problem, Severity
from publicity.texts.source import Mark, Source


@dataclass(frozen=True)
class Remark:
    """Something at a line and column of a body, both counted from 0, `length` characters long."""

    line: int
    column: int
    message: str
    hint: str
    severity: Severity = Severity.ERROR
    length: int = 1

    def problem(self, source: Source, body_from: int = 0) -> Problem:
        """The same of the file in which the body begins at a line, counted from 0."""
        mark = Mark(self.line + body_from, self.column, self.length)
        return source.problem(mark, self.message, self.hint, self.severity)
