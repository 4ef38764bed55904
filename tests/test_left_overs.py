"""What an office forgot to write, or kept of another column, is told at its place; what is meant is not."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from publicity.column.files import read_column
from publicity.commands.program import main
from publicity.problems.problem import Problem
from publicity.starter.answers import Answers
from publicity.starter.laid_down import laid_down
from tests.helpers.project import ROOT

pytestmark = pytest.mark.shipped

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "left_overs.yml").read_text(encoding="utf-8"))
BEGUN = Answers(
    title="某县人大常委会机关开展“转作风、抓落实”活动的实施方案",
    campaign="转作风、抓落实活动",
    organ="某县人大常委会机关",
    issued="2026-03-20",
    site_name="转作风、抓落实活动专栏",
)


def begun(folder: Path) -> Path:
    for name, content in laid_down(BEGUN, "1").items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def problems(root: Path) -> set[Problem]:
    return set(read_column(root / "mkdocs.yml", root / "docs").problems)


def changed(text: str, pairs: list[list[str]]) -> str:
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_left_over(case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AS_OF", raising=False)
    root = begun(tmp_path)
    plan = root / "docs" / "plan.yml"
    plan.write_text(changed(plan.read_text(encoding="utf-8"), case.get("plan", [])), encoding="utf-8")
    before = problems(root)
    path = root / case["file"]
    text = changed(case.get("text") or path.read_text(encoding="utf-8"), case.get("replace", []))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    told = sorted(
        (p for p in problems(root) if p.file == case["file"] and not any(similar(p, old) for old in before)),
        key=lambda p: (p.line, p.column),
    )
    told = [p for p in told if "ledger" not in p.message and "封存" not in p.message]
    assert len(told) == len(case["expect"]), [p.text() for p in told]
    for problem, expected in zip(told, case["expect"], strict=True):
        before_, _, after = expected["at"].partition("›")
        assert text.count(before_ + after) == 1
        offset = text.index(before_ + after) + len(before_)
        assert (problem.line, problem.column) == (
            text.count("\n", 0, offset) + 1,
            offset - text.rfind("\n", 0, offset),
        ), problem.text()
        assert problem.severity.value == expected["level"]
        assert expected["says"] in problem.message
        assert expected.get("hint", "") in problem.hint


def similar(one: Problem, other: Problem) -> bool:
    """Whether a problem was there before some lines were added."""
    return (one.file, one.message) == (other.file, other.message) and one.file == "mkdocs.yml"


def test_status_lists_what_is_to_be_filled_in(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["status", "--root", str(begun(tmp_path))])
    assert done.exit_code == 0, done.output
    assert done.output.count("还没有填") == 3
