"""Another office's column with one article in it, which tests spoil."""

from pathlib import Path

from publicity.column.files import read_column
from publicity.problems.problem import Problem, Severity

from .project import ROOT, Project

PLAN = ROOT / "tests" / "plans" / "four-phases.yml"
DAY = "2013-11-15"
ARTICLE = "docs/bulletins/2013/示例.md"
_TEXT = """---
title: 示例
date: 2013-11-12
published: 2013-11-13 09:00
source: 示例
kind: 动态
phase: visits
summary: 示例
sample: true
{more}---

示例。{body}
"""


def write(column: Project, body: str = "", more: str = "", attachment: str = "") -> None:
    """Write the article: with a body, more front matter, an attachment."""
    path = column.root / ARTICLE
    path.parent.mkdir(parents=True, exist_ok=True)
    if attachment:
        more += f"attachments:\n  - {attachment}\n"
    path.write_text(_TEXT.format(body=body, more=more), encoding="utf-8")


def lay(column: Project, name: str, data: bytes | Path) -> Path:
    """Put a file beside the article, among its attachments."""
    path = column.root / "docs" / "bulletins" / "2013" / "attachments" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.read_bytes() if isinstance(data, Path) else data)
    return path


def problems(column: Project) -> list[Problem]:
    """What is wrong; notices aside."""
    found = read_column(column.root / "mkdocs.yml", column.root / "docs").problems
    return [problem for problem in found if problem.severity is not Severity.NOTICE]


def told(column: Project) -> str:
    """What is wrong, as an editor reads it."""
    return "\n".join(problem.text() for problem in problems(column))
