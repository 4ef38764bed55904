"""What goes out of docs/ is a page of the column, or a file that a public page names; anything else is told."""

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from publicity.column.files import read_column
from publicity.problems.problem import Problem, Severity, errors
from publicity.texts.entries import LONGEST, Inventory
from tests.helpers.one_article import DAY, PLAN
from tests.helpers.project import Project, clean_environment, lay_out
from tests.helpers.warm import python

SECRET = "zhx-never-public"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    lay_out(tmp_path / "docs", PLAN)
    return tmp_path / "docs"


def problems(column: Project) -> tuple[Problem, ...]:
    return read_column(column.root / "mkdocs.yml", column.root / "docs").problems


def in_site(site: Path) -> bool:
    return any(SECRET.encode() in path.read_bytes() for path in site.rglob("*") if path.is_file())


# ———— what may lie there at all ————


@pytest.mark.parametrize("where", ["e.txt", "bulletins/2013/attachments/all", "pictures/深/层.png", "own.md"])
@pytest.mark.parametrize("to", ["file", "folder", "nothing", "itself"])
def test_a_link_is_refused(docs: Path, tmp_path: Path, where: str, to: str) -> None:
    (tmp_path / "file").write_text(SECRET)
    (tmp_path / "folder").mkdir()
    link = docs / where
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(link if to == "itself" else tmp_path / to)
    (found,) = Inventory.of(docs, "docs").problems()
    assert found.file == f"docs/{where}" and "链接" in found.message


def test_a_link_stops_a_build_before_the_last_site_is_touched(column: Project, tmp_path: Path) -> None:
    site = column.build(AS_OF=DAY)
    (tmp_path / "key").write_text(SECRET)
    (column.root / "docs" / "key.txt").symlink_to(tmp_path / "key")
    done = column.mkdocs("build", AS_OF=DAY)
    assert done.returncode == 1 and "docs/key.txt" in done.stderr and "Traceback" not in done.stderr
    assert (site / "index.html").is_file() and not in_site(site)


def test_a_pipe_is_not_waited_for(column: Project) -> None:
    os.mkfifo(column.root / "docs" / "page.md")
    (found,) = problems(column)
    assert "不是普通的文件" in found.message


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("con.txt", "设备"),
        ("NUL", "设备"),
        ("Lpt1.pdf", "设备"),
        ("附件:一.pdf", "Windows"),
        ("什么？*.pdf", "Windows"),
        ("a\\b.pdf", "Windows"),
        ('"引号".pdf', "Windows"),
        ("末尾的点.", "末尾"),
        ("末尾的空格 ", "末尾"),
        ("换\n行.pdf", "看不见"),
        ("零宽\u200b.pdf", "看不见"),
        ("倒\u202ecod.exe", "看不见"),
        ("汉" * 70 + ".pdf", "太长"),
        ("x" * (LONGEST + 1), "太长"),
    ],
)
def test_names_that_not_every_system_can_hold(docs: Path, name: str, word: str) -> None:
    (docs / name).write_text("x")
    (found,) = Inventory.of(docs, "docs").problems()
    assert word in found.message and found.file.isprintable()


def test_a_name_in_gbk(column: Project) -> None:
    (column.root / os.fsencode("docs").decode() / os.fsdecode("名单.pdf".encode("gbk"))).write_text("x")
    (found,) = problems(column)
    assert "GBK" in found.message and found.file == r"docs/\udcc3\udcfb\udcb5\udca5.pdf"
    done = column.mkdocs("build", AS_OF=DAY)
    assert done.returncode == 1 and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "names", [("A.pdf", "a.pdf"), ("表.PDF", "表.pdf"), ("é.pdf", "e\u0301.pdf"), ("Straße.pdf", "STRASSE.pdf")]
)
def test_names_that_some_system_takes_for_one(docs: Path, names: tuple[str, str]) -> None:
    for name in names:
        (docs / name).write_text("x")
    (found,) = Inventory.of(docs, "docs").problems()
    assert all(name in found.message for name in names)


@pytest.mark.parametrize(
    "name",
    ["名单（第一批）.pdf", "图(1).png", "a b.pdf", "附件1—3.docx", "𠮷.pdf", "2026年3月.xlsx", "com10.txt", "x&y.csv"],
)
def test_names_as_people_have_them(docs: Path, name: str) -> None:
    (docs / name).write_text("x")
    assert list(Inventory.of(docs, "docs").problems()) == []


def test_hidden_files_are_nobodys_business(docs: Path) -> None:
    (docs / ".git").mkdir()
    (docs / ".git" / "link").symlink_to("/")
    (docs / ".DS_Store").write_text("x")
    assert list(Inventory.of(docs, "docs").problems()) == []


# ———— what goes out ————

STRAYS = ("名单.xlsx", "plan.yml~", "~$plan.docx", "id_rsa", "pictures/unref.png", "bulletins/2013/表.csv", "old.html")


def test_what_no_page_names_is_told_and_stays(column: Project) -> None:
    for name in STRAYS:
        path = column.root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SECRET)
    found = [problem for problem in problems(column) if problem.severity is Severity.WARNING]
    assert {problem.file for problem in found} >= {f"docs/{name}" for name in STRAYS}
    assert column.mkdocs("build", "--strict", AS_OF=DAY).returncode == 1
    assert column.mkdocs("build", AS_OF=DAY).returncode == 0
    assert not in_site(column.root / "site")


def test_what_is_private_is_not_told_and_stays(column: Project) -> None:
    for name in STRAYS:
        path = column.root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SECRET)
    column.keep_private("*.xlsx", "*~", "~$*", "/id_rsa", "pictures/", "*.csv", "*.html")
    assert not [problem for problem in problems(column) if problem.severity is Severity.WARNING]
    assert not in_site(column.build(AS_OF=DAY))


def test_a_file_that_a_page_names_goes_out(column: Project) -> None:
    (column.root / "docs" / "表格(一).csv").write_text("甲,乙\n")
    (column.root / "docs" / "own.md").write_text("[表](<表格(一).csv>)\n", encoding="utf-8")
    column.edit("mkdocs.yml", "nav:\n", "nav:\n  - 说明: own.md\n")
    assert (column.build(AS_OF=DAY) / "表格(一).csv").is_file()


def test_a_private_file_that_a_page_names_is_a_problem(column: Project) -> None:
    (column.root / "docs" / "table.csv").write_text("x")
    (column.root / "docs" / "timeline.md").write_text("---\ntemplate: timeline.html\n---\n\n[表](table.csv)\n")
    column.keep_private("table.csv")
    assert ["private" in problem.message for problem in errors(problems(column))] == [True]


def test_what_only_looks_like_a_link_names_nothing(column: Project) -> None:
    texts = ("<!-- [表]({}) -->", "`[表]({})`", "[没有用的]: {}", "```\n[表]({})\n```")
    names = [f"secret-{number}.csv" for number in range(len(texts))]
    page = "---\ntitle: 活动进程\ntemplate: timeline.html\n---\n\n示例。\n"
    for name, text in zip(names, texts, strict=True):
        (column.root / "docs" / name).write_text(SECRET)
        page += f"\n{text.format(name)}\n"
    (column.root / "docs" / "timeline.md").write_text(page, encoding="utf-8")
    done = column.mkdocs("build", AS_OF=DAY)
    assert done.returncode == 0, done.stderr
    assert [name for name in names if f"docs/{name}" not in done.stderr] == []
    assert not list(column.root.glob("site/**/secret-*.csv"))
    assert "secret-" not in (column.root / "site" / "manifest.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["assets/javascripts/search.js", "manifest.json", "data/plan.json", "sitemap.xml.gz"])
def test_a_file_in_the_place_of_one_of_the_sites_own(column: Project, name: str) -> None:
    path = column.root / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SECRET)
    assert [problem.file for problem in errors(problems(column))] == [f"docs/{name}"]


def test_what_only_the_generator_takes_for_a_page_stays(column: Project) -> None:
    folders, suffixes = ("", "bulletins/2013/", "sub/"), ("markdown", "mdown", "mkdn", "mkd", "MD")
    names = {f"docs/{folder}{suffix}-notes.{suffix}" for folder in folders for suffix in suffixes}
    for name in names:
        path = column.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: 记录\n---\n\n{SECRET}\n", encoding="utf-8")
    assert {problem.file for problem in problems(column) if problem.severity is Severity.WARNING} == names
    assert column.mkdocs("build", AS_OF=DAY).returncode == 0
    assert not in_site(column.root / "site")


# ———— what is laid over the theme ————


def test_what_no_page_asks_for_of_an_office_s_overrides_stays(column: Project) -> None:
    overrides = column.root / "overrides"
    strays = ("名单.xlsx", "main.html~", "id_rsa", "assets/unused.svg", "assets/old.css")
    for name in strays:
        (overrides / name).write_text(SECRET)
    (overrides / "assets" / "used.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    with (overrides / "assets" / "stylesheets" / "column.css").open("a", encoding="utf-8") as sheet:
        sheet.write(".own { background: url('../used.svg') }\n")
    done = column.mkdocs("build", AS_OF=DAY)
    assert done.returncode == 0, done.stderr
    site = column.root / "site"
    assert not in_site(site) and (site / "assets" / "used.svg").is_file()
    assert [name for name in strays if f"overrides/{name}: 警告" not in done.stderr] == []
    assert SECRET not in (site / "manifest.json").read_text(encoding="utf-8")
    assert "unused.svg" not in (site / "manifest.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["host.txt", "assets/all", "404.html", "partials/own.html"])
def test_a_link_in_overrides_is_refused(column: Project, tmp_path: Path, name: str) -> None:
    (tmp_path / "key").write_text(SECRET)
    link = column.root / "overrides" / name
    link.unlink(missing_ok=True)
    link.symlink_to(tmp_path / "key")
    (found,) = problems(column)
    assert found.file == f"overrides/{name}" and "链接" in found.message
    assert column.mkdocs("build", AS_OF=DAY).returncode == 1


def test_a_link_in_overrides_of_another_name_stays(column: Project, tmp_path: Path) -> None:
    (tmp_path / "key").write_text(SECRET)
    (column.root / "overrides").rename(column.root / "templates")
    settings = column.root / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("overrides", "templates"), encoding="utf-8")
    (column.root / "templates" / "assets" / "key.svg").symlink_to(tmp_path / "key")
    with (column.root / "templates" / "assets" / "stylesheets" / "column.css").open("a", encoding="utf-8") as sheet:
        sheet.write(".own { background: url('../key.svg') }\n")
    assert column.mkdocs("build", AS_OF=DAY).returncode == 0
    assert not in_site(column.root / "site")


@pytest.mark.parametrize("name", ["docs", "overrides"])
def test_a_folder_that_is_a_link_itself(column: Project, tmp_path: Path, name: str) -> None:
    (column.root / name).rename(tmp_path / "elsewhere")
    (column.root / name).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (found,) = problems(column)
    assert found.file == name and "链接" in found.message


# ———— the disk ————


def test_a_disk_that_takes_no_more(column: Project) -> None:
    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(column.root / "mkdocs.yml")]
    done = subprocess.run(
        command, env=clean_environment(), preexec_fn=little, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "没有生成完" in done.stdout + done.stderr and "Traceback" not in done.stderr


# ———— what is published is what was committed ————


@pytest.mark.shipped
def test_what_git_ignores_is_not_published(project: Project, tmp_path: Path) -> None:
    git = ["git", "-C", str(project.root), "-c", "user.name=示例", "-c", "user.email=editor@example.gov.cn"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "docs", "hooks", "overrides", "mkdocs.yml"], check=True)
    subprocess.run([*git, "commit", "-qm", "示例"], check=True)
    (project.root / ".git" / "info" / "exclude").write_text("ignored.md\nsite/\n*.pyc\n.cache/\n", encoding="utf-8")
    (project.root / "docs" / "ignored.md").write_text(f"# 忽略\n\n{SECRET}\n", encoding="utf-8")
    target = tmp_path / "target"
    command = ["publish", str(target), "--root", str(project.root), "--allow-samples", "--allow-pinned"]
    done = python("publicity", *command, cwd=project.root, env=clean_environment())
    assert done.returncode == 0, done.stdout + done.stderr
    assert not in_site(target / "current") and (target / "current" / "index.html").is_file()
    assert (
        subprocess.run([*git, "worktree", "list"], capture_output=True, text=True, check=True).stdout.count("\n") == 1
    )
    shutil.rmtree(target)


# ———— what is held back has no part in what is said ————


def test_the_day_of_what_is_not_public_yet_is_not_told(column: Project) -> None:
    folder = column.root / "docs" / "bulletins" / "2013"
    folder.mkdir(parents=True)
    head = "title: 示例\ndate: 2013-11-12\npublished: 2013-11-21 09:00\nsource: 示例\nkind: 动态\nphase: visits\n"
    text = f"---\n{head}summary: 示例\nsample: true\n---\n\n示例。\n"
    (folder / "later.md").write_text(text, encoding="utf-8")
    site = column.build(AS_OF=DAY)
    assert "2013-11-21" not in (site / "data" / "plan.json").read_text(encoding="utf-8")
