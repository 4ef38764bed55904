"""An old column's saved pages come in: articles without the site around, addresses that lead on, links that hold."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document

from publicity.column.files import read_column
from publicity.commands.program import main
from publicity.problems.problem import errors
from tests.helpers import papers
from tests.helpers.columns import column_of
from tests.helpers.printed import make_printed
from tests.helpers.project import Project

HOST = "www.example.invalid"
# A content system of 2009: tables for layout, font tags, line breaks for paragraphs.
OLD = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>示例标题一_某区人大网</title>
</head><body><table width=100%><tr><td><a href="/">首页</a> | <a href="/zt/">专题</a></td></tr></table>
<table width=760><tr><td width=200><table><tr><td><a href=a.html>栏目一</a></td></tr></table></td><td>
<table><tr><td align=center><font size=5><b>示例标题一</b></font></td></tr><tr>
<td align=center>发布时间：2026-04-13 10:20&nbsp;&nbsp;来源：某区人大办公室&nbsp;浏览次数：128</td></tr>
<tr><td><div id="zoom"><font size=3>　　示例：4月13日，机关召开会议，部署下一步工作。<br>
　　会议要求，<b>一要</b>加强学习；二要走访代表。<br>
<center><img src="../images/会场.png"></center><center>图为会场（示例）</center>
　　详见<a href="t20260414_13.html">后一天的会议</a>和<a
href="../files/名单.docx">参会名单</a>，另见<a href="/gone/old.html">旧文</a>。</font></div></td></tr></table>
</td></tr></table>
<table><tr><td>版权所有：某区人大。本网站由办公室维护。</td></tr></table></body></html>"""
NEW = """<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="ArticleTitle" content="示例标题二">
<meta name="PubDate" content="2026-04-14 08:05"><meta name="ContentSource" content="某区人大网">
<title>专题</title></head>
<body><nav><a href="/">首页</a></nav><div class="crumbs">您的位置：<a href="/">首页</a></div>
<div class="main"><h1>专题</h1>
<div class="TRS_Editor"><p style="text-align:center">示例标题二</p><p>示例：会后第二天，各委办分头走访，听取意见。</p>
<table><tr><td>委办</td><td>户数</td></tr><tr><td>办公室</td><td>3</td></tr></table></div></div>
<footer>地址：示例路。</footer></body></html>"""
WECHAT = """<!-- saved from url=(0050)http://www.example.invalid/zt/202604/wx_1.html --><html><head><title></title>
<meta property="og:title" content="示例标题三"></head><body>
<div id="page-content"><h1 id="activity-name">示例标题三</h1>
<a id="js_name">某区人大</a><em id="publish_time">2026年4月15日 18:30</em>
<div id="js_content" style="visibility: hidden; opacity: 0;"><section>
<p>示例：微信里的一篇，写了走访的情况，共三户。</p>
<p><span>第二段。</span></p></section></div></div><script>var x = 1;</script></body></html>"""
LIST = (
    "<html><body><ul>"
    + "".join(f"<li><a href=t{n}.html>示例标题{n}，很长很长的标题</a></li>" for n in range(9))
    + "</ul></body></html>"
)


def run(office: Project, *arguments: object) -> Result:
    done = CliRunner().invoke(main, ["import", "column", *map(str, arguments), "--root", str(office.root)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done


@pytest.fixture
def office(tmp_path: Path) -> Project:
    return make_printed(tmp_path / "column")


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A mirror as wget lays it down, and a page that a browser saved beside it."""
    folder = tmp_path / "saved"
    site = folder / HOST
    for name in ("zt/202604", "zt/images", "zt/files"):
        (site / name).mkdir(parents=True)
    (site / "zt/202604/t20260413_12.html").write_bytes(OLD.encode("gb18030"))
    (site / "zt/202604/t20260414_13.html").write_bytes(NEW.encode())
    (site / "zt/202604/print_13.html").write_bytes(NEW.encode())
    (site / "zt/index.html").write_bytes(LIST.encode())
    (site / "zt/show.asp").write_bytes(b"<p>")
    (site / "zt/images/会场.png").write_bytes(papers.png())
    document = Document()
    document.add_paragraph("示例名单")
    (site / "zt/files/名单.docx").write_bytes(papers.saved(document))
    (folder / "示例标题三.html").write_bytes(WECHAT.encode())
    (folder / "示例标题三_files").mkdir()
    (folder / "示例标题三_files" / "frame.html").write_text("<p>广告，广告。")
    return folder


def test_a_mirror_becomes_bulletins(office: Project, saved: Path) -> None:
    done = run(office, saved)
    assert done.exit_code == 0, done.output
    assert "导入 3 篇；请核对 0 处" in done.output
    for said in (
        "index.html：没有一句话",
        "show.asp：不是 html",
        "是同一篇",
        "“版权所有：某区人大。本网站由办公室维护。”没有导入",
    ):
        assert said in done.output
    assert "frame.html" not in done.output and "指向没有存下来的" not in done.output
    assert not errors(read_column(office.root / "mkdocs.yml", office.root / "docs").problems)
    found = {one.entry.title: one for one in column_of(office).archive.bulletins}
    first, second, third = (found[f"示例标题{n}"].entry for n in "一二三")
    assert f"{first.published:%Y-%m-%d %H:%M}" == "2026-04-13 10:20" and first.source == "某区人大办公室"
    assert first.old_paths == ["zt/202604/t20260413_12.html"] and first.attachments[0].title == "参会名单"
    assert (
        second.old_paths == ["zt/202604/print_13.html", "zt/202604/t20260414_13.html"] and second.source == "某区人大网"
    )
    assert f"{third.published:%Y-%m-%d %H:%M}" == "2026-04-15 18:30" and third.old_paths == ["zt/202604/wx_1.html"]
    text = (office.root / "docs" / found["示例标题一"].uri).read_text(encoding="utf-8").partition("---\n\n")[2]
    stem = Path(found["示例标题一"].uri).stem
    assert text == (
        "示例：4月13日，机关召开会议，部署下一步工作。\n\n会议要求，**一要**加强学习；二要走访代表。\n\n"
        f"![图为会场（示例）](pictures/{stem}-2.png)\n\n图为会场（示例）\n\n"
        f"详见[后一天的会议](../../{found['示例标题二'].uri})和[参会名单](attachments/{stem}-名单.docx)，"
        f"另见[旧文](http://{HOST}/gone/old.html)。\n"
    )
    assert "| 委办 | 户数 |" in (office.root / "docs" / found["示例标题二"].uri).read_text(encoding="utf-8")
    again = run(office, saved)
    assert "导入 0 篇" in again.output and again.output.count("已经导入过了") == 3
    site = office.build()
    assert (site / "zt/202604/t20260413_12.html").is_file()


def test_what_a_page_does_not_say_is_doubted(office: Project, tmp_path: Path) -> None:
    """No hour, no source, an address that can't be led on, in a list of addresses."""
    (tmp_path / "a.html").write_text(
        "<p>示例标题四</p><p>日期:2026-04-22   稿件来源:</p><p>示例：这一页只有日期，没有几点几分。</p>", encoding="gbk"
    )
    (tmp_path / "网址.txt").write_text(
        "# 旧网址\nhttp://www.example.invalid/show.asp?id=3 a.html\nhttp://www.example.invalid/b.html\n"
    )
    done = run(office, tmp_path / "网址.txt")
    assert "没有存下来的文件" in done.output and "转不到新的" in done.output and "请核对 2 处" in done.output
    (entry,) = (one.entry for one in column_of(office).archive.bulletins)
    assert entry.title == "示例标题四" and entry.draft and str(entry.date) == "2026-04-22"


def test_an_hour_for_all_and_nothing_to_read(office: Project, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "没有网页" in run(office, empty).output
    assert run(office, empty, "--time", "9点").exit_code == 2
    (empty / "a.html").write_text(
        "<title>示例标题五</title><p>2026年4月22日　来源：某区人大</p><p>示例：这一页只有日期，没有时刻。</p>",
        encoding="utf-8",
    )
    done = run(office, empty, "--time", "09:00")
    assert done.exit_code == 0 and "请核对 1 处" in done.output, done.output


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>示例决议-某网</title>", "<p>示例决议</p>", "示例决议"),
        ("<title>某省-1-10月示例情况 某网</title>", "<h1>1-10月示例情况</h1>", "1-10月示例情况"),
        ("<title>示例A-B会议-新闻-某网</title>", "<b>示例A-B会议</b>", "示例A-B会议"),
        ("<title>示例会议_某网</title>", "", "示例会议"),
        ("<title>新闻动态</title>", "<h1>新闻动态</h1><p>示例会议召开</p>", "示例会议召开"),
        ("<title>专题</title><meta name=ArticleTitle content=示例通知>", "<h1>专题</h1>", "示例通知"),
        (
            '<title>示例甲</title><meta property="og:title" content="示例甲-新华网">',
            "<h1>栏目</h1><h2>示例甲</h2>",
            "示例甲",
        ),
    ],
)
def test_titles(office: Project, tmp_path: Path, head: str, body: str, title: str) -> None:
    """A window's name holds the site's too; a section's name is no title."""
    (tmp_path / "saved").mkdir()
    page = f"<head>{head}</head><body><div>{body}<p>示例：这一页的正文，不长，但是有句子，够二十个字。</p></div></body>"
    (tmp_path / "saved" / "a.html").write_text(page, encoding="utf-8")
    assert run(office, tmp_path / "saved").exit_code == 0
    (entry,) = (one.entry for one in column_of(office).archive.bulletins)
    assert entry.title == title
