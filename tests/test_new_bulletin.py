"""`publicity new bulletin`: a file that passes the checks, or none."""

import os
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from publicity.articles.article import Bulletin
from publicity.column.column import Column
from publicity.column.files import read_column
from publicity.commands import asking
from publicity.commands.bulletin_file import Wanted, compose, next_issue
from publicity.commands.program import main
from publicity.fields.day import parse_day
from publicity.fields.moment import parse_moment
from publicity.texts.document import Document, read_document
from publicity.texts.source import INVISIBLE, decode
from tests.helpers.project import ROOT, Project

pytestmark = pytest.mark.shipped

SAID = {
    "kind": "动态",
    "title": "机关召开座谈会",
    "date": "2009-04-22",
    "source": "区人大机关办公室",
    "summary": "听取意见。",
}
STUDY = "docs/bulletins/2009/2009-04-22-dongtai-1.md"


def run(project: Project, stdin: str | None = None, **flags: str) -> Result:
    arguments = [part for name, text in flags.items() for part in (f"--{name}", text)]
    return CliRunner().invoke(main, ["new", "bulletin", "--root", str(project.root), *arguments], input=stdin)


def column_of(project: Project) -> Column:
    found = read_column(project.root / "mkdocs.yml", project.root / "docs")
    assert found.column, [problem.text() for problem in found.problems]
    return found.column


def bulletins(project: Project) -> dict[Path, str]:
    return {
        path: path.read_text(encoding="utf-8") for path in (project.root / "docs").rglob("*") if path.suffix == ".md"
    }


@pytest.fixture
def at_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_terminal", lambda: True)


# -- with flags -----------------------------------------------------------------------------------


def test_the_file_has_its_keys_in_order_and_is_a_draft(project: Project) -> None:
    done = run(project, **SAID, topics="学习培训，调查研究", step="research")
    assert done.exit_code == 0, done.output
    assert (project.root / STUDY).read_text(encoding="utf-8") == (
        "---\n"
        "title: 机关召开座谈会\n"
        "date: 2009-04-22\n"
        "published: 2009-04-22 09:00\n"
        "source: 区人大机关办公室\n"
        "kind: 动态\n"
        "step: research\n"
        "topics: [学习培训, 调查研究]\n"
        "summary: 听取意见。\n"
        "draft: true\n"
        "---\n\n"
        "在这里写正文。\n"
    )
    assert STUDY in done.output and "draft: true" in done.output
    item = column_of(project).item(STUDY.removeprefix("docs/"))
    assert item and (item.phase, item.step) == ("study", "research")


def test_nothing_else_is_left_in_the_folder(project: Project) -> None:
    before = set((project.root / "docs").rglob("*"))
    assert run(project, **SAID).exit_code == 0
    assert set((project.root / "docs").rglob("*")) - before == {project.root / STUDY}


def test_a_numbered_bulletin_gets_the_next_number(project: Project) -> None:
    last = next_issue(column_of(project)) - 1
    said = SAID | {"kind": "简报", "date": "2009-08-30", "published": "2009-08-30 10:00"}
    for number in (last + 1, last + 2):
        done = run(project, **said)
        assert done.exit_code == 0, done.output
        text = (project.root / f"docs/bulletins/2009/2009-08-30-jianbao-{number}.md").read_text(encoding="utf-8")
        assert f"source: 区人大机关办公室\nissue:\n  number: {number}\nkind: 简报\n" in text
    column_of(project)


def test_no_file_is_ever_overwritten(project: Project) -> None:
    for _ in range(3):
        assert run(project, **SAID).exit_code == 0
    assert [path.name for path in sorted((project.root / STUDY).parent.glob("*-dongtai-*"))] == [
        f"2009-04-22-dongtai-{n}.md" for n in (1, 2, 3)
    ]
    assert run(project, **SAID, slug="forum").exit_code == 0
    before = bulletins(project)
    again = run(project, **SAID | {"title": "另一个标题"}, slug="forum")
    assert again.exit_code == 1
    assert "2009-04-22-forum.md" in again.output and "--slug" in again.output
    assert bulletins(project) == before


def test_the_day_of_the_column_where_none_is_said(project: Project) -> None:
    said = {name: text for name, text in SAID.items() if name != "date"}
    assert run(project, **said, phase="rectify").exit_code == 0
    text = (project.root / "docs/bulletins/2009/2009-06-15-dongtai-1.md").read_text(encoding="utf-8")
    assert "date: 2009-06-15\npublished: 2009-06-15 09:00\n" in text


def test_another_year_gets_its_folder(project: Project) -> None:
    done = run(project, **SAID | {"date": "2010-01-05"}, phase="review-and-survey")
    assert done.exit_code == 0, done.output
    assert (project.root / "docs/bulletins/2010/2010-01-05-dongtai-1.md").is_file()


# -- what is missing or wrong ---------------------------------------------------------------------


def test_everything_missing_is_told_in_one_sentence(project: Project) -> None:
    done = run(project, date="2009-04-22")
    assert done.exit_code == 2
    assert done.output.count("\n") == 1
    assert all(f"--{name}" in done.output for name in ("kind", "title", "source", "summary"))
    assert "--phase" not in done.output


@pytest.mark.parametrize(
    ("day", "open_to"), [("2009-06-05", {"analysis", "rectify"}), ("2009-05-05", {"prepare", "study"})]
)
def test_the_phase_is_missing_only_where_the_day_does_not_decide(project: Project, day: str, open_to: set[str]) -> None:
    done = run(project, **SAID | {"date": day})
    assert done.exit_code == 2
    assert "--phase" in done.output and all(f"{name}（" in done.output for name in open_to)
    assert run(project, **SAID | {"date": day}, phase="analysis").exit_code == 0
    assert run(project, **SAID | {"date": day}, step="mass-review").exit_code == 0


@pytest.mark.parametrize(
    "flags",
    [
        {"date": "4月22日"},
        {"published": "9点"},
        {"kind": "通知"},
        {"slug": "../../plan"},
        {"slug": "座谈会"},
        {"title": " "},
    ],
)
def test_a_flag_that_cannot_be(project: Project, flags: dict[str, str]) -> None:
    before = bulletins(project)
    done = run(project, **SAID | flags)
    assert (done.exit_code, done.output.count("\n")) == (2, 1)
    assert done.output.startswith(f"--{next(iter(flags))}：")
    assert bulletins(project) == before


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        ({"summary": "长" * 301}, "太长"),
        ({"title": "上\n下"}, "只能写一行"),
        ({"title": "零宽\u200b空格"}, "看不见的控制字符"),
        ({"phase": "stduy"}, "是不是“study”？"),
        ({"step": "kickoff", "phase": "study"}, "不在阶段"),
        ({"topics": "一、二、三、四、五、六"}, "太多"),
        ({"kind": "简报", "published": "2009-01-05 09:00"}, "早于第"),
    ],
)
def test_what_does_not_pass_the_checks_is_not_written(project: Project, flags: dict[str, str], told: str) -> None:
    before = bulletins(project)
    done = run(project, **SAID | flags)
    assert done.exit_code == 1
    assert told in done.output and "没有建新稿" in done.output
    assert bulletins(project) == before


def test_a_plan_that_cannot_be_read_is_told(project: Project) -> None:
    project.edit("docs/plan.yml", "issued: 2009-04-22", "issued: 昨天")
    done = run(project, **SAID)
    assert done.exit_code == 1
    assert "docs/plan.yml" in done.output


def test_a_mistake_elsewhere_only_keeps_the_count_of_numbers(project: Project) -> None:
    other = "docs/bulletins/2009/2009-03-31-kickoff.md"
    project.edit(other, "number:", "numbr:")
    assert run(project, **SAID).exit_code == 0
    numbered = run(project, **SAID | {"kind": "简报", "date": "2009-08-30"})
    assert numbered.exit_code == 1
    assert other in numbered.output and "期号" in numbered.output


def test_a_disk_that_does_not_take_it(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "link", full)
    before = set((project.root / "docs").rglob("*"))
    done = run(project, **SAID)
    assert done.exit_code == 1
    assert "写不进去（系统错误 28）" in done.output
    assert set((project.root / "docs").rglob("*")) == before


# -- at a terminal --------------------------------------------------------------------------------


@pytest.mark.usefixtures("at_terminal")
def test_what_is_not_given_is_asked(project: Project) -> None:
    answers = ["通知", "简报", "机关: 召开“会”", "8月30日", "2009-08-30", "", "", "一句话。"]
    done = run(project, "\n".join(answers) + "\n")
    assert done.exit_code == 0, done.output
    assert "没有“通知”" in done.output and "日期要写成" in done.output
    written = next((project.root / "docs/bulletins/2009").glob("2009-08-30-jianbao-*.md")).read_text(encoding="utf-8")
    assert "title: '机关: 召开“会”'\n" in written
    assert "published: 2009-08-30 09:00\nsource: 区人大机关学习实践活动领导小组办公室\n" in written
    assert "phase" not in written and "所属阶段" not in done.output


@pytest.mark.usefixtures("at_terminal")
def test_the_phase_is_asked_where_the_day_does_not_decide(project: Project) -> None:
    done = run(project, "\nstudy\nrectify\n", **SAID | {"date": "2009-06-05"})
    assert done.exit_code == 0, done.output
    assert "analysis（分析检查阶段）、rectify（整改落实阶段）" in done.output
    assert "phase: rectify\n" in (project.root / "docs/bulletins/2009/2009-06-05-dongtai-1.md").read_text(
        encoding="utf-8"
    )


# -- any text -------------------------------------------------------------------------------------


@cache
def column() -> Column:
    found = read_column(ROOT / "mkdocs.yml", ROOT / "docs").readable
    assert found
    return found


TEXT = st.one_of(
    st.text(min_size=1, max_size=200),
    st.from_regex(r"""[-?:,\[\]{}#&*!|>'"%@` ]{1,4}[a-z：“”:#\\'" ]{0,8}""", fullmatch=True),
    st.sampled_from(["null", "~", "no", "12:30", "2009-04-22", "---", "...", "<<", "=", "a: b", "a #b", "“引”", "'"]),
)


@given(title=TEXT, summary=TEXT, topic=TEXT)
def test_any_text_comes_back_as_it_was(title: str, summary: str, topic: str) -> None:
    wanted = Wanted(
        *("动态", title, parse_day("2009-04-22"), parse_moment("2009-04-22 09:00"), "办公室", summary), topics=(topic,)
    )
    sheet = compose(wanted, column(), ROOT / "docs")
    read = read_document(decode(sheet.text.encode(), sheet.uri), sheet.uri, Bulletin)
    texts = (title, summary, topic)
    if any(not text.strip() or INVISIBLE.search(text) or "\n" in text.strip() for text in texts):
        assert not isinstance(read, Document) or read.form.problems
        return
    assert isinstance(read, Document) and not read.form.problems
    entry = read.form.value
    assert entry and (entry.title, entry.summary, *entry.topics) == tuple(text.strip() for text in texts)
