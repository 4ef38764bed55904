"""Documents as their readers see them: automatic numbers are text, what is hidden is left out and told."""

from io import BytesIO

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from publicity.importing.blocks import Paper, Paragraph, Picture, Table
from publicity.importing.grid import CannotImportError
from publicity.importing.html_paper import html_paper
from publicity.importing.number_words import counted, in_form
from publicity.importing.papers import paper_of
from publicity.importing.word_paper import word_paper
from tests.helpers import papers


def texts(paper: Paper) -> list[str]:
    return [one.text for one in paper.paragraphs]


# ———— Word ————


def test_automatic_numbers_are_printed_as_word_prints_them() -> None:
    paper = word_paper(papers.numbered_paper())
    assert texts(paper) == [
        *("一、参加范围", "（一）党员", "1.在职的", "①机关", "②街道", "2.离退休的", "（二）群众"),
        *("没有编号的一段", "二、目标要求", "一、编号从头再来", "二、接着编"),
        *("第一章总则", "1.1适用", "一个圆点", "1)泰文的编号"),
        *("第一条由样式编号的标题", "第二条第二条", "这一段取消了编号", "※有意思的符号"),
    ]
    listed = {one.words: one for one in paper.paragraphs}
    assert listed["一个圆点"].bullet and not listed["有意思的符号"].bullet
    assert listed["由样式编号的标题"].level == 2 and listed["党员"].level is None
    assert "thaiLetters" in "".join(listed["泰文的编号"].doubts)


@pytest.mark.parametrize(
    ("form", "number", "printed"),
    [
        ("chineseCounting", 12, "十二"),
        ("chineseCounting", 20, "二十"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1005, "一千零五"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("ideographZodiac", 13, "子"),
        ("decimalEnclosedCircleChinese", 21, "㉑"),
        ("decimalEnclosedCircle", 51, "51"),
        ("decimalFullWidth", 10, "１０"),
        ("decimalZero", 7, "07"),
        ("upperRoman", 49, "XLIX"),
        ("lowerLetter", 28, "bb"),
        ("ordinal", 112, "112th"),
        ("bullet", 1, ""),
        ("japaneseDigitalTenThousand", 20, "二○"),
    ],
)
def test_forms_of_numbers(form: str, number: int, printed: str) -> None:
    assert in_form(number, form) == printed


@given(st.integers(1, 9999))
def test_counting_is_read_back(number: int) -> None:
    """By the value that each sign adds."""
    total, digit = 0, 0
    for sign in counted(number):
        if sign in "十百千":
            total, digit = total + max(digit, 1) * 10 ** ("十百千".index(sign) + 1), 0
        elif sign != "零":
            digit = "一二三四五六七八九".index(sign) + 1
    assert total + digit == number


def test_what_readers_do_not_see_is_left_out_and_told() -> None:
    paper = word_paper(papers.revised_paper())
    assert texts(paper) == [
        *("有批注的一段。", "看得见还看得见", "原来的添上的", "见这一页。", "⑦带圈的字", "2026年1月2日"),
        *("坏掉的域里的字", "旁边有框", "文本框里的字", "第一行\n第二行"),
    ]
    told = "；".join(paper.told)
    for said in (
        "批注 1 条",
        "隐藏的文字 1 处（第 2 段）",
        "修订记录",
        "HYPERLINK 1 处",
        "页眉“内部示例页眉”",
        "文本框",
    ):
        assert said in told
    assert "看不见" not in told and "请改" not in told
    linked = [run for one in paper.paragraphs for run in one.runs if run.link]
    assert [(run.text, run.link) for run in linked] == [("这一页", "https://example.invalid/a")]
    assert any("自动更新" in doubt for one in paper.paragraphs for doubt in one.doubts)


def test_tables_and_pictures_of_a_word_file() -> None:
    document = Document()
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合并两列"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "合并两行"
    table.cell(2, 2).text = "末格"
    document.add_picture(BytesIO(papers.png()))
    paper = word_paper(papers.saved(document))
    (found,) = [block for block in paper.blocks if isinstance(block, Table)]
    assert found.merged and found.texts[0][:2] == ("合并两列", "合并两列") and found.texts[2][0] == "合并两行"
    assert found.rows[2][0].origin == (1, 0) and found.texts[2][2] == "末格"
    (picture,) = [block for block in paper.blocks if isinstance(block, Picture)]
    assert picture.ending == ".png" and picture.data == papers.png()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.docx", b"PK\x03\x04 broken", "文件坏了"),
        ("a.docx", b"\xd0\xcf\x11\xe0 encrypted", "加了密码"),
        ("a.xlsx", b"PK\x03\x04", "不是 Word 文件"),
        ("a.pdf", b"%PDF-1.7", "不认识"),
    ],
)
def test_what_is_no_document_is_refused_in_a_sentence(name: str, data: bytes, told: str) -> None:
    with pytest.raises(CannotImportError, match=told):
        paper_of(name, data)


# ———— pages ————

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>
.secret {display:none} @media print { .shown {display:none} }</style></head><body lang=ZH-CN><div class=Section1>
<p class=MsoNormal align=center style='text-align:center'><b><span style='font-size:18pt'>某区人大机关
工作方案<span lang=EN-US><o:p></o:p></span></span></b></p><p class=MsoNormal><![if !supportLists]><span
style='mso-list:Ignore'>一、<span style='font:7.0pt'>&nbsp;&nbsp;</span></span>
<![endif]>参加范
围</p><p class=MsoNormal>看得见<span style='display:none;mso-hide:all'>看不见</span><span class=msoDel><del
cite="mailto:x" datetime="2026-01-01">删掉的</del></span><ins>添上的</ins><span class=secret>藏着的</span><span
class=shown>还在</span></p>
<h2>标题</h2><p>H<sub>2</sub>O，详见<a href="https://example.invalid/">这里</a>。</p>
<!--[if gte mso 9]><xml>机器的话</xml><![endif]--></div></body></html>"""


def test_words_saved_page() -> None:
    paper = html_paper(WORD)
    assert texts(paper) == [
        *("某区人大机关工作方案", "一、参加范围", "看得见添上的还在", "标题", "H2O，详见这里。"),
    ]
    assert paper.paragraphs[0].centred and paper.paragraphs[0].runs[0].bold and paper.paragraphs[3].level == 2
    assert [run.raised for run in paper.paragraphs[4].runs if run.text == "2"] == [-1]
    assert any("隐藏的文字 2 处" in told for told in paper.told) and any("修订" in told for told in paper.told)


def test_lists_lines_and_tables_of_a_page() -> None:
    page = """<ol start=3><li>三<li value=7>七<ul><li>点</ul></ol><ol type=a><li>甲</ol>
    <ol style="list-style-type: cjk-ideographic"><li>汉</ol><ul style="list-style:none"><li>无</ul>
    第一段<br>接着写<br>　　第二段<br><br>第三段
    <table><tr><td rowspan=2>合<td>一<td style="display:none">藏<tr><td>二<tr style="display:none"><td>没</table>
    <table><tr><td><table><tr><td>甲<td>乙</table></td></tr></table>"""
    paper = html_paper(page)
    assert texts(paper) == ["3.三", "7.七", "点", "a.甲", "一、汉", "无", "第一段\n接着写", "第二段", "第三段"]
    assert [table.texts for table in paper.blocks if isinstance(table, Table)] == [
        (("合", "一"), ("合", "二")),
        (("甲", "乙"),),
    ]
    assert "表格里隐藏的行 1 处，没有导入" in paper.told and "表格里隐藏的格子 1 处，没有导入" in paper.told


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize(
    "said", ["", "<meta charset=gb2312>", '<meta http-equiv=x content="text/html; charset=utf-8">']
)
def test_a_page_is_read_in_whatever_encoding_it_is(encoding: str, said: str) -> None:
    page = f"<html><head>{said}</head><body><p>镕基、堃、〇，全体党员</p></body></html>"
    assert texts(paper_of("a.html", page.encode(encoding))) == ["镕基、堃、〇，全体党员"]


def test_a_text_has_a_paragraph_a_line() -> None:
    paper = paper_of("a.txt", "　　一、参加范围\r\n\r\n1. 党员\n".encode("gbk"))
    assert texts(paper) == ["一、参加范围", "1. 党员"] and isinstance(paper.blocks[0], Paragraph)


def test_a_few_broken_letters_are_marked_and_many_refused() -> None:
    page = (
        f"<meta charset=gbk><p>{'全体党员参加。' * 200}</p><p>".encode("gbk") + b"\xff" + "坏了一个字</p>".encode("gbk")
    )
    (broken,) = [one for one in paper_of("a.html", page).paragraphs if one.doubts]
    assert broken.text.endswith("坏了一个字") and "读不出来" in broken.doubts[0]
    with pytest.raises(CannotImportError, match="编码"):
        paper_of("a.html", b"<p>" + b"\xff\xd8" * 400)
