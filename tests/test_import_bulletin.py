"""Word files, pages and texts become bulletins: pages say what the documents say, what is doubtful is marked."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from publicity.articles.article import Bulletin
from publicity.column.files import read_column
from publicity.commands.program import main
from publicity.importing.blocks import Paragraph, Run, Table
from publicity.importing.bulletin_frame import take_apart
from publicity.importing.grid import Cell
from publicity.importing.markdown_text import markdown_of
from publicity.importing.papers import text_paper
from publicity.importing.proof import page_of, said, shown
from publicity.importing.word_paper import word_paper
from publicity.problems.problem import errors
from tests.helpers import papers
from tests.helpers.columns import column_of
from tests.helpers.printed import make_printed
from tests.helpers.project import Project


@pytest.fixture
def office(tmp_path: Path) -> Project:
    return make_printed(tmp_path / "column")


def run(office: Project, *arguments: object) -> Result:
    done = CliRunner().invoke(main, ["import", "bulletin", *map(str, arguments), "--root", str(office.root)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


BODY = """\
示例：4月20日，机关集中学习1次，到会32人*，其中[离退休]3人。会后分三组走访，情况如下。

一、学习情况

（一）人员

1.处级以上5天；

2.科级以下3天。

二、走访情况

<table>
<tr><th rowspan="2">组别</th><th colspan="2">走访</th></tr>
<tr><th>户数</th><th>意见</th></tr>
<tr><td>第一组</td><td>12</td><td>3|4</td></tr>
</table>

![图为走访现场（示例）](pictures/2026-04-22-jianbao-1-1.png)

图为走访现场（示例）

附件：1. 走访登记表
"""


def test_two_numbered_bulletins_in_one_command(office: Project, tmp_path: Path) -> None:
    """The later number first: they are judged together."""
    files = [put(tmp_path, f"{number}.docx", papers.brief(number)) for number in (2, 1)]
    done = run(office, *files)
    assert done.exit_code == 0, done.output
    assert "隐藏的文字 1 处" in done.output and "内部掌握" not in done.output and "导入 2 篇" in done.output
    folder = office.root / "docs" / "bulletins" / "2026"
    text = (folder / "2026-04-22-jianbao-1.md").read_text(encoding="utf-8")
    assert text.partition("---\n\n")[2] == BODY
    assert (folder / "pictures" / "2026-04-22-jianbao-1-1.png").read_bytes() == papers.png()
    found = read_column(office.root / "mkdocs.yml", office.root / "docs")
    assert not errors(found.problems)
    (entry,) = [one.entry for one in column_of(office).archive.bulletins if one.entry.issue.number == 1]  # type: ignore[union-attr]
    assert isinstance(entry, Bulletin) and entry.issue and entry.draft and entry.kind == "简报"
    assert entry.title == "示例区人大机关集中学习走访代表联系点" and str(entry.date) == "2026-04-22"
    assert entry.source == "示例区人大机关学习实践活动领导小组办公室" and entry.editor == "宣传组"
    assert entry.issue.report == ["区委学习实践活动领导小组", "市人大常委会办公厅"]
    assert entry.issue.distribute == ["各委、办", "各街道人大工委"] and entry.issue.signed == "办公室主任"
    for said_of in ("（共印50份）", "学习实践活动简报", "附件：1. 走访登记表", "首次发布时间", "签发写职务"):
        assert said_of in text.partition("---\n\n")[0]


def test_nothing_that_is_there_is_touched(office: Project, tmp_path: Path) -> None:
    path = put(tmp_path, "a.docx", papers.brief(1))
    assert run(office, path, "--dry-run").exit_code == 0
    folder = office.root / "docs" / "bulletins"
    assert not folder.exists() or not list(folder.rglob("*.*"))
    run(office, path)
    before = {one: one.read_bytes() for one in folder.rglob("*.*")}
    again = run(
        office, path, put(tmp_path, "b.docx", b"PK\x03\x04"), put(tmp_path, "c.txt", "示例标题\n\n正文。".encode("gbk"))
    )
    assert again.exit_code == 1 and "第 1 期已经有了" in again.output and "b.docx 没有导入：文件坏了" in again.output
    after = {one: one.read_bytes() for one in folder.rglob("*.*")}
    assert {one: after[one] for one in before} == before and len(after) == len(before) + 1


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (
            [
                "某区人大动态",
                "2026年第5期（总第12期）",
                "某区人大办公室编　　二〇二六年四月二十二日",
                "示例标题",
                "正文一句。",
            ],
            ("示例标题", 5, "2026-04-22", "某区人大办公室"),
        ),
        (
            ["示例标题", "发布时间：2026-04-22 来源：某区人大 浏览次数：12", "正文一句。"],
            ("示例标题", None, "2026-04-22", "某区人大"),
        ),
        (
            ["示例标题", "正文一句。", "某区人大办公室", "2026年4月22日"],
            ("示例标题", None, "2026-04-22", "某区人大办公室"),
        ),
        (["示例标题", "时间：4月23日上午", "地点：会议室", "正文一句。"], ("示例标题", None, "None", "")),
        (["一、正文从编号开始。", "正文一句。"], ("", None, "None", "")),
        (
            ["（第十期）", "某区人大常委会办公室 2026.4.22", "示例标题", "——副题", "正文一句。"],
            ("示例标题——副题", 10, "2026-04-22", "某区人大常委会办公室"),
        ),
        (["示例标题", "（2026年2月30日）", "正文一句。"], ("示例标题", None, "None", "")),
    ],
)
def test_heads(lines: list[str], wanted: tuple[str, int | None, str, str]) -> None:
    found = take_apart(text_paper("\n".join(lines)).blocks)
    assert (found.title, found.number, str(found.day), found.source) == wanted
    kept = "".join(lines[:0]) + said(found.body) + found.title + found.source + "".join(found.unplaced)
    for line in lines:  # nothing vanishes but what became a key
        for word in filter(None, ("".join(ch for ch in part if "\u4e00" <= ch <= "\u9fff") for part in line.split())):
            taken = any(sign in word for sign in "期年编") or word in ("发布时间", "来源某区人大", "浏览次数")
            assert taken or word in "".join(ch for ch in kept if "\u4e00" <= ch <= "\u9fff")


SIGNS = st.text(alphabet="甲乙（）1.、*_`[]()<>|{}#+-=~!&;:\\^ 一　＃｜\n①•$%\"'/@", min_size=1, max_size=40)


@given(st.lists(st.tuples(SIGNS, st.booleans(), st.sampled_from((0, 0, 1, -1))), min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_whatever_signs_a_document_has_the_page_shows_them(pieces: list[tuple[str, bool, int]]) -> None:
    blocks = [Paragraph((Run(text, bold=bold, raised=raised), Run("尾")), "") for text, bold, raised in pieces]
    body = markdown_of(blocks)
    assert "请核对" not in body.text
    assert shown(page_of(body.text)) == said(tuple(blocks))


@given(st.lists(st.lists(SIGNS, min_size=2, max_size=2), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_whatever_signs_a_cell_has_the_page_shows_them(rows: list[list[str]]) -> None:
    table = Table(tuple(tuple(Cell(text, (r, c)) for c, text in enumerate(row)) for r, row in enumerate(rows)), "")
    assert shown(page_of(markdown_of([table]).text)) == said((table,))


def test_a_note_and_a_list_and_headings() -> None:
    paper = word_paper(papers.numbered_paper())
    text = markdown_of(paper.blocks).text
    assert "- 一个圆点" in text and "## 第一条由样式编号的标题" in text and "thaiLetters" in text
    assert shown(page_of(text)) == said(paper.blocks)


def test_lines_in_an_item_and_signs_at_the_end_of_a_heading() -> None:
    blocks = (
        Paragraph((Run("第一行\n1. 第二行"),), "", bullet=True),
        Paragraph((Run("C# 与 ##"),), "", level=1),
        Paragraph((Run("一行\\\n又一行"),), ""),
    )
    body = markdown_of(blocks)
    assert "请核对" not in body.text and "<br>" in body.text and shown(page_of(body.text)) == said(blocks)
