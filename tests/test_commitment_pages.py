"""Commitments on pages, in data, feed and calendar: one truth on every day, and nothing before its day."""

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path

import feedparser
import pytest
from icalendar import Calendar

from publicity.column.column import Column
from publicity.column.files import read_column
from publicity.column.overview import shown_state
from tests.helpers.pages import classed, parse, text
from tests.helpers.project import ROOT

pytestmark = pytest.mark.shipped

DAYS = ("2009-06-11", "2009-06-14", "2009-06-15", "2009-06-21", "2009-07-20", "2009-08-31")
Sites = dict[str, tuple[Path, Column]]


@pytest.fixture(scope="module")
def sites(on_days: Mapping[str, Path]) -> Sites:
    """The shipped column around some deadlines, each with the column that it was built from."""
    found: Sites = {}
    for day in DAYS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("AS_OF", day)
            column = read_column(ROOT / "mkdocs.yml", ROOT / "docs").column
        assert column
        found[day] = on_days[day], column
    return found


def rows(page: Path) -> dict[str, str]:
    """State by id, as the table of a page has them."""
    found = {}
    for row in [e for e in parse(page).iter("tr") if e.get("data-state")]:
        link = next(e.get("href") for e in row.iter("a") if not str(e.get("href")).startswith("../plan"))
        found[Path(str(link)).stem] = str(row.get("data-state"))
    return found


def all_text(site: Path) -> str:
    """Every page, feed and data file, one after another."""
    return "".join(p.read_text("utf-8") for p in site.rglob("*") if p.suffix in (".html", ".json", ".xml", ".csv"))


@pytest.mark.parametrize("day", DAYS)
def test_table_pages_data_calendar_and_feed_agree(sites: Sites, day: str) -> None:
    site, column = sites[day]
    expected = {standing.id: shown_state(standing) for standing in column.commitments}
    if not expected:
        assert not (site / "commitments").exists()
        assert json.loads((site / "data" / "commitments.json").read_text("utf-8"))["commitments"] == []
        return
    assert rows(site / "commitments" / "index.html") == expected
    for name, state in expected.items():
        (headline,) = classed(parse(site / "commitments" / f"{name}.html"), "headline")
        assert [text(e) for e in classed(headline, "progress")] == [state]
    data = json.loads((site / "data" / "commitments.json").read_text("utf-8"))
    assert {it["id"]: it["state"] for it in data["commitments"]} == expected
    assert sum(data["counts"].values()) == len(expected)
    table = list(csv.DictReader(io.StringIO((site / "data" / "commitments.csv").read_bytes().decode("utf-8-sig"))))
    assert {row["标识"]: row["状态"] for row in table} == expected
    reports = sum(len(it["history"]) for it in data["commitments"])
    assert len(table) == len(expected), "a row per commitment"
    story = (site / "data" / "commitments-history.csv").read_bytes().decode("utf-8-sig")
    told = list(csv.DictReader(io.StringIO(story)))
    assert {row["承诺标识"] for row in told} == set(expected)
    assert [row["种类"] for row in told].count("进展") == reports
    assert len({(row["承诺标识"], row["种类"], row["第几条"]) for row in told}) == len(told)
    assert sum(int(row["改过几次"]) for row in table) == [row["种类"] for row in told].count("修改")
    late = {row["标识"]: int(row["逾期天数"]) for row in table if row["逾期天数"]}
    assert late == {one.id: (column.day - one.due).days for one in column.commitments if one.overdue and one.due}
    assert all(row["时限"][0] == "“" for row in table if row["时限"]), "text in a spreadsheet, never a day of this year"
    problems = {it["id"] for it in json.loads((site / "data" / "plan.json").read_text("utf-8"))["problems"]}
    assert {name for it in data["commitments"] for name in it["problem"]} <= problems
    amendments = sum(len(it["amended"]) for it in data["commitments"])
    assert len(feedparser.parse((site / "feeds" / "commitments.xml").read_bytes()).entries) == reports + amendments
    events = Calendar.from_ical((site / "calendar.ics").read_bytes()).walk("VEVENT")
    told = [
        e for e in events if re.match("(✓ )?承诺(到期|中止)?：", str(e["summary"])) and "印的时限" in e["description"]
    ]
    due = sorted(str(e["dtstart"].dt) for e in told)
    assert due == sorted(it["due"] for it in data["commitments"] if it["due"])
    home = parse(site / "index.html")
    (groups,) = classed(home, "marks")
    assert {e.get("data-progress"): len(classed(e, "mark")) for e in groups} == data["counts"]
    assert sum(f"{state} {count}" in text(groups) for state, count in data["counts"].items()) == len(groups)


def test_overdue_comes_by_itself_and_goes_with_completion(sites: Sites) -> None:
    states = {day: {s.id: shown_state(s) for s in column.commitments} for day, (_, column) in sites.items()}
    assert [states[day].get("transferred-opinions") for day in DAYS] == [None, "临期", *["逾期"] * 4]
    assert states["2009-06-15"]["meetings-combined"] == "临期"
    assert states["2009-08-31"]["community-contacts"] == "已完成"


def test_history_after_the_day_is_not_shown(sites: Sites) -> None:
    site, _ = sites["2009-06-15"]
    page = text(parse(site / "commitments" / "community-contacts.html"))
    assert "2009年6月15日" in page
    assert "2009年6月26日" not in page
    everything = all_text(site)
    assert "接待居民87人次" not in everything
    assert "attachments/suggestion-followup" not in everything
    assert not list(site.rglob("suggestion-followup.csv"))


def test_later_words_are_rolled_back(sites: Sites) -> None:
    before, after = (
        text(parse(sites[day][0] / "commitments" / "enterprise-visits.html")) for day in (DAYS[2], DAYS[5])
    )
    assert "8月14日" not in before
    assert "7月20日" in before
    assert "原来的话" in after
    assert "8月14日" in after


def test_original_and_amended_words_stand_side_by_side(sites: Sites) -> None:
    tree = parse(sites["2009-06-15"][0] / "commitments" / "unannounced-inspection.html")
    cells = [text(e) for e in tree.iter("td")]
    assert cells[cells.index("6月底前") + 1] == "7月15日前"


def test_the_ledger_goes_out_and_what_is_limited_stays_in(sites: Sites) -> None:
    site, _ = sites["2009-08-31"]
    assert [one.relative_to(site).as_posix() for one in site.rglob("ledger*")] == ["data/ledger.json"]
    everything = all_text(site)
    assert "branch-improvements" not in everything
    assert "党员改进打算对照检查" not in everything


def test_a_cancelled_promise_stays_with_its_reason(sites: Sites) -> None:
    site, _ = sites["2009-08-31"]
    assert rows(site / "commitments" / "index.html")["clinic-questionnaire"] == "中止"
    assert "因此中止" in text(parse(site / "commitments" / "clinic-questionnaire.html"))


def test_problems_lead_to_promises_and_back(sites: Sites) -> None:
    site, column = sites["2009-06-15"]
    plan = {e.get("href") for e in parse(site / "plan.html").iter("a")}
    for standing in column.commitments:
        assert f"commitments/{standing.id}.html" in plan
        page = {e.get("href") for e in parse(site / "commitments" / f"{standing.id}.html").iter("a")}
        assert all(f"../plan.html#problem-{problem}" in page for problem in standing.entry.problem)


def test_each_department_has_its_page(sites: Sites) -> None:
    site, column = sites["2009-06-15"]
    shown = {}
    for department in column.overview.departments:
        shown |= rows(site / department.path.replace(".md", ".html"))
    assert shown == {standing.id: shown_state(standing) for standing in column.commitments}


# -- a plan of the size that real offices have ---------------------------------------------------------


def test_real_layouts_render_whole(many: Path) -> None:
    assert len(rows(many / "commitments" / "index.html")) == 27
    data = json.loads((many / "data" / "commitments.json").read_text("utf-8"))
    assert sum(len(it["measures"]) for it in data["commitments"]) == 137
