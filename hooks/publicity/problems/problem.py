"""A problem: where, what is wrong, how to write it. Other modules of this folder tell it to programs."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How much it matters."""

    ERROR = "错误"  # what was read cannot be trusted: nothing is built from it
    WARNING = "警告"  # published as it is, unless the build is strict
    NOTICE = "提示"  # worth knowing; never fails anything


@dataclass(frozen=True)
class Problem:
    """One thing that somebody should see. `line` and `column` count from 1; 0 means the file as a whole."""

    file: str
    line: int
    column: int
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    source: str = ""  # the line as it stands in the file
    length: int = 1  # how many characters of it are meant
    unfinished: bool = False  # something that is still to be written: published as it is, and told again whenever it is
    unsettled: bool = False  # a doubt that somebody has to settle: nothing is published before

    @property
    def place(self) -> str:
        """`file:line:column`, as editors and terminals make it clickable."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    @property
    def advice(self) -> str:
        """What is wrong and how to write it, in one line, where a program shows the place."""
        return f"{self.message}　写法：{self.hint}" if self.hint else self.message

    def text(self) -> str:
        """Several lines: the place and the message, the source underlined, how to write it."""
        lines = [f"{self.place}: {self.severity.value}：{self.message}"]
        if self.source.strip():
            number = f"{self.line:>6} │ "
            before, meant = self.source[: self.column - 1], self.source[self.column - 1 :][: self.length]
            lines.append(number + self.source.replace("\t", " "))
            lines.append(" " * 7 + "│ " + " " * _cells(before) + "^" * max(1, _cells(meant)))
        if self.hint:
            lines.append(f"       写法：{self.hint}")
        return "\n".join(lines)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by place, what matters most first where places are equal; no problem twice."""
    rank = list(Severity)
    return sorted(set(problems), key=lambda p: (p.file, p.line, p.column, rank.index(p.severity), p.message))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Keep those that forbid building."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def summary(problems: Iterable[Problem]) -> str:
    """`共 2 个错误、1 条提示`, or that there is nothing."""
    listed = list(problems)
    units = {Severity.ERROR: "个", Severity.WARNING: "个", Severity.NOTICE: "条"}
    counts = [
        f"{count} {units[severity]}{severity.value}"
        for severity in Severity
        if (count := sum(p.severity is severity for p in listed))
    ]
    return "共 " + "、".join(counts) if counts else "没有问题"


def _cells(text: str) -> int:
    """How many terminal cells a text takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
