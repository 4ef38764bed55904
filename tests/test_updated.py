"""When a page last changed: one day, wherever it is told, and never that of the clock."""

import re
from datetime import date
from pathlib import Path
from posixpath import dirname, normpath

import pytest

from publicity.pages.lists import listings
from publicity.pages.updated import LastUpdates
from tests.helpers.columns import column_of
from tests.helpers.official import Built
from tests.helpers.project import Project
from tests.helpers.sharing import Sites

pytestmark = pytest.mark.shipped

ADDRESS = "https://rd.example.gov.cn/zt/"
KNOWN = {
    "bulletins/2009/2009-04-17-study-lecture.html": "2009-04-20",
    "bulletins/2009/2009-04-21-knowledge-quiz.html": "2009-04-23",  # corrected on that day
    "publications/analysis-report.html": "2009-06-09",
    "commitments/deputy-training.html": "2009-06-12",
    "lists/month-2009-03-latest.html": "2009-04-01",
    "lists/phase-prepare-latest.html": "2009-04-23",
    "phases/study.html": "2009-05-07",
    "publications/index.html": "2009-06-15",
    "index.html": "2009-06-15",
}


def shown(page: Built) -> str | None:
    told = page.tree.css_first("main .page-foot time")
    return told.attributes["datetime"] if told else None


@pytest.fixture(scope="module")
def built(official: Project) -> dict[str, Built]:
    site = official.root / "site"
    found = {path.relative_to(site).as_posix(): Built(path) for path in site.rglob("*.html")}
    whole = {path: page for path, page in found.items() if page.tree.css_first("main")}  # not what only leads on
    return {path: page for path, page in whole.items() if not path.startswith(("fragments/", "404", "glossary"))}


def test_known_days(built: dict[str, Built]) -> None:
    assert {page: shown(built[page]) for page in KNOWN} == KNOWN


def test_every_page_has_one_and_says_it_alike_everywhere(official: Project, built: dict[str, Built]) -> None:
    site = official.root / "site"
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    listed = dict(re.findall(rf"<loc>{ADDRESS}(.*?)</loc>\s*<lastmod>(.*?)</lastmod>", sitemap))
    feed = "".join(path.read_text(encoding="utf-8") for path in (site / "feeds").glob("*.xml"))
    entries = re.findall(r"<entry>.*?</entry>", feed, re.DOTALL)
    for path, page in built.items():
        day = shown(page)
        assert day, path
        year, month, dom = day.split("-")
        assert f"最后更新：{year}年{int(month)}月{int(dom)}日" in page.tree.css_first("main .page-foot").text()  # type: ignore[union-attr]
        assert page.graph[0]["dateModified"][:10] == day, path
        assert listed[path] == day, path
        if told := page.properties.get("article:modified_time"):
            assert told[:10] == day, path
        if path.startswith(("bulletins/2", "publications/")) and not path.endswith("index.html"):
            updated = {m for e in entries if f'href="{ADDRESS}{path}"' in e for m in re.findall("<updated>(.{10})", e)}
            assert updated == {day}, path


def test_a_list_is_as_young_as_the_youngest_that_it_leads_to(built: dict[str, Built]) -> None:
    lists = [path for path in built if path.startswith("lists/") or path in ("publications/index.html",)]
    assert len(lists) > 30
    for path in lists:
        links = [link.attributes.get("href") or "" for link in built[path].tree.css("main ul.items a, main table a")]
        to = [normpath(f"{dirname(path)}/{link.partition('#')[0]}") for link in links]
        days = [
            shown(built[one]) or "" for one in to if one.startswith(("bulletins/2", "publications/", "commitments/"))
        ]
        assert days
        assert shown(built[path]) == max(days), path


def test_a_page_is_never_younger_than_the_column_nor_older_than_its_plan(built: dict[str, Built]) -> None:
    for path, page in built.items():
        assert "2009-03-23" <= (shown(page) or "") <= "2009-06-15", path


def test_an_amendment_after_the_last_report_is_a_change(project: Project) -> None:
    before = LastUpdates(column := column_of(project), {})
    assert before.of("commitments/deputy-training.md") == date(2009, 6, 12)
    change = "amended:\n- {date: 2009-06-14, why: 示例, fields: {goal: 原来的目标}}\n"
    project.edit("docs/commitments/deputy-training.md", "\n---\n", f"\n{change}---\n")
    after = LastUpdates(column_of(project), {})
    assert after.of("commitments/deputy-training.md") == date(2009, 6, 14)
    department = column.commitment("commitments/deputy-training.md")
    assert department
    path = next(one.path for one in column.overview.departments if department in one.commitments)
    assert (after.of(path) or date.min) >= date(2009, 6, 14)


def test_a_later_day_changes_no_page_that_nothing_was_written_for(on_days: Sites, shipped: Path) -> None:
    """Of the same sources on another day only what came out in between is younger."""
    early = on_days["2009-05-05"]
    assert shown(Built(early / "lists/month-2009-03-latest.html")) == "2009-04-01"
    assert shown(Built(early / "index.html")) == "2009-04-30"
    assert shown(Built(shipped / "lists/month-2009-03-latest.html")) == "2009-04-01"


def test_what_shows_nothing_of_the_column_has_no_day(project: Project) -> None:
    column = column_of(project)
    pages = {page.path: page for listing in listings(column) for page in listing.pages()}
    assert LastUpdates(column, pages).of("about.md") is None
