"""What search can find: the text of every public page, as it stands there; in files that follow from the text alone."""

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from publicity.search.aside import Aside
from publicity.search.gathered import Gathered
from publicity.search.numbers import numbers_of, room_for
from publicity.search.page import SearchPage
from publicity.search.postings import (
    KEY,
    Postings,
    merged,
    name_postings,
    numbering,
    renumbered,
    text_postings,
)
from publicity.search.text import fold
from publicity.search.texts import Texts
from publicity.search.visible import visible_text
from publicity.search.words import WordFiles
from publicity.texts.radicals import RADICALS
from tests.helpers.pages import pages
from tests.helpers.project import ROOT, Project, make_project
from tests.helpers.searching import LETTERS, SOUNDS, Words, model, search_files
from tests.helpers.torture import examples

PAGES = st.lists(st.tuples(LETTERS, LETTERS, st.lists(LETTERS, max_size=2), st.lists(SOUNDS, max_size=2)), max_size=40)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ａ4 纸，第１２期", "a4纸第12期"),
        ("满意率81.25％、２．５倍；完。", "满意率81.25%2.5倍完"),
        ("a.b 3. 第 ４．", "ab3第4"),
        ("① ㎡ Ⅳ", "1m2iv"),
        ("😀\u200d❤\ufe0f 𠮷\u200b", "😀❤𠮷"),
        ("甲\n乙", "甲\n乙"),
        ("\u2f08\u2f24意\u2ec5、\u2ed4诊\uf9e1", "人大意见门诊李"),
        ("e\u0301cole É \u3000か\u3099", "écoleéが"),
        ("<b>&amp;“”—…", "<b>amp"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(folded) == folded


def test_the_script_knows_the_same_radicals() -> None:
    script = (ROOT / "overrides" / "assets" / "javascripts" / "search" / "asking.js").read_text(encoding="utf-8")
    lists = re.findall(r'Array\.from\("([^"]+)"\)', script)
    assert [list(letters) for letters in lists] == [[*RADICALS], [*RADICALS.values()]]


def test_the_visible_text() -> None:
    html = """<header><h1>不是</h1></header><main><p class="eyebrow">动态</p>
      <h1>标<em>题</em><i class="sample">例</i></h1>
      <p class="byline"><span>发布：<i>5月4日</i></span> <span>来源：办</span></p>
      <nav>上一篇</nav><p>会议，<strong>要求</strong>各
      单位<br>另起</p><ul class="items"><li>别的文章</li></ul><table><tr><td>甲</td><td>乙</td></tr></table>
      <script>不是</script><dl><dt>目标</dt><dd>一<a href="x">次</a></dd></dl>
      <aside class="side"><h2>这一篇</h2><dl><div><dt>作者</dt><dd>组</dd></div><div><dt>阶段</dt><dd>甲</dd></div>
      <div><dt>文号</dt><dd>3号</dd></div></dl><nav>别的</nav></aside></main><footer>不是</footer>"""
    page = LexborHTMLParser(html)
    before = page.html
    text = "会议，要求各 单位\n另起\n甲\n乙\n目标\n一次\n动态\n发布：5月4日\n文号：3号"
    assert visible_text(page) == ("标题", text, ("来源：办", "作者：组"))
    assert page.html == before
    assert visible_text(LexborHTMLParser("<p>没有正文</p>")) == ("", "", ())


def search_page(number: int, title: str, text: str, names: list[str], sounds: list[str]) -> SearchPage:
    day = date(2009, 4, 1)
    return SearchPage(f"{number}.html", title, "动态", day, {}, text, tuple(names), tuple(sounds))


@given(PAGES)
@examples(30)
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, given_pages: list[Any]) -> None:
    pages = [search_page(number, *page) for number, page in enumerate(given_pages)]
    site = tmp_path_factory.mktemp("index")
    for path, content in search_files(pages, ()).items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    words = Words(site)
    assert [record["url"] for record in words.records] == [page.url for page in pages]
    assert words.numbers == model(pages)


def postings_of(pages: list[SearchPage], numbers: list[int]) -> Postings:
    return merged([text_postings([page.text for page in pages], numbers), name_postings(pages, numbers)])


def word_files(blocks: list[Postings], aside: Aside, count: int) -> list[bytes]:
    words = WordFiles(blocks, aside)
    words.code(count)
    return [*words.contents(range(count))]


@given(PAGES, PAGES, st.sets(st.integers(0, 39)))
@examples(30)
def test_postings_of_changed_pages_take_the_place_of_the_old(olds: list[Any], news: list[Any], gone: set[int]) -> None:
    old = [search_page(number, *page) for number, page in enumerate(olds)]
    new = [search_page(100 + number, *page) for number, page in enumerate(news)]
    kept = [page for number, page in enumerate(old) if number not in gone]
    places = [number for number in range(len(old)) if number not in gone]
    came = [*range(100, 100 + len(new))]
    made, more = postings_of(old, [*range(len(old))]), postings_of(new, came)
    changed = merged([renumbered(made, numbering({place: place for place in places}, 100)), more])
    assert changed.tolist() == postings_of(kept + new, places + came).tolist()
    moved = {place: 7 * place + 3 for place in places}
    assert renumbered(made, numbering(moved, 100)).tolist() == postings_of(kept, [*moved.values()]).tolist()
    letters = {letter for p in kept + new for text in (p.title, *p.names, p.text) for letter in fold(text)} - {"\n"}
    assert WordFiles([changed], Aside()).letters >= letters
    count = 4
    came_or_went = merged([renumbered(made, numbering({place: place for place in gone}, 100)), more])
    touched, before, after = (word_files([one], Aside(), count) for one in (came_or_went, made, changed))
    assert all(there or old == new for there, old, new in zip(touched, before, after, strict=True))


def test_an_entry_of_any_size_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers of one to four bytes, lists of one to three; of keys in many blocks, and files put together in parts."""
    monkeypatch.setattr("publicity.search.gathered.BLOCK", 1000)
    monkeypatch.setattr("publicity.search.words.TOGETHER", 3000)
    texts = ["".join(chr(0x4E00 + n) for n in range(12) if not number % 3**n) for number in range(9_000)]
    numbers = [number * 100 for number in range(len(texts))]
    gathered = Gathered(aside := Aside())
    gathered.add(text_postings(texts, numbers))
    blocks = [*gathered.blocks()]
    words = Words.__new__(Words)
    words.numbers, words.places = {}, {number: place for place, number in enumerate(numbers)}
    for content in word_files(blocks, aside, 8):
        words.read(content)
    assert len(blocks) > 5
    assert words.numbers == model([search_page(number, "", text, [], []) for number, text in enumerate(texts)])


@given(st.lists(PAGES, max_size=4), PAGES, st.sets(st.integers(0, 60)), st.sampled_from([1, 50, 10**6]))
@examples(30)
def test_what_was_gathered_comes_back_by_keys(parts: list[Any], late: list[Any], gone: set[int], size: int) -> None:
    """In blocks of any size, whatever the first part knew of keys; what came before has the new numbers."""
    gathered, every = Gathered(Aside()), list[SearchPage]()
    for part in parts:
        numbers = range(len(every), len(every) + len(part))
        every += (search_page(number, *page) for number, page in zip(numbers, part, strict=True))
        gathered.add(postings_of(every[numbers.start :], [*numbers]))
    new = {number: 3 * number + 1 for number in range(len(every)) if number not in gone}
    gathered.renumber(numbering(new, len(every)))
    last = [search_page(number, *page) for number, page in enumerate(late)]
    gathered.add(postings_of(last, [*range(1000, 1000 + len(last))]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("publicity.search.gathered.BLOCK", size)
        blocks = [merged([block]) for block in gathered.blocks()]
    staying = [every[number] for number in new]
    expected = postings_of([*staying, *last], [*new.values(), *range(1000, 1000 + len(last))])
    assert np.concatenate([np.empty(0, np.uint64), *blocks]).tolist() == expected.tolist()
    keys = [block >> KEY for block in blocks if len(block)]
    assert all(one.max() < other.min() for one, other in pairwise(keys))


def test_texts_put_aside_are_those_taken_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publicity.search.texts.BATCH", 2)
    texts = Texts(tmp_path)
    for number in range(4):
        texts.take(f"{number}.html", LexborHTMLParser(f"<main><h1>题{number}</h1><p>甲{number}</p></main>"))
    texts.take("1.html", LexborHTMLParser('<main><p class="byline"><span>来源：办</span></p><p>又</p></main>'))
    (tmp_path / "6.html").write_text("<main><p>自己</p></main>", encoding="utf-8")
    assert texts.shown("0.html") == ("题0", "甲0", ())
    assert texts.shown("1.html") == texts.shown("1.html") == ("", "又", ("来源：办",))
    assert texts.shown("6.html").text == "自己"
    numbers = {f"{number}.html": 10 * number for number in (0, 1, 3, 6)}
    found = merged([*texts.gathered(numbers).blocks()])
    shown = [texts.shown(path).text for path in numbers]
    assert found.tolist() == text_postings(shown, [*numbers.values()]).tolist()
    assert not [*tmp_path.glob("[!6]*")]


@given(st.sets(st.integers(0, 10**6), min_size=1, max_size=200), st.integers(0, 10**6))
@examples(50)
def test_numbers_follow_from_addresses(pages: set[int], another: int) -> None:
    urls = [f"{page}.html" for page in pages]
    numbers = numbers_of(urls)
    assert numbers.keys() == {*urls}
    assert len({*numbers.values()}) == len(urls)
    assert max(numbers.values()) < room_for(len(urls)) <= 4 * len(urls)
    assert numbers == numbers_of(reversed(urls))
    more = numbers_of([*urls, f"{another}.html"])
    if room_for(len(pages | {another})) == room_for(len(pages)):
        assert sum(more[url] != numbers[url] for url in urls) <= 2 + len(urls) // 20


def test_a_page_dated_in_the_middle_changes_few_files() -> None:
    characters = [chr(0x4E00 + i) for i in range(3000)]
    texts = ["".join(characters[(i * 7 + j * j) % 3000] for j in range(500)) for i in range(200)]
    pages = [search_page(i, "题", text if i != 50 else text[:60], [], []) for i, text in enumerate(texts)]
    files = [search_files(pages[:50] + pages[at:end], ()) for at, end in ((51, 200), (50, 200))]
    files.append(search_files([*pages[:50], *pages[51:], pages[50]], ()))
    without_it, with_it, dated_last = [{path for path in made if "/words/" in path} for made in files]
    assert dated_last == with_it
    assert len(with_it) > 400
    assert len(with_it - without_it) <= 60 + 59 + 1  # of each letter, pair and title one


def test_many_pages_are_spread_over_many_small_files() -> None:
    characters = [chr(0x4E00 + i) for i in range(3000)]
    texts = ["".join(characters[(i * 7 + j * j) % 3000] for j in range(500)) for i in range(200)]
    pages = [SearchPage(f"{i}.html", "题", "动态", date(2009, 4, 1), {}, text) for i, text in enumerate(texts)]
    sizes = [len(content) for path, content in search_files(pages, ()).items() if "/words/" in path]
    assert len(sizes) > 30
    assert sum(sizes) / len(sizes) < 8000
    assert max(sizes) < 16000


def test_every_public_page_and_file_and_nothing_else(shipped: Path) -> None:
    records = Words(shipped).records
    urls = [record["url"] for record in records]
    public = {path.relative_to(shipped).as_posix() for path in pages(shipped)}
    attached = {path.relative_to(shipped).as_posix() for path in shipped.glob("*/**/attachments/*")}
    assert len(urls) == len({*urls})
    assert {*urls} == (public | attached) - {"404.html", "search.html", "lists/all-1.html"}
    days = [record["day"] for record in records if record["day"]]
    assert days == sorted(days)


def test_an_attachment_is_found_by_what_it_says(shipped: Path) -> None:
    words = Words(shipped)
    for said, url in (
        ("分组讨论", "bulletins/2009/attachments/study-schedule.xlsx"),
        ("opinion-form.pdf", "bulletins/2009/attachments/opinion-form.pdf"),
    ):
        found = {words.records[page]["url"] for page in words.pages(said)}
        assert url in found


def test_the_traditional_letters_that_lead_to_something(shipped: Path) -> None:
    words = Words(shipped)
    pairs = json.loads((shipped / f"search/letters/{words.index['letters']}.json").read_text(encoding="utf-8"))
    assert words.index["both"] is False
    table = dict(zip(pairs[::2], pairs[1::2], strict=True))
    assert table["學"] == "学"
    assert {*table.values()} <= words.numbers.keys()
    assert fold("學習實踐") == "学习实践"


def test_filters_count_what_the_pages_say(shipped: Path) -> None:
    words = Words(shipped)
    facets = {facet["key"]: dict(facet["values"]) for facet in words.index["facets"]}
    assert list(facets) == ["kind", "phase", "topic", "department", "state"]
    assert list(facets["kind"]) == ["简报", "动态", "公布的文件", "整改承诺", "方案和清单", "附件", "栏目和列表"]
    assert sum(map(len, facets["kind"].values())) == len(words.records)
    bulletins = json.loads((shipped / "data/bulletins.json").read_text(encoding="utf-8"))["bulletins"]
    for kind in ("简报", "动态"):
        assert len(facets["kind"][kind]) == sum(bulletin["kind"] == kind for bulletin in bulletins)
    states = json.loads((shipped / "data/commitments.json").read_text(encoding="utf-8"))["commitments"]
    assert len(facets["kind"]["整改承诺"]) == len(states)


def test_a_changed_page_changes_its_own_record_only(tmp_path: Path, shipped: Path) -> None:
    project = make_project(tmp_path / "column", sealed=True)
    before = {path.name for path in (shipped / "search/pages").iterdir()}
    project.edit("docs/bulletins/2009/2009-03-31-kickoff.md", "summary: ", "summary: 补充：")
    after = {path.name for path in (project.build() / "search/pages").iterdir()}
    assert len(before - after) == len(after - before) == 1


def test_nothing_may_stand_where_the_index_goes(project: Project) -> None:
    (project.root / "docs/search").mkdir()
    (project.root / "docs/search/x.md").write_text("# x\n", encoding="utf-8")
    done = project.mkdocs("build", "--strict")
    assert done.returncode == 1
    assert "docs/search/x.md" in done.stderr
