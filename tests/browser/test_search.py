"""Search in a browser: any words that stand on a public page are found, whatever a reader types does no harm."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from publicity.search.text import fold
from tests.helpers.browsing import HttpServer, policy
from tests.helpers.project import make_project
from tests.helpers.searching import Words
from tests.helpers.torture import SEED, times

pytestmark = pytest.mark.shipped

HOME = "/rd/zt"  # a column lies below its office's site
STATUS = "[data-search-status]"
HITS = "[data-search-results] > li"
ODD = """\
---
title: 关于ＩＳＯ9001认证x<y和Ａ4纸的说明
date: 2009-06-01
published: 2009-06-01 09:00
source: 区人大常委会办公室
kind: 动态
phase: rectify
summary: 查重用的摘要句子写在这里。
topics: [学习培训]
---

满意率81.25％，面积２０㎡，见①款，编号ZX-2009第１２期。用字𠮷𡈽少见，心情😀不错。

会议，**要求各单位**抓紧[落实好整改](../../plan.md)任务。
第二行 open data 接着写。

- 甲项完
- 乙项始
"""


@dataclass
class Site:
    """A site served below a folder under a strict policy; `asked` are the paths that browsers asked for."""

    address: str
    folder: Path
    asked: list[str] = field(default_factory=list)

    def records(self) -> list[dict[str, str]]:
        return [json.loads(path.read_text(encoding="utf-8")) for path in (self.folder / "search/pages").iterdir()]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The shipped column and one page of oddities."""
    project = make_project(tmp_path_factory.mktemp("searched"))
    (project.root / "docs/bulletins/2009/2009-06-01-odd.md").write_text(ODD, encoding="utf-8")
    project.edit("mkdocs.yml", "# site_url:", f"site_url: https://example.invalid{HOME}/ #")
    built = project.build()
    root = tmp_path_factory.mktemp("server")
    (root / HOME[1:]).parent.mkdir(parents=True)
    (root / HOME[1:]).symlink_to(built, target_is_directory=True)
    made = Site("", built)

    class Handler(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            made.asked.append(self.path)
            self.send_header("Content-Security-Policy", policy())
            super().end_headers()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
            pass

    server = HttpServer(("127.0.0.1", 0), partial(Handler, directory=str(root)))
    Thread(target=server.serve_forever, daemon=True).start()
    made.address = f"http://127.0.0.1:{server.server_port}{HOME}"
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A page on a phone; that something fails in it, or asks another host, fails the test."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("request", lambda it: None if it.url.startswith("http://127.0.0.1:") else wrong.append(it.url))
    yield page
    page.close()
    assert wrong == []


def find(page: Page, site: Site, words: str, **filters: str) -> list[str]:
    """Search by address; the titles found, once they stand there."""
    address = "&".join(f"{key}={quote(value, safe='')}" for key, value in {"q": words, **filters}.items())
    page.goto(f"{site.address}/search.html?{address}")
    return titles(page)


def titles(page: Page) -> list[str]:
    expect(page.locator(STATUS)).not_to_have_text(re.compile("正在找|要用到脚本"))
    return page.locator(f"{HITS} > a").all_inner_texts()


def found(page: Page) -> int:
    number = re.search(r"找到 ?(?:约 )?(\d+) 篇", page.locator(STATUS).inner_text())
    return int(number[1]) if number else 0


def rank(record: dict[str, Any], words: str) -> int:
    """A title or another name that is the words, that begins so, that has them; a department; a text."""
    names = [fold(name) for name in (record["title"], *record.get("names", ()))]
    return max(4 if name == words else 3 if name.startswith(words) else 2 * (words in name) for name in names)


@pytest.mark.parametrize("words", ["座谈会", "整改", "学习", "意见", "规章制度清理", "财经工委"])
def test_titles_come_before_text_and_then_the_newest(reader: Page, site: Site, words: str) -> None:
    find(reader, site, words)
    numbered = {record["url"]: (number, record) for number, record in enumerate(Words(site.folder).records)}
    hits = reader.locator(f"{HITS} > a").evaluate_all("all => all.map(one => decodeURI(one.pathname))")
    shown = [numbered[path.removeprefix(f"{HOME}/")] for path in hits]
    ranks = [(rank(record, words), number) for number, record in shown]
    if words == "财经工委":  # its own promises before those in which it assists
        assert ranks[0][0] == 4
        assert hits[1].endswith("commitments/enterprise-visits.html")
        return
    assert ranks == sorted(ranks, reverse=True)


ODDITIES = {
    "iso9001": "width and case",
    "ISO": "part of a word",
    "001认证x<y和": "a title is text, not markup",
    "a4纸": "mixed",
    "81.25%": "a decimal point, a wide percent sign",
    "20m2": "compatibility characters",
    "第１２期": "wide digits",
    "zx2009": "punctuation between",
    "会议要求各单位抓紧落实好": "across a comma and markup",
    "抓紧落实好整改任务。第二行": "over a line break within a paragraph",
    "OPEN data": "two terms",
    "opendata": "blanks do not count",
    "𠮷𡈽": "beyond the basic plane",
    "😀": "an emoji",
    "𡈽": "one character",
    "查重用的摘要": "the summary",
    "甲项完": "a list",
    "第\u2f06行": "a radical, as it is copied from a PDF file",
}


@pytest.mark.parametrize("words", ODDITIES)
def test_oddities_are_found(reader: Page, site: Site, words: str) -> None:
    shown = find(reader, site, words)
    assert "关于ＩＳＯ9001认证x<y和Ａ4纸的说明" in shown
    item = reader.locator(HITS).filter(has_text="ＩＳＯ9001")
    for term in words.split():
        assert fold(term) in fold("".join(item.locator("mark").all_inner_texts()))


@pytest.mark.parametrize("words", ["8125%", "甲项完乙项", "㊙㊙㊙", "𠮷用", "满意率81.25满意率"])
def test_what_does_not_stand_there_is_not_found(reader: Page, site: Site, words: str) -> None:
    find(reader, site, words)
    marks = reader.locator(f"{HITS} mark").all_inner_texts()
    assert not [mark for mark in marks if fold(words) in fold(mark)]
    assert "没有找到" in reader.locator(STATUS).inner_text()


@pytest.mark.torture
def test_any_words_of_any_page(reader: Page, site: Site) -> None:
    """Random pieces of random pages: exactly the pages that have them, with the words marked, as they stand there."""
    random, index, texts = Random(SEED), Words(site.folder), dict[str, str]()
    for place, it in enumerate(index.records):
        said = [it["title"], *it.get("names", ()), it["text"], *index.about(place)]
        texts[f"{HOME}/{it['url']}"] = fold("\n".join(said))
    records = [record for record in index.records if record["text"]]
    reader.goto(f"{site.address}/search.html")
    for _ in range(times(25)):
        line = random.choice([line for line in random.choice(records)["text"].split("\n") if len(line) > 1])
        start = random.randrange(len(line) - 1)
        words = line[start : start + random.randint(2, 30)]
        terms = [folded for word in words.split() if (folded := fold(word))]
        if not terms:
            continue
        right = {path for path, text in texts.items() if all(term in text for term in terms)}
        reader.get_by_label("要找的字词").fill(words)
        reader.get_by_label("要找的字词").press("Enter")
        shown = titles(reader)
        more = reader.locator("[data-search-more]")
        while more.is_visible():
            before = reader.locator(STATUS).inner_text()
            more.click()
            expect(reader.locator(STATUS)).not_to_have_text(before)
            shown = titles(reader)
        paths = reader.locator(f"{HITS} > a").evaluate_all("all => all.map(one => decodeURI(one.pathname))")
        assert len(shown) == len(paths) == len({*paths}) == found(reader)
        assert right <= {*paths}, words
        if re.search(r"[\d〇零一二三四五六七八九十百千两]", "".join(terms)):
            continue  # found in other forms too
        assert {*paths} == right, words
        marks = fold("".join(reader.locator(HITS).first.locator("mark").all_inner_texts()))
        assert any(term[:20] in marks for term in terms), words


def test_a_hit_is_not_marked_as_another_sites(reader: Page, site: Site) -> None:
    find(reader, site, "整改")
    after = "all => all.map(link => getComputedStyle(link, '::after').content)"
    assert set(reader.eval_on_selector_all(f"{HITS} a", after)) == {"none"}


def test_no_blanks_come_into_excerpts(reader: Page, site: Site) -> None:
    find(reader, site, "要求各单位")
    words = reader.locator(f"{HITS} .summary").first
    assert "会议，要求各单位抓紧落实好整改任务。" in words.inner_text()
    assert "open data 接着写" in words.inner_text()
    assert words.locator("mark").all_inner_texts() == ["要求各单位"]


def test_filters_narrow_and_count(reader: Page, site: Site) -> None:
    find(reader, site, "整改")
    every = found(reader)
    kind = reader.get_by_label("种类")
    counted = {text.split("（")[0]: int(text.split("（")[1][:-1]) for text in kind.locator("option").all_inner_texts()}
    assert counted.pop("全部") == every == sum(counted.values())
    kind.focus()
    kind.select_option("整改承诺")
    expect(reader.locator(STATUS)).to_contain_text(f"找到 {counted['整改承诺']} 篇")
    assert "kind=" in reader.url
    assert kind.evaluate("it => it === document.activeElement")
    reader.get_by_label("部门").select_option("办公室")
    expect(reader).to_have_url(re.compile("department="))
    assert titles(reader)
    assert {text.split()[1] for text in reader.locator(f"{HITS} .remark").all_inner_texts()} == {"整改承诺"}
    reader.get_by_label("状态").select_option(index=1)
    expect(reader).to_have_url(re.compile("state="))
    reader.go_back()
    reader.go_back()
    reader.go_back()
    expect(reader.locator(STATUS)).to_contain_text(f"找到 {every} 篇")


def test_filters_alone_and_unknown_ones(reader: Page, site: Site) -> None:
    shown = find(reader, site, "", kind="整改承诺")
    assert len(shown) == 10
    assert found(reader) == 13
    assert find(reader, site, "整改", kind="没有这一种") == []
    reader.get_by_role("link", name="去掉筛选").click()
    assert titles(reader)
    assert find(reader, site, "", utm="x") == []
    assert "输入要找的字词" in reader.locator(STATUS).inner_text()


def test_nothing_found_leads_on(reader: Page, site: Site) -> None:
    assert find(reader, site, "座谈会 绝无此字")[0].endswith("座谈会听取意见")
    assert "没有找到“座谈会 绝无此字”" in reader.locator(STATUS).inner_text()
    assert "“座谈会”" in reader.locator(STATUS).inner_text()
    assert reader.get_by_role("link", name="只找").count() == 1
    reader.get_by_role("link", name="只找“座谈会”").click()
    assert titles(reader)
    find(reader, site, "绝无此字")
    reader.get_by_role("link", name="从下面的列表里找").click()
    reader.get_by_role("link", name="2009年5月").click()
    expect(reader.locator("h1")).to_have_text("2009年5月")


@pytest.mark.parametrize(
    "words",
    [
        "<img src=x onerror=alert(1)>",
        "\"'><script>document.title=1</script>",
        "&lt;b&gt;",
        "%E6%zz",
        "，。！",
        "\\",
        "a" * 3000,
    ],
)
def test_what_is_typed_is_never_markup_and_never_fails(reader: Page, site: Site, words: str) -> None:
    find(reader, site, words)
    assert "没有成功" not in reader.locator(STATUS).inner_text()
    assert reader.locator("main img, main script").count() == 0
    assert reader.get_by_label("要找的字词").input_value() == words
    assert reader.evaluate("document.documentElement.scrollWidth") <= 390


def test_help_says_what_it_took_for_what(reader: Page, site: Site) -> None:
    for typed, said in (
        ("財京工委", "下面是“财经工委”的结果"),
        ("zhenggaichengnuo", "下面是名称读作“zhenggaichengnuo”的"),
        ("谁负责规章制度清理", "下面是“规章制度清理”的结果"),
        ("绝无此字谈心活动绝无此字", "“谈心活动”"),
    ):
        find(reader, site, typed)
        status = reader.locator(STATUS).inner_text()
        assert status.startswith(f"没有找到“{typed}”，")
        assert said in status
    assert find(reader, site, "㊙㊙㊙") == []
    last = reader.locator("[data-search-advice] a").last
    expect(last).to_be_in_viewport()
    expect(reader.locator("#lists")).to_be_in_viewport()


def test_days_and_numbers_in_every_form(reader: Page, site: Site) -> None:
    for typed in ("2009年5月20日", "2009-05-20", "2009.5.20", "5/20", "五月二十日", "5月20号", "二〇〇九年五月二十日"):
        assert find(reader, site, typed)[0] == "领导班子成员开展谈心活动", typed
    assert find(reader, site, "2010-05-20") != find(reader, site, "2009-05-20")
    for typed in ("2009-05", "2009年5月", "二〇〇九年五月"):
        assert find(reader, site, typed)[0] == "2009年5月", typed
    for typed in ("第十一期", "11期", "简报11期", "简报第十一期"):
        assert find(reader, site, typed)[0] == "整改落实方案经审定后向党员群众公布", typed


def test_lines_about_pages_come_after_texts(reader: Page, site: Site) -> None:
    assert "关于ＩＳＯ9001认证x<y和Ａ4纸的说明" in find(reader, site, "查重用 常委会办公室")  # its source
    urls = {record["url"] for record in site.records() if "领导小组办公室" in record["title"] + record["text"]}
    find(reader, site, "领导小组办公室")
    hits = reader.locator(f"{HITS} > a").evaluate_all("all => all.map(one => decodeURI(one.pathname))")
    own = [path.removeprefix(f"{HOME}/") in urls for path in hits]
    assert own == sorted(own, reverse=True)


def test_only_so_many_pages_are_looked_at_unasked(reader: Page, site: Site) -> None:
    """Of 40 pages that may have it the last one does: nobody loads 40 for it, and none is passed over in silence."""
    reader.goto(f"{site.address}/search.html")
    told = reader.evaluate(
        """async () => {
          const make = name => document.createElement(name), told = [], looked = [];
          const parts = {status: make("p"), list: make("ul"), more: make("button")};
          const hits = Array.from({length: 40}, (_, page) => ({page: page}));
          const result = async (_, hit) => {
            looked.push(hit.page);
            const item = make("li");
            item.append(make("a"));
            return hit.page < 39 ? null : {item: item, rank: 0};
          };
          const listing = window.searching.listing(parts, result, () => true, () => error => { throw error; });
          await listing.listed(1, {}, [{ways: [{letters: "三个字"}]}], hits, null, null, 0);
          for (let i = 0; i < 3; i++) {
            told.push([parts.status.textContent, looked.length, parts.more.hidden || parts.more.textContent]);
            parts.more.click();
            await new Promise(done => setTimeout(done));
          }
          return told;
        }"""
    )
    assert told == [
        ["可能有的共 40 篇，看了 16 篇，还没有找到。", 16, "接着找"],
        ["可能有的共 40 篇，看了 32 篇，还没有找到。", 32, "接着找"],
        ["找到 1 篇。", 40, True],
    ]


def test_excerpts_cut_no_number(reader: Page, site: Site) -> None:
    for words in ("评议", "6月", "整改", "公布"):
        find(reader, site, words)
        for said in reader.locator(f"{HITS} .summary").all_inner_texts():
            assert not re.search(r"[\d.]…(?=[\d.])|^…(?:\d{1,3}年|0\d日|[日月年%])", said), said
            record = next((it["text"] for it in site.records() if said.strip("…")[:12] in it["text"]), None)
            if record and said.startswith("…"):
                at = record.index(said[1:13])
                assert not (record[at - 1].isdigit() and record[at].isdigit()), said


def test_back_shows_again_what_was_shown(reader: Page, site: Site) -> None:
    find(reader, site, "机关")
    reader.locator("[data-search-more]").click()
    expect(reader.locator(HITS)).to_have_count(20)
    paths = reader.locator(f"{HITS} > a").evaluate_all("all => all.map(one => one.pathname)")
    at = next(at for at, path in enumerate(paths) if at > 11 and path.endswith(".html"))
    reader.locator(HITS).nth(at).locator("a").click()
    reader.wait_for_url(re.compile(rf"{HOME}/(?!search)"))
    reader.go_back()
    expect(reader.locator(HITS)).to_have_count(20)
    expect(reader.locator(HITS).nth(at)).to_be_in_viewport()


def test_by_keyboard_from_any_page(reader: Page, site: Site) -> None:
    reader.set_viewport_size({"width": 1000, "height": 800})  # on a phone the head has a link in its place
    reader.goto(f"{site.address}/phases/study.html")
    box = reader.get_by_role("searchbox")
    while not box.evaluate("it => it === document.activeElement"):
        reader.keyboard.press("Tab")
    reader.keyboard.type("机关")
    reader.keyboard.press("Enter")
    reader.wait_for_url(re.compile(r"/search\.html\?q="))
    assert len(titles(reader)) == 10
    assert reader.locator(STATUS).get_attribute("role") == "status"
    more = reader.get_by_role("button", name="再列出一些")
    more.focus()
    reader.keyboard.press("Enter")
    expect(reader.locator(HITS)).to_have_count(20)
    assert reader.locator(HITS).nth(10).locator("a").evaluate("it => it === document.activeElement")
    reader.keyboard.press("Enter")
    reader.wait_for_url(re.compile(rf"{HOME}/(?!search)"))


@pytest.mark.parametrize("name", ["404.html", "index.html", "bulletins/2009/2009-06-01-odd.html"])
def test_every_page_leads_to_the_search_page(reader: Page, site: Site, name: str) -> None:
    reader.goto(f"{site.address}/{name}")
    assert reader.locator("form[role=search]").evaluate("form => form.action") == f"{site.address}/search.html"


def test_without_script_the_page_says_so_and_lists(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}/index.html")
    page.get_by_role("searchbox").fill("座谈会")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url(re.compile(r"/search\.html\?q="))
    assert "搜索要用到脚本" in page.locator(STATUS).inner_text()
    for name in ("按月份", "按阶段", "按主题"):
        assert page.get_by_role("heading", name=name).is_visible()
    page.get_by_role("link", name="2009年4月").click()
    assert page.locator("h1").inner_text() == "2009年4月"
    context.close()


def test_from_a_folder_it_says_why_not(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(f"{(site.folder / 'search.html').as_uri()}?q=%E4%BB%A3%E8%A1%A8")
    expect(page.locator(STATUS)).to_contain_text("从文件夹里直接打开")
    page.get_by_label("要找的字词").fill("")
    page.get_by_label("要找的字词").press("Enter")
    expect(page.locator(STATUS)).to_contain_text("输入要找的字词")
    page.close()


def test_a_lost_connection_is_told_and_can_be_tried_again(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.route("**/search/words/*", lambda route: route.abort())
    page.goto(f"{site.address}/search.html?q=%E4%BB%A3%E8%A1%A8")
    expect(page.locator(STATUS)).to_contain_text("没有成功")
    page.unroute("**/search/words/*")
    page.get_by_role("button", name="搜索").click()
    expect(page.locator(STATUS)).to_contain_text("找到")
    page.close()


def test_nothing_is_loaded_before_a_search(reader: Page, site: Site) -> None:
    site.asked.clear()
    reader.goto(f"{site.address}/search.html")
    expect(reader.locator(STATUS)).to_contain_text("输入要找的字词")
    reader.goto(f"{site.address}/index.html")
    assert not [path for path in site.asked if "/search/" in path]
