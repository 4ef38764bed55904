"""The page of data and subscriptions: it leads to everything there is, and what it says of it is so."""

import csv
import gzip
import io
import json
import re
from pathlib import Path

import pytest

from publicity.attachments.kinds import size_in_words
from publicity.feeds.subscriptions import LISTED, subscribed
from tests.helpers.official import make_official
from tests.helpers.pages import pages, parse, text
from tests.helpers.project import Project

PAGE = "data.html"


def links(site: Path, page: str = PAGE) -> list[str]:
    return [link for e in parse(site / page).iter() if (link := e.get("href"))]


def test_every_page_leads_to_it(shipped: Path) -> None:
    for page in set(pages(shipped)) - {shipped / "404.html"}:  # there from the root
        led = [(page.parent / link).resolve() for link in links(shipped, str(page.relative_to(shipped)))]
        assert (shipped / PAGE).resolve() in led, page


def test_it_leads_to_every_file_for_machines(shipped: Path) -> None:
    found = {*(shipped / "data").iterdir(), shipped / "calendar.ics", shipped / "manifest.json"}
    found |= {file for file in (shipped / "feeds").iterdir() if "archive" not in file.name and file.suffix != ".css"}
    assert found == {path for link in links(shipped) if (path := shipped / link) in found}


def test_rows_sizes_and_columns_are_those_of_the_files(shipped: Path) -> None:
    page = parse(shipped / PAGE)
    told = re.findall(
        r"<a href=\"(data/[^\"]*)\">[^<]*</a> <span class=\"derived\">(?:(\d+) 行，)?([^<]*)</span>",
        (shipped / PAGE).read_text(encoding="utf-8"),
    )
    assert {path for path, _, _ in told} == {f"data/{file.name}" for file in (shipped / "data").iterdir()}
    for path, rows, size in told:
        content = (shipped / path).read_bytes()
        assert size == size_in_words(len(content)), path
        assert bool(rows) == path.endswith(".csv")
        if rows:
            head, *body = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
            assert int(rows) == len(body), path
            names = [text(e) for e in page.find(f".//details[@id='data-{Path(path).stem}']").iter("th")]
            assert names[3:] == head, path


def test_what_a_manifest_says_of_a_file_is_what_the_page_tells_to_compare(shipped: Path) -> None:
    entry = json.loads((shipped / "manifest.json").read_text(encoding="utf-8"))["files"]["data/commitments.csv"]
    assert entry["size"] == (shipped / "data" / "commitments.csv").stat().st_size


def test_without_an_address_nothing_is_promised_that_needs_one(shipped: Path) -> None:
    assert not [link for link in links(shipped) if link.startswith("webcal")]
    assert "复制链接地址" in text(parse(shipped / PAGE))


def test_with_an_address_calendars_are_subscribed_to(official: Project) -> None:
    site = official.root / "site"
    found = [link for link in links(site) if link.startswith("webcal://")]
    assert f"webcal://{official_host(site)}calendar.ics" in found
    assert len(found) == 1 + len(list((site / "feeds").glob("*.ics")))


def official_host(site: Path) -> str:
    canonical = re.search(
        r'rel="canonical" href="https?://([^"]*)data.html"', (site / PAGE).read_text(encoding="utf-8")
    )
    assert canonical
    return canonical[1]


@pytest.mark.parametrize("address", ["https://a.gov.cn/c/calendar.ics", "http://a.gov.cn/c/calendar.ics"])
def test_a_subscription_is_the_same_address(address: str) -> None:
    assert subscribed(address) == "webcal://a.gov.cn/c/calendar.ics"


def test_no_terms_are_made_up(shipped: Path) -> None:
    said = text(parse(shipped / PAGE))
    assert "没有声明数据的使用条件" in said and "绿园区人大机关" in said


def test_terms_are_the_offices_own(project: Project) -> None:
    terms = "  reuse: {terms: 免费使用<注明来源>, url: https://www.example.gov.cn/terms.html}\n"
    site = make_official(project, terms).build()
    said = parse(site / PAGE)
    assert "免费使用<注明来源>" in text(said) and "没有声明" not in text(said)
    assert "https://www.example.gov.cn/terms.html" in [e.get("href") for e in said.iter("a")]
    package = json.loads((site / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["licenses"] == [{"path": "https://www.example.gov.cn/terms.html", "title": "免费使用<注明来源>"}]
    assert package["homepage"] == "https://rd.example.gov.cn/zt/"


def test_a_long_list_of_departments_is_linked(shipped: Path, large: Path) -> None:
    for site, few in ((shipped, True), (large, False)):
        listed = [link for link in links(site) if re.fullmatch(r"feeds/department-\w+\.xml", link)]
        departments = len(list((site / "feeds").glob("department-*.ics")))
        assert (departments <= LISTED) == few and len(listed) == (departments if few else 0)
        assert ("commitments/index.html#departments" in links(site)) == (not few)
        assert len(gzip.compress((site / PAGE).read_bytes())) < 15_000


def test_it_is_found_by_what_readers_call_it(shipped: Path) -> None:
    listed = [file.read_text(encoding="utf-8") for file in (shipped / "search" / "pages").glob("*.json")]
    assert any(f'"{PAGE}"' in part and "开放数据" in part for part in listed)
