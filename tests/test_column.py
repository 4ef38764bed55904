"""The plan on the calendar and the column on a day, on the real plan and on one of another kind."""

from datetime import date
from pathlib import Path

import pytest

from publicity.column.as_of import AsOf, as_of
from publicity.column.column import Column
from publicity.pages.timeline import timeline
from publicity.plans.file import read_plan
from publicity.plans.span import Span
from publicity.plans.stage import State
from publicity.problems.problem import Problem
from tests.helpers.project import ROOT, Project

REAL = ROOT / "docs" / "plan.yml"
OTHER = ROOT / "tests" / "plans" / "four-phases.yml"


def column(plan: Path, day: str) -> Column:
    found = read_plan(plan, plan.name)
    assert found.plan
    assert found.schedule
    return Column(found.plan, found.schedule, AsOf(date.fromisoformat(day), pinned=True), found.problems)


def days(span: Span) -> tuple[str | None, str | None]:
    return (str(span.start) if span.start else None, str(span.end) if span.end else None)


@pytest.mark.shipped
def test_the_real_plan_is_dated_as_a_careful_reader_dates_it() -> None:
    it = column(REAL, "2009-06-15")
    assert days(it.period) == ("2009-03-01", "2009-08-31")
    assert [days(phase.span) for phase in it.phases] == [
        ("2009-03-21", "2009-03-31"),
        ("2009-04-01", "2009-04-30"),
        ("2009-05-11", "2009-06-20"),
        ("2009-06-01", "2009-07-31"),
        ("2009-08-01", "2009-08-31"),
    ]
    assert [phase.span.inferred for phase in it.phases] == [(), ("start",), (), (), ()]


@pytest.mark.shipped
def test_the_real_plan_is_all_there() -> None:
    plan = column(REAL, "2009-06-15").plan
    assert (len(plan.goals), len(plan.problems), len(plan.leadership)) == (4, 5, 5)
    assert [len(phase.steps) for phase in plan.phases] == [3, 3, 3, 3, 3]
    assert len([step for phase in plan.phases for step in phase.steps if step.label]) == 12
    assert sorted(duty.verb for duty in plan.duties) == ["公布"] * 5 + ["公示", "备案", "备案", "备案", "报送", "通报"]
    assert [(quota.at_least, quota.unit) for quota in plan.quotas] == [(3, "天"), (5, "天"), (1, "次")]
    assert plan.review and len(plan.review.questions) == 5
    assert plan.survey and len(plan.survey.questions) == 2


@pytest.mark.shipped
def test_notices_tell_what_the_plan_leaves_open() -> None:
    said = "\n".join(problem.message for problem in read_plan(REAL, "plan.yml").problems)
    for part in (
        "18 ≠ 12",
        "2009-05-01 至 2009-05-10",
        "2009-06-01 至 2009-06-20",
        "开始日期是推定的",
        "方案成文（2009-04-22）",
    ):
        assert part in said
    assert "3 ≠" not in said


@pytest.mark.shipped
@pytest.mark.parametrize(
    ("day", "state", "current", "ended", "coming", "left", "change"),
    [
        ("2009-02-28", State.UPCOMING, [], 0, ["prepare"], 184, "2009-03-01"),
        ("2009-03-01", State.CURRENT, [], 0, ["prepare"], 183, "2009-03-21"),
        ("2009-03-31", State.CURRENT, ["prepare"], 0, ["study"], 153, "2009-04-01"),
        ("2009-04-15", State.CURRENT, ["study"], 1, ["analysis"], 138, "2009-05-01"),
        ("2009-05-01", State.CURRENT, [], 2, ["analysis"], 122, "2009-05-11"),
        ("2009-05-05", State.CURRENT, [], 2, ["analysis"], 118, "2009-05-11"),
        ("2009-06-10", State.CURRENT, ["analysis", "rectify"], 2, ["review-and-survey"], 82, "2009-06-15"),
        ("2009-06-20", State.CURRENT, ["analysis", "rectify"], 2, ["review-and-survey"], 72, "2009-06-21"),
        ("2009-06-21", State.CURRENT, ["rectify"], 3, ["review-and-survey"], 71, "2009-08-01"),
        ("2009-08-31", State.CURRENT, ["review-and-survey"], 4, [], 0, "2009-09-01"),
        ("2009-09-01", State.ENDED, [], 5, [], None, None),
    ],
)
def test_where_it_stands(
    day: str, state: State, current: list[str], ended: int, coming: list[str], left: int | None, change: str | None
) -> None:
    it = column(REAL, day)
    assert it.state is state
    assert [phase.id for phase in it.current_phases] == current
    assert len(it.ended_phases) == ended
    assert [phase.id for phase in it.next_phases] == coming
    assert it.days_left == left
    assert (str(it.next_change) if it.next_change else None) == change


@pytest.mark.shipped
def test_nothing_changes_before_the_next_change() -> None:
    it = column(REAL, "2009-02-01")
    while it.next_change:
        eve = date.fromordinal(it.next_change.toordinal() - 1)
        states = [[stage.state for stage in column(REAL, str(day)).stages()] for day in (it.day, eve, it.next_change)]
        assert states[0] == states[1]
        it = column(REAL, str(it.next_change))
    assert it.day == date(2009, 9, 1)


@pytest.mark.shipped
def test_days_left_count_whole_days_after_today() -> None:
    it = column(REAL, "2009-06-15")
    assert [phase.days_left for phase in it.current_phases] == [5, 46]
    assert [phase.days_until for phase in it.next_phases] == [47]


@pytest.mark.shipped
def test_duties_are_due_with_their_phase() -> None:
    due = {owed.duty.id: str(owed.span.end) for owed in column(REAL, "2009-06-15").duties}
    assert due["file-plan"] == "2009-03-31"
    assert due["file-analysis-report"] == "2009-06-20"
    assert due["publish-rectification-plan"] == "2009-07-31"


def test_a_plan_of_another_kind() -> None:
    it = column(OTHER, "2013-11-15")
    spans = {stage.id: days(stage.span) for stage in it.stages()}
    assert spans["visits"] == ("2013-09-21", "2013-11-30"), "a deadline: the start follows the phase before"
    assert spans["towns"] == ("2013-11-11", "2014-01-10"), "dated by its steps"
    assert spans["town-rectify"] == ("2013-12-20", "2014-01-10"), "the year is printed on the right only"
    assert spans["look-back"] == ("2014-01-11", "2014-01-20"), "the year is the phase's"
    assert spans["deputies-forum"] == ("2013-09-13", "2013-10-12"), "set by hand"
    assert spans["open-day"] == (None, None), "no fixed date, and said so"
    assert it.schedule.batches["second"].end == date(2014, 2, 28)
    assert {owed.duty.id: str(owed.span.end) for owed in it.duties}["publish-town-results"] == "2014-01-10"


def test_a_plan_without_phases(project: Project) -> None:
    minimal = (
        "title: 示例方案\ncampaign: 示例活动\norgan: 示例机关\nissued: 2009-04-22\n"
        "period:\n  when: 2009年3月至8月\nphases: []\n"
    )
    project.plan.write_text(minimal, encoding="utf-8")
    it = column(project.plan, "2009-06-15")
    assert (it.phases, it.current_phases, it.next_phases, it.state) == ((), (), (), State.CURRENT)
    drawn = timeline(it)
    assert drawn and [lane.kind for lane in drawn.lanes] == ["campaign"]
    project.write_nothing()
    site = project.build()
    assert "方案不分阶段" in (site / "index.html").read_text(encoding="utf-8")
    assert not (site / "phases").exists()


def test_a_text_over_several_lines_is_one_paragraph(project: Project) -> None:
    project.edit(
        "docs/plan.yml",
        "digest: 在职党员都要参加。",
        "digest: |\n      在职党员\n      都要参加，\n      use YAML\n      well。",
    )
    found = read_plan(project.plan, "plan.yml").plan
    assert found
    assert found.participants[0].digest == "在职党员都要参加， use YAML well。"


# -- the day -------------------------------------------------------------------------------------------


def test_the_environment_goes_before_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AS_OF", raising=False)
    assert as_of(date(2009, 6, 15)) == AsOf(date(2009, 6, 15), pinned=True)
    monkeypatch.setenv("AS_OF", "2009-05-05")
    assert as_of(date(2009, 6, 15)) == AsOf(date(2009, 5, 5), pinned=True)
    assert as_of(None) == AsOf(date(2009, 5, 5), pinned=False)


def test_without_either_it_is_today_in_beijing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AS_OF", raising=False)
    found = as_of(None)
    assert isinstance(found, AsOf)
    assert not found.pinned
    assert abs((found.day - date.today()).days) <= 1  # noqa: DTZ011 - the machine may be anywhere


@pytest.mark.parametrize("wrong", ["2009-6-15", "2009-02-30", "明天"])
def test_a_wrong_day_in_the_environment_is_a_problem(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("AS_OF", wrong)
    found = as_of(None)
    assert isinstance(found, Problem)
    assert found.file == "AS_OF"
