"""What is copied in Word, Excel and WeChat becomes a body; nothing visible is lost, nothing hidden comes along."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publicity.commands.program import main
from publicity.importing import clipboard
from publicity.importing.grid import CannotImportError

WORD = """Version:1.0
StartHTML:0000000105
EndHTML:0000002000
SourceURL:file:///C:/示例.docx

<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head>
<body lang=ZH-CN><!--StartFragment--><p class=MsoNormal style='text-indent:32pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span lang=EN-US style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span><![endif]><b>走访</b>代表3*4次，见<a href="https://example.invalid/a b">网页</a><o:p></o:p></p>
<p class=MsoNormal><span style='display:none'>藏着的</span>第二段<sup>①</sup></p>
<p class=MsoListParagraph><![if !supportLists]><span style='font-family:Wingdings;mso-list:Ignore'>l<span>&nbsp;</span>
</span><![endif]>圆点</p><!--EndFragment--></body></html>"""

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td{mso-number-format:General}</style>
</head><body><table border=0 width=216><!--StartFragment--><col width=72 span=3>
<tr height=19><td colspan=2 class=xl65>合并的表头</td><td>数量</td></tr>
<tr><td rowspan=2>甲</td><td x:num>1.50</td><td>3|4</td></tr><tr><td>2<br>3</td><td></td></tr>
<tr style='display:none'><td>藏</td><td>藏</td><td>藏</td></tr><!--EndFragment--></table></body></html>"""

WECHAT = """<meta charset='utf-8'><section data-tools="135编辑器" ><section><section style="text-align:center">
<span style="font-size:18px"><strong>一、示例标题</strong></span></section></section><section>
<p style="text-indent:2em"><span>正文第一句，</span><span style="color:red">红色的话。</span></p><p><br></p><p>
<img data-src="https://mmbiz.example/640" data-type="jpeg"></p><ul class="list-paddingleft-1">
<li><p>第一条</p></li><li><p>第二条</p></li></ul></section></section>"""


def paste(text: str | bytes) -> Result:
    done = CliRunner().invoke(main, ["paste"], input=text)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done


def test_from_word() -> None:
    done = paste(WORD)
    assert done.stdout == (
        "1.**走访**代表3*4次，见[网页](https://example.invalid/a%20b)\n\n第二段<sup>①</sup>\n\n- 圆点\n"
    )
    assert "隐藏的文字 1 处，没有导入" in done.stderr and "藏着的" not in done.output


def test_from_excel() -> None:
    done = paste(EXCEL)
    assert done.stdout.splitlines() == [
        "<table>",
        '<tr><th colspan="2">合并的表头</th><th>数量</th></tr>',
        '<tr><td rowspan="2">甲</td><td>1.50</td><td>3|4</td></tr>',
        "<tr><td>2<br>3</td><td></td></tr>",
        "</table>",
    ]
    assert "表格里隐藏的行 1 处" in done.stderr


def test_from_excel_as_text_and_as_a_plain_table() -> None:
    assert paste("组别\t户数\n第一组\t12|3\n").stdout == "| 组别 | 户数 |\n|---|---|\n| 第一组 | 12\\|3 |\n"
    assert paste("<table><tr><td>甲<td>乙<tr><td>1<td>2</table>").stdout == "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n"


def test_from_wechat() -> None:
    done = paste(WECHAT)
    assert done.stdout == "**一、示例标题**\n\n正文第一句，红色的话。\n\n- 第一条\n- 第二条\n"
    assert "https://mmbiz.example/640" in done.stderr


@pytest.mark.parametrize("nothing", ["", " \n", "<p>&nbsp;</p>", b"\xff\xfe"])
def test_nothing_is_said_to_be_nothing(nothing: str | bytes) -> None:
    done = paste(nothing)
    assert done.exit_code == 1 and done.stdout == "" and "没有内容" in done.stderr


def test_a_program_that_reads_the_clipboard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first that gives something; HTML before text."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(CannotImportError, match="读不到剪贴板"):
        clipboard.clipboard()
    for name, said in (("wl-paste", "exit 1"), ("xclip", 'case "$*" in *html*) echo "<p>甲</p>";; esac')):
        (tmp_path / name).write_text(f"#!/bin/sh\n{said}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    assert clipboard.clipboard() == "<p>甲</p>\n".encode()
