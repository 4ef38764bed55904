"""A plain text has the HTML that Python-Markdown makes of it, and no other text is taken for plain."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from publicity.markup.column_text import MKDOCS_OWN, extensions
from publicity.markup.prose import Prose, converter

NAMES = [*MKDOCS_OWN, *extensions()]
SHIPPED, FULL = converter(NAMES, {}), Markdown(extensions=NAMES)
WORDS = [
    "会议指出",
    "，",
    "。",
    "《章程》",
    "6月15日",
    "2009年",
    "A4",
    "OA系统",
    "12.5%",
    "（一）",
    "一、",
    "“",
    "”",
    "—",
]
SIGNS = [
    "**",
    "*",
    "#",
    "##",
    "# ",
    "## ",
    "- ",
    "-",
    "+ ",
    "1. ",
    "12.",
    "=",
    "===",
    "---",
    ": ",
    "_",
    "|",
    "｜",
    "＃",
    ">",
]
MARKUP = [
    "`码`",
    "[名](a.md)",
    "[“名”](../b_c/《名》.md#甲)",
    "](",
    "<b>",
    "&lt;",
    "\\",
    "{ .x }",
    "[^1]",
    "~~删~~",
    "http://a.cn",
    "!",
    "<!-- 注 -->",
    "$",
    "@",
]
BLANKS = [" ", "  ", "    ", "\t", "\u3000", "\xa0", "\u2028", "\x85", "\r", "\n", "\n\n", "\n\n\n", "  \n", "\\\n"]
ODD = ["\u0002", "\u0003", "\ufdd0", "\ufffe", "\x0c", "İ", "é", "e\u0301", "①", "🏛", "한국"]
LINES = st.sampled_from(
    [
        *("## 标题\n\n", "## 标题\n", "- 一条\n", "- **一**：条\n\n", "一段**要紧**的话。\n", "一段\n", "Ab段\n\n"),
        *(
            "| 甲 | 乙 |\n",
            "|---|---|\n",
            "| 1 | |\n",
            "| 甲 | 乙 |\n|---|---|\n| [名](a.md) | 12% |\n",
            "见[名](a.md)。\n\n",
        ),
    ]
)
TEXTS = st.lists(st.sampled_from([*WORDS, *SIGNS, *MARKUP, *BLANKS, *ODD]) | LINES, max_size=20).map("".join)
PLAIN = st.lists(
    st.sampled_from([*WORDS, "**", " ", "\n", "\n\n", "\n\n- ", "\n- ", "\n\n1. ", "\n2. ", "\n\n## "]) | LINES,
    max_size=30,
)


@settings(deadline=None, max_examples=300)
@given(TEXTS | PLAIN.map("".join))
@example("## 标题\n\n一段**要紧**的话，\n还有**一句**。\n\n## 标题\n\n- 一\n- 二\n\n三")
@example("- 一\n\n- 二")
@example("1. 一\n2. 二\n\n三\n\n1. 四\n2. 五\n3. 六\n4. 七\n5. 八\n6. 九\n7. 十\n8. 百\n9. 千\n10. 万")
@example("1. 一\n1. 二")
@example("1. 一\n3. 二")
@example("2. 一\n3. 二")
@example("1. 一\n- 二")
@example("1. 一\n\n2. 二")
@example("- 一\n\n1. 二")
@example("1. 一\n\n- 二\n\n1. 三")
@example("1. 一\n  续\n2. 二")
@example("1. 一\n\n    续\n2. 二")
@example("01. 一\n02. 二")
@example("会议**指出：**要**求**")
@example("** 会议**")
@example("会议\n   \n指出")
@example("４1. 会议")
@example("| 甲 | 乙 |\n|---|---|\n| **1** | |\n\n**见[名](../a_b.md#c)**，[“名”](https://a.cn/b?c=d)。")
@example("| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 3 |")
@example("| 甲 | 乙 |\n|:--|---|\n| 1 | 2 |")
@example("[名](javascript:x)")
@example("[名](a.md)\n[名](a.md)")
def test_a_plain_text_has_the_html_that_markdown_makes_of_it(text: str) -> None:
    if plain := SHIPPED.plainly(text):
        full = FULL.reset().convert(text)
        assert plain.html() == full
        assert plain.anchors == {*re.findall(r' id="([^"]*)"', full)}


@pytest.mark.parametrize(
    "text",
    [
        "3月23日上午，区人大常委会党组召开会议。\n\n“**方案**要管用”，按GB/T 9704的规定，先办12.5%。",
        "第一段，\n换了一行。\n\n\n## 一、怎样做\n- **依法**：一条\n- 又一条\nA4纸一张",
        "会议议定三件事：\n\n1. **登记**，3月27日前；\n2. 初审；\n3. 会审，见[名单](a.md)。\n\n散会。",
        "见[《通知》](../a_b.md#c)。\n\n| 事项 | 办结 |\n|---|---|\n| 供水 | 20 |\n| **排水** | 3% |",
    ],
)
def test_what_most_articles_consist_of_is_plain(text: str) -> None:
    assert SHIPPED.plainly(text)


@pytest.mark.parametrize(
    "other",
    [
        converter([*NAMES, "smarty"], {}),
        converter([*MKDOCS_OWN], {}),
        converter(NAMES, {"publicity.markup.column_text": {"toc": {"permalink": True}}}),
    ],
)
def test_with_another_extension_or_setting_no_text_is_plain(other: Prose) -> None:
    assert other.plainly("会议指出") is None
