"""`publicity wechat`: an article of the built site as the editor of a WeChat account keeps it, and no word less."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from selectolax.lexbor import LexborHTMLParser

from publicity.commands.program import main
from publicity.wechat.blocks import Blocks
from publicity.wechat.inline import Inline
from publicity.wechat.pictures import Pictures
from tests.helpers.columns import column_on
from tests.helpers.project import Project, make_project
from tests.helpers.wechat import lost

ADDRESS = "https://rd.example.gov.cn/zt/bulletins/a.html"
ALONE = "bulletins/2009/2009-06-15-rules-cleanup.md"  # no other page leads there
PICTURED = "bulletins/2009/2009-05-06-opinions-sorted.md"


def made(html: str, address: str = ADDRESS) -> str:
    """A text without its styles."""
    inline = Inline(address, Pictures("bulletins/a.html", None))  # type: ignore[arg-type] - no pictures in these
    node = LexborHTMLParser(f"<main>{html}</main>").css_first("main")
    assert node
    out = Blocks(inline).within(node)
    assert lost(out) == set()
    return re.sub(r' style="[^"]*"', "", out)


def wechat(project: Project, uri: str, out: Path, **more: str) -> Result:
    return CliRunner().invoke(main, ["wechat", f"docs/{uri}", str(out), "--root", str(project.root)], env=more)


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>甲，“乙”：丙……——丁&lt;1</p>", "<p>甲，“乙”：丙……——丁&lt;1</p>"),
        ("<p>甲\n<strong>乙</strong>&nbsp;　<em>丙</em></p>", "<p>甲 <strong>乙</strong>\u00a0　<em>丙</em></p>"),
        ("<h2 id='x'>一、题</h2>", "<p>一、题</p>"),
        ("<ul><li>甲</li><li>乙<ul><li>丙</li></ul></li></ul>", "<p>•&nbsp;甲</p><p>•&nbsp;乙</p><p>◦&nbsp;丙</p>"),
        ('<ol start="3"><li>甲</li><li value="7"><p>乙</p><p>又</p></li><li>丙</li></ol>',
         "<p>3. 甲</p><p>7. 乙</p><p>又</p><p>8. 丙</p>"),
        ("<ul><li><table><tr><td>1</td></tr></table></li></ul>",
         "<p>•&nbsp;</p><table><tbody><tr><td>1</td></tr></tbody></table>"),
        ("<blockquote><p>引</p><p>文</p></blockquote>", "<section><p>引</p><p>文</p></section>"),
        ("<pre><code>甲  乙\n丙</code></pre>", "<p>甲&nbsp;&nbsp;乙<br>丙</p>"),
        ("<dl><dt>词</dt><dd>释</dd></dl>", "<p>词：释</p>"),
        ("<p>甲<br>乙<s>丙</s>m<sup>2</sup></p>", "<p>甲<br>乙<span>丙</span>m<span>2</span></p>"),
        ("<p> </p><p></p>", ""),
        ("<div>散<b>字</b><p>段</p></div>", "<p>散<strong>字</strong></p><p>段</p>"),
        ("<script>1</script><button>按</button><svg><text>图</text></svg>", ""),
        ('<p><a href="https://a.cn/">甲</a>和<a href="../plan.html#x">乙</a>和<a href="https://a.cn/">丙</a></p>',
         "<p>甲<span>[网址1]</span>和乙<span>[网址2]</span>和丙<span>[网址1]</span></p>"),
        ('<p><a href="https://a.cn/x">https://a.cn/x</a><a href="#y">丁</a><a href="mailto:a@b.cn">信</a></p>',
         "<p>https://a.cn/x丁信</p>"),
        ('<p><a href="https://mp.weixin.qq.com/s/1">号</a></p>', '<p><a href="https://mp.weixin.qq.com/s/1">号</a></p>'),
        ('<p>甲<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p><div class="footnote"><hr><ol>'
         '<li id="fn:1"><p>注&nbsp;<a class="footnote-backref" href="#fnref:1">↩</a></p></li></ol></div>',
         "<p>甲<span>[1]</span></p><hr><p>[1] 注\u00a0</p>"),
    ],
)  # fmt: skip
def test_how_a_text_is_kept(html: str, kept: str) -> None:
    assert made(html) == kept


def test_a_link_into_the_column_keeps_its_words_where_no_address_is_known() -> None:
    assert made('<p><a href="../plan.html">方案</a></p>', "") == "<p>方案</p>"


def table(columns: int, rows: int = 2, merged: str = "") -> str:
    head = "".join(f"<th>头{n}</th>" for n in range(columns))
    body = "".join(f"<td{merged if not n else ''}>值{n}</td>" for n in range(columns))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{f'<tr>{body}</tr>' * (rows - 1)}</tbody></table>"


def test_a_table_fits_a_phone() -> None:
    assert made(table(6)).count("<td") == 12
    cards = made(table(7))
    assert "<table" not in cards
    assert cards == "<section>" + "".join(f"<p><strong>头{n}：</strong>值{n}</p>" for n in range(7)) + "</section>"
    assert made(table(7, merged=' colspan="2"')).startswith("<section><table")
    assert ' colspan="2"' in made(table(3, merged=' colspan="2"'))


def test_every_public_article_keeps_every_letter(official: Project, tmp_path: Path) -> None:
    """What is the page's own (its title, what it says beside the text, drawings) the article has elsewhere or not."""
    column = column_on("2009-06-15")
    for item in (*column.bulletins, *column.publications):
        out = tmp_path / f"{Path(item.uri).stem}.html"
        done = wechat(official, item.uri, out)
        assert done.exit_code == 0, done.output
        article = LexborHTMLParser(out.read_bytes()).css_first("main")
        assert article and lost(article.inner_html or "") == set(), item.uri
        page = LexborHTMLParser((official.root / "site" / item.uri.replace(".md", ".html")).read_bytes())
        whole = "".join((article.text() or "").split())
        for block in page.css(".text p, .text li, .text h2, .text td, .results td, .paper-foot dd, .updated"):
            if not block.css("li, p, a"):
                assert "".join((block.text() or "").split()) in whole, item.uri
        address = f"https://rd.example.gov.cn/zt/{item.uri.replace('.md', '.html')}"
        assert whole.endswith(f"原文：{address}")
        assert f"来源：{item.entry.source}".replace(" ", "") in whole


def test_pictures_come_along_and_lie_beside(official: Project, tmp_path: Path) -> None:
    out = tmp_path / "a.html"
    done = wechat(official, PICTURED, out)
    assert "图片 1 幅另外放在" in done.output
    (file,) = (tmp_path / "a-图片").iterdir()
    article = LexborHTMLParser(out.read_bytes()).css_first("main")
    (picture,) = article.css("img") if article else ()
    assert file.name == "图1.png" and file.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert (picture.attributes["src"] or "").startswith("data:image/png;base64,") and picture.attributes["alt"]


@pytest.mark.shipped
def test_what_may_not_be_public_is_not_made(tmp_path: Path) -> None:
    project = make_project(tmp_path / "column")
    site, out = project.build(), tmp_path / "a.html"

    def told(uri: str, to: Path = out) -> str:
        done = wechat(project, uri, to)
        assert done.exit_code == 1 and not out.exists() and "Traceback" not in done.output
        return done.output.strip().splitlines()[-1]

    assert "不能公开（未到发布时间）" in told("bulletins/2009/2009-06-25-community-contacts.md")
    assert "不是简报、动态或公布的文件" in told("plan.md")
    assert "没有 docs/nothing.md 这个文件" in told("nothing.md")
    assert "会一起公开" in told(PICTURED, site / "a.html")
    project.edit(f"docs/{PICTURED}", "怎样办", "怎样办理")
    assert "改过以后还没有生成网站" in told(PICTURED)
    project.edit(f"docs/{PICTURED}", "怎样办理", "怎样办")
    project.edit(f"docs/{ALONE}", "\n---\n", "\ndraft: true\n---\n")
    assert "不能公开（草稿）" in told(ALONE)
    (site / PICTURED.replace(".md", ".html")).unlink()
    assert "网站里还没有" in told(PICTURED)
    project.edit(f"docs/{PICTURED}", "title:", "titel:")
    assert "先改好上面的错误" in told(PICTURED)
