"""What recurs, comes in lists or hangs on an event, as a plan has it: days, states, pages, calendar, data."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from dateutil.rrule import rrulestr
from icalendar import Calendar

from publicity.column.as_of import AsOf
from publicity.column.column import Column
from publicity.column.duties import DutyState, Owed
from publicity.commands.program import main
from publicity.feeds.calendar import calendar
from publicity.opendata.commitments import commitment_data
from publicity.opendata.duties import duty_data
from publicity.opendata.plan import plan_data
from publicity.plans.span import Span
from publicity.plans.wording import span
from tests.helpers.columns import column_of, nowhere
from tests.helpers.pages import classed, parse, text
from tests.helpers.project import Project, make_project

PLAN = Path(__file__).parent / "plans" / "recurring.yml"
PAGE = """\
---
title: 第{n}次报送的工作进展（示例）
kind: 其他
date: {day}
published: {day} 09:00
source: 办公室
author: 办公室
sample: true
summary: 示例，报送工作进展。
fulfils: [{duty}]
{filing}---

示例。
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = make_project(tmp_path_factory.mktemp("recurring") / "column", PLAN)
    reports(made, "monthly", "2026-04-04", "2026-05-08", filing=True)
    reports(made, "quarterly", "2026-03-30")
    return made


def reports(project: Project, duty: str, *days: str, filing: bool = False) -> None:
    folder = project.root / "docs" / "publications"
    folder.mkdir(exist_ok=True)
    for n, day in enumerate(days, 1):
        filed = f"filing: {{to: city, at: {day}}}\n" if filing else ""
        (folder / f"{duty}-{n}.md").write_text(PAGE.format(n=n, day=day, duty=duty, filing=filed), encoding="utf-8")


@pytest.fixture(scope="module")
def on(project: Project) -> Callable[[str], Column]:
    column = column_of(project)
    return lambda day: replace(column, as_of=AsOf(date.fromisoformat(day), pinned=True))


def owed(column: Column, name: str) -> Owed:
    return next(it for it in column.duties if it.duty.id == name)


def test_a_duty_recurs_within_what_it_belongs_to(on: Callable[[str], Column]) -> None:
    spans = on("2026-03-02").schedule.duties
    assert spans["monthly"].times == (date(2026, 3, 5), date(2026, 4, 5), date(2026, 5, 5))
    assert [day.month for day in spans["quarterly"].times] == [3, 6, 9, 12]
    assert spans["points"].times == (date(2026, 6, 30), date(2026, 8, 31), date(2026, 10, 31))
    assert spans["roll"].end == date(2026, 10, 26)
    assert spans["last"].waits_for == ("总结大会",)
    assert not spans["last"].known


@pytest.mark.parametrize(
    ("day", "state", "missed", "due", "late"),
    [
        ("2026-03-05", DutyState.OPEN, 0, "2026-03-05", False),
        ("2026-03-06", DutyState.OVERDUE, 1, "2026-03-05", False),  # nothing came by the fifth
        ("2026-04-03", DutyState.OVERDUE, 1, "2026-03-05", False),
        ("2026-04-04", DutyState.OPEN, 0, "2026-04-05", True),  # the first report, a month late
        ("2026-04-06", DutyState.OVERDUE, 1, "2026-04-05", True),
        ("2026-05-07", DutyState.OVERDUE, 2, "2026-04-05", True),
        ("2026-05-08", DutyState.OVERDUE, 1, "2026-05-05", True),
    ],
)
def test_reports_answer_the_times_in_order(
    on: Callable[[str], Column], day: str, state: DutyState, missed: int, due: str, late: bool
) -> None:
    it = owed(on(day), "monthly")
    assert (it.state, it.missed, it.due, it.late) == (state, missed, date.fromisoformat(due), late)


def test_all_times_reported_is_done(on: Callable[[str], Column]) -> None:
    it = owed(on("2026-05-08"), "monthly")
    third = replace(it, evidence=(*it.evidence, it.evidence[-1]))
    assert (third.state, third.missed) == (DutyState.FILED, 0)


def test_each_time_turns_the_column(on: Callable[[str], Column]) -> None:
    column = on("2026-03-04")
    assert column.next_change == date(2026, 3, 6)
    overdue = {it.duty.id for it in on("2026-07-01").overdue}
    assert overdue == {"monthly", "quarterly", "points"}
    assert on("2026-11-16").next_change is not None


def test_what_is_approximate_or_waits_is_said(on: Callable[[str], Column]) -> None:
    column = on("2026-03-02")
    assert span(column.stage("train").span) == "2026年4月11日至4月20日（约）"
    assert "总结大会" in span(column.stage("finish").span)
    assert column.stage("vote").span.start == column.stage("vote").span.end == date(2026, 11, 15)
    learn = column.stage("learn").span
    assert len(learn.times) == 13
    assert all(day.isoweekday() == 5 for day in learn.times)
    listed = Span(date(2026, 3, 1), date(2026, 9, 30), times=(date(2026, 3, 31), date(2026, 9, 30)))
    assert span(listed) == "2026年3月1日起，分别在2026年3月31日、9月30日前"
    assert span(column.schedule.duties["quarterly"]) == "每季度，2026年3月31日至12月31日共4次"


def test_what_cannot_be_counted_is_told(tmp_path: Path) -> None:
    project = make_project(tmp_path / "column", PLAN)
    project.edit("docs/plan.yml", "when: 每月5日前", "when: 每月第一周")
    column = column_of(project)
    told = [problem.message for problem in column.problems]
    assert "“工作进展”每月都要做，没有说是哪几天，不逐次计，只印原话" in told
    assert any("“总结报告”要等“总结大会”的日期" in message for message in told)
    it = owed(column, "monthly")
    assert (it.due, it.missed, it.span.times) == (None, 0, ())
    late = replace(column, as_of=AsOf(date(2026, 12, 31), pinned=True))
    assert owed(late, "monthly").state is DutyState.OPEN


def test_the_calendar_repeats(on: Callable[[str], Column]) -> None:
    read = Calendar.from_ical(calendar(on("2026-03-02"), nowhere))
    found = {str(event["summary"]): event for event in read.walk("VEVENT")}
    for summary, expected in (
        ("应报送：工作进展", on("2026-03-02").schedule.duties["monthly"].times),
        ("应公布：选举进展", on("2026-03-02").schedule.duties["quarterly"].times),
    ):
        event = found[summary]
        rule = event["rrule"].to_ical().decode()
        start = event.decoded("dtstart")
        expanded = rrulestr(rule, dtstart=_moment(start))
        assert tuple(moment.date() for moment in expanded) == expected
        assert event.decoded("dtend") == start + timedelta(days=1)
    listed = found["应通报：督查情况"]
    assert "VALUE=DATE" in listed.to_ical().decode()
    assert [each.dt for each in listed["rdate"].dts] == [date(2026, 8, 31), date(2026, 10, 31)]
    assert found["选举日"].decoded("dtstart") == date(2026, 11, 15)
    assert "总结大会" not in found


def _moment(of: date) -> datetime:
    return datetime(of.year, of.month, of.day)  # noqa: DTZ001 - a day of the calendar has no zone


def test_the_data_say_each_time(on: Callable[[str], Column]) -> None:
    column = on("2026-04-10")
    record = next(it for it in duty_data(column, str).duties if it.id == "monthly")
    assert (record.every, record.missed, record.due) == ("P1M", 1, date(2026, 4, 5))
    assert len(record.times) == 3
    data = plan_data(column, str)
    assert [(event.title, event.day) for event in data.events] == [("选举日", date(2026, 11, 15)), ("总结大会", None)]
    assert data.phases[3].waits_for == ["总结大会"]


def test_pages_print_the_words_and_the_times(project: Project) -> None:
    site = project.build(AS_OF="2026-04-10")
    rows = {e.get("id"): text(e) for e in parse(site / "duties.html").iter("tr") if e.get("id")}
    assert "每月5日前" in rows["duty-monthly"]
    assert "共3次" in rows["duty-monthly"]
    assert "1/3" in rows["duty-monthly"].replace(" ", "")
    assert "有1次到期没有做到" in rows["duty-monthly"].replace(" ", "")
    assert "等“总结大会”的日期定了才知道" in rows["duty-last"]
    plan = parse(site / "plan.html")
    events = [text(e) for e in plan.iter("tr") if (e.get("id") or "").startswith("event-")]
    assert events == ["选举日2026年11月15日", "总结大会还没有定"]
    derived = [text(e) for e in classed(plan, "derived")]
    assert any("每周，" in words and "共13次" in words for words in derived)


# -- commitments -----------------------------------------------------------------------------------------


@pytest.mark.shipped
def test_a_measure_that_recurs_has_its_days(tmp_path: Path) -> None:
    project = make_project(tmp_path / "column")
    page = "docs/commitments/clinic-questionnaire.md"
    project.edit(page, "    when: 6月20日前", "    when: 每月底前")
    project.edit(page, "    when: 7月5日前", "    when: 6月、8月底前")
    column = column_of(project)
    standing = next(it for it in column.commitments if it.id == "clinic-questionnaire")
    monthly, listed = column.repeats(standing)
    assert monthly.span.times == (date(2009, 6, 30), date(2009, 7, 31), date(2009, 8, 31))
    assert listed.span.times == (date(2009, 6, 30), date(2009, 8, 31))
    events = Calendar.from_ical(calendar(column, nowhere)).walk("VEVENT")
    (event,) = [it for it in events if it["summary"] == f"承诺：{monthly.text}"]
    assert event["rrule"].to_ical() == b"FREQ=MONTHLY;UNTIL=20090831;BYMONTHDAY=-1"
    assert (standing.state, event["status"]) == ("中止", "CANCELLED"), "given up before the first of its days"
    (record,) = [it for it in commitment_data(column, str).commitments if it.id == standing.id]
    assert [(it.every, it.times[-1]) for it in record.repeats] == [
        ("P1M", date(2009, 8, 31)),
        (None, date(2009, 8, 31)),
    ]
    CliRunner().invoke(main, ["seal", "--root", str(project.root)])
    shown = text(parse(project.build() / "commitments" / "clinic-questionnaire.html"))
    assert "每月，2009年6月30日至8月31日共3次" in shown.replace(" ", "")
