"""Each rule of the finished site is proved by breaking one thing in a sound one."""

import marshal
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from publicity.column.column import Column
from publicity.finished import check
from publicity.finished.check import SiteCheck, check_site
from publicity.finished.fault import Fault
from publicity.finished.looks import packed, unpacked
from publicity.finished.page import take_apart
from publicity.manifests import hashes
from publicity.manifests.hashes import write_hashed
from publicity.manifests.layers import Layers
from publicity.manifests.manifest import hash_file
from tests.helpers.columns import column_of
from tests.helpers.project import Project

NEWS = "bulletins/2009/2009-04-17-study-lecture.html"
HOME = "index.html"
Found = Callable[[str, str, str], list[tuple[str, str, str]]]


@pytest.fixture(scope="module")
def sound(official: Project) -> tuple[Path, Column]:
    return official.root / "site", column_of(official)


def faults(site: Path, column: Column) -> tuple[Fault, ...]:
    return SiteCheck(site, column).outcome().faults


@pytest.fixture
def spoil(sound: tuple[Path, Column]) -> Found:
    """Replace a text of a page, tell what is found (page, rule, message), and put the page back."""
    site, column = sound

    def spoilt(page: str, old: str, new: str) -> list[tuple[str, str, str]]:
        path = site / page
        before = path.read_bytes()
        text = before.decode("utf-8")
        assert old in text
        path.write_bytes(text.replace(old, new, 1).encode())
        try:
            return [(fault.page, fault.rule, fault.message) for fault in faults(site, column)]
        finally:
            path.write_bytes(before)

    return spoilt


def test_a_sound_site_has_no_faults(sound: tuple[Path, Column]) -> None:
    assert not faults(*sound)
    plan = (sound[0] / "plan.html").read_text(encoding="utf-8")
    assert '<td align="right">二</td>' in plan, "an editor's table needs no style that the policy would bar"


META = '<meta name="{}" content="{}">'
CASES = [
    # tags
    ("missing", HOME, META.format("SiteName", "示例区人大网"), "", "缺少标签“SiteName”"),
    ("missing", "404.html", META.format("SiteIDCode", "2201060012"), "", "缺少标签“SiteIDCode”"),
    ("missing", "duties.html", META.format("ColumnType", "信息公开目录"), "", "缺少标签“ColumnType”"),
    ("PubDate", NEWS, META.format("PubDate", "2009-04-20 09:00"), "", "缺少标签“PubDate”"),
    ("missing", "zt/xxsj/200904/t20090413_12.html", META.format("SiteName", "示例区人大网"), "", "缺少标签“SiteName”"),
    ("empty", NEWS, 'name="Keywords" content="学习培训"', 'name="Keywords" content=" "', "标签“Keywords”没有内容"),
    ("case", NEWS, 'name="PubDate"', 'name="Pubdate"', "标签“Pubdate”的大小写不对"),
    ("twice", HOME, "<title>", '<meta name="description" content="又一个"><title>', "标签“Description”有 2 个"),
    ("twice", NEWS, "<title>", META.format("Author", "又一个") + "<title>", "标签“Author”有 2 个"),
    ("invented", HOME, 'content="2201060012"', 'content="2201060013"', "是“2201060013”，mkdocs.yml 里是“2201060012”"),
    ("PubDate", NEWS, 'content="2009-04-20 09:00"', 'content="2009-04-20"', "发布时间“2009-04-20”的写法不对"),
    ("PubDate", NEWS, 'content="2009-04-20 09:00"', 'content="2009-04-10 09:00"', "与记录的 2009-04-20 09:00 不同"),
    ("PubDate", NEWS, ">2009-04-20 09:00<", "><", "正文里看不到发布时间"),
    # links
    ("dead", HOME, 'href="plan.html"', 'href="plans.html"', "链接“plans.html”没有对应的网页或文件"),
    ("dead", HOME, "</main>", "<a href='/zt/nowhere/'>x</a></main>", "链接“/zt/nowhere/”没有对应的网页或文件"),
    ("dead", HOME, "</main>", "<a href='https://rd.example.gov.cn/zt/no.html'>x</a></main>", "no.html”没有对应"),
    ("dead", "zt/xxsj/200904/t20090413_12.html", "url=../../../", "url=../../", "没有对应的网页或文件"),
    ("dead", NEWS, 'src="pictures/study-days.png', 'src="pictures/study-day.png', "<img> 要用的"),
    ("dead", HOME, "assets/stylesheets/column", "assets/stylesheets/columns", "<link> 要用的"),
    ("anchor", HOME, 'href="plan.html#problem-', 'href="plan.html#problems-', "指向的位置不在那一页里"),
    ("anchor", NEWS, 'href="#content"', 'href="#contents"', "链接“#contents”指向的位置不在那一页里"),
    ("scheme", NEWS, "</main>", "<a href='javascript:alert(1)'>x</a></main>", "读者打不开"),
    ("scheme", NEWS, "</main>", r"<a href='file:///C:/文件.doc'>x</a></main>", "读者打不开"),
    # requests, and what the policy bars
    (
        "outside",
        HOME,
        "</main>",
        '<img src="https://t.example.com/x.gif" alt="" width="1" height="1"></main>',
        "<img> 向",
    ),
    (
        "outside",
        HOME,
        "</main>",
        '<img srcset="//t.example.com/x.gif 2x" src="{favicon}" alt="" width=1 height=1>',
        "<img>",
    ),
    ("outside", HOME, "</head>", '<script src="//t.example.com/count.js"></script></head>', "<script> 向外站取"),
    ("outside", HOME, "</head>", '<link rel="dns-prefetch" href="//t.example.com"></head>', "<link> 向外站取"),
    ("outside", HOME, "</main>", '<form action="https://t.example.com/"></form></main>', "<form> 向外站取"),
    ("barred", HOME, "</main>", "<script>alert(1)</script></main>", "写在网页里的脚本"),
    ("barred", HOME, "</head>", "<style>p{}</style></head>", "用了 <style>"),
    ("barred", HOME, "<h1", '<h1 style="color: red"', "<h1 style=…>"),
    ("barred", NEWS, "<h1", '<h1 OnClick="x()"', "<h1 onclick=…>"),
    ("barred", NEWS, "</main>", '<iframe src="x.html"></iframe></main>', "<iframe>"),
    # form
    ("id", NEWS, "</main>", '<p id="content"></p></main>', "标识（id）“content”用了不止一次"),
    ("picture", NEWS, ' height="', ' data-height="', "没有写 height"),
    ("picture", HOME, "</main>", '<img src="assets/images/column.svg" width="1" height="1"></main>', "没有写 alt"),
    ("language", HOME, 'lang="zh', 'data-lang="zh', "没有说明语言是中文"),
    ("title", HOME, "<title>学习实践活动专栏</title>", "<title> </title>", "没有标题（title）"),
    ("h1", NEWS, "</main>", "<h1>又一个</h1></main>", "有 2 个一级标题"),
]


@pytest.mark.parametrize(("rule", "page", "old", "new", "says"), CASES, ids=lambda v: v if len(str(v)) < 30 else "")
def test_one_thing_broken(spoil: Found, rule: str, page: str, old: str, new: str, says: str) -> None:
    new = new.replace("{favicon}", "assets/images/column.svg")
    found = spoil(page, old, new)
    assert any(at == page and by == rule and says in message for at, by, message in found), found
    assert {at for at, _, _ in found} == {page}
    related = {"case": {"PubDate"}, "twice": {"case"}}.get(rule, set())
    assert {by for _, by, _ in found} <= {rule, *related}


def test_a_code_that_nobody_gave_is_invented(shipped: Path, project: Project) -> None:
    page = shipped / "duties.html"
    before = page.read_text(encoding="utf-8")
    page.write_text(before.replace("<title>", META.format("SiteIDCode", "2201060012") + "<title>"), encoding="utf-8")
    try:
        (fault,) = faults(shipped, column_of(project))
    finally:
        page.write_text(before, encoding="utf-8")
    assert (fault.rule, fault.message) == ("invented", "标签“SiteIDCode”的“2201060012”没有根据")


def test_a_style_sheet_that_asks_another_host(sound: tuple[Path, Column], spoil: Found) -> None:
    sheet = next(sound[0].glob("assets/stylesheets/column*.css")).relative_to(sound[0]).as_posix()
    for asked in ("@import '//f.example.com/a.css';", 'p { background: url("https://f.example.com/a.png") }'):
        assert [(page, rule) for page, rule, _ in spoil(sheet, ":root", f"{asked} :root")] == [(sheet, "outside")]


def test_what_many_pages_share_is_told_once(sound: tuple[Path, Column], tmp_path: Path) -> None:
    site, column = sound
    for name in ("a", "b", "c", "d", "e"):
        text = (site / "duties.html").read_text(encoding="utf-8")
        (tmp_path / f"{name}.html").write_text(re.sub(r'(href|src|action)="[^#"]*', r'\1="', text), encoding="utf-8")
    told = check_site(tmp_path, column, tmp_path, "docs")
    messages = [problem.message for problems in told.values() for problem in problems]
    assert any(message.startswith("网页 a.html、b.html、c.html 等 5 个网页：") for message in messages), messages


def test_addresses_that_are_fine(spoil: Found) -> None:
    fine = (
        "mailto:rd@example.gov.cn",
        "tel:0431-00000000",
        "https://www.example.org/x?y#z",
        "/other/part/of/the/site.html",
        "https://rd.example.gov.cn/zt/plan.html#problems",
        "/zt/",
        "./plan.html?from=home",
        "#top",
        "#",
        "bulletins/",
        "bulletins/2009/2009-04-17-study%2Dlecture.html",
    )
    links = "".join(f'<a href="{address}">x</a>' for address in fine)
    assert spoil(HOME, "</main>", f"{links}</main>") == []


def test_an_editors_raw_html_is_told_at_its_line_and_fails_a_strict_build(project: Project) -> None:
    article = "docs/bulletins/2009/2009-04-13-study-week.md"
    text = (project.root / article).read_text(encoding="utf-8")
    raw = '\n<a href="nowhere.html">去处</a>\n\n# 又一个标题\n'
    (project.root / article).write_text(text + raw, encoding="utf-8")
    done = project.mkdocs("build", "--strict")
    assert done.returncode == 1
    first = text.count("\n") + 2
    for line, says in (
        (first, "链接“nowhere.html”没有对应"),
        (first + 2, "2 个一级标题"),
    ):
        assert re.search(rf"{re.escape(article)}:{line}:\d+: 警告：.*{re.escape(says)}", done.stderr)
    assert project.mkdocs("build").returncode == 0


def test_a_page_is_taken_apart_as_a_browser_does() -> None:
    page = take_apart("x.html", '<p ID=a><p id="a"><svg><a xlink:href="#q"></a></svg><img>中'.encode())
    assert (page.repeated_ids, page.links, page.headings) == (["a"], {"#q"}, 0)
    assert page.pictures == [("", "src")]
    for rubbish in (b"", b"\x00\xff\xfe", b"<" * 1000, b"<p " + b"x=1 " * 1000):
        take_apart("x.html", rubbish)


def test_a_page_that_changes_after_it_was_looked_at_is_looked_at_again(official: Project, tmp_path: Path) -> None:
    site = shutil.copytree(official.root / "site", tmp_path / "site")
    check = SiteCheck(site, column_of(official))
    check.look([HOME, NEWS, "never-written.html"])
    first = check.outcome()
    assert not first.faults
    (site / NEWS).write_text((site / NEWS).read_text(encoding="utf-8").replace("<h1>", "<h2>", 1), encoding="utf-8")
    second = check.outcome()
    assert {fault.page for fault in second.faults} == {NEWS}
    assert {path for path in first.hashes if first.hashes[path] != second.hashes[path]} == {NEWS}
    assert second.hashes[NEWS].entry == hash_file(site / NEWS)


def test_a_look_is_remembered_with_all_that_judging_asks(
    sound: tuple[Path, Column], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, column = sound
    first = SiteCheck(site, column).outcome()
    layers = Layers(site, site)
    looks = unpacked(marshal.loads(marshal.dumps(packed(first.looks))))
    monkeypatch.setattr(check, "site_page", lambda *_: pytest.fail("it was looked at before"))
    again = SiteCheck(layers, column, looks, first.hashes).outcome(staying=first.hashes.keys())
    assert (sorted(again.faults), again.hashes, again.unnamed) == (sorted(first.faults), first.hashes, first.unnamed)
    assert again.looks == first.looks


def test_a_file_is_what_its_writer_says_until_it_changes(
    sound: tuple[Path, Column], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = SiteCheck(tmp_path, sound[1])
    check.know({name: write_hashed(tmp_path / name, name.encode() * 5000) for name in ("a.txt", "b.txt")})
    read: list[str] = []
    monkeypatch.setattr(hashes, "hash_file", lambda path: (read.append(path.name), hash_file(path))[1])
    (tmp_path / "b.txt").write_bytes(b"other")
    found = check.outcome().hashes
    assert {path: hashed.entry for path, hashed in found.items()} == {
        name: hash_file(tmp_path / name) for name in ("a.txt", "b.txt")
    }
    assert read == ["b.txt"], "what is as it was written need not be read"
