"""What must not be published stops a column wherever it is written, and no message or log repeats it."""

from pathlib import Path

import pytest

from publicity.column.files import read_column
from publicity.problems.problem import Severity
from publicity.screening.screen import screen
from tests.helpers.made_up import resident
from tests.helpers.project import ROOT, Project, make_project

PLAN = ROOT / "tests" / "plans" / "four-phases.yml"
ID = resident()
ARTICLE = """---
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


@pytest.fixture
def column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("AS_OF", "2013-11-15")
    made = make_project(tmp_path / "column", PLAN)
    made.unpin()
    return made


def write(column: Project, body: str = "", more: str = "") -> None:
    path = column.root / "docs" / "bulletins" / "2013" / "示例.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ARTICLE.format(body=body, more=more), encoding="utf-8")


def told(column: Project) -> list[str]:
    """What is wrong, as an editor reads it."""
    found = read_column(column.root / "mkdocs.yml", column.root / "docs").problems
    return [problem.text() for problem in found if problem.severity is not Severity.NOTICE]


def test_a_clean_column(column: Project) -> None:
    write(column, "办公电话 0431-12345678，统一社会信用代码 91220106MA0000000X。")
    assert told(column) == []


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (f"证件 {ID}。", ""),
        (f"![证件 {ID}](x.png)", ""),
        (f"\n\n| 姓名 | 证件 |\n| --- | --- |\n| 某人 | {ID} |", ""),
        ("", f"author: {ID}\n"),
    ],
)
def test_an_id_in_an_article(column: Project, body: str, more: str) -> None:
    write(column, body, more)
    found = "\n".join(told(column))
    assert "身份证号码" in found and "示例.md:" in found
    assert ID not in found and ID[6:14] not in found


@pytest.mark.parametrize("more", ["draft: true\n", "audience: limited\n"])
def test_what_is_not_public_is_not_screened_yet(column: Project, more: str) -> None:
    write(column, f"证件 {ID}。", more)
    assert told(column) == []


def test_an_exception_holds_for_the_same_words_only(column: Project) -> None:
    (one,) = screen(f"证件 {ID}。")
    exception = f"screened: [{{rule: id-number, of: {one.digest}, reason: 示例, by: 示例}}]\n"
    write(column, f"证件 {ID}。", exception)
    assert told(column) == []
    write(column, "没有了。", exception)
    assert ["作废" in text for text in told(column)] == [True]


@pytest.mark.parametrize("name", ["docs/plan.yml", "docs/timeline.md", "mkdocs.yml"])
def test_beside_the_articles(column: Project, name: str) -> None:
    path = column.root / name
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n# {ID}\n", encoding="utf-8")
    assert any("身份证号码" in line and name in line for line in told(column))


def test_in_the_name_of_a_file(column: Project) -> None:
    (column.root / "docs" / f"{ID}.csv").write_text("示例")
    (column.root / "docs" / "timeline.md").write_text(f"---\ntemplate: timeline.html\n---\n\n[表]({ID}.csv)\n")
    found = told(column)
    assert any("文件名里有身份证号码" in text for text in found)


def test_a_build_stops_and_its_log_holds_nothing(column: Project) -> None:
    write(column, f"证件 {ID}。")
    done = column.mkdocs("build")
    assert done.returncode == 1
    assert "身份证号码" in done.stderr and ID not in done.stderr + done.stdout
    assert not (column.root / "site").exists()


def test_an_office_s_own_wrong_forms(column: Project) -> None:
    write(column, "人大代表之嫁")
    assert told(column) == []
    (column.root / "wrong_forms.yml").write_text("forms:\n  - {wrong: 代表之嫁, right: 代表之家}\n", encoding="utf-8")
    assert ["代表之家" in text for text in told(column)] == [True]
    (column.root / "wrong_forms.yml").write_text("forms:\n  - {wrnog: 代表之嫁}\n", encoding="utf-8")
    assert any("wrong_forms.yml:2" in text for text in told(column))
