"""What the plan obliges the office to make known or to file: where each duty stands, and what readers see of it."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from publicity.column.column import Column
from publicity.column.duties import DutyState, Owed
from publicity.column.files import read_column
from tests.helpers.pages import classed, parse, text
from tests.helpers.project import ROOT, Project, make_project

pytestmark = pytest.mark.shipped

# The shipped plan's duties in its order. A letter is a state: - not due, o open, O overdue, p published, f filed,
# P and F the same after its day, x not public.
DUTIES = (
    *("file-plan", "file-analysis-report", "publish-analysis-report", "publish-review-results"),
    *("file-rectification-plan", "publish-rectification-plan", "publish-standards", "report-results"),
    *("publish-results", "circulate-summary", "publish-survey-results"),
)
STATES = {
    "2009-03-20": "----------x",
    "2009-03-21": "o---------x",  # the phase that the plan is drawn up in begins
    "2009-03-31": "o---------x",  # its last day
    "2009-04-01": "O---------x",
    "2009-04-23": "O---------x",
    "2009-04-24": "F---------x",  # filed, 24 days late
    "2009-05-10": "F---------x",
    "2009-05-11": "Fooo------x",  # the third phase begins
    "2009-06-01": "Foooooooo-x",  # the fourth, while the third goes on
    "2009-06-08": "Foooooooo-x",  # filed on this day, but not yet to be seen
    "2009-06-09": "Ffppooooo-x",
    "2009-06-11": "Ffppooooo-x",
    "2009-06-12": "Ffppopooo-x",  # approved the day before
    "2009-06-15": "Ffppoppoo-c",
    "2009-07-29": "Ffppoppoo-c",  # a bulletin tells of the report, but without a record of it
    "2009-07-30": "Ffppoppfp-c",
    "2009-07-31": "Ffppoppfp-c",
    "2009-08-01": "FfppOppfpoc",  # never filed
    "2009-08-20": "FfppOppfppc",
    "2009-09-01": "FfppOppfppc",
}
LETTERS = {
    "-": (DutyState.NOT_DUE, False),
    "o": (DutyState.OPEN, False),
    "O": (DutyState.OVERDUE, False),
    "p": (DutyState.PUBLISHED, False),
    "P": (DutyState.PUBLISHED, True),
    "f": (DutyState.FILED, False),
    "F": (DutyState.FILED, True),
    "x": (DutyState.CLOSED, False),
    "c": (DutyState.CANCELLED, False),  # by the amendment of 15 June
}
WORDS = {
    DutyState.NOT_DUE: "未到期",
    DutyState.OPEN: "待办",
    DutyState.PUBLISHED: "已公布",
    DutyState.FILED: "已备案",
    DutyState.CLOSED: "不公开",
    DutyState.CANCELLED: "取消",
}

ReadOn = Callable[..., Column]


@pytest.fixture
def read_on(monkeypatch: pytest.MonkeyPatch) -> ReadOn:
    """Read a column, the shipped one if no other, as of a day."""

    def read(day: str, root: Path = ROOT) -> Column:
        monkeypatch.setenv("AS_OF", day)
        found = read_column(root / "mkdocs.yml", root / "docs")
        assert found.column, [problem.text() for problem in found.problems]
        return found.column

    return read


# ———— states ————


@pytest.mark.parametrize("day", STATES)
def test_where_every_duty_stands(day: str, read_on: ReadOn) -> None:
    column = read_on(day)
    states = {owed.duty.id: (owed.state, owed.late) for owed in column.duties}
    assert states == {name: LETTERS[letter] for name, letter in zip(DUTIES, STATES[day], strict=True)}
    assert [owed.duty.id for owed in column.overdue] == [
        n for n, s in zip(DUTIES, STATES[day], strict=True) if s == "O"
    ]
    assert column.duty_counts == Counter(state for state, _ in states.values())
    assert list(column.duty_counts) == [state for state in DutyState if state in column.duty_counts]


def test_what_is_done_is_what_is_published_or_filed(read_on: ReadOn) -> None:
    done = {owed.duty.id: owed.done for owed in read_on("2009-06-15").duties}
    assert [name for name in DUTIES if done[name]] == [
        n for n, s in zip(DUTIES, STATES["2009-06-15"], strict=True) if s in "fFp"
    ]


def test_a_duty_is_published_late(project: Project, read_on: ReadOn) -> None:
    page = "docs/publications/service-standards.md"
    project.edit(page, "published: 2009-06-15 09:00", "published: 2009-08-01 09:00")
    state = {day: owed(read_on(day, project.root), "publish-standards") for day in ("2009-07-31", "2009-08-01")}
    assert [(it.state, it.late) for it in state.values()] == [LETTERS["o"], LETTERS["P"]]


def test_on_its_last_day_it_is_not_late(project: Project, read_on: ReadOn) -> None:
    page = "docs/publications/service-standards.md"
    project.edit(page, "published: 2009-06-15 09:00", "published: 2009-07-31 23:59")
    it = owed(read_on("2009-08-01", project.root), "publish-standards")
    assert (it.state, it.late, it.done_on) == (DutyState.PUBLISHED, False, date(2009, 7, 31))


def test_a_record_counts_from_its_day_and_for_its_office_only(project: Project, read_on: ReadOn) -> None:
    page = "docs/publications/activity-plan.md"
    project.edit(page, "  at: 2009-04-24", "  at: 2009-04-27")
    assert owed(read_on("2009-04-26", project.root), "file-plan").state is DutyState.OVERDUE
    late = owed(read_on("2009-04-27", project.root), "file-plan")
    assert (late.state, late.late, late.done_on) == (DutyState.FILED, True, date(2009, 4, 27))
    project.edit(page, "to: campaign-office", "to: supervision-group")
    assert owed(read_on("2009-04-27", project.root), "file-plan").filing is None


def test_a_filing_record_says_where_when_and_under_what_number(read_on: ReadOn) -> None:
    column = read_on("2009-06-15")
    record = owed(column, "file-plan").filing
    assert record
    assert (record.to, record.at, record.number) == ("campaign-office", date(2009, 4, 24), "人学办报〔2009〕1号")
    assert owed(column, "file-rectification-plan").filing is None


def test_approval_by_another_office_or_later_is_none(project: Project, read_on: ReadOn) -> None:
    page = "docs/publications/rectification-plan.md"
    project.edit(page, "  at: 2009-06-11", "  at: 2009-06-13")
    for day, state in (("2009-06-12", DutyState.OPEN), ("2009-06-13", DutyState.PUBLISHED)):
        assert owed(read_on(day, project.root), "publish-rectification-plan").state is state
    project.edit(page, "by: supervision-group", "by: campaign-office")
    assert owed(read_on("2009-06-13", project.root), "publish-rectification-plan").state is DutyState.OPEN


def owed(column: Column, name: str) -> Owed:
    return next(it for it in column.duties if it.duty.id == name)


# ———— what readers see ————


@pytest.mark.parametrize("day", ["2009-04-15", "2009-05-05", "2009-06-10", "2009-09-01"])
def test_the_board_the_home_page_and_the_column_count_alike(
    on_days: dict[str, Path], day: str, read_on: ReadOn
) -> None:
    column = read_on(day)
    counted = {state.label: count for state, count in column.duty_counts.items()}
    board, home = parse(on_days[day] / "duties.html"), parse(on_days[day] / "index.html")
    (tally,) = classed(board, "tally")
    assert {e.text.strip(): int(text(e[0])) for e in tally if e.text} == counted
    (told,) = [e for e in home.iter("dd") if e.get("id") == "duties"]
    every, *clauses = [text(e) for e in told.iter("a")]
    assert every == f"{len(DUTIES)} 件"
    assert clauses == [f"{count} 件{label}" for label, count in counted.items()]
    assert ("没有逾期的" in text(told)) == (not column.overdue)
    rows = [e for e in board.iter("tr") if e.get("data-duty")]
    assert [row.get("id") for row in rows] == [f"duty-{name}" for name in DUTIES]
    assert [row.get("data-duty") for row in rows] == [it.state.value for it in column.duties]
    for row, it in zip(rows, column.duties, strict=True):
        assert it.state_label in text(row)
        assert ("晚于期限" in text(row)) == it.late
    late = [e.get("href") for e in told.iter("a") if e.get("class") == "late"]
    assert late == [f"duties.html#duty-{it.duty.id}" for it in column.overdue[:1]]


def test_states_have_words() -> None:
    assert {state: state.label for state in DutyState if state is not DutyState.OVERDUE} == WORDS
    assert "逾期" in DutyState.OVERDUE.label


@pytest.mark.parametrize("day", ["2009-04-15", "2009-06-10", "2009-09-01"])
def test_what_there_is_no_evidence_of_is_a_gap_in_words(on_days: dict[str, Path], day: str, read_on: ReadOn) -> None:
    board = parse(on_days[day] / "duties.html")
    rows = {row.get("id"): row for row in board.iter("tr") if row.get("data-duty")}
    for it in read_on(day).duties:
        row = rows[f"duty-{it.duty.id}"]
        said = [text(e) for e in classed(row, "lacking")]
        if it.state is DutyState.CLOSED:
            assert said == ["按方案只在一定范围公布，不上网"]
        elif it.evidence or it.filing or it.state is DutyState.CANCELLED:
            assert said == []
        else:
            assert said == ["还没有备案记录" if it.to else "还没有公布的文件"]


@pytest.mark.parametrize("day", ["2009-06-10", "2009-09-01"])
def test_evidence_is_linked_and_there(on_days: dict[str, Path], day: str, read_on: ReadOn) -> None:
    site = on_days[day]
    rows = {row.get("id"): row for row in parse(site / "duties.html").iter("tr") if row.get("data-duty")}
    linked = 0
    for it in read_on(day).duties:
        links = [a.get("href", "") for a in rows[f"duty-{it.duty.id}"].iter("a") if a.get("class") != "word"]
        assert links == [re.sub(r"\.md$", ".html", item.uri) for item in it.evidence]
        assert all((site / link).is_file() for link in links)
        linked += len(links)
    assert linked >= 4


def test_filing_records_are_shown(on_days: dict[str, Path]) -> None:
    record = "2009年4月24日报区委学习实践活动领导小组办公室，人学办报〔2009〕1号"
    row = next(e for e in parse(on_days["2009-06-10"] / "duties.html").iter("tr") if e.get("id") == "duty-file-plan")
    assert record in text(row)
    assert record in text(parse(on_days["2009-06-10"] / "publications" / "activity-plan.html"))


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2009-06-16", "还没有开始"),
        ("2009-06-17", "正在公示"),  # the first day
        ("2009-06-22", "正在公示"),  # the last
        ("2009-06-23", "已经结束"),
    ],
)
def test_a_notice_period_before_within_and_after(tmp_path: Path, day: str, says: str) -> None:
    project = make_project(tmp_path / "column")
    project.edit("docs/publications/service-standards.md", "  opens: 2009-06-15", "  opens: 2009-06-17")
    page = parse(project.build(AS_OF=day) / "publications" / "service-standards.html")
    (period,) = [text(e) for e in page.iter("p") if "两日均含" in text(e)]
    assert period == f"{says} 公示期：2009年6月17日至6月22日（两日均含，共 6 天）"
