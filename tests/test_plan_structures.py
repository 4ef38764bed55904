"""Plans of other kinds: what their times mean, how they are drawn, and that an office builds a column of each."""

import json
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from shutil import copy

import pytest
import yaml
from click.testing import CliRunner
from icalendar import Calendar

from publicity.column.as_of import AsOf
from publicity.column.column import Column
from publicity.commands.program import main
from publicity.feeds.calendar import calendar
from publicity.opendata.plan import plan_data
from publicity.pages.home import home
from publicity.pages.scale import scale_of, ticks
from publicity.pages.timeline import Timeline, timeline
from publicity.plans.file import read_plan
from publicity.plans.span import Span
from tests.helpers.columns import nowhere
from tests.helpers.pages import parse, text
from tests.helpers.project import ROOT, Project
from tests.helpers.torture import TORTURE

PLANS = ROOT / "tests" / "plans"
CASES = yaml.load((ROOT / "tests" / "cases" / "plan_structures.yml").read_text(encoding="utf-8"), yaml.BaseLoader)


def column(name: str, day: str | None = None) -> Column:
    found = read_plan(PLANS / f"{name}.yml", f"{name}.yml")
    assert found.plan and found.schedule, [problem.text() for problem in found.problems]
    on = date.fromisoformat(day) if day else found.plan.issued
    return Column(found.plan, found.schedule, AsOf(on, pinned=True), found.problems)


def drawn(name: str, day: str | None = None) -> Timeline:
    made = timeline(column(name, day))
    assert made
    return made


def said(span: Span) -> str:
    if span.times:
        return f"{span.times[0]} … {span.times[-1]} ×{len(span.times)}"
    return f"{span.start or ''}/{span.end or ''}{'?' if span.inferred else ''}"


@pytest.mark.parametrize("name", CASES)
def test_what_its_times_mean(name: str) -> None:
    made = column(name).schedule
    found = {"period": said(made.period)} | {batch: said(span) for batch, span in made.batches.items()}
    found |= {item.entry.id: said(item.span) for item in made.all() if item.span.known}
    found |= {f"duty {duty}": said(span) for duty, span in made.duties.items() if span.known or span.times}
    assert found == CASES[name]


# -- the drawing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CASES)
def test_the_drawing_holds_what_it_draws(name: str) -> None:
    made = drawn(name)
    for lane in made.lanes:
        assert 0 <= lane.x <= 100 and lane.x + lane.width <= 101, lane
        assert lane.name and "…" not in lane.name, "names are whole"
    for flag in (*made.duties, *made.promises):
        assert 0 <= flag.x <= 100
    assert all(after.x - before.x >= 5 for before, after in pairwise(made.duties)), "flags do not cover each other"
    named = [tick for tick in made.ticks if tick.label or tick.year]
    assert 2 <= len(named) <= 10
    years = {tick.year for tick in made.ticks if tick.year}
    assert f"{made.scale.start.year}年" in years


def test_an_axis_names_a_year_wherever_it_changes() -> None:
    marked = ticks(scale_of([date(2025, 9, 1), date(2027, 4, 1)]))
    assert [(tick.label, tick.year) for tick in marked if tick.year] == [
        ("10月", "2025年"),
        ("1月", "2026年"),
        ("1月", "2027年"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2026-06-01", "2026-06-30", ["6月1日", "8日", "15日", "22日"]),
        ("2026-06-16", "2026-06-16", ["6月16日"]),
        ("2021-01-01", "2025-12-31", ["", "", "", "", ""]),
        ("2026-03-01", "2026-08-31", ["3月", "4月", "5月", "6月", "7月", "8月"]),
    ],
)
def test_an_axis_of_a_day_a_month_and_five_years(first: str, last: str, labels: list[str]) -> None:
    scale = scale_of([date.fromisoformat(first), date.fromisoformat(last)])
    assert [tick.label for tick in ticks(scale)] == labels


def test_batches_are_lanes_with_their_phases_below_them() -> None:
    lanes = [(lane.kind, lane.name) for lane in drawn("five-batches").lanes]
    assert lanes[:4] == [
        ("phase", "总动员"),
        ("batch", "第一批（市区两级机关联络站）"),
        ("in-batch", "建设"),
        ("in-batch", "验收"),
    ]
    assert lanes[-2:] == [("batch", "第五批（村和社区联络点）"), ("phase", "总结表彰")]


def test_what_recurs_is_drawn_on_each_of_its_days() -> None:
    times = {lane.name: len(lane.times) for lane in drawn("weekly").lanes}
    assert times == {"代表接待群众": 26, "汇总群众意见": 6, "主任接待": 6, "集中评议": 0}


def test_the_legend_tells_what_is_drawn_and_what_may_come() -> None:
    made = column("safety-month", "2026-06-16")
    assert drawn("safety-month", "2026-06-16").kinds == {"ended", "current", "upcoming", "duty-open"}
    assert drawn("safety-month", "2026-07-20").kinds == {"ended", "duty-late"}
    living = timeline(replace(made, as_of=AsOf(date(2026, 7, 20), pinned=False)))
    assert living and living.kinds >= {"ended", "current", "upcoming"}


# -- what is lacking, and batches ----------------------------------------------------------------------


def test_phases_of_one_name_are_told_apart_by_their_batch() -> None:
    names = [phase.name for phase in column("five-batches").phases]
    assert names[1:3] == ["建设（第一批）", "验收（第一批）"]
    assert len(set(names)) == len(names) == 10


def test_phases_without_names_go_by_their_number_or_time() -> None:
    assert [phase.name for phase in column("follow-up").phases] == ["第一步", "第二步", "第三步", "4月至6月"]


def test_batches_stand_on_home_in_data_and_in_the_calendar() -> None:
    made = column("five-batches", "2026-08-01")
    assert [(part.name, part.left) for part in home(made).parts if part.running] == [
        ("第五批（村和社区联络点）", "还有 60 天")
    ]
    assert made.next_change == date(2026, 9, 21)
    assert column("five-batches", "2026-06-30").next_change == date(2026, 7, 1), "the fifth batch begins"
    data = plan_data(made, lambda path: path)
    assert [(batch.id, batch.state) for batch in data.batches][3:] == [("b4", "ended"), ("b5", "current")]
    summaries = [str(event["summary"]) for event in Calendar.from_ical(calendar(made, nowhere)).walk("VEVENT")]
    assert "第五批（村和社区联络点）" in summaries and "建设（第一批）" in summaries


def test_duties_of_the_plan_itself() -> None:
    made = column("education", "2015-09-10")
    owed = {it.duty.id: it for it in made.duties}
    assert (owed["plan"].phase, owed["plan"].step, owed["plan"].state.value) == (None, None, "overdue")
    assert owed["rules"].state.value == "open", "the campaign has begun, and nothing says when it is due"
    assert [step.id for step in plan_data(made, lambda path: path).steps] == [
        "lecture", "topics", "meeting", "habit",
    ]  # fmt: skip
    described = [str(event["description"]) for event in Calendar.from_ical(calendar(made, nowhere)).walk("VEVENT")]
    assert any("属于：整个活动" in one for one in described)


# -- an office's column of each ------------------------------------------------------------------------


@pytest.mark.shipped  # `init` lays down pages of this repository
@pytest.mark.parametrize("name", CASES if TORTURE > 1 else ["five-batches", "education"])
def test_an_office_builds_a_column_of_it(tmp_path: Path, name: str) -> None:
    root = tmp_path / "column"
    answers = ["--title", "方案", "--campaign", "活动", "--organ", "某机关", "--issued", "2026-01-01"]
    laid = CliRunner().invoke(main, ["init", str(root), *answers])
    assert laid.exit_code == 0, laid.output
    copy(PLANS / f"{name}.yml", root / "docs" / "plan.yml")
    made = column(name)
    site = Project(root).build(AS_OF=str(made.day))
    page = text(parse(site / "timeline.html"))
    for lane in drawn(name).lanes:
        assert lane.name in page
    start = text(parse(site / "index.html"))
    assert all(batch.title in start for batch in made.plan.batches)
    data = json.loads((site / "data" / "plan.json").read_text(encoding="utf-8"))
    assert len(data["batches"]) == len(made.plan.batches) and len(data["steps"]) == len(made.plan.steps)
