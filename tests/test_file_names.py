"""Names of files as people type them: found, or told with the name that was meant, in Chinese, at its place."""

from pathlib import Path
from unicodedata import normalize

import pytest
from click.testing import CliRunner

from publicity.commands.program import main
from publicity.texts.document import links
from publicity.texts.near import near_hint
from publicity.texts.source import Source
from tests.helpers.printed import make_printed
from tests.helpers.project import Project

STORED = (
    "attachments/附件1：意见表.csv",
    "attachments/附件 2 (最终版).csv",
    "attachments/附件3.csv",
    "attachments/附件4.csv",
    f"attachments/{normalize('NFD', 'résumé')}.csv",
)
HEAD = """\
---
title: 示例动态
date: 2026-04-02
published: 2026-04-03 08:50
source: 示例办公室
kind: 动态
summary: 示例。
sample: true
---

"""
FOUND = """[一](attachments/附件1：意见表.csv) [二](attachments/附件 2 (最终版).csv "说明")
[三]（attachments/附件3.csv）

<a href="attachments/附件4.csv">四</a> [五](../../plan.html) [六](<attachments/附件 2 (最终版).csv>)
[七](attachments/%E9%99%84%E4%BB%B63.csv)
"""
ASTRAY = {  # as written in a body, as an attachment in the front matter: what was meant
    "attachments/附件1：意见表.CSV": "是不是“attachments/附件1：意见表.csv”？",
    "attachments/附件 2（最终版）.csv": "是不是“attachments/附件 2 (最终版).csv”？",
    "attachments／附件3.csv": "是不是“attachments/附件3.csv”？",
    r"attachments\附件3.csv": "是不是“attachments/附件3.csv”？",
    "附件3.csv": "是不是“attachments/附件3.csv”？",
    "docs/bulletins/2026/attachments/附件3.csv": "是不是“attachments/附件3.csv”？",
    "bulletins/2026/attachments/附件3.csv": "是不是“attachments/附件3.csv”？",
    "attachments/附件３.csv": "是不是“attachments/附件3.csv”？",
    "attachments/附件5.csv": "是不是“attachments/附件",
    "attachments/附件3.xls": "是不是“attachments/附件3.csv”？",
    "attachments/résumé.csv": "文件名里的字母和上面的符号是分开存的",
}
PAGES = {
    "../../plan": "是不是“../../plan.md”？",
    "../../Plan.md": "是不是“../../plan.md”？",
    "plan.md": "是不是“../../plan.md”？",
    "www.example.gov.cn": "网址前面加 http:// 或 https://",
    "example.gov.cn/zt/": "网址前面加 http:// 或 https://",
}


@pytest.fixture
def column(tmp_path: Path) -> Project:
    project = make_printed(tmp_path / "column")
    for name in STORED:
        path = project.root / "docs" / "bulletins" / "2026" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"甲,乙\n1,{name}\n", encoding="utf-8")
    return project


def write(column: Project, text: str) -> str:
    """What check says of an article, and how it ends."""
    (column.root / "docs" / "bulletins" / "2026" / "a.md").write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["check", "--root", str(column.root)]).output


def test_names_as_they_are_stored_are_found(column: Project) -> None:
    output = write(column, HEAD + FOUND)
    assert "没有对应的网页或文件" not in output
    assert "附件4.csv: 警告" not in output, "what a page links to is public"
    page = column.mkdocs("build") and column.root / "site" / "bulletins" / "2026"
    assert {path.name for path in (page / "attachments").iterdir()} == {Path(name).name for name in STORED[:4]}


def test_what_was_meant_in_a_text(column: Project) -> None:
    wanted = ASTRAY | PAGES
    output = write(column, HEAD + "".join(f"[见]({written})\n\n" for written in wanted))
    for number, (written, hint) in enumerate(wanted.items()):
        place = f"docs/bulletins/2026/a.md:{HEAD.count(chr(10)) + 1 + 2 * number}:5: "
        told = "".join(part for part in output.split("\n\n") if part.startswith(place))
        assert f"“{written}”" in told
        assert hint in told


def test_what_was_meant_in_front_matter(column: Project) -> None:
    listed = "".join(f"  - '{written}'\n" for written in ASTRAY)
    output = write(column, HEAD.replace("sample: true", f"sample: true\nattachments:\n{listed}") + "示例。\n")
    for written, hint in ASTRAY.items():
        (told,) = [part for part in output.split("\n\n") if f"没有“{written}”这个文件" in part]
        assert told.startswith("docs/bulletins/2026/a.md:")
        assert hint in told


def test_what_is_there_and_held_back_is_not_asked_for_again(column: Project) -> None:
    assert near_hint(column.root / "docs", "bulletins/2026/a.md", "attachments/附件3.csv") == ""
    assert near_hint(column.root / "docs", "bulletins/2026/a.md", "毫不相干.pdf") == ""


@pytest.mark.parametrize(
    "text", ["](a" + " " * 20_000, "](" + "a " * 10_000, '](a"' * 9000, 'href="' * 9000, "](" * 9000]
)
def test_no_text_is_looked_through_for_long(text: str) -> None:
    assert len(list(links(Source("x.md", text)))) <= 9000
