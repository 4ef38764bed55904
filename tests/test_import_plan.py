"""A work plan as an office has it becomes plan.yml: parts found, times right or left open, what is unsure marked."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from publicity.commands.program import main
from publicity.importing.blocks import Paper
from publicity.importing.grid import CannotImportError
from publicity.importing.papers import paper_of, read_paper
from publicity.importing.plan_in import draft_plan, plan_values
from publicity.importing.plan_yaml import plan_text
from publicity.importing.times_in import times_in
from publicity.plans.file import PlanFile, read_plan
from publicity.plans.plan import Plan
from publicity.problems.problem import errors
from tests.helpers.project import ROOT, Project, make_project

CASES = ROOT / "tests" / "cases"
FOUND = yaml.safe_load((CASES / "work_plans.yml").read_text(encoding="utf-8"))
SHIPPED = read_plan(ROOT / "docs" / "plan.yml", "plan.yml").plan


def paper(name: str) -> Paper:
    return read_paper(CASES / "work_plans" / name)


def as_file(text: str) -> PlanFile:
    return read_plan(Path("plan.yml"), "plan.yml", text)


def plan_of(text: str, issued: date | None = None) -> Plan:
    found = as_file(plan_text(draft_plan(paper_of("a.txt", text.encode()), issued), "a.txt"))
    assert found.plan, found.problems
    return found.plan


def summary(values: dict[str, Any]) -> dict[str, Any]:
    """A plan as the golden table has it."""
    offices = {one["id"]: one["name"] for one in values.get("superiors", [])}
    places: dict[str, str] = {}
    phases: list[tuple[str, list[str]]] = []
    for phase in values.get("phases", []):
        places[phase["id"]] = phase["title"]
        steps = []
        for step in phase.get("steps", []):
            places[step["id"]] = step["title"]
            below = " ".join(one["title"] for one in step.get("steps", []))
            steps.append(step["title"] + (f"（{below}）" if below else ""))
        phases.append((f"{phase['title']} {timed(phase)}".strip(), steps))
    duties = []
    for duty in values.get("duties", []):
        whom = offices[duty["to"]] if "to" in duty else duty["audience"]
        approval = duty.get("approval")
        more = [f"{offices[approval['by']]}{approval['act']}"] if approval else []
        more += [timed(duty)] if "when" in duty else []
        said = f"{duty['verb']} {duty['what']} → {whom} @ {places.get(duty.get('at', ''), '')}"
        duties.append("，".join([said, *more]).strip())
    questions = [one for key in ("review", "survey") for one in values.get(key, {}).get("questions", [])]
    found = {
        "head": " | ".join(str(values[key]) for key in ("title", "campaign", "organ", "issued")),
        "period": values.get("period", {}).get("when"),
        "claims": values.get("claims"),
        "participants": [one["group"] for one in values.get("participants", [])],
        "batches": [f"{one['title']} {timed(one)}" for one in values.get("batches", [])],
        "phases": phases,
        "duties": duties,
        "quotas": [f"{q['who']} {q['what']} {q['at_least']}{q['unit']}" for q in values.get("quotas", [])],
        "questions": questions,
    }
    for key in ("goals", "problems", "leadership", "events"):
        found[key] = [one["title"] for one in values.get(key, [])]
    return {key: value for key, value in found.items() if value}


def timed(entry: dict[str, Any]) -> str:
    return f"{entry.get('when', '')}{'?' if entry.get('undated') else ''}"


class TwiceKept(yaml.SafeLoader):
    """Two batches have phases of one name: pairs, not a dictionary."""


def pairs(loader: yaml.SafeLoader, node: yaml.MappingNode) -> Any:
    made = [(loader.construct_object(k, deep=True), loader.construct_object(v, deep=True)) for k, v in node.value]
    return made if any(isinstance(value, list) and " " in str(key) for key, value in made) else dict(made)


TwiceKept.add_constructor("tag:yaml.org,2002:map", pairs)
GOLDEN = yaml.load((CASES / "work_plans.yml").read_text(encoding="utf-8"), TwiceKept)


@pytest.mark.parametrize("name", FOUND)
def test_documents_of_many_structures(name: str) -> None:
    draft = draft_plan(paper(name))
    assert summary(plan_values(draft)) == GOLDEN[name]
    found = as_file(plan_text(draft, name))
    assert found.plan and not errors(found.problems), found.problems


def test_the_plan_of_2009_is_found_as_it_was_typed_in_by_hand() -> None:
    made = as_file(plan_text(draft_plan(paper("study.html")), "study.html")).plan
    assert made and SHIPPED
    assert [(p.title, p.when, p.kind) for p in made.phases] == [(p.title, p.when, p.kind) for p in SHIPPED.phases]
    steps = [[s.title for s in p.steps if s.label] for p in SHIPPED.phases]
    assert [[s.title for s in p.steps] for p in made.phases] == steps and sum(map(len, steps)) == 12
    for key in ("goals", "problems"):
        assert [one.title for one in getattr(made, key)] == [one.title for one in getattr(SHIPPED, key)]
    wanted = {(d.verb, d.what, d.audience, bool(d.to), bool(d.approval)) for d in SHIPPED.duties}
    assert {(d.verb, d.what, d.audience, bool(d.to), bool(d.approval)) for d in made.duties} == wanted
    assert (made.period.when, made.claims) == (SHIPPED.period.when, SHIPPED.claims)
    assert [q.at_least for q in made.quotas] == [q.at_least for q in SHIPPED.quotas]
    assert made.review and SHIPPED.review and made.review.questions == SHIPPED.review.questions


# ———— times ————

ISSUED = date(2009, 4, 22)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("（1997年4―6月）", ["1997年4―6月"]),
        ("从5月中旬至6月中旬，各单位自查", ["从5月中旬至6月中旬"]),
        ("6月15日前召开会议；6月20日前召开支部会。", ["6月15日前", "6月20日前"]),
        ("从3月开始，到8月底结束", ["从3月开始，到8月底结束"]),
        ("3月启动，4月底前制定方案", ["3月启动", "4月底前"]),
        ("用3天时间学习十七届三中全会精神，办实事5件", []),
        ("从7月初开始,11月底结束,不少于3个月", ["从7月初开始,11月底结束"]),
        ("时间从2005年9月开始,12月底前基本结束。", ["从2005年9月开始,12月底前基本结束"]),
        ("10月11日至11月31日", ["10月11日至11月31日?"]),
        ("4月、5月各一次，6月31日前完成", ["4月、5月", "6月31日前完成?"]),
    ],
)
def test_times_in_a_text_are_whole_or_left_open(text: str, words: list[str]) -> None:
    assert [time.words + ("" if time.read else "?") for time in times_in(text, ISSUED)] == words


@given(st.text(alphabet="0123456789一二三十年月日上中下旬末底初前后起至到从自—-～、，（）每季度约左右会", max_size=30))
@settings(max_examples=200, deadline=None)
def test_no_digit_is_cut_from_a_time(text: str) -> None:
    """Whatever stands there: a time that is taken out leaves no part of a time beside it within its stretch."""
    for time in times_in(text, ISSUED):
        assert text[time.start : time.end] == time.words
        assert not time.read or not re.search(
            r"[0-9年月日旬]$", text[: time.start].rpartition("，")[2].rpartition("（")[2][-1:]
        )


def test_a_time_that_no_calendar_has_is_left_open_with_its_source() -> None:
    text = plan_text(draft_plan(paper("prose.txt")), "prose.txt")
    (line,) = [line for line in text.splitlines() if "没有读出来" in line]
    assert line.strip().startswith("# 请核对：时间“10月11日至11月31日”") and "第 11 行" in line
    assert as_file(text).schedule and "2019-11-30" not in str(as_file(text).schedule)


# ———— Word ————


def test_phases_of_a_table(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("示例县人大机关开展示例活动工作方案")
    document.add_paragraph("2026年2月20日")
    document.add_paragraph("一、时间安排")
    table = document.add_table(rows=5, cols=3)
    rows = [
        ("阶段", "时间", "工作内容"),
        ("动员部署", "3月上旬", "1.制定方案。2.召开会议。"),
        ("自查", "3月中旬至4月底", "开展自查"),
        ("", "", "上报情况"),
        ("总结", "春暖花开时", ""),
    ]
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    for column in (0, 1):
        table.cell(3, column).text = ""
        table.cell(2, column).merge(table.cell(3, column))
    document.save(str(tmp_path / "plan.docx"))
    draft = draft_plan(read_paper(tmp_path / "plan.docx"))
    assert summary(plan_values(draft))["phases"] == [
        ("动员部署 3月上旬", ["制定方案", "召开会议"]),
        ("自查 3月中旬至4月底", ["开展自查", "上报情况"]),
        ("总结 春暖花开时?", []),
    ]
    assert not errors(as_file(plan_text(draft, "plan.docx")).problems)


@pytest.mark.parametrize(
    ("lines", "phases"),
    [
        (
            "方法步骤分两个阶段\n9月上旬至10月中旬，学习动员阶段；\n10月中旬至11月中旬，分析评议阶段。",
            {"学习动员阶段": "9月上旬至10月中旬", "分析评议阶段": "10月中旬至11月中旬"},
        ),
        (
            "一、方法步骤\n（一）学习调研\n时间安排：3月19日至4月25日。\n（二）讨论\n时间安排：4月26日至5月15日。",
            {"学习调研": "3月19日至4月25日", "讨论": "4月26日至5月15日"},
        ),
        (
            "动员部署阶段（3月中旬）：开会。\n自查自纠阶段（3月下旬）：填表。",
            {"动员部署阶段": "3月中旬", "自查自纠阶段": "3月下旬"},
        ),
        (
            "第一环节：学习教育、听取意见（3月至4月底）\n第二环节：查摆问题（5月-7月）",
            {"学习教育、听取意见": "3月至4月底", "查摆问题": "5月-7月"},
        ),
    ],
)
def test_phases_as_offices_head_them(lines: str, phases: dict[str, str]) -> None:
    plan = plan_of(f"示例机关活动方案\n{lines}", date(2026, 3, 1))
    assert {phase.title: phase.when for phase in plan.phases} == phases


# ———— what can't be known is not invented ————


def test_no_day_of_issue_no_plan() -> None:
    with pytest.raises(CannotImportError, match="--issued"):
        draft_plan(
            paper_of("a.txt", "示例机关活动方案\n一、时间安排\n（一）学习阶段（4月）\n（二）整改阶段（5月）".encode())
        )
    plan = plan_of("示例机关活动方案\n一、时间安排\n（一）学习阶段（4月）\n（二）整改阶段（5月）", date(2026, 3, 1))
    assert [phase.when for phase in plan.phases] == ["4月", "5月"]


def test_what_is_no_plan_is_refused() -> None:
    with pytest.raises(CannotImportError, match="没有看出"):
        draft_plan(paper_of("a.txt", "今天天气很好。\n2026年3月1日".encode()))


@pytest.mark.parametrize(
    "sentence",
    [
        "认真学习上级通报的典型案例。",
        "做好信息公开工作。",
        "接受监督，作出公开承诺。",
        "名单公示后无异议的，予以表彰。",
        "加强规范性文件备案审查。",
        "通过报刊广泛宣传，按时报名参加。",
    ],
)
def test_what_is_no_duty(sentence: str) -> None:
    plan = plan_of(
        f"示例机关活动方案\n2026年3月1日\n一、步骤\n（一）学习阶段（4月）\n{sentence}\n（二）整改阶段（5月）"
    )
    assert plan.duties == []


# ———— the command ————


@pytest.fixture
def office(tmp_path: Path) -> Project:
    done = CliRunner().invoke(
        main,
        ["init", str(tmp_path / "column"), "--organ", "示例机关", "--campaign", "示例", "--issued", "2026-03-01"],
    )
    if done.exit_code:
        project = make_project(tmp_path / "column")
        project.write_nothing()
        return project
    return Project(tmp_path / "column")


def run(office: Project, *arguments: object, said: bytes = b"") -> Result:
    done = CliRunner().invoke(main, ["import", "plan", *map(str, arguments), "--root", str(office.root)], input=said)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done


def test_a_clerk_goes_through_the_doubts_and_the_check_passes(office: Project, tmp_path: Path) -> None:
    out = tmp_path / "made" / "plan.yml"
    done = run(office, CASES / "work_plans" / "study.html", "--out", out)
    assert done.exit_code == 0, done.output
    assert "阶段 5 个，目标 4 个，问题 5 个，义务 11 个" in done.output and "环节 12 个" in done.output
    text = out.read_text(encoding="utf-8")
    assert f"请核对 {text.count('# 请核对：')} 处" in done.output
    settled = re.sub(r"(?m)^ *# 请核对：.*\n", "", text).replace("待填", "示例地写一句")
    found = as_file(settled)
    assert found.plan and not errors(found.problems)
    office.plan.write_text(settled, encoding="utf-8")
    assert "请核对" not in CliRunner().invoke(main, ["check", "--root", str(office.root)]).output


def test_what_was_written_is_never_overwritten(tmp_path: Path) -> None:
    office = make_project(tmp_path / "column")
    before = office.plan.read_bytes()
    done = run(office, CASES / "work_plans" / "study.html")
    assert done.exit_code == 1 and "不覆盖" in done.output and office.plan.read_bytes() == before
    out = tmp_path / "new.yml"
    assert run(office, CASES / "work_plans" / "study.html", "--out", out).exit_code == 0
    kept = read_plan(out, "new.yml").plan
    assert kept and SHIPPED
    assert [p.id for p in kept.phases] == [p.id for p in SHIPPED.phases], "names that are there keep their ids"
    assert {d.id for d in kept.duties} == {d.id for d in SHIPPED.duties} and kept.id == SHIPPED.id


def test_a_paste(office: Project, tmp_path: Path) -> None:
    said = (CASES / "work_plans" / "election.txt").read_bytes()
    done = run(office, "-", "--out", tmp_path / "p.yml", said=said)
    assert done.exit_code == 0, done.output
    assert "阶段 4 个" in done.output
    assert run(office, "-", "--out", tmp_path / "q.yml").exit_code == 1


def test_the_same_file_the_same_bytes() -> None:
    texts = {plan_text(draft_plan(paper("batches.txt")), "a") for _ in range(2)}
    assert len(texts) == 1
