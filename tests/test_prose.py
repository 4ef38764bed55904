"""The converter gives what Markdown gives, whatever is written and whichever extension looks at text later."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from publicity.markup.prose import converter

TEXT = ["会议指出", "，", "6月15日", "A、B两类", " ", "  ", "  \n", "\n", "\n\n", "HTML", "(c)", "\u0002"]
INLINE = [
    "**要紧**",
    "*着重*",
    "_下_",
    "`码`",
    "[名](a.md)",
    "![图](a.png)",
    "<b>粗</b>",
    "&lt;",
    "\\*",
    "{: .x }",
    "[^1]",
]
BLOCKS = ["- ", "1. ", "> ", "# ", "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n", "    缩进", "```\n块\n```\n"]
MEANT = ["https://example.org", "<https://example.org>", "\n*[HTML]: 超文本\n", "\n[^1]: 注\n"]
PARTS = st.sampled_from([*TEXT, *INLINE, *BLOCKS, *MEANT])
EXTENSIONS = [
    "attr_list",
    "tables",
    "toc",
    "abbr",
    "footnotes",
    "nl2br",
    "smarty",
    "fenced_code",
    "def_list",
    "admonition",
]


@given(st.lists(PARTS, max_size=25).map("".join), st.sets(st.sampled_from(EXTENSIONS)).map(sorted))
def test_gives_what_markdown_gives(text: str, extensions: list[str]) -> None:
    assert converter(extensions, {}).convert(text) == Markdown(extensions=extensions).convert(text)


@pytest.mark.parametrize("text", ["会议指出。", "一、二\n\n**三**四\n\n- 五\n- 六*七*"])
def test_one_converter_serves_many_texts(text: str) -> None:
    md = converter(["abbr"], {})
    md.convert("HTML 和中文\n\n*[HTML]: 超文本")
    assert md.reset().convert(text) == Markdown().convert(text)
