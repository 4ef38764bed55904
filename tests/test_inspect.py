"""`publicity inspect`: what an inspector would find, at several days, and the sheet in its three forms."""

import json
import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import html5lib
import pytest
from click.testing import CliRunner, Result

from publicity.commands.program import main
from publicity.inspecting.first_commits import first_commits
from publicity.inspecting.freshness import months_before
from tests.helpers.project import PINNED, Project
from tests.helpers.repository import git

pytestmark = pytest.mark.shipped

Rows = dict[str, dict[str, Any]]


def run(project: Project, *arguments: str, day: str | None = "2009-06-15") -> Result:
    return CliRunner().invoke(main, ["inspect", "--root", str(project.root), *arguments], env={"AS_OF": day})


def rows(project: Project, *arguments: str, day: str | None = "2009-06-15") -> Rows:
    done = run(project, "--json", *arguments, day=day)
    assert done.exit_code in (0, 4), done.output
    return {row["key"]: row for row in json.loads(done.stdout)["rows"]}


@pytest.fixture(scope="module")
def column(tmp_path_factory: pytest.TempPathFactory) -> Project:
    from tests.helpers.project import make_project

    return make_project(tmp_path_factory.mktemp("inspected"))


@pytest.mark.parametrize(
    ("day", "home", "news", "documents"),
    [
        ("2009-06-15", "good", "good", "good"),
        ("2009-09-09", "good", "good", "good"),  # the last bulletin: 2009-08-31, the last document: 2009-08-20
        ("2009-09-10", "warn", "warn", "good"),
        ("2009-09-14", "warn", "warn", "good"),
        ("2009-09-15", "bad", "bad", "good"),
        ("2010-01-19", "bad", "bad", "good"),
        ("2010-01-20", "bad", "bad", "warn"),
        ("2010-02-20", "bad", "bad", "warn"),
        ("2010-02-21", "bad", "bad", "bad"),
        ("2009-03-01", "bad", "bad", "bad"),  # nothing is public yet
    ],
)
def test_freshness(column: Project, day: str, home: str, news: str, documents: str) -> None:
    found = rows(column, day=day)
    assert [found[key]["verdict"] for key in ("home", "news", "documents")] == [home, news, documents]


def test_half_a_year_before() -> None:
    assert months_before(date(2009, 8, 31), 6) == date(2009, 2, 28)
    assert months_before(date(2009, 3, 15), 6) == date(2008, 9, 15)
    assert months_before(date(2009, 12, 1), 12) == date(2008, 12, 1)


def test_an_archived_column_is_exempt_from_freshness_and_nothing_else(project: Project) -> None:
    project.edit("mkdocs.yml", PINNED, "  archived: 2009-08-31\n")
    found = rows(project, day="2010-03-01")
    assert [found[key]["verdict"] for key in ("home", "news", "documents")] == ["exempt"] * 3
    assert "已归档" in found["news"]["result"]
    assert found["duties"]["verdict"] == "bad"
    assert "已归档（2009年8月31日）" in run(project).output
    status = CliRunner().invoke(main, ["status", "--root", str(project.root), "--json"], env={"AS_OF": "2009-08-18"})
    assert "stale" not in status.output
    assert json.loads(status.stdout)["next_change"] is None, "nothing changes by itself any more"


def test_blank_sections(project: Project) -> None:
    project.write_nothing()
    found = rows(project)
    assert (found["blank"]["verdict"], len(found["blank"]["found"])) == ("warn", 3)
    assert found["news"]["result"] == "还没有内容"
    assert found["samples"]["verdict"] == "good"


def test_overdue_duties_and_promises(column: Project) -> None:
    found = rows(column, day="2009-08-18")
    assert found["duties"]["found"] == ["备案：整改落实方案，期限 2009-07-31（逾期未备案）"]
    assert found["commitments"]["verdict"] == "bad"
    assert rows(column)["duties"]["verdict"] == "good"


def test_published_before_it_happened(project: Project) -> None:
    article = "docs/bulletins/2009/2009-04-02-training-plan.md"
    project.edit(article, "date: 2009-04-02", "date: 2009-04-12")
    found = rows(project)["back-dated"]
    assert found["verdict"] == "warn"
    assert found["found"] == ["bulletins/2009/2009-04-02-training-plan.md：2009-04-12 的事，发布时间却是 2009-04-03"]


def test_committed_after_it_is_said_to_have_been_published(project: Project) -> None:
    article = "docs/bulletins/2009/2009-04-02-training-plan.md"
    project.edit(article, "sample: true\n", "")
    assert "没有对照" in rows(project)["back-dated"]["result"]

    git(project.root, "init", "-q")
    for path, when in (("docs/plan.yml", "2009-04-03T08:00:00+08:00"), ("docs", "2009-05-01T23:30:00+00:00")):
        git(project.root, "add", path)
        git(project.root, "commit", "-qm", path, when=when)
    known = first_commits(project.root / "docs")
    assert known
    assert known["plan.yml"] == date(2009, 4, 3)
    assert known["bulletins/2009/2009-04-02-training-plan.md"] == date(2009, 5, 2), "Beijing's day"
    found = rows(project)["back-dated"]["found"]
    assert found == ["bulletins/2009/2009-04-02-training-plan.md：发布时间 2009-04-03，2009-05-02 才第一次提交"]


def test_dead_links_before_anything_is_built(project: Project) -> None:
    article = "docs/bulletins/2009/2009-04-13-study-week.md"
    text = (project.root / article).read_text(encoding="utf-8")
    fine = "[方案](../../plan.md) [阶段](../../phases/study.md) [外站](https://www.example.org/) [文首](#content)"
    (project.root / article).write_text(f"{text}\n{fine}\n\n见[去处](nowhere.md)。\n", encoding="utf-8")
    found = rows(project)
    line = text.count("\n") + 4
    assert found["links"]["found"] == [f"{article}:{line}:7: 链接“nowhere.md”没有对应的网页或文件"]
    assert found["links"]["verdict"] == "bad"
    assert found["form"]["verdict"] == found["tags"]["verdict"] == "unknown"


def test_of_a_built_site_the_pages_are_looked_at(official: Project, tmp_path: Path) -> None:
    project = Project(tmp_path / "copy")
    shutil.copytree(official.root, project.root)
    sound = rows(project)
    assert {sound[key]["verdict"] for key in ("dates", "tags", "links", "form")} == {"good"}
    page = project.root / "site" / "duties.html"
    text = page.read_text(encoding="utf-8")
    for old, new in (
        ("SiteIDCode", "siteidcode"),
        ('href="plan.html"', 'href="plans.html"'),
        ("</h1>", "</h1><h1>x</h1>"),
    ):
        assert old in text
        text = text.replace(old, new)
    page.write_text(text, encoding="utf-8")
    page = project.root / "site" / "bulletins" / "2009" / "2009-04-13-study-week.html"
    page.write_text(page.read_text(encoding="utf-8").replace('name="PubDate"', 'name="x"'), encoding="utf-8")
    found = rows(project)
    assert {found[key]["verdict"] for key in ("tags", "links", "form")} == {"bad"}
    assert any("“siteidcode”的大小写不对" in each for each in found["tags"]["found"])
    assert any("缺少标签“PubDate”" in each for each in found["dates"]["found"])


def test_a_site_of_another_day_or_older_than_its_sources_is_said_to_be(official: Project) -> None:
    assert "先运行 publicity build" not in run(official).output
    assert "不是按 2009-06-16 生成的，先运行 publicity build" in run(official, day="2009-06-16").output
    late = official.root / "docs" / "index.md"
    was, index = late.stat().st_mtime, official.root / "site" / "index.html"
    os.utime(late, (was, index.stat().st_mtime + 10))
    try:
        assert "docs/ 在生成 site/ 以后改过" in run(official).output
    finally:
        os.utime(late, (was, was))


def test_the_sheet_as_a_page_is_valid_and_escapes(project: Project, tmp_path: Path) -> None:
    project.edit("docs/plan.yml", "organ: 绿园区人大机关", "organ: '人大<b>&\"机关'")
    shutil.rmtree(project.root / "docs" / "commitments")
    sheet = tmp_path / "sheet.html"
    assert run(project, "--html", str(sheet), day="2009-09-20").exit_code == 4
    text = sheet.read_text(encoding="utf-8")
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    assert len(tree.findall(".//tbody/tr")) == 15
    assert '人大<b>&"机关' in "".join(tree.find(".//p").itertext())
    assert tree.findall(".//b") == []
    assert "@page" in text
    assert not any(word in text for word in ("http://", "https://", "<script", "src="))


def test_it_is_a_reference_and_promises_nothing(official: Project, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.html"
    done = run(official, "--html", str(sheet))
    for text in (done.output, run(official, "--json").output, sheet.read_text(encoding="utf-8")):
        assert "参照" in text
        assert "国办秘函〔2019〕19号" in text
        assert "符合" not in text
        assert "合格" not in text


def test_how_it_ends(project: Project, tmp_path: Path) -> None:
    assert run(project, day="2009-06-10").exit_code == 0
    assert run(project, day="2009-06-15").exit_code == 4
    assert run(project, "--html", str(tmp_path / "no" / "sheet.html")).exit_code == 1
    done = run(project, "--site", str(tmp_path))
    assert (done.exit_code, "不是生成好的网站" in done.output) == (2, True)
    project.edit("docs/plan.yml", "verb: 公示", "verb: 公式")
    done = run(project)
    assert done.exit_code == 1
    assert "公式" in done.output
