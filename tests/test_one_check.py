"""What a strict build finds in a source, `publicity check` finds too: in the same words, at the same place, once."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from publicity.commands.program import main
from publicity.finished.made import Places, site_path
from publicity.finished.page import take_apart
from publicity.finished.sources import source_problems
from tests.helpers.columns import column_of
from tests.helpers.printed import make_printed
from tests.helpers.project import ROOT, Project

ARTICLE = """\
---
title: 示例动态
date: 2026-04-02
published: 2026-04-03 08:50
source: 示例办公室
kind: 动态
summary: 示例。
sample: true
---

示例。看[这里](nope.md)和[那里](#nowhere)，又看[方案](../../plan.md#nowhere)、[问题](../../plan.md#problem-review)。

![说明](pictures/none.png)

又看[别处](/zt/x.html)和[文件夹](foo)、[附件](attachments/no.pdf)、[草稿](b.md)、[清单](../index.md#latest)。

# 又一个标题

**没有收尾

<a href="missing.html">原样的</a>

<img src="gone.png" alt="图">

<img src="gone-too.png">

![外面](https://example.invalid/a.png)

## 一样的

[认得](#一样的)
"""
PAGE = "# 关于\n\n# 第二个\n\n示例，看[下面](#没有)。\n"
LINE = re.compile(
    r"(?P<place>\S+?:\d+:\d+): (?:警告|错误)：(?P<message>.*)|(?P<file>docs/\S+): (?:警告|错误)：(?P<whole>.*)"
)
TOLD = [  # place, message
    ("docs/about.md:1:1", "导航里没有这一页，读者只能从别的网页的链接进来"),
    ("docs/about.md:1:1", "有 3 个一级标题（h1）"),
    ("docs/about.md:5:10", "链接“#没有”指向的位置不在那一页里"),
    ("docs/bulletins/2026/a.md:11:10", "链接“nope.md”没有对应的网页或文件"),
    ("docs/bulletins/2026/a.md:11:24", "链接“#nowhere”指向的位置不在那一页里"),
    ("docs/bulletins/2026/a.md:11:41", "链接“../../plan.md#nowhere”指向的位置不在那一页里"),
    ("docs/bulletins/2026/a.md:13:7", "<img> 要用的“pictures/none.png”不在网站里"),
    ("docs/bulletins/2026/a.md:15:8", "链接“/zt/x.html”没有对应的网页或文件"),
    ("docs/bulletins/2026/a.md:15:26", "链接“foo”没有对应的网页或文件"),
    ("docs/bulletins/2026/a.md:15:36", "链接“attachments/no.pdf”没有对应的网页或文件"),
    ("docs/bulletins/2026/a.md:15:61", "链接“b.md”没有对应的网页或文件"),
    ("docs/bulletins/2026/a.md:17:1", "有 2 个一级标题（h1）"),
    ("docs/bulletins/2026/a.md:19:1", "网页上会看到“**”"),
    ("docs/bulletins/2026/a.md:21:10", "链接“missing.html”没有对应的网页或文件"),
    ("docs/bulletins/2026/a.md:23:11", "<img> 要用的“gone.png”不在网站里"),
    ("docs/bulletins/2026/a.md:25:1", "图片没有说明，看不见图的人不知道图里有什么"),
    ("docs/bulletins/2026/a.md:25:11", "<img> 要用的“gone-too.png”不在网站里"),
    ("docs/bulletins/2026/a.md:27:7", "<img> 向外站取“https://example.invalid/a.png”"),
    ("docs/底稿.txt", "没有哪一页用到这个文件，不会公开"),
    ("mkdocs.yml:43:10", "导航里的“none.md”不在 docs 里"),
    ("mkdocs.yml:44:9", "导航里的“/zt/a.html”以 / 开头，网站换个地方就找不到"),
]


@pytest.fixture
def astray(tmp_path: Path) -> Project:
    """A column with everything that a strict build can complain of and that does not stop it at once."""
    project = make_printed(tmp_path / "column")
    for path in (project.root / "docs" / "commitments").glob("*.md"):
        path.unlink()
    folder = project.root / "docs" / "bulletins" / "2026"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(ARTICLE, encoding="utf-8")
    (project.root / "docs" / "about.md").write_text(PAGE, encoding="utf-8")
    (project.root / "docs" / "底稿.txt").write_text("示例。", encoding="utf-8")
    project.edit("mkdocs.yml", "timeline.md\n", "timeline.md\n  - 没有的: none.md\n  - 绝对: /zt/a.html\n")
    return project


def told(output: str) -> list[tuple[str, str]]:
    found = [match for match in map(LINE.search, output.splitlines()) if match]
    return sorted((match["place"] or match["file"], match["message"] or match["whole"]) for match in found)


def test_check_tells_what_a_strict_build_tells(astray: Project) -> None:
    checked = CliRunner().invoke(main, ["check", "--root", str(astray.root)])
    assert told(checked.output) == sorted(TOLD)
    built = astray.mkdocs("build", "--strict")
    assert built.returncode != 0
    assert told(built.stderr) == sorted(TOLD)
    own = re.compile(r"WARNING|Aborted with \d+ warnings in strict mode!|INFO|Building documentation|Cleaning site")
    english = [line for line in built.stderr.splitlines() if re.search(r"[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}", line)]
    assert all(own.match(line) and "Doc file" not in line for line in english), english
    assert sum(line.startswith("WARNING") for line in built.stderr.splitlines()) == len(TOLD)


def test_a_draft_may_be_linked_from_nowhere_public(astray: Project) -> None:
    draft = ARTICLE.replace("sample: true", "draft: true").replace("示例动态", "草稿")
    (astray.root / "docs" / "bulletins" / "2026" / "b.md").write_text(draft, encoding="utf-8")
    checked = CliRunner().invoke(main, ["check", "--root", str(astray.root)])
    assert checked.exit_code == 1
    assert "公开的网页链接到了没有公开的“b.md”（草稿）" in checked.output
    assert "b.md:19:1" not in checked.output, "what a draft says of itself is its editor's, until it is public"


def test_what_stops_a_build_is_told_by_both(astray: Project) -> None:
    astray.edit("mkdocs.yml", "docs_dir: docs", "sitename: 写错的\ndocs_dir: docs")
    (astray.root / "docs" / "README.md").write_text("示例。\n", encoding="utf-8")
    checked = CliRunner().invoke(main, ["check", "--root", str(astray.root)])
    assert checked.exit_code == 1
    assert "mkdocs.yml 没有“sitename”这一项" in checked.output and "是不是“site_name”" in checked.output
    assert "docs/README.md: 错误：同一个文件夹里有 README.md，又有 index.md" in checked.output


@pytest.mark.parametrize("uri", ["index.md", "plan.md", "timeline.md"])
@pytest.mark.parametrize("private", [False, True])
def test_a_page_that_all_others_lead_to_must_be_there(tmp_path: Path, uri: str, private: bool) -> None:
    project = make_printed(tmp_path / "column")
    if private:
        project.edit("mkdocs.yml", "extra:\n", f"extra:\n  private: [{uri}]\n")
    else:
        (project.root / "docs" / uri).unlink()
    message = "列在 private 里，可是每个专栏都要有这一页" if private else "每个专栏都要有这一页"
    for output in (
        CliRunner().invoke(main, ["check", "--root", str(project.root)]).output,
        project.mkdocs("build").stderr,
    ):
        assert re.search(rf"docs/{uri}: 错误：.*{message}", output)
        assert "Traceback" not in output and "导航里的" not in output


def test_a_template_that_names_a_page_that_is_not_there_is_told(tmp_path: Path) -> None:
    project = make_printed(tmp_path / "column")
    project.edit("overrides/main.html", "'index.md' | page", "'none.md' | page")
    done = project.mkdocs("build")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "模板里写的“none.md”不在 docs/ 里" in done.stdout


@pytest.mark.shipped
def test_a_sound_column_has_nothing_to_tell() -> None:
    assert source_problems(column_of(Project(ROOT)), ROOT / "docs", "docs") == []


@pytest.mark.shipped
def test_the_places_of_templates_are_known(shipped: Path) -> None:
    """An anchor that a template makes is no anchor astray."""
    column = column_of(Project(shipped.parent))
    made = [
        "index.md",
        "plan.md",
        "timeline.md",
        "duties.md",
        "bulletins/index.md",
        "commitments/index.md",
        "search.md",
    ]
    written = [item.uri for item in (*column.bulletins, *column.publications)]
    promised = [standing.uri for standing in column.commitments]
    for uri in (*made, *written, *promised, *(phase.page for phase in column.phases)):
        page = take_apart(site_path(uri), (shipped / site_path(uri)).read_bytes())
        latin = {name for name in page.ids if name.isascii()}
        assert latin - Places(column).of(uri) <= {name for name in latin if name.startswith("fn")}, uri
