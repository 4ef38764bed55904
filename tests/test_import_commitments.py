"""Tables that offices printed become commitments: nothing dropped, nothing guessed, and again as history."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publicity.column.files import read_column
from publicity.commands.program import main
from publicity.commitments.commitment import Commitment
from publicity.importing.commitments_in import Imported, Known, import_commitments
from publicity.importing.grid import CannotImportError
from publicity.importing.heads import role_of
from publicity.importing.lines import NOTHING
from publicity.importing.sayings import leader_of, parts_of, state_of
from publicity.importing.tables import read_grids
from publicity.plans.file import read_plan
from publicity.problems.problem import errors
from tests.helpers.columns import column_of
from tests.helpers.ledgers import Table, forty_rows
from tests.helpers.printed import make_printed
from tests.helpers.project import ROOT, Project

TABLES = yaml.safe_load((ROOT / "tests" / "cases" / "tables.yml").read_text(encoding="utf-8"))
DAY = date(2026, 5, 6)


@pytest.fixture
def office(tmp_path: Path) -> Project:
    """The printed column without a commitment."""
    project = make_printed(tmp_path / "column")
    for path in (project.root / "docs" / "commitments").glob("*.md"):
        path.unlink()
    return project


def run(office: Project, *arguments: object) -> Result:
    done = CliRunner().invoke(main, ["import", "commitments", *map(str, arguments), "--root", str(office.root)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done


def texts(office: Project) -> dict[str, str]:
    folder = office.root / "docs" / "commitments"
    return {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}


def promises(office: Project) -> dict[str, Commitment]:
    """The commitments by the number that the table gives them."""
    return {one.entry.number or "": one.entry for one in column_of(office).promises}


def move(office: Project, day: str) -> None:
    path = office.root / "mkdocs.yml"
    path.write_text(re.sub(r"(?m)^  as_of: .*", f"  as_of: {day}", path.read_text(encoding="utf-8")), encoding="utf-8")


# ———— forty rows ————


def test_a_table_becomes_a_column_in_one_command(office: Project, tmp_path: Path) -> None:
    done = run(office, forty_rows().xlsx(tmp_path / "台账.xlsx"))
    assert done.exit_code == 0, done.output
    assert "40 行，29 项承诺" in done.output and "“涉及点位”一栏不认识" in done.output and "某县人大机关" in done.output
    found = promises(office)
    assert len(found) == 29 and len(column_of(office).plan.problems) == 32
    assert found["1"].deadline == "立行立改" and found["1"].leader is None and found["1"].accept is None
    assert [measure.text for measure in found["3"].measures] == ["第3条：建立台账，逐件办理", "第3条：每季度回头看一次"]
    assert len(found["10、11"].problem) == 2 and found["10、11"].lead == "办公室"
    assert found["5"].undated and "尽快" in (found["5"].deadline or "")
    assert [found[n].history[0].state for n in ("1", "2", "3", "4", "6")] == [
        "已完成",
        None,
        "未启动",
        "推进中",
        "推进中",
    ]
    assert found["3"].assist == ["办公室", "各委办"]
    assert "涉及点位：20号点位" in "".join(texts(office).values()) and "备注：示例备注" in "".join(
        texts(office).values()
    )
    told = read_column(office.root / "mkdocs.yml", office.root / "docs").problems
    assert not errors(told) and f"请核对 {sum(problem.unsettled for problem in told)} 处" in done.output
    sealed = CliRunner().invoke(main, ["seal", "--root", str(office.root)])
    assert sealed.exit_code == 0, sealed.output
    site = office.build()
    board = (site / "commitments" / "index.html").read_text(encoding="utf-8")
    assert "共 29 项" in board and "原表未列" in board


def test_the_kind_of_file_makes_no_difference(office: Project, tmp_path: Path) -> None:
    """CSV knows no merged cells: what it leaves blank is taken from above, and doubted."""
    table, made = forty_rows(), []
    for path in (
        table.xlsx(tmp_path / "a.xlsx"),
        table.docx(tmp_path / "a.docx"),
        table.csv(tmp_path / "a.csv", "gb18030"),
        table.csv(tmp_path / "b.csv", "utf-16", "\t"),
    ):
        done = imported(office, path)
        made.append({uri: re.sub(r" *# 请核对.*\n", "", text) for uri, text in done.new.items()})
    assert len(made[0]) == 29
    assert made[0] == made[1] == made[2] == made[3]


def imported(office: Project, path: Path) -> Imported:
    plan = read_plan(office.plan, "plan.yml").plan
    assert plan
    known = Known(plan, office.plan.read_text(encoding="utf-8"), (), frozenset(), ())
    return import_commitments(read_grids(path), path.name, known, DAY)


def written(office: Project) -> dict[Path, bytes]:
    """All of an office's files; what the program keeps for itself is none of them."""
    files = (path for path in office.root.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in files if ".cache" not in path.parts}


def test_the_same_table_again_changes_nothing(office: Project, tmp_path: Path) -> None:
    path = forty_rows().xlsx(tmp_path / "a.xlsx")
    run(office, path)
    before = written(office)
    done = run(office, path)
    assert "新建 0 项，更新 0 项，没有变化 29 项" in done.output
    assert written(office) == before


def test_after_three_edits_the_history_is_right(office: Project, tmp_path: Path) -> None:
    run(office, forty_rows().xlsx(tmp_path / "1.xlsx"))
    assert CliRunner().invoke(main, ["seal", "--root", str(office.root)]).exit_code == 0
    rows = forty_rows()
    by_number = {row[0]: row for row in rows.rows}

    move(office, "2026-06-01")  # first: progress on three, one of them not named before
    by_number["2"][7] = "正在推进，已召开两次会议"
    by_number["4"][7] = "已完成"
    by_number["3"][7] = "进行中"
    done = run(office, rows.xlsx(tmp_path / "2.xlsx"))
    assert "新建 0 项，更新 3 项" in done.output, done.output
    found = promises(office)
    assert [one.state for one in found["4"].history] == ["推进中", "已完成"]
    assert found["2"].history[1].note == "正在推进，已召开两次会议" and found["2"].history[1].date == date(2026, 6, 1)
    assert CliRunner().invoke(main, ["seal", "--root", str(office.root)]).exit_code == 0

    move(office, "2026-07-01")  # second: a deadline and a unit moved, a measure more
    by_number["6"][6] = "2026年10月底前"
    by_number["7"][4] = "办公室"
    by_number["8"][3] += "\n1.原来的\n2.加上的"
    done = run(office, rows.xlsx(tmp_path / "3.xlsx"), "--why", "主任会议研究调整")
    assert "更新 3 项" in done.output, done.output
    found = promises(office)
    assert (found["6"].deadline, found["6"].amended[0].fields.deadline) == ("2026年10月底前", "2026年6月底前")
    assert (found["7"].amended[0].fields.lead, found["7"].amended[0].why) == ("财经工委", "主任会议研究调整")
    assert found["7"].lead == "办公室" and [a.fields.names for a in found["8"].amended] == [["measures"]]
    assert CliRunner().invoke(main, ["seal", "--root", str(office.root)]).exit_code == 0

    move(office, "2026-08-01")  # third: a row put in, all after it renumbered, the last taken out
    last = rows.rows.pop()
    if not last[0]:
        rows.rows.pop()
        rows.merged = [one for one in rows.merged if one[2] < len(rows.rows)]
    row = ["1", "示例问题：新查出的一件事", "有结果", "马上办", "办公室", "", "2026年9月底前", "", "", ""]
    rows.rows.insert(3, row)
    for other in rows.rows[4:]:
        other[0] = str(int(other[0]) + 1) if other[0] else ""
    rows.merged = [(a + (a > 2), b, c + (c > 2), d) for a, b, c, d in rows.merged]
    names = set(texts(office))
    done = run(office, rows.xlsx(tmp_path / "4.xlsx"))
    assert "新建 1 项" in done.output and "第30条）不在表里了" in done.output, done.output
    assert len(set(texts(office)) - names) == 1
    found = promises(office)
    assert found["7"].deadline == "2026年10月底前" and [one.state for one in found["5"].history] == ["推进中", "已完成"]
    told = read_column(office.root / "mkdocs.yml", office.root / "docs").problems
    assert not errors(told), [problem.text() for problem in errors(told)]
    assert CliRunner().invoke(main, ["seal", "--root", str(office.root)]).exit_code == 0


def test_what_an_editor_corrected_is_not_undone(office: Project, tmp_path: Path) -> None:
    rows = forty_rows()
    run(office, rows.xlsx(tmp_path / "1.xlsx"))
    (name,) = [name for name, text in texts(office).items() if "number: '5'" in text]
    path = office.root / "docs" / "commitments" / f"{name}.md"
    text = re.sub(r"# 请核对.*\nundated: true", "due: {day: 2026-06-30, why: 主任会议定的}", path.read_text("utf-8"))
    path.write_text(text.replace("lead: 办公室", "lead: 常委会办公室"), encoding="utf-8")
    assert "没有变化 29 项" in run(office, rows.xlsx(tmp_path / "1.xlsx")).output
    next(row for row in rows.rows if row[0] == "5")[6] = "2026年8月底前"
    assert "更新 1 项" in run(office, rows.xlsx(tmp_path / "2.xlsx")).output
    five = promises(office)["5"]
    assert (five.deadline, five.due, five.undated, five.lead) == ("2026年8月底前", None, False, "常委会办公室")
    assert five.amended[0].fields.names == ["deadline", "due"]


def test_a_dry_run_writes_nothing_and_a_bad_table_neither(office: Project, tmp_path: Path) -> None:
    before = written(office)
    rows = forty_rows()
    assert "只是预演" in run(office, rows.xlsx(tmp_path / "1.xlsx"), "--dry-run").output
    rows.rows[5][1] = "联系人身份证号 11010519491231002X"
    done = run(office, rows.xlsx(tmp_path / "2.xlsx"))
    assert done.exit_code == 1 and "没有导入：照这样写，检查通不过" in done.output
    assert "11010519491231002X" not in done.output
    for wrong in ("没有.xlsx", "旧表.xls", "图.png"):
        (tmp_path / wrong).write_bytes(b"x") if wrong[0] != "没" else None
        assert run(office, tmp_path / wrong).exit_code == 1
    assert run(office, tmp_path / "1.xlsx", "--sheet", "别的").exit_code == 1
    assert written(office) == before


# ———— structures that nobody here made up ————


@pytest.mark.parametrize("case", TABLES, ids=lambda case: case["name"])
def test_tables_as_they_are_printed(case: dict[str, Any], office: Project, tmp_path: Path) -> None:
    """Each table, written as lists, comes to the promises that a careful reader finds in it."""
    table = Table(
        [[str(text or "") for text in row] for row in case["rows"]], [tuple(m) for m in case.get("merged", [])]
    )
    width = max(map(len, table.rows))
    table.rows = [row + [""] * (width - len(row)) for row in table.rows]
    path = table.csv(tmp_path / "t.csv") if case.get("csv") else table.xlsx(tmp_path / "t.xlsx")
    done = imported(office, path)
    made = [yaml.safe_load(text.split("---")[1]) for text in done.new.values()]
    assert len(made) == len(case["expect"]), list(done.new.values())
    for entry, expected in zip(made, case["expect"], strict=True):
        flat = {**entry, "state": entry["history"][0].get("state"), "note": entry["history"][0].get("note")}
        assert {key: flat.get(key) for key in expected} == expected
    whole = "\n".join((*done.new.values(), *done.told, done.plan_text or ""))
    for kept in case.get("kept", []):
        assert kept in whole, f"“{kept}” was dropped"
    for doubt in case.get("doubts", []):
        assert re.search(f"# 请核对：.*{doubt}", whole), whole


@pytest.mark.parametrize(
    ("text", "state", "sure"),
    [
        ("已完成", "已完成", True),
        ("完成", "已完成", True),
        ("√", "已完成", True),
        ("未完成", "推进中", False),
        ("尚未启动", "未启动", True),
        ("基本完成", "推进中", False),
        ("正在推进", "推进中", True),
        ("已完成整改，长期坚持", "长期坚持", False),
        ("已建立台账，整改到位。", "已完成", False),
        ("一是召开会议；二是建立制度", "推进中", False),
        ("部分完成", "推进中", False),
        ("", None, True),
    ],
)
def test_states_in_words(text: str, state: str | None, sure: bool) -> None:
    found, doubt = state_of(text)
    assert (found, not doubt) == (state, sure)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1.甲\n2.乙\n丙", ["1.甲", "2.乙丙"]),
        ("1.甲；2.乙；3.丙", ["1.甲；", "2.乙；", "3.丙"]),
        ("①甲②乙", ["①甲", "②乙"]),
        ("投入2.5万元，建3.2公里", ["投入2.5万元，建3.2公里"]),
        ("（1）甲\n（2）乙", ["（1）甲", "（2）乙"]),
        ("一是甲\n二是乙", ["一是甲", "二是乙"]),
        ("只有一条\n分两行", ["只有一条分两行"]),
        ("第1.1条", ["第1.1条"]),
    ],
)
def test_measures_in_one_cell(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    ("text", "post", "name", "doubted"),
    [
        ("分管副主任", "分管副主任", "", False),
        ("副主任 某某甲", "副主任", "某某甲", False),
        ("某某甲（副主任）", "副主任", "某某甲", False),
        ("副主任某某甲", "副主任", "某某甲", True),
        ("某某甲", "", "某某甲", True),
        ("书记、主任", "书记、主任", "", True),
        ("", "", "", False),
    ],
)
def test_leaders_in_one_cell(text: str, post: str, name: str, doubted: bool) -> None:
    found = leader_of(text)
    assert (found.post, found.name, bool(found.doubt)) == (post, name, doubted)


def test_a_file_that_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("只有一栏\n没有表\n", encoding="utf-8")
    with pytest.raises(CannotImportError, match="怎样分栏"):
        read_grids(tmp_path / "a.csv")
    (tmp_path / "a.xlsx").write_bytes(b"PK")
    with pytest.raises(CannotImportError, match="打不开"):
        read_grids(tmp_path / "a.xlsx")


def test_what_is_hidden_in_a_workbook_is_told(office: Project, tmp_path: Path) -> None:
    from openpyxl import load_workbook
    from openpyxl.comments import Comment

    path = forty_rows().xlsx(tmp_path / "a.xlsx")
    book = load_workbook(path)
    book.active.row_dimensions[4].hidden = True
    book.active["B5"].comment = Comment("内部意见", "某人")
    book.create_sheet("底稿").sheet_state = "hidden"
    book.save(path)
    done = imported(office, path)
    assert len(done.new) == 28
    said = "\n".join(done.told)
    assert "第 4 行是隐藏的" in said and "B5 有批注" in said and "“底稿”是隐藏的" in said and "内部意见" not in said


def test_heads_of_any_wording() -> None:
    known = {
        **dict.fromkeys(("存在问题", "问 题\n描述", "巡察反馈问题", "整改隐患内容", "审议意见"), "problem"),
        **dict.fromkeys(("整改时限", "完成时限（年月）", "预计完成时间", "时间节点"), "deadline"),
        **dict.fromkeys(("责任单位", "牵头部门", "责任股室", "整改责任单位/责任人"), "lead"),
        **dict.fromkeys(("责任人", "具体责任人", "责任岗位"), "person"),
        **dict.fromkeys(("整改完成情况", "是否完成", "整改状态", "进度"), "state"),
    }
    assert {head: role_of(head) for head in known} == known
    assert [role_of(head) for head in ("实际完成时间", "填表人", "整改资金", "佐证材料", "应急措施")] == [None] * 5


# ———— any table ————

HEADS = [
    "序号",
    "存在问题",
    "整改目标",
    "整改措施",
    "整改时限",
    "责任领导",
    "责任单位",
    "配合单位",
    "完成情况",
    "整改进展",
    "资金来源",
    "备注",
]
WORDS = st.text(
    "甲乙丙丁建立台账每月底前年日已完成推进中一二1.23、，；（）：#*_[]<>|“”-", min_size=1, max_size=30
).filter(
    lambda words: any(letter.isalnum() for letter in words)  # a row of dots alone says nothing
)


def everything(done: Imported) -> str:
    """All that came of a table, without marks that only lay it out."""
    said: list[str] = [*done.told]

    def flatten(value: object) -> None:
        if isinstance(value, dict):
            [flatten(one) for one in value.values()]
        elif isinstance(value, list):
            [flatten(one) for one in value]
        else:
            said.append(str(value))

    for text in done.new.values():
        head, _, rest = text.removeprefix("---\n").partition("\n---\n")
        flatten(yaml.safe_load(head))
        said.append(re.sub(r"\\(.)", r"\1", rest))
    flatten(yaml.safe_load(done.plan_text or ""))
    return re.sub(r"\s+", "", "\n".join(said))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_cell_is_lost_and_no_order_matters(office: Project, tmp_path: Path, data: st.DataObject) -> None:
    heads = HEADS[:4] + data.draw(st.lists(st.sampled_from(HEADS[4:]), unique=True))
    rows = [[str(n), *(data.draw(WORDS).strip() for _ in heads[1:])] for n in range(1, data.draw(st.integers(2, 4)))]
    order = data.draw(st.permutations(range(len(heads))))
    table = Table([heads, *rows])
    shuffled = Table([[row[at] for at in order] for row in table.rows])
    first, second = (
        imported(office, table.xlsx(tmp_path / "a.xlsx")),
        imported(office, shuffled.xlsx(tmp_path / "b.xlsx")),
    )
    assert len(first.new) == len(rows)
    whole = everything(first)
    for row in rows:
        for head, text in zip(heads, row, strict=True):
            parts = (
                re.split(r"[、，；;\s]+", text)
                if head in ("配合单位", "整改措施", "整改时限", "责任单位", "责任领导")
                else [text]
            )
            for part in parts:
                bare = re.sub(r"\s+", "", part)
                assert NOTHING.fullmatch(text) or bare in whole, (head, text, list(first.new.values()))
    assert sorted(map(sorted, map(str.splitlines, first.new.values()))) == sorted(
        map(sorted, map(str.splitlines, second.new.values()))
    )
