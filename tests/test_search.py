"""What search can find: the text of every public page, as it stands there; in files that follow from the text alone."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicity.search.files import search_files
from publicity.search.page import SearchPage
from publicity.search.text import fold, keys, visible_text
from publicity.texts.radicals import RADICALS
from tests.helpers.pages import pages
from tests.helpers.project import ROOT, Project, make_project
from tests.helpers.searching import Words
from tests.helpers.torture import examples

LETTERS = st.text(st.sampled_from("人大代表会议，。 Ａa4第12.%😀𠮷\n"), max_size=12)


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
    script = (ROOT / "overrides" / "assets" / "javascripts" / "asking.js").read_text(encoding="utf-8")
    lists = re.findall(r'Array\.from\("([^"]+)"\)', script)
    assert [list(letters) for letters in lists] == [[*RADICALS], [*RADICALS.values()]]


def test_the_visible_text() -> None:
    html = """<header><h1>不是</h1></header><main><p class="eyebrow">动态</p>
      <h1>标<em>题</em><i class="sample">例</i></h1>
      <nav>上一篇</nav><p>会议，<strong>要求</strong>各
      单位<br>另起</p><ul class="items"><li>别的文章</li></ul><table><tr><td>甲</td><td>乙</td></tr></table>
      <script>不是</script><dl><dt>目标</dt><dd>一<a href="x">次</a></dd></dl></main><footer>不是</footer>"""
    assert visible_text(html) == ("标题", "会议，要求各 单位\n另起\n甲\n乙\n目标\n一次\n动态")
    assert visible_text("<p>没有正文</p>") == ("", "")


@given(LETTERS)
def test_keys_do_not_cross_lines(text: str) -> None:
    folded = fold(text)
    assert keys(folded) == {
        line[i:j] for line in folded.split("\n") for i in range(len(line)) for j in (i + 1, i + 2)
    } - {""}


@given(st.lists(st.tuples(LETTERS, LETTERS), max_size=300))
@examples(30)
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, str]]) -> None:
    pages = [
        SearchPage(f"{i}.html", title, "动态", date(2009, 4, 1), {}, text) for i, (title, text) in enumerate(texts)
    ]
    site = tmp_path_factory.mktemp("index")
    for path, content in search_files(pages, ()).items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    words = Words(site)
    assert [record["title"] for record in words.records] == [title for title, _ in texts]
    expected: dict[str, list[int]] = {}
    for number, (title, text) in enumerate(texts):
        name = fold(title)
        titled = keys(name)
        for key in titled | keys(fold(text)):
            level = 2 if name.startswith(key) else 3 if name.endswith(key) else int(key in titled)
            expected.setdefault(key, []).append(4 * number + level)
    assert words.numbers == expected


def test_many_pages_are_spread_over_many_small_files() -> None:
    characters = [chr(0x4E00 + i) for i in range(3000)]
    texts = ["".join(characters[(i * 7 + j * j) % 3000] for j in range(500)) for i in range(200)]
    pages = [SearchPage(f"{i}.html", "题", "动态", date(2009, 4, 1), {}, text) for i, text in enumerate(texts)]
    sizes = [len(content) for path, content in search_files(pages, ()).items() if "/words/" in path]
    assert len(sizes) > 30
    assert sum(sizes) / len(sizes) < 8000
    assert max(sizes) < 16000


def test_names_that_would_be_alike_are_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publicity.search.files.NAME", 1)
    pages = [SearchPage(f"{i}.html", "题", "动态", date(2009, 4, 1), {}, "字") for i in range(100)]
    made = search_files(pages, ())
    assert len([path for path in made if "/pages/" in path]) == 100
    assert 1 < json.loads(made["search/index.json"])["name"] < 8


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
