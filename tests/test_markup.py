"""Text as it is typed, as HTML: by tables of cases, by generated Chinese, with other programs as judges."""

import html
import re
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from publicity.markup.bounds import LONGEST_LINE
from publicity.markup.check import compared, remarks
from publicity.markup.column_text import extensions
from publicity.markup.lost import lost
from publicity.markup.prose import converter
from publicity.problems.github_report import report
from publicity.problems.problem import Severity
from publicity.texts.document import body_line
from publicity.texts.source import Source
from tests.helpers.project import ROOT, Project

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "markup.yml").read_text(encoding="utf-8"))
CHINESE = re.compile("[\u4e00-\u9fff]")
BLOCKS = re.compile(r"</?(?:p|li|ul|ol|t[dhr]|table|thead|tbody|h[1-6]|blockquote|pre|div|hr)\b[^>]*>")


def convert(body: str) -> str:
    return Markdown(extensions=extensions()).convert(body)


def told(body: str, page: str) -> list[tuple[str, str, str, str]]:
    """Place, level, message, hint. With an error no page is made that could be compared."""
    found = list(remarks(body.split("\n")))
    if all(r.severity is not Severity.ERROR for r in found):
        found += compared(body, page)
    return sorted((f"{r.line + 1}:{r.column + 1}", r.severity.value, r.message, r.hint) for r in found)


def plain(page: str) -> str:
    """The text of a page, a slash between blocks, the numbers of items before them."""
    page = re.sub(r'<ol(?: start="(\d+)")?>(.*?)</ol>', _numbered, page, flags=re.DOTALL)
    texts = (re.sub(r"<[^>]*>", "", text) for text in BLOCKS.split(page))
    return " / ".join(" ".join(text.split()) for text in texts if text.strip())


def _numbered(match: re.Match[str]) -> str:
    numbers = iter(range(int(match[1] or 1), 1000))
    return re.sub("<li>", lambda _: f"<li>{next(numbers)} ", match[2])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    body = case["body"].rstrip("\n")
    page = convert(body)
    if "html" in case:
        assert re.sub(r"\n+", "\n", page) == case["html"].rstrip("\n")
    if "plain" in case:
        assert html.unescape(plain(page)) == case["plain"]
    found = told(body, page)
    wanted = sorted(case.get("told", []))
    assert [(at, level) for at, level, *_ in found] == [(at, level) for at, level, _ in wanted], found
    for (_, _, message, hint), (_, _, says) in zip(found, wanted, strict=True):
        assert says in message
        assert CHINESE.search(message) and CHINESE.search(hint)


def test_names_are_unique() -> None:
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_fast_and_plain_ways_give_the_same(case: dict[str, Any]) -> None:
    assert converter(extensions(), {}).convert(case["body"]) == convert(case["body"])


# ———— the shipped column ————

SHIPPED = sorted((ROOT / "docs").rglob("*.md"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_of_the_shipped_column_nothing_is_told(path: Path) -> None:
    body = path.read_text(encoding="utf-8").partition("\n---\n")[2]
    assert told(body, convert(body)) == []


# ———— generated Chinese ————

WORDS = st.sampled_from(
    [
        "会议指出",
        "各支部",
        "6月15日",
        "二〇〇九年",
        "A类",
        "《办法》",
        "“马上办”",
        "（一）",
        "100%",
        "5～6人",
        "3*4",
        "，",
        "。",
        "；",
        "：",
    ]
)
MARKED = [
    "**{}**",
    "*{}*",
    "`{}`",
    "[{}](a.md)",
    "![{}](a.png)",
    "~~{}~~",
    "<b>{}</b>",
    "<u>{}</u>",
    "{}<br>",
    "{{{}}}",
    "<{}>",
    "{}[^1]",
]
SENTENCES = st.lists(WORDS, min_size=1, max_size=6).map("".join)
SPANS = st.one_of(SENTENCES, st.builds(str.format, st.sampled_from(MARKED), SENTENCES))
TEXTS = st.lists(SPANS, min_size=1, max_size=4).map("".join)
LEADS = [
    "",
    "",
    "- ",
    "* ",
    "1. ",
    "2. ",
    "7. ",
    "  - ",
    "    1. ",
    "> ",
    "## ",
    "　　",
    "    ",
    "一、",
    "1）",
    "| ",
    "&emsp;",
    "2009. ",
]
LINES = st.builds(str.__add__, st.sampled_from(LEADS), TEXTS)
TABLES = st.builds(lambda a, b, c: f"| {a} | 数 |\n|---|---|\n| {b} | {c} |", *(SENTENCES for _ in range(3)))
PARTS = st.one_of(LINES, LINES, TABLES, st.just(""), st.just("---"), st.just("```\n码 * 1. <b>\n```"))
BODIES = st.lists(PARTS, max_size=8).map("\n".join)


def is_told(body: str) -> bool:
    return any(r.severity is not Severity.NOTICE for r in remarks(body.split("\n")))


@settings(deadline=None)
@given(BODIES)
def test_nothing_is_lost_of_any_text(body: str) -> None:
    if not is_told(body):
        assert lost(body, convert(body)) is None


@settings(deadline=None)
@given(BODIES)
def test_the_html_is_well_formed(body: str) -> None:
    """A browser has nothing to mend: html5lib, which reads as browsers do, finds no error."""
    if is_told(body):
        return
    parser = html5lib.HTMLParser()
    parser.parseFragment(convert(body))
    assert [code for _, code, _ in parser.errors if "obsolete" not in code] == []


@settings(deadline=None)
@given(BODIES)
def test_all_text_goes_the_fast_way_too(body: str) -> None:
    assert converter(extensions(), {}).convert(body) == convert(body)


# ———— what the check finds ————

FULL = """会议讨论了三件事，**逐条**形成意见：

1. 清理制度，共12项；
2. 走访社区，见[名单](a.md)；

| 单位 | 条数 |
|---|---|
| 一支部 | 35 |

![会场的照片](a.png)
"""


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("三件", "三", (0, 6)),
        ("逐条", "条逐", (0, 11)),
        ("12项", "21项", (2, 9)),
        ("<td>35</td>", "<td></td>", (7, 8)),
        ("<ol>", '<ol start="2">', (2, 0)),
        ("社区", "小区", (3, 5)),
        ("名单", "", (3, 10)),
        ("会场的照片", "会场照片", (9, 4)),
        ("形成意见", "形成意见书", (0, 19)),
        ("<li>走访", "<li>2. 走访", (3, 3)),
    ],
)
def test_a_fault_is_found_where_it_is(old: str, new: str, at: tuple[int, int]) -> None:
    page = convert(FULL)
    assert lost(FULL, page) is None
    assert old in page
    found = lost(FULL, page.replace(old, new, 1))
    assert found
    assert (found.line, found.column) == at


def test_a_list_of_another_kind_is_found() -> None:
    page = convert(FULL)
    found = lost(FULL, page.replace("<ol>", "<ul>").replace("</ol>", "</ul>"))
    assert found
    assert found.line == 2


def test_a_lost_word_is_annotated_in_its_file() -> None:
    """As GitHub shows it beside the line: the file, and its own line and column, not those of the body."""
    source = Source("docs/bulletins/2009/x.md", f"---\ntitle: 示例\n---\n\n{FULL}")
    first = body_line(source)
    page = convert(FULL).replace("走访", "", 1)
    found = [remark.problem(source, first) for remark in compared("\n".join(source.lines[first:]), page)]
    assert report(found).startswith("::error file=docs/bulletins/2009/x.md,line=8,col=4::写的是“走访")


def test_a_strict_build_tells_what_readers_would_see(project: Project) -> None:
    """In an article and in a plain page, at their places; both would otherwise go out."""
    for name, text in (
        ("bulletins/2009/2009-04-13-study-week.md", "请 ** 务必 ** 到会。"),
        ("index.md", "见[注](详见附件)。"),
    ):
        path = project.root / "docs" / name
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")
    done = project.mkdocs("build", "--strict")
    assert done.returncode == 1
    for name, column in (("bulletins/2009/2009-04-13-study-week.md", 3), ("index.md", 4)):
        line = (project.root / "docs" / name).read_text(encoding="utf-8").count("\n")
        assert f"docs/{name}:{line}:{column}: 警告：网页上会看到" in done.stderr


# ———— bounded work: these end; how fast is measured elsewhere ————

HOSTILE = {
    "brackets": "[" * 40_000,
    "tags": "<b " * 13_000,
    "links": "[a](" * 10_000,
    "brackets in lines": "\n".join(["[" * 80] * 500),
    "tags in lines": "\n".join(["<b " * 20] * 600),
    "links in paragraphs": "\n\n".join(["[a](" * 70] * 100),
    "lists": "\n".join("  " * level + "- 甲" for level in range(300)),
    "lists in a line": "- " * 300 + "甲",
    "quotations": "> " * 300 + "甲",
    "one line": "字" * 300_000,
    "blocks": "<div>\n" * 2000,
    "code": "` a`` " * 3000,
    "braces": "{.a " * 4000,
    "a number": "1" * (LONGEST_LINE - 1) + ".",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_no_editor_writes_is_told(name: str) -> None:
    body = HOSTILE[name]
    page = convert(body)
    found = told(body, page)
    if name != "a number":
        assert any(level == "错误" for _, level, *_ in found)
