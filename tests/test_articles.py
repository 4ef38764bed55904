"""Bulletins and publications in their places: phases, order, lists, neighbours, old addresses."""

import json
import re
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import pytest
import yaml

from publicity.articles.article import Bulletin
from publicity.column.column import Column
from publicity.column.files import read_column
from publicity.pages.lists import PAGE, ListPage, listings
from publicity.problems.problem import errors
from tests.helpers.pages import classed, parse, text
from tests.helpers.project import ROOT, Project, make_project

pytestmark = pytest.mark.shipped

COUNT = 45
# 41 days of the first two phases one after another, then the first four of the third, after the gap.
DAYS = [date(2009, 3, 21) + timedelta(n) for n in range(41)] + [date(2009, 5, 11) + timedelta(n) for n in range(4)]
TOPICS = ["学习培训", "调查研究", "服务民生"]


def head(**said: object) -> str:
    """A bulletin as a file."""
    fields = {
        "title": "标题",
        "date": "2009-04-13",
        "published": "2009-04-14 09:00",
        "source": "办公室",
        "kind": "动态",
        "summary": "摘要。",
    } | said
    return f"---\n{yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)}---\n\n正文。\n"


class Desk:
    """A column whose articles a test writes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(
            ROOT / "docs", root / "docs", ignore=lambda _, names: [n for n in names if n.endswith(("s", ".jsonl"))]
        )
        shutil.copy(ROOT / "mkdocs.yml", root)

    def write(self, name: str, **said: object) -> str:
        path = self.root / "docs" / "bulletins" / "2009" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(head(**said), encoding="utf-8")
        return f"bulletins/2009/{name}.md"

    def read(self) -> Column:
        found = read_column(self.root / "mkdocs.yml", self.root / "docs")
        assert found.column, [problem.text() for problem in errors(found.problems)]
        return found.column


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.delenv("AS_OF", raising=False)
    return Desk(tmp_path)


# ———— where an article belongs ————

PLACES: dict[str, tuple[dict[str, object], tuple[str | None, str | None]]] = {
    "by its day": ({"date": "2009-04-13"}, ("study", None)),
    "by its day, the first of a phase": ({"date": "2009-04-01"}, ("study", None)),
    "by its day, the last of a phase": ({"date": "2009-03-31"}, ("prepare", None)),
    "by its step, on a day of two phases": ({"date": "2009-06-03", "step": "mass-review"}, ("analysis", "mass-review")),
    "by its sub-step, on a day of none": (
        {"date": "2009-05-06", "step": "before-meeting"},
        ("analysis", "before-meeting"),
    ),
    "by its step, against its day": ({"step": "rectification-plan"}, ("rectify", "rectification-plan")),
    "by what it fulfils, on a day of two": (
        {"date": "2009-06-03", "fulfils": ["publish-review-results"]},
        ("analysis", None),
    ),
    "by what it fulfils, both in one phase": (
        {"date": "2009-06-03", "fulfils": ["file-analysis-report", "publish-review-results"]},
        ("analysis", None),
    ),
    "by its day, what it fulfils being of two phases": (
        {"date": "2009-07-03", "fulfils": ["publish-review-results", "publish-results"]},
        ("rectify", None),
    ),
    "by its phase, against its day": ({"phase": "rectify"}, ("rectify", None)),
    "by its phase, against what it fulfils": (
        {"phase": "study", "fulfils": ["publish-review-results"]},
        ("study", None),
    ),
    "by its phase and step": ({"phase": "study", "step": "training-plan"}, ("study", "training-plan")),
    "by its phase, after the campaign": ({"date": "2009-09-03", "phase": "rectify"}, ("rectify", None)),
}


@pytest.mark.parametrize("name", PLACES)
def test_place(name: str, desk: Desk) -> None:
    said, place = PLACES[name]
    uri = desk.write("one", **said)
    item = desk.read().item(uri)
    assert item
    assert (item.phase, item.step) == place


def test_shorthands(desk: Desk) -> None:
    for folder, name in (("attachments", "a.csv"), ("attachments", "b.csv")):
        path = desk.root / "docs" / "bulletins" / "2009" / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    short = desk.write("one", kind="简报", issue=1, attachments=["attachments/a.csv", "attachments/b.csv"])
    entry = desk.read().item(short)
    files = [{"file": "attachments/a.csv"}, {"file": "attachments/b.csv"}]
    long = desk.write("one", kind="简报", issue={"number": 1}, attachments=files)
    again = desk.read().item(long)
    assert entry and again
    assert entry.entry == again.entry
    assert isinstance(entry.entry, Bulletin)
    assert entry.entry.issue and entry.entry.issue.number == 1
    assert [(a.file, a.title) for a in entry.entry.attachments] == [(f["file"], None) for f in files]


# ———— order ————


def test_order_is_by_publication_then_by_name(desk: Desk) -> None:
    desk.write("b", date="2009-04-20", published="2009-04-20 09:00")
    desk.write("a", date="2009-04-20", published="2009-04-20 09:00")
    desk.write("c", date="2009-04-02", published="2009-04-20 09:01")
    desk.write("d", date="2009-04-20", published="2009-04-20 08:59", updated={"at": "2009-05-01 09:00", "note": "更正"})
    items = desk.read().bulletins
    assert [Path(item.uri).stem for item in items] == ["d", "a", "b", "c"]
    assert [item.order for item in items] == sorted(item.order for item in items)
    assert [item.modified for item in items][:2] == [date(2009, 5, 1), date(2009, 4, 20)]


def test_latest_is_newest_first_and_only_what_is_public(desk: Desk) -> None:
    for n in range(1, 6):
        desk.write(f"n{n}", published=f"2009-04-2{n} 09:00")
    desk.write("draft", published="2009-04-29 09:00", draft="true")
    desk.write("future", published="2009-06-16 00:00")
    column = desk.read()

    def names(count: int) -> list[str]:
        return [Path(item.uri).stem for item in column.latest(count)]

    assert names(3) == ["n5", "n4", "n3"]
    assert names(99) == ["n5", "n4", "n3", "n2", "n1"]
    assert names(0) == []


def test_beside_stays_within_the_phase_and_the_public(desk: Desk) -> None:
    uris = {
        name: desk.write(name, published=f"2009-04-{10 + n} 09:00", phase=phase, **how)
        for n, (name, phase, how) in enumerate(
            [
                ("a", "study", {}),
                ("other", "rectify", {}),
                ("b", "study", {}),
                ("draft", "study", {"draft": "true"}),
                ("members", "study", {"audience": "members"}),
                ("limited", "study", {"audience": "limited"}),
                ("expired", "study", {"expires": "2009-06-14"}),
                ("last", "study", {"expires": "2009-06-15"}),
            ]
        )
    }
    column = desk.read()

    def beside(name: str) -> tuple[str | None, str | None]:
        item = column.item(uris[name])
        assert item
        older, newer = column.beside(item)
        return Path(older.uri).stem if older else None, Path(newer.uri).stem if newer else None

    assert beside("a") == (None, "b")
    assert beside("b") == ("a", "members")
    assert beside("members") == ("b", "last")
    assert beside("last") == ("members", None)
    assert beside("other") == (None, None)
    assert beside("draft") == (None, None)


def test_neighbours_are_linked_both_ways(shipped: Path) -> None:
    pages = {path: parse(path) for path in (shipped / "bulletins" / "2009").glob("*.html")}
    linked = 0
    for path, page in pages.items():
        for rel, back in (("prev", "next"), ("next", "prev")):
            for target in follow(path, page, rel):
                assert follow(target, pages[target], back) == [path]
                linked += 1
    assert linked > 30


def follow(path: Path, page: Element, rel: str) -> list[Path]:
    """The pages that a page's links of a kind lead to."""
    return [(path.parent / unquote(a.get("href", ""))).resolve() for a in page.iter("a") if a.get("rel") == rel]


# ———— lists ————


def plant(root: Path, count: int) -> None:
    """So many bulletins in place of the shipped articles; every fifth one numbered, some at the same moment."""
    for folder in ("bulletins", "publications", "commitments"):
        shutil.rmtree(root / "docs" / folder, ignore_errors=True)
    (root / "docs" / "bulletins" / "2009").mkdir(parents=True)
    days = [*DAYS, *(DAYS[-1] + timedelta(n) for n in range(1, count - COUNT + 1))]
    for n, day in enumerate(days[:count]):
        numbered = {"kind": "简报", "issue": n // 5 + 1} if n % 5 == 0 else {}
        said = {
            "title": f"第{n:03}篇",
            "date": str(day),
            "published": f"{day - timedelta(n % 2)} 09:00",
            "topics": [TOPICS[n % 3]] if n % 4 else [],
        }
        (root / "docs" / "bulletins" / "2009" / f"b{n:03}.md").write_text(head(**said, **numbered), encoding="utf-8")


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Project]:
    """A column of 45 bulletins, and the same with one more."""
    projects = []
    for count in (COUNT, COUNT + 1):
        project = make_project(tmp_path_factory.mktemp(f"of-{count}"))
        plant(project.root, count)
        project.build()
        projects.append(project)
    return projects[0], projects[1]


@pytest.fixture(scope="module")
def planted(grown: tuple[Project, Project]) -> Column:
    found = read_column(grown[0].root / "mkdocs.yml", grown[0].root / "docs")
    assert found.column, [problem.text() for problem in errors(found.problems)]
    return found.column


def test_pages_of_twenty_are_numbered_from_the_oldest(planted: Column) -> None:
    assert len(planted.bulletins) == COUNT
    every = next(listing for listing in listings(planted) if listing.key == "all")
    pages = list(every.pages())
    assert PAGE == 20
    assert [(page.path, page.number, len(page.items)) for page in pages] == [
        ("lists/all-1.md", 1, 20),
        ("lists/all-2.md", 2, 20),
        ("lists/all-latest.md", 3, 5),
    ]
    assert every.newest == pages[-1].path
    assert [page.total for page in pages] == [None, None, COUNT]
    assert [page.older for page in pages] == [None, "lists/all-1.md", "lists/all-2.md"]
    assert [page.newer for page in pages] == ["lists/all-2.md", "lists/all-latest.md", None]
    oldest_first = [item for page in pages for item in reversed(page.items)]
    assert oldest_first == list(planted.bulletins)


def test_every_public_bulletin_is_once_in_all_in_its_month_and_in_its_phase(planted: Column) -> None:
    kept = {listing.key: [item.uri for page in listing.pages() for item in page.items] for listing in listings(planted)}
    for item in planted.bulletins:
        month = f"month-{item.entry.date:%Y-%m}"
        holding = {key for key, uris in kept.items() if item.uri in uris}
        assert {"all", month, f"phase-{item.phase}"} <= holding
        assert [key for key in holding if key.startswith("month-")] == [month]
        assert [key for key in holding if key.startswith("phase-")] == [f"phase-{item.phase}"]
        assert len([key for key in holding if key.startswith("topic-")]) == len(item.entry.topics)
        assert all(kept[key].count(item.uri) == 1 for key in holding)


def test_lists_that_would_be_empty_are_not(planted: Column, desk: Desk, grown: tuple[Project, Project]) -> None:
    assert all(listing.items for listing in listings(planted))
    assert {listing.group for listing in listings(planted)} == {"all", "month", "phase", "topic"}
    assert {x.key for x in listings(planted) if x.group == "phase"} == {
        "phase-prepare",
        "phase-study",
        "phase-analysis",
    }
    assert {x.key for x in listings(planted) if x.group == "month"} == {f"month-2009-0{n}" for n in (3, 4, 5)}
    built = {path.stem for path in (grown[0].root / "site" / "lists").glob("*.html")}
    pages = {Path(page.path).stem for listing in listings(planted) for page in listing.pages()}
    assert built == pages | {Path(listing.next_numbered).stem for listing in listings(planted)}
    assert listings(desk.read()) == []
    desk.write("draft", draft="true", topics=["草稿主题"])
    assert listings(desk.read()) == []


@pytest.mark.parametrize(("count", "sizes"), [(19, [19]), (20, [20]), (21, [20, 1]), (40, [20, 20]), (41, [20, 20, 1])])
def test_sizes_around_a_full_page(count: int, sizes: list[int], desk: Desk) -> None:
    (desk.root / "docs" / "publications").mkdir()
    (desk.root / "docs" / "bulletins").mkdir()
    plant(desk.root, count)
    every = listings(desk.read())[0]
    assert [len(page.items) for page in every.pages()] == sizes
    assert every.newest == "lists/all-latest.md"
    assert every.next_numbered == f"lists/all-{len(sizes)}.md"


def test_a_page_prints_its_bulletins_newest_first(planted: Column, grown: tuple[Project, Project]) -> None:
    site = grown[0].root / "site"
    for listing in listings(planted):
        for page in listing.pages():
            (shown,) = classed(parse(site / Path(page.path).with_suffix(".html")), "items")
            titles = [text(li.find("a")) for li in shown.iter("li")]  # type: ignore[arg-type]
            assert titles == [item.entry.title for item in page.items]
            moments = [item.entry.published for item in page.items]
            assert moments == sorted(moments, reverse=True)


def test_links_between_pages_work_both_ways(planted: Column, grown: tuple[Project, Project]) -> None:
    folder = (grown[0].root / "site" / "lists").resolve()
    for listing in listings(planted):
        pages = [folder / f"{Path(page.path).stem}.html" for page in listing.pages()]
        for older, newer in zip([None, *pages], [*pages, None], strict=True):
            if newer:
                assert follow(newer, parse(newer), "next") == ([older] if older else [])
            if older:
                assert follow(older, parse(older), "prev") == ([newer] if newer else [])


def changed_lists(before: Path, after: Path) -> set[str]:
    """The list pages of the first site that differ in the second, by name."""
    pages = sorted((before / "lists").glob("*.html"))
    return {page.stem for page in pages if page.read_bytes() != (after / "lists" / page.name).read_bytes()}


def last_pages(project: Project) -> set[str]:
    found = read_column(project.root / "mkdocs.yml", project.root / "docs").column
    assert found
    return {Path(listing.newest).stem for listing in listings(found)}


def test_a_new_bulletin_changes_only_the_last_page_of_each_list(grown: tuple[Project, Project]) -> None:
    before, after = grown
    assert changed_lists(before.root / "site", after.root / "site") <= last_pages(before)


def test_a_new_bulletin_leaves_the_articles_of_full_pages_alone(grown: tuple[Project, Project]) -> None:
    """What the test above says of every byte, said of what is listed and linked."""

    def seen(project: Project, name: str) -> list[str]:
        page = parse(project.root / "site" / "lists" / f"{name}.html")
        return [text(e) for e in classed(page, "items")] + [text(e) for e in classed(page, "neighbours")]

    before, after = grown
    names = {path.stem for path in (before.root / "site" / "lists").glob("*.html")}
    differing = {name for name in names if seen(before, name) != seen(after, name)}
    assert {n for n in differing if "topic" not in n} == {
        "all-latest",
        "month-2009-05-latest",
        "phase-analysis-latest",
    }
    assert differing <= last_pages(before)
    assert {"all-1", "all-2", "phase-study-1"} <= names - differing


def test_a_page_that_opens_changes_the_one_before_it_and_the_newest(desk: Desk) -> None:
    def pages(count: int) -> dict[str, ListPage]:
        shutil.rmtree(desk.root / "docs" / "bulletins")
        plant(desk.root, count)
        every = next(listing for listing in listings(desk.read()) if listing.key == "all")
        return {page.path: replace(page, items=()) for page in every.pages()}

    (desk.root / "docs" / "bulletins").mkdir(exist_ok=True)
    before, after = pages(60), pages(61)
    assert before.keys() == {"lists/all-1.md", "lists/all-2.md", "lists/all-latest.md"}
    assert after.keys() - before.keys() == {"lists/all-3.md"}
    assert {path for path in before if before[path] != after[path]} == {"lists/all-2.md", "lists/all-latest.md"}


def test_pages_beside_a_list_lead_to_its_newest_page_alone(grown: tuple[Project, Project]) -> None:
    site = grown[0].root / "site"
    found = set()
    for page in site.rglob("*.html"):
        if page.parent.name != "lists":
            found |= {
                a.get("href", "").rpartition("lists/")[2]
                for a in parse(page).iter("a")
                if "lists/" in a.get("href", "")
            }
    assert "all-latest.html" in found
    assert [name for name in found if not name.endswith("-latest.html") and not name.startswith("department-")] == []


# ———— old addresses ————


def test_where_the_newest_page_stood_a_page_leads_to_it(planted: Column, grown: tuple[Project, Project]) -> None:
    site = grown[0].root / "site"
    assert {listing.next_numbered for listing in listings(planted)} >= {"lists/all-3.md", "lists/phase-prepare-1.md"}
    for listing in listings(planted):
        text_of_page = (site / listing.next_numbered).with_suffix(".html").read_text(encoding="utf-8")
        assert f"url={Path(listing.newest).stem}.html" in text_of_page
        assert f"<title>{listing.title}</title>" in text_of_page
        assert (site / listing.newest).with_suffix(".html").is_file()


def test_old_addresses_lead_to_the_new(shipped: Path) -> None:
    column = read_column(ROOT / "mkdocs.yml", ROOT / "docs").column
    assert column
    count = 0
    for item in (*column.bulletins, *column.publications):
        for old in item.entry.old_paths:
            page = parse(shipped / old)
            (refresh,) = [e.get("content", "") for e in page.iter("meta") if e.get("http-equiv") == "refresh"]
            leads = refresh.removeprefix("0; url=")
            assert [a.get("href") for a in page.iter("a")] == [leads]
            assert not re.match(r"/|[a-z]+:", leads)
            target = ((shipped / old).parent / unquote(leads)).resolve()
            assert target == (shipped / item.uri).with_suffix(".html").resolve()
            assert target.is_file()
            assert item.entry.title in text(page)
            (script,) = [(shipped / old).parent / e.get("src", "") for e in page.iter("script")]
            assert script.is_file()
            count += 1
    assert count == 3


def test_an_old_address_at_the_root_and_one_of_a_held_article(tmp_path: Path) -> None:
    project = make_project(tmp_path / "column")
    project.edit("docs/bulletins/2009/2009-03-31-kickoff.md", "zt/xxsj/200903/t20090331_5.html", "kickoff.html")
    project.edit(
        "docs/bulletins/2009/2009-06-16-community-visit.md", "draft: true", "draft: true\nold_paths: [visit.htm]"
    )
    site = project.build()
    assert "url=bulletins/2009/2009-03-31-kickoff.html" in (site / "kickoff.html").read_text(encoding="utf-8")
    assert not (site / "visit.htm").exists()


def test_an_old_address_with_chinese_letters(project: Project) -> None:
    """As an address bar shows it or as it is copied from there: both are the file's name."""
    project.edit(
        "docs/bulletins/2009/2009-03-31-kickoff.md",
        "[zt/xxsj/200903/t20090331_5.html]",
        "[专题/动员 会（一）.html, '%E4%B8%93%E9%A2%98/a(1).html']",
    )
    site = project.build()
    for old in ("动员 会（一）.html", "a(1).html"):
        assert "url=../bulletins/2009/2009-03-31-kickoff.html" in (site / "专题" / old).read_text(encoding="utf-8")


def test_several_changes_are_all_shown_the_newest_first(project: Project) -> None:
    project.edit(
        "docs/bulletins/2009/2009-04-22-plan-issued.md",
        "published: 2009-04-23 09:40\n",
        "published: 2009-04-23 09:40\nupdated:\n  - {at: 2009-05-06 10:00, note: 改正日期}\n"
        "  - {at: 2009-05-08 11:00, note: 改正地点}\n",
    )
    site = project.build()
    page = parse(site / "bulletins" / "2009" / "2009-04-22-plan-issued.html")
    assert [text(e) for e in classed(page, "updated")] == [
        "2009-05-08 11:00 更新：改正地点",
        "2009-05-06 10:00 更新：改正日期",
    ]
    data = json.loads((site / "data" / "bulletins.json").read_text(encoding="utf-8"))
    (record,) = [one for one in data["bulletins"] if one["address"].endswith("plan-issued.html")]
    assert (record["updated"], record["update_note"]) == ("2009-05-08T11:00:00+08:00", "改正地点")


@pytest.mark.parametrize("taken", ["plan.html", "lists/all-1.html", "bulletins/2009/2009-04-13-study-week.html"])
def test_an_old_address_over_a_page_is_refused(project: Project, taken: str) -> None:
    article = "docs/bulletins/2009/2009-03-31-kickoff.md"
    project.edit(article, "zt/xxsj/200903/t20090331_5.html", taken)
    done = project.mkdocs("build", "--strict")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert article in done.stderr
    assert taken in done.stderr


def test_what_is_refused_leaves_the_site_alone(project: Project) -> None:
    before = (project.build() / "index.html").read_bytes()
    project.edit("docs/bulletins/2009/2009-03-31-kickoff.md", "zt/xxsj/200903/t20090331_5.html", "plan.html")
    assert project.mkdocs("build", "--strict").returncode == 1
    assert (project.root / "site" / "index.html").read_bytes() == before


@pytest.mark.parametrize("page", ["lists/all-1.md", "lists/phase-study-1.md"])
def test_a_hand_written_list_is_refused(project: Project, page: str) -> None:
    (project.root / "docs" / "lists").mkdir()
    (project.root / "docs" / page).write_text("# 手写\n", encoding="utf-8")
    done = project.mkdocs("build", "--strict")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert f"docs/{page}" in done.stderr


# ———— what must not reach the page ————


def test_front_matter_is_never_printed(project: Project) -> None:
    articles = ("2009-04-02-training-plan", "2009-04-13-study-week", "2009-05-26-democratic-meeting")
    for name, author in zip(articles, ("2009-02-30", "!note 综合组", "="), strict=True):
        path = project.root / "docs" / "bulletins" / "2009" / f"{name}.md"
        text, found = re.subn(r"(?m)^author: .*$", f"author: {author}", path.read_text(encoding="utf-8"))
        assert found == 1
        path.write_text(text, encoding="utf-8")
    site = project.build()
    for name in articles:
        assert "published:" not in (site / "bulletins" / "2009" / f"{name}.html").read_text(encoding="utf-8")


def test_front_matter_at_the_very_end_is_never_printed(project: Project) -> None:
    path = project.root / "docs" / "bulletins" / "2009" / "2009-04-13-study-week.md"
    path.write_text("---".join(path.read_text(encoding="utf-8").split("---")[:2]) + "---", encoding="utf-8")
    assert project.mkdocs("build").returncode == 0  # a strict build stops at a page without a text
    page = project.root / "site" / "bulletins" / "2009" / "2009-04-13-study-week.html"
    assert "published:" not in page.read_text(encoding="utf-8")


def test_odd_file_names_of_attachments(project: Project) -> None:
    """What means something in an address is a character like any other in a file's name."""
    folder = project.root / "docs" / "bulletins" / "2009" / "attachments"
    article = "docs/bulletins/2009/2009-05-06-opinions-sorted.md"
    names = ["a#b.csv", "a&b;c.csv", "100%25.csv", "意见 建议.csv"]
    for name in names:
        (folder / name).write_bytes(name.encode())
    listed = "".join(f'  - "attachments/{name}"\n' for name in names)
    project.edit(article, "attachments:\n", f"attachments:\n{listed}")
    page = project.build() / "bulletins" / "2009" / "2009-05-06-opinions-sorted.html"
    links = [unquote(a.get("href", "")) for a in parse(page).iter("a") if a.get("download") is not None]
    assert links == [*(f"attachments/{name}" for name in names), "attachments/opinions.csv"]
    assert all((page.parent / link).is_file() for link in links)


def test_a_quoted_link_in_the_text_names_a_file_too(project: Project) -> None:
    folder = project.root / "docs" / "bulletins" / "2009"
    (folder / "attachments" / "意见.csv").write_bytes(b"x")
    path = folder / "2009-05-06-opinions-sorted.md"
    path.write_text(
        path.read_text(encoding="utf-8") + "\n[意见](attachments/%E6%84%8F%E8%A7%81.csv)\n", encoding="utf-8"
    )
    assert (project.build() / "bulletins" / "2009" / "attachments" / "意见.csv").is_file()
