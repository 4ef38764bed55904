"""Blocks for other pages of an office's site: pieces of HTML that stay true and do nothing where they are put."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import html5lib
import pytest

from publicity.column.as_of import AsOf
from publicity.column.column import Column
from publicity.column.settings import Settings
from publicity.finished.check import SiteCheck
from publicity.finished.fragment import fragment_faults
from publicity.finished.page import take_apart
from publicity.manifests.manifest import read_manifest
from publicity.pages.fragment_files import FRAME, PATHS
from publicity.pages.marks import NAMES
from publicity.plans.file import read_plan
from tests.helpers.columns import DAYS, column_on
from tests.helpers.pages import classed, parse, text
from tests.helpers.project import ROOT, Project

BLOCKS = ("latest", "standing")
CLASSES = set(re.findall(r"`(publicity-[a-z-]+)`", (ROOT / "handbook" / "main-site.md").read_text(encoding="utf-8")))


def block(site: Path, name: str) -> Element:
    """A block as a browser puts it into a page; the first parse error fails the test."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parseFragment((site / "fragments" / f"{name}.html").read_text(encoding="utf-8"))
    return tree


def data(site: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "fragments" / f"{name}.json").read_text(encoding="utf-8"))
    return found


def bare_column(site_url: str) -> Column:
    found = read_plan(ROOT / "tests" / "plans" / "four-phases.yml", "plan.yml")
    assert found.plan and found.schedule
    settings = Settings(site_url=site_url)
    return Column(found.plan, found.schedule, AsOf(date(2013, 11, 15), pinned=True), settings=settings)


def links(tree: Element) -> list[str]:
    return [e.get("href", "") for e in tree.iter() if e.tag == "a"]


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_is_html_that_does_nothing(shipped: Path, official: Project, name: str) -> None:
    for site in (shipped, official.root / "site"):
        tree = block(site, name)
        assert [e.tag for e in tree] == ["section"]
        assert {e.tag for e in tree.iter() if isinstance(e.tag, str)} <= {
            *("DOCUMENT_FRAGMENT", "section", "ul", "li", "p", "a", "span", "time")
        }
        used = {one for e in tree.iter() for one in e.get("class", "").split()}
        assert used <= CLASSES
        assert {key for e in tree.iter() for key in e.attrib} <= {"class", "href", "lang", "aria-label", "datetime"}


def test_every_class_that_is_promised_is_made() -> None:
    templates = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "overrides" / "fragments").iterdir())
    states = {f"publicity-state-{name}" for name in NAMES.values()}
    assert states <= CLASSES
    kinds = set(re.findall(r"publicity-[a-z]+(?:-[a-z]+)*(?![a-z-])", templates)) | {"publicity-link", "publicity-home"}
    assert kinds | states == CLASSES


@pytest.mark.parametrize("name", BLOCKS)
def test_addresses_lead_into_the_column_from_anywhere(shipped: Path, official: Project, name: str) -> None:
    for site, base in ((shipped, ""), (official.root / "site", "https://rd.example.gov.cn/zt/")):
        found = links(block(site, name))
        assert found and all(address.startswith(base) for address in found)
        for address in found:
            path = urljoin("https://any/fragments/", address).removeprefix("https://any/").removeprefix(base)
            page, _, place = path.partition("#")
            assert (site / page).is_file(), address
            assert not place or f'id="{place}"' in (site / page).read_text(encoding="utf-8"), address


@pytest.mark.parametrize("day", DAYS)
def test_they_say_what_the_column_says_on_its_day(on_days: dict[str, Path], day: str) -> None:
    site, column = on_days[day], column_on(day)
    public = sorted((*column.bulletins, *column.publications), key=lambda item: item.order, reverse=True)
    said, stands = data(site, "latest"), data(site, "standing")
    assert [one["title"] for one in said["articles"]] == [item.entry.title for item in public[:8]]
    assert said["as_of"] == stands["as_of"] == day
    assert stands["commitments"] == len(column.commitments) == sum(one["count"] for one in stands["states"])
    on = date.fromisoformat(day)
    for one in stands["coming"]:
        assert (date.fromisoformat(one["day"]) < on) == one["late"]
    for one in stands["notices"]:
        assert one["opens"] <= day <= one["closes"]
    for name, listed in (("latest", said["articles"]), ("standing", [*stands["notices"], *stands["coming"]])):
        tree = block(site, name)
        assert [text(classed(item, "publicity-link")[0]) for item in classed(tree, "publicity-item")] == [
            one["title"] for one in listed
        ]
    tree = block(site, "standing")
    assert text(classed(tree, "publicity-lead")[0]) == "".join(one["words"] for one in stands["lead"])
    assert [text(one) for one in classed(tree, "publicity-state")] == [
        f"{one['state']} {one['count']}" for one in stands["states"]
    ]


@pytest.mark.parametrize("name", BLOCKS)
def test_an_old_copy_is_not_untrue(on_days: dict[str, Path], name: str) -> None:
    """What counts days says from which day, and the last line is the day."""
    for day, site in on_days.items():
        on = date.fromisoformat(day)
        tree = block(site, name)
        (foot,) = classed(tree, "publicity-as-of")
        assert text(foot) == f"截至 {on.year}年{on.month}月{on.day}日"
        for element in tree.iter():
            own = text(element) if element.tag in ("p", "li") else ""
            if re.search(r"还有|今天|正在|现在|逾期 \d+ 天", own):
                assert own.startswith(f"{on.month}月{on.day}日：")


def test_they_are_listed_and_are_no_pages(official: Project) -> None:
    site = official.root / "site"
    listed = read_manifest((site / "manifest.json").read_bytes()).files
    assert {*PATHS, FRAME} <= listed.keys()
    assert "fragments/" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "fragments/" not in (site / "search" / "index.json").read_text(encoding="utf-8")


def test_the_frame_shows_both_and_opens_the_window(official: Project) -> None:
    page = parse(official.root / "site" / "fragments" / "frame.html")
    assert len(classed(page, "publicity-block")) == len(BLOCKS)
    assert {e.get("target") for e in page.iter() if e.tag == "a"} == {"_top"}
    assert links(page) == [address for name in BLOCKS for address in links(block(official.root / "site", name))]
    assert not [e for e in page.iter() if e.tag == "script"]


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<p>好</p>", ""),
        ('<p class="lead">词</p>', "不以 publicity- 开头"),
        ('<p id="a">词</p>', "标识（id）“a”"),
        ("<h2>词</h2>", "<h2>"),
        ("<!doctype html><p>词</p>", "<!doctype>"),
        ("<script>1</script>", "写在网页里的脚本"),
        ('<p style="color:red">词</p>', "<p style=…>"),
        ('<img src="a.png" alt="" width="1" height="1">', "<img> 要取“a.png”"),
        ('<a href="../plan.html">词</a>', "不是完整的网址"),
    ],
)
def test_what_would_harm_the_other_page_is_told(html: str, told: str) -> None:
    column = bare_column("https://a.gov.cn/")
    found = [one.message for one in fragment_faults(take_apart(PATHS[0], html.encode()), html.encode(), column)]
    assert (told in "".join(found)) if told else not found


def test_the_check_of_a_site_looks_at_them(shipped: Path, tmp_path: Path) -> None:
    (tmp_path / "fragments").mkdir()
    for name in BLOCKS:
        written = (shipped / "fragments" / f"{name}.html").read_text(encoding="utf-8")
        (tmp_path / "fragments" / f"{name}.html").write_text(written.replace("<ul", '<ul id="x"'), encoding="utf-8")
    faults = SiteCheck(tmp_path, column_on("2009-06-15")).outcome().faults
    assert {fault.page for fault in faults if fault.rule == "fragment"} == {f"fragments/{name}.html" for name in BLOCKS}
    assert not [fault for fault in faults if fault.rule in ("h1", "title", "missing", "language")]


def test_a_column_without_anything(four_phases: Path) -> None:
    for name in BLOCKS:
        block(four_phases, name)
    assert "还没有发布内容" in text(block(four_phases, "latest"))
    assert data(four_phases, "standing")["commitments"] == 0
