"""Commitments as offices print them: what is absent is shown as absent, what nothing proves is counted apart."""

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from publicity.column.files import read_column
from publicity.column.overview import shown_state
from publicity.commands.program import main
from publicity.commitments.commitment import WANTED
from publicity.commitments.deadline import read_deadline
from publicity.inspecting.inspection import inspect
from publicity.problems.problem import Problem, errors
from publicity.when.dates import Refusal
from tests.helpers.columns import column_of
from tests.helpers.printed import make_printed
from tests.helpers.project import Project
from tests.helpers.sharing import shared


@pytest.fixture
def office(tmp_path: Path) -> Project:
    return make_printed(tmp_path / "column")


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the printed column, sealed."""

    def fill(folder: Path) -> None:
        project = make_printed(folder)
        sealed = CliRunner().invoke(main, ["seal", "--root", str(project.root)])
        assert sealed.exit_code == 0, sealed.output
        project.build()

    return shared(tmp_path_factory, "printed", fill) / "site"


def promise(office: Project, name: str) -> Path:
    return office.root / "docs" / "commitments" / f"{name}.md"


def change(office: Project, name: str, old: str, new: str) -> None:
    office.edit(f"docs/commitments/{name}.md", old, new)


def problems(office: Project) -> list[Problem]:
    return list(read_column(office.root / "mkdocs.yml", office.root / "docs").problems)


# ———— times ————


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("长期坚持", None),
        ("立行立改", None),
        ("已经完成、长期坚持", None),
        ("每季度末", None),
        ("整改完成并持续推进", None),
        ("立行立改（2026年6月底前）", "2026-06-30"),
        ("2026年12月底前完成并长期坚持", "2026-12-31"),
        ("立即整改，2026年5月底前完成", "2026-05-31"),
        ("4、6、8月底", "2026-08-31"),
    ],
)
def test_a_deadline_as_tables_print_it(words: str, day: str | None) -> None:
    found = read_deadline(words, date(2026, 4, 1))
    assert not isinstance(found, Refusal)
    assert (found and found.end) == (day and date.fromisoformat(day))


@pytest.mark.parametrize("words", ["尽快", "适时", "长期坚持，尽快", "动员大会后一个月内", "6月31日前，长期坚持"])
def test_what_fixes_no_day_is_refused(words: str) -> None:
    assert isinstance(read_deadline(words, date(2026, 4, 1)), Refusal)


def test_a_day_by_hand_stands_beside_words_that_fix_none(office: Project) -> None:
    change(office, "visits", "deadline: 立行立改，2026年6月底前", "deadline: 尽快")
    (problem,) = errors(problems(office))
    assert "undated: true" in problem.hint and problem.line == 7
    change(office, "visits", "deadline: 尽快", "deadline: 尽快\ndue: {day: 2026-05-01, why: 主任会议定的}")
    visits = {one.id: one for one in column_of(office).commitments}["visits"]
    assert visits.overdue and visits.due == date(2026, 5, 1)
    change(office, "visits", "deadline: 尽快", "deadline: 6月底前")
    (problem,) = errors(problems(office))
    assert "不能再写 due" in problem.message


@pytest.mark.parametrize(
    ("deadline", "first", "due"),
    [
        ("3月底前", "{date: 2027-01-10, state: 推进中}", "2027-03-31"),
        ("9月底前", "{date: 2027-01-10, state: 推进中}", "2027-09-30"),
        ("3月底前", "{date: 2026-12-20, state: 未启动}", "2027-03-31"),
        ("今年9月底前", "{date: 2027-01-10, state: 推进中}", "2027-09-30"),
        ("5月底前", "{date: 2026-06-20, state: 已完成}", "2026-05-31"),
        ("2026年5月底前", "{date: 2026-06-20, state: 已完成}", "2026-05-31"),
    ],
)
def test_a_deadline_is_read_from_the_day_of_the_promise(office: Project, deadline: str, first: str, due: str) -> None:
    change(office, "visits", "deadline: 立行立改，2026年6月底前", f"deadline: {deadline}")
    change(office, "visits", "{date: 2026-03-10, state: 推进中, note: 正在走访。}", first)
    office.edit("mkdocs.yml", "as_of: 2026-05-06", "as_of: 2027-02-01")
    visits = {one.id: one for one in column_of(office).commitments}["visits"]
    assert str(visits.due) == due


@pytest.mark.parametrize(
    ("deadline", "told"),
    [
        ("2025年6月底前", "期限 2025-06-30 比承诺公布的日子 2026-03-10 还早"),
        ("2026年3月9日前", "期限 2026-03-09 比承诺公布的日子 2026-03-10 还早"),
        ("2月底前", "没有写年份，2026、2027 年都说得通"),
    ],
)
def test_a_deadline_before_its_promise_is_a_problem(office: Project, deadline: str, told: str) -> None:
    change(office, "visits", "deadline: 立行立改，2026年6月底前", f"deadline: {deadline}")
    (problem,) = errors(problems(office))
    assert told in problem.message and problem.line == 7


def test_a_new_deadline_is_read_from_the_day_of_its_amendment(office: Project) -> None:
    change(office, "visits", "deadline: 立行立改，2026年6月底前", "deadline: 3月底前")
    amended = "amended:\n  - {date: 2026-12-20, fields: {deadline: 6月底前}, why: 要与换届衔接}\nsample: true\n"
    change(office, "visits", "sample: true\n", amended)
    office.edit("mkdocs.yml", "as_of: 2026-05-06", "as_of: 2027-01-05")
    visits = {one.id: one for one in column_of(office).commitments}["visits"]
    assert (str(visits.first_due), str(visits.due)) == ("2026-06-30", "2027-03-31")


# ———— what is absent, what is proved ————


def test_states_and_what_is_absent(office: Project) -> None:
    column = column_of(office)
    assert [one.id for one in column.commitments] == ["visits", "ledger-kept", "proved", "silent"]
    assert [shown_state(one) for one in column.commitments] == ["推进中", "已完成（未附依据）", "已完成", "未报进展"]
    assert [one.id for one in column.commitments_on("review")] == ["visits", "ledger-kept", "proved"]
    row = {row.key: row for row in inspect(column, None, [], None)}["commitments-lacking"]
    assert "未附依据的 1 项" in row.result and "责任领导原表未列：4 项" in row.found


def test_one_count_everywhere(printed: Path) -> None:
    data = json.loads((printed / "data" / "commitments.json").read_text(encoding="utf-8"))
    counts = {"已完成": 1, "已完成（未附依据）": 1, "推进中": 1, "未报进展": 1}
    assert data["counts"] == counts
    rows = list(csv.DictReader((printed / "data" / "commitments.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert sorted(row["状态"] for row in rows) == sorted(counts)
    told = (printed / "data" / "commitments-history.csv").read_text(encoding="utf-8-sig").splitlines()
    last = {row["承诺标识"]: row["当时状态"] for row in csv.DictReader(told) if row["种类"] == "进展"}
    assert {row["状态"]: last[row["标识"]] for row in rows} == {state: state for state in counts}
    assert rows[0]["问题"] == "联系群众不够经常、审议意见跟踪不紧" and rows[3]["牵头"] == ""
    for page in ("index.html", "commitments/index.html"):
        text = re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", (printed / page).read_text(encoding="utf-8")))
        assert all(f"{state}{count}" in text for state, count in counts.items()), page
    feed = (printed / "feeds" / "commitments.xml").read_text(encoding="utf-8")
    assert feed.count("：已完成（未附依据）</title>") == 1 and feed.count("：已完成</title>") == 1
    assert "None" not in feed and "None" not in (printed / "calendar.ics").read_text(encoding="utf-8")


def test_what_is_absent_is_shown_as_absent(printed: Path) -> None:
    silent = (printed / "commitments" / "silent.html").read_text(encoding="utf-8")
    main_part = silent[silent.index("<h1") :]
    assert main_part.count("原表未列") == 8  # goal, measures, time, leader, lead, assisting, acceptance, tier
    assert "针对的问题：原表未列" in silent
    board = (printed / "commitments" / "index.html").read_text(encoding="utf-8")
    assert "责任领导 4/4" in board and "每一项都写明" not in board
    assert "None" not in board + silent


def test_a_draft_is_nowhere(printed: Path) -> None:
    assert not (printed / "commitments" / "drafted.html").exists()
    for path in printed.rglob("*"):
        if path.is_file():
            assert "尚待拍板的草稿事项".encode() not in path.read_bytes(), path


def test_what_was_sealed_becomes_no_draft(office: Project) -> None:
    assert CliRunner().invoke(main, ["seal", "--root", str(office.root)]).exit_code == 0
    change(office, "visits", "sample: true", "sample: true\ndraft: true")
    (problem,) = errors(problems(office))
    assert "不能再收回" in problem.message and problem.line == 12


def test_what_was_absent_is_amended(office: Project) -> None:
    assert CliRunner().invoke(main, ["seal", "--root", str(office.root)]).exit_code == 0
    wanted = ["--field", "lead", "--to", "办公室", "--why", "主任会议明确的"]
    done = CliRunner().invoke(main, ["amend", "proved", *wanted, "--root", str(office.root)])
    assert done.exit_code == 0, done.output
    assert "lead: 原表未列" in promise(office, "proved").read_text(encoding="utf-8")
    proved = {one.id: one for one in column_of(office).commitments}["proved"]
    assert (proved.terms.lead, proved.original.lead) == ("办公室", None)


def test_strict_demands_everything(office: Project) -> None:
    office.edit("mkdocs.yml", "extra:\n", "extra:\n  strict_commitments: true\n")
    told = [problem for problem in errors(problems(office)) if "silent" in problem.file]
    lacking = [p.message.split("“")[1].split("”")[0] for p in told]
    assert sorted(lacking) == sorted([*WANTED, "state"])


# ———— doubts ————


def test_doubts_are_told_counted_and_kept_from_publishing(office: Project) -> None:
    change(office, "visits", "lead: 办公室", "# 请核对：原表写的是“办公室等”\nlead: 办公室")
    office.edit("docs/plan.yml", "phases: []", "phases: [] # 请核对：分不分阶段")
    office.edit("docs/index.md", "示例。", "示例。\n\n<!-- 请核对：这一段从哪里来 -->")
    change(office, "drafted", "draft: true", "# 请核对：草稿里的\ndraft: true")
    told = [problem for problem in problems(office) if "请核对" in problem.message]
    assert [p.message for p in told] == [
        "请核对：草稿里的",
        "请核对：原表写的是“办公室等”",
        "请核对：这一段从哪里来",
        "请核对：分不分阶段",
    ]
    assert [p.unsettled for p in told] == [False, True, True, True]
    assert not errors(problems(office))
    said = CliRunner().invoke(main, ["check", "--root", str(office.root)]).output
    assert "其中 3 处请核对" in said and "注释" not in said
    out = office.root.parent / "out"
    refused = CliRunner().invoke(main, ["publish", str(out), "--root", str(office.root)])
    assert refused.exit_code == 1 and "还有 3 处请核对" in refused.output, refused.output


# ———— new ones ————


def test_a_new_commitment_may_say_as_little_as_a_table(office: Project) -> None:
    flags = ["--id", "little", "--item", "示例：一句话的事"]
    done = CliRunner().invoke(main, ["new", "commitment", *flags, "--root", str(office.root)])
    assert done.exit_code == 0, done.output
    assert {one.id for one in column_of(office).commitments} > {"little"}
    office.edit("mkdocs.yml", "extra:\n", "extra:\n  strict_commitments: true\n")
    done = CliRunner().invoke(main, ["new", "commitment", *flags, "--root", str(office.root)])
    assert done.exit_code == 2 and "缺少 --problem" in done.output
