"""`publicity status`: what it lists, what the next build changes, and how it exits."""

import json

import pytest
from click.testing import CliRunner, Result

from publicity.commands.program import main
from tests.helpers.project import ROOT, Project

pytestmark = pytest.mark.shipped


def run(*arguments: str, day: str = "2009-06-15", root: object = ROOT) -> Result:
    return CliRunner().invoke(main, ["status", "--root", str(root), *arguments], env={"AS_OF": day})


def kinds(done: Result) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for matter in json.loads(done.stdout)["matters"]:
        found.setdefault(matter["kind"], []).append(matter["what"])
    return found


def test_lists_what_is_overdue_and_due() -> None:
    done = run("--json")
    assert done.exit_code == 4
    found = kinds(done)
    assert found["commitment-overdue"] == ["承诺：转交意见问回音（城建环保工委）"]
    assert "承诺：会议合并和预告（办公室）" in found["commitment-due"]
    assert "stale" not in found


def test_looks_as_far_as_asked() -> None:
    near, far = (kinds(run("--json", "--within", days)).get("commitment-due", []) for days in ("3", "60"))
    assert len(near) < len(far)
    assert set(near) <= set(far)


def test_overdue_duties_and_stale_news() -> None:
    found = kinds(run("--json", day="2009-08-18"))
    assert any("逾期未备案" in what for what in found["duty-overdue"])
    assert found["stale"] == ["工作动态已有 11 天没有更新"]


@pytest.mark.parametrize(
    ("day", "on", "change"),
    [
        ("2009-06-20", "2009-06-21", "“分析检查阶段”：进行中 → 已结束"),
        ("2009-06-11", "2009-06-12", "承诺“办事指引”：未公布 → 推进中"),
    ],
)
def test_tells_what_the_next_build_changes(day: str, on: str, change: str) -> None:
    answer = json.loads(run("--json", day=day).stdout)
    assert answer["next_change"] == on
    assert change in answer["changes"]


def test_in_words() -> None:
    done = run()
    assert "！ 承诺：转交意见问回音" in done.output
    assert "下次变化在" in done.output


def test_nothing_urgent_is_success(project: Project) -> None:
    project.write_nothing()
    done = run("--within", "5", day="2009-03-01", root=project.root)
    assert done.exit_code == 4, "a campaign that runs without a single bulletin is urgent"
    done = run(day="2009-01-01", root=project.root)
    assert done.exit_code == 0
    assert "没有要办的" in done.output


def test_errors_come_first(project: Project) -> None:
    project.edit("docs/plan.yml", "verb: 公示", "verb: 公式")
    done = run(root=project.root)
    assert done.exit_code == 1
    assert "公式" in done.output
