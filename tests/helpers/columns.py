"""Columns read without a build."""

from dataclasses import replace
from datetime import date

from publicity.column.as_of import AsOf
from publicity.column.column import Column
from publicity.column.files import read_column

from .project import ROOT, Project

DAYS = ("2009-04-15", "2009-05-05", "2009-06-10", "2009-09-01")


def column_of(project: Project) -> Column:
    """The column of a project, which must be sound."""
    found = read_column(project.root / "mkdocs.yml", project.root / "docs")
    assert found.column, [problem.text() for problem in found.problems]
    return found.column


def column_on(day: str) -> Column:
    found = read_column(ROOT / "mkdocs.yml", ROOT / "docs").column
    assert found
    return replace(found, as_of=AsOf(date.fromisoformat(day), pinned=True))


def nowhere(uri: str) -> None:
    """The full address of a path where mkdocs.yml says no site_url."""
