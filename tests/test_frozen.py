"""An archived column is frozen: nothing that readers have been shown is taken from them by the day that is written."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from publicity.column.files import read_column
from publicity.commands.program import main
from publicity.problems.problem import Problem, errors
from tests.helpers.columns import column_of, column_on
from tests.helpers.project import PINNED, Project

pytestmark = pytest.mark.shipped

LAST = "2009-08-31"


def wrong(project: Project, day: str) -> list[Problem]:
    project.edit("mkdocs.yml", PINNED, f"  archived: {day}\n")
    return errors(read_column(project.root / "mkdocs.yml", project.root / "docs").problems)


def only_article(project: Project, more: str) -> None:
    project.write_nothing()
    path = project.root / "docs" / "publications" / "one.md"
    path.parent.mkdir()
    times = "date: 2009-04-22\npublished: 2009-04-23 09:00"
    head = f"title: 甲\n{times}\nsource: 乙\nkind: 活动方案\nsummary: 丙\nphase: prepare"
    path.write_text(f"---\n{head}\n{more}\n---\n\n正文。\n", encoding="utf-8")


def test_a_day_before_the_plan_was_amended_is_refused(project: Project) -> None:
    """Readers saw the new words and the old ones; on an earlier day neither the change nor its reason would stand."""
    amended = "\n  - {date: 2009-09-20, field: phases.prepare.when, was: 3月中下旬, why: 改正}\n"
    path = project.root / "docs" / "plan.yml"
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + amended, encoding="utf-8")
    (told,) = wrong(project, "2009-09-10")
    assert "2009-09-10 早于已经写下的内容，那以后的 1 处" in told.message
    assert "docs/plan.yml，修改的日期是 2009-09-20" in told.hint


def test_a_day_before_the_last_article_is_refused_where_it_is_written(project: Project) -> None:
    (told,) = wrong(project, "2009-08-30")
    assert told.source == "  archived: 2009-08-30" and told.column == 13
    assert "2009-08-30 早于已经写下的内容，那以后的" in told.message
    assert "docs/commitments/transferred-opinions.md，进展的日期是 2009-08-31" in told.hint
    done = CliRunner().invoke(main, ["check", "--root", str(project.root)])
    assert done.exit_code == 1 and f"mkdocs.yml:{told.line}:13: 错误：归档的日期" in done.output


@pytest.mark.parametrize("day", [LAST, "2010-01-01"])
def test_from_the_last_day_on_every_promise_and_article_stays(project: Project, day: str) -> None:
    assert wrong(project, day) == []
    column, before = column_of(project), column_on("2009-06-15")
    assert {one.uri for one in before.commitments} <= {one.uri for one in column.commitments}
    assert {one.uri for one in before.publications} <= {one.uri for one in column.publications}
    assert not [uri for uri in column.held if column.held[uri].value == "未到发布时间"]


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ("updated: {at: 2009-05-06 10:00, note: 丁}", "更新于 2009-05-06"),
        ("approval: {by: supervision-group, at: 2009-05-07}", "批准于 2009-05-07"),
        ("filing: {to: campaign-office, at: 2009-05-08}", "报出于 2009-05-08"),
    ],
)
def test_what_was_done_to_an_article_counts(project: Project, more: str, what: str) -> None:
    only_article(project, more)
    (told,) = wrong(project, "2009-05-05")
    assert what in told.hint


@pytest.mark.parametrize("more", ["draft: true", "audience: limited"])
def test_what_never_comes_out_does_not_count(project: Project, more: str) -> None:
    only_article(project, f"updated: {{at: 2009-05-06 10:00, note: 丁}}\n{more}")
    assert wrong(project, "2009-04-22") == []


def test_reports_and_amendments_count(project: Project) -> None:
    for folder in ("bulletins", "publications"):
        for path in Path(project.root, "docs", folder).rglob("*.md"):
            path.unlink()
    found = wrong(project, "2009-03-01")
    assert len([one for one in found if "archived" in one.source]) == 1
    assert any("docs/commitments/" in one.hint for one in found)
