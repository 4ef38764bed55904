"""What tells a column from all others is written once: correcting the plan changes no id, and nothing else does."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from publicity.column.files import read_column
from publicity.column.identity import identity
from publicity.commands.program import main
from publicity.plans.file import read_plan
from publicity.plans.identity import column_id, derived_id, id_line, with_id
from publicity.problems.problem import Severity
from publicity.texts.source import Source
from tests.helpers.project import ROOT, Project
from tests.helpers.shipped import shipped_text

pytestmark = pytest.mark.shipped

WRITTEN = re.compile(r"^id: .*\r?\n", re.MULTILINE)


def run(project: Project, *arguments: str) -> str:
    done = CliRunner().invoke(main, [*arguments, "--root", str(project.root)])
    assert done.exit_code == 0, done.output
    return done.output


def without_id(project: Project) -> None:
    text = project.plan.read_text(encoding="utf-8")
    project.plan.write_text(WRITTEN.sub("", text), encoding="utf-8")


def id_of(project: Project) -> str:
    plan = read_plan(project.plan, "docs/plan.yml").plan
    assert plan
    return str(identity(plan, "article", "x"))


def notices(project: Project) -> list[tuple[str, str]]:
    found = read_column(project.root / "mkdocs.yml", project.root / "docs").problems
    return [(p.place, p.message) for p in found if p.severity is Severity.NOTICE and "标识（id）" in p.message]


def test_the_shipped_column_keeps_the_ids_that_it_had_before_ids_were_written() -> None:
    plan = read_plan(ROOT / "docs" / "plan.yml", "plan.yml").plan
    assert plan and plan.id == str(derived_id("绿园区人大机关", "2009-04-22"))


def test_a_column_without_an_id_is_told_and_sealing_writes_the_one_it_had(project: Project) -> None:
    without_id(project)
    before = id_of(project)
    ((place, message),) = notices(project)
    assert place == "docs/plan.yml:10:9" and "还没有写下来" in message
    assert "写下了专栏的标识" in run(project, "seal")
    assert notices(project) == [] and id_of(project) == before
    run(project, "amend", "plan", "organ", "--to", "绿园区人大常委会机关", "--why", "写全")
    assert "organ: 绿园区人大常委会机关" in (project.root / "docs" / "plan.yml").read_text(encoding="utf-8")
    assert id_of(project) == before
    assert "写下了" not in run(project, "seal")


def test_what_readers_get_does_not_tell_of_it(project: Project) -> None:
    without_id(project)
    column = read_column(project.root / "mkdocs.yml", project.root / "docs").column
    assert column and not [p for p in column.problems if "id" in p.message]


def test_an_id_copied_from_another_column_is_noticed(project: Project) -> None:
    project.edit("docs/plan.yml", "issued: 2009-04-22", "issued: 2009-04-21")
    ((place, message),) = notices(project)
    assert re.fullmatch(r"docs/plan.yml:\d+:5", place) and "不是按现在的 organ 和 issued 写的" in message


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_only_a_line_is_added(end: str) -> None:
    text = WRITTEN.sub("", shipped_text("plan.yml")).replace("\n", end)
    plan = read_plan(ROOT / "docs" / "plan.yml", "plan.yml").plan
    assert plan
    made = with_id(Source("plan.yml", text), plan.model_copy(update={"id": None}))
    assert made and made == f"{text}{end}{id_line(column_id(plan))}{end}"


def test_where_no_line_can_be_added_nothing_is() -> None:
    plan = read_plan(ROOT / "docs" / "plan.yml", "plan.yml").plan
    assert plan
    for text in ("{title: 甲, issued: 2009-04-22,\n organ: 乙}", "title: 甲\n...\n"):
        assert with_id(Source("plan.yml", text), plan.model_copy(update={"id": None})) is None


@pytest.mark.parametrize(
    "written", ["abc", "72451C3E-7D4E-5C72-A1A3-88C64BECDBFA", "[1]", "72451c3e7d4e5c72a1a388c64becdbfa"]
)
def test_what_is_no_id_is_refused(project: Project, written: str) -> None:
    text = project.plan.read_text(encoding="utf-8")
    project.plan.write_text(WRITTEN.sub(f"id: {written}\n", text), encoding="utf-8")
    (told,) = [p for p in read_plan(project.plan, "docs/plan.yml").problems if p.severity is Severity.ERROR]
    assert told.source.startswith("id:") and told.column == 5 and "专栏的标识" in told.message


def test_a_new_column_is_begun_with_its_id(tmp_path: Path) -> None:
    asked = ["--title", "某区方案", "--campaign", "学习活动", "--organ", "某区人大", "--issued", "2026-03-20"]
    done = CliRunner().invoke(main, ["init", str(tmp_path / "new"), *asked, "--yes", "--no-git"])
    assert done.exit_code == 0, done.output
    plan = read_plan(tmp_path / "new" / "docs" / "plan.yml", "plan.yml").plan
    assert plan and plan.id == str(derived_id("某区人大", "2026-03-20"))
    kept = json.loads((tmp_path / "new" / ".publicity.json").read_text(encoding="utf-8"))
    assert kept["answers"]["id"] == plan.id
