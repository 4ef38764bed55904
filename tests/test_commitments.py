"""Commitments: what may be written, how they stand on a day, how they are amended."""

import difflib
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from publicity.column.column import Column
from publicity.column.files import read_column
from publicity.commands.program import main
from publicity.commitments.commitment import Commitment
from publicity.commitments.files import Promise
from publicity.commitments.state import Standing, standing_on
from publicity.problems.problem import Severity, errors
from tests.helpers.commitments import FOLDER, GUIDE, RULES, Office
from tests.helpers.project import ROOT
from tests.helpers.spoilt import CHINESE, place

pytestmark = pytest.mark.shipped

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "spoilt_commitments.yml").read_text(encoding="utf-8"))
ISSUED = date(2009, 4, 22)
VISITS, INSPECTION, OPINIONS = "enterprise-visits", "unannounced-inspection", "transferred-opinions"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.delenv("AS_OF", raising=False)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return Office(tmp_path)


def column(root: Path = ROOT) -> Column:
    found = read_column(root / "mkdocs.yml", root / "docs")
    assert found.column, [p.text() for p in errors(found.problems)]
    return found.column


def standing(name: str, day: str) -> Standing | None:
    entries = {promise.uri: promise.entry for promise in column().promises}
    uri = f"commitments/{name}.md"
    return standing_on(Promise(uri, entries[uri]), date.fromisoformat(day))


# ———— rules ————


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_spoilt(case: dict[str, Any], office: Office) -> None:
    office.path("ledger").unlink()
    office.edit(case["file"], *map(tuple, case["replace"]))
    told = [problem for problem in office.problems() if problem.severity is Severity.ERROR]
    text = office.text(case["file"])
    expected = sorted((*place(text, one), one["says"], one["hint"]) for one in case["expect"])
    assert [(p.file, p.line, p.column) for p in told] == [(f"{FOLDER}/{case['file']}.md", *e[:2]) for e in expected], [
        p.text() for p in told
    ]
    for problem, (*_, says, hint) in zip(told, expected, strict=True):
        assert says in problem.message
        assert hint in problem.hint
        assert CHINESE.search(problem.message)


def test_an_id_twice(office: Office) -> None:
    (office.root / FOLDER / "more").mkdir()
    shutil.copy(office.path("clinic-questionnaire"), office.root / FOLDER / "more")
    (problem,) = office.problems()
    assert problem.place == f"{FOLDER}/more/clinic-questionnaire.md:2:5"
    assert "已经给了" in problem.message


def test_everything_wrong_is_told_at_once(office: Office) -> None:
    office.edit(GUIDE, ("problem: service", "problem: nothing"))
    office.edit(RULES, ("deadline: 7月31日", "deadline: 马上"))
    office.rewrite(lambda lines: lines[:-1])
    assert len(errors(office.problems())) == 4  # the deadline is unreadable and not what was sealed


# ———— the model ————


def test_written_short() -> None:
    short = {
        "id": "a",
        "problem": "b",
        "item": "事",
        "goal": "好",
        "measures": ["做"],
        "deadline": "7月底前",
        "leader": "主任",
        "lead": "办公室",
        "assist": "财经工委",
        "accept": "党组",
        "tier": "近期",
        "history": [{"date": "2009-06-12", "state": "未启动", "evidence": "https://example.invalid/"}],
    }
    entry = Commitment.model_validate(short)
    assert entry.leader.post == "主任"
    assert entry.measures[0].text == "做"
    assert entry.assist == ["财经工委"]
    assert entry.history[0].evidence == ["https://example.invalid/"]
    assert entry.audience == "public" and not entry.sample


# ———— on a day ————


def test_it_is_public_from_its_first_report() -> None:
    assert standing(GUIDE, "2009-06-11") is None
    assert standing("branch-improvements", "2009-06-15") is None
    found = standing(GUIDE, "2009-06-12")
    assert found and found.published == date(2009, 6, 12)
    assert len(found.history) == 1
    assert found.state == "推进中"


@pytest.mark.parametrize(
    ("name", "day", "state", "due", "flags"),
    [
        (VISITS, "2009-06-12", "未启动", "2009-07-20", ""),
        (VISITS, "2009-07-12", "推进中", "2009-07-20", ""),
        (VISITS, "2009-07-13", "推进中", "2009-07-20", "due_soon"),
        (VISITS, "2009-07-19", "推进中", "2009-07-20", "due_soon"),
        (VISITS, "2009-07-20", "调整", "2009-08-13", ""),
        (VISITS, "2009-08-14", "已完成", "2009-08-13", ""),
        (OPINIONS, "2009-06-14", "推进中", "2009-06-14", "due_soon"),
        (OPINIONS, "2009-06-15", "推进中", "2009-06-14", "overdue"),
        (OPINIONS, "2009-08-31", "推进中", "2009-06-14", "overdue"),
        ("clinic-questionnaire", "2009-09-01", "中止", "2009-07-10", ""),
        ("research-with-questions", "2009-06-15", "长期坚持", None, "open_ended"),
    ],
)
def test_standing(name: str, day: str, state: str, due: str | None, flags: str) -> None:
    found = standing(name, day)
    assert found
    assert found.state == state
    assert [flag for flag in ("overdue", "due_soon", "open_ended") if getattr(found, flag)] == flags.split()
    if name == VISITS and day >= "2009-07-20":
        assert found.due and found.due.month == 8
        assert found.first_due == date(2009, 7, 20)
    else:
        assert found.due == (date.fromisoformat(due) if due else None)


def test_terms_in_force_and_the_original_words() -> None:
    before, after = standing(INSPECTION, "2009-06-12"), standing(INSPECTION, "2009-06-13")
    assert before and after
    assert (before.terms.deadline, after.terms.deadline) == ("6月底前", "7月15日前")
    assert before.terms.goal == after.original.goal == "六月份围绕排水看一处事先不通知的现场。"
    assert after.terms.goal.startswith("七月上半月")
    assert (len(before.amended), len(after.amended)) == (0, 1)


def test_the_column_has_them_in_the_order_of_the_plans_problems() -> None:
    found = column()
    order = [point.id for point in found.plan.problems]
    places = [order.index(one.entry.problem[0]) for one in found.commitments]
    assert places == sorted(places)
    assert len(found.commitments) == 13
    assert [one.id for one in found.commitments if one.overdue] == [OPINIONS]


# ———— amending ————


def amend(office: Office, name: str, field: str, to: str, why: str = "情况有变化。") -> Result:
    arguments = ["amend", name, "--field", field, "--to", to, "--why", why, "--root", str(office.root)]
    return CliRunner().invoke(main, arguments)


def changed(before: str, after: str) -> list[str]:
    return [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]


def test_amend_and_seal_go_round(office: Office) -> None:
    before = office.text(GUIDE)
    done = amend(office, GUIDE, "deadline", "8月底前", "门牌要返工: 7月到货")
    assert done.exit_code == 0, done.output
    assert changed(before, office.text(GUIDE)) == [
        "- deadline: 6月底前",
        "+ deadline: 8月底前",
        "+ amended:",
        "+   - date: 2009-06-15",
        "+     fields:",
        "+       deadline: 6月底前",
        "+     why: '门牌要返工: 7月到货'",
    ]
    (problem,) = office.problems()
    assert problem.severity is Severity.WARNING
    assert "封存了承诺“办事指引”第 3 版（2 条进展、1 次修改）" in office.seal("2009-06-15")
    assert office.problems() == []
    assert amend(office, GUIDE, "deadline", "9月底前").exit_code == 0
    assert "第 4 版" in office.seal("2009-06-15")
    (entry,) = [promise.entry for promise in column(office.root).promises if promise.uri.endswith(f"{GUIDE}.md")]
    assert [entry.terms_after(n).deadline for n in range(3)] == ["6月底前", "8月底前", "9月底前"]


@pytest.mark.parametrize(
    ("field", "to", "old"),
    [
        ("item", "办事指引和门牌", "办事指引"),
        ("goal", "来访的人: 进门就看得明白 # 真的", "来访的人进门就看得明白找谁、在几楼，有人引路。"),
        ("deadline", "2009-07-31", "6月底前"),
        ("leader", "常委会主任", "{post: 分管办公室的副主任}"),
        ("lead", "各委办", "办公室"),
        ("assist", "财经工委、法制工委", "[]"),
        ("accept", "- 党组", "领导小组办公室"),
    ],
)
def test_every_term_but_the_measures_can_be_amended(field: str, to: str, old: str, office: Office) -> None:
    if field == "deadline":
        to = "7月31日前"
    before = office.text(GUIDE)
    done = amend(office, GUIDE, field, to)
    assert done.exit_code == 0, done.output
    lines = changed(before, office.text(GUIDE))
    assert f"+       {field}: {old}" in lines
    assert sum(line.startswith("-") for line in lines) == (0 if field == "assist" else 1)
    (entry,) = [promise.entry for promise in column(office.root).promises if promise.uri.endswith(f"{GUIDE}.md")]
    now = getattr(entry, field)
    assert (now.post if field == "leader" else "、".join(now) if field == "assist" else now) == to
    office.seal("2009-06-15")


@pytest.mark.parametrize(
    "layout",
    [
        [],
        [("leader:\n  post: 分管办公室的副主任", "leader: 分管办公室的副主任 # 主任")],
        [("sample: true", "amended: []\nsample: true")],
        [("deadline: 6月底前", 'deadline: "6月底前" # 照方案')],
        [("goal: 来访", "goal: |\n  来访")],
        [("sample: true\n", "")],
    ],
)
@pytest.mark.parametrize("field", ["goal", "deadline", "leader"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_however_it_is_laid_out(layout: list[tuple[str, str]], field: str, end: str, office: Office) -> None:
    office.edit(GUIDE, *layout)
    office.write(GUIDE, office.text(GUIDE).replace("\n", end))
    comments = office.text(GUIDE).count(" # ")
    done = amend(office, GUIDE, field, "7月底前")
    assert done.exit_code == 0, done.output
    text = office.text(GUIDE)
    assert text.count(" # ") == comments
    assert text.count("\n") == text.count(end)
    office.seal("2009-06-15")
    assert office.problems() == []


@pytest.mark.parametrize(
    ("name", "field", "to", "why", "says"),
    [
        (GUIDE, "deadline", "6月底前", "试试", "期限本来就是这样写的"),
        (GUIDE, "deadline", " ", "试试", "没有写新的期限"),
        (GUIDE, "deadline", "7月底前", " ", "没有写为什么改"),
        (GUIDE, "deadline", "抓紧", "试试", "照这样写，检查通不过"),
        (GUIDE, "deadline", "长期坚持", "试试", "照这样写，检查通不过"),
        (GUIDE, "goal", "好\u200b的", "试试", "照这样写，检查通不过"),
        (GUIDE, "item", "长" * 201, "试试", "照这样写，检查通不过"),
        (GUIDE, "measures", "做", "试试", "请先在文件里改好"),
        (VISITS, "deadline", "9月底前", "试试", "文件里已经写了 2009-07-20 的修改"),
        ("office-gide", "deadline", "7月底前", "试试", "是不是“office-guide”？"),
    ],
)
def test_amend_refuses(name: str, field: str, to: str, why: str, says: str, office: Office) -> None:
    before = {path: path.read_bytes() for path in (office.root / FOLDER).rglob("*") if path.is_file()}
    done = amend(office, name, field, to, why)
    assert done.exit_code == 1, done.output
    assert says in done.output
    assert "没有修改" in done.output
    assert {path: path.read_bytes() for path in (office.root / FOLDER).rglob("*") if path.is_file()} == before


def test_before_it_is_public_nothing_needs_to_be_kept(office: Office) -> None:
    text = office.text(GUIDE).replace(f"id: {GUIDE}", "id: later").replace("at: 2009-06-15", "at: 2009-06-20")
    office.write("later", re.sub("2009-06-(12|15)\n    state", "2009-06-20\n    state", text))
    done = amend(office, "later", "deadline", "7月底前")
    assert done.exit_code == 1
    assert "2009-06-20 才公布" in done.output


def test_an_unknown_term(office: Office) -> None:
    assert amend(office, GUIDE, "number", "7").exit_code == 2
