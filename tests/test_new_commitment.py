"""`publicity new commitment` writes a promise that passes the checks, or nothing."""

import pytest
from click.testing import CliRunner, Result

from publicity.commands.program import main
from tests.helpers.project import Project

WANTED = {
    "id": "window-signs",
    "problem": "service",
    "item": "窗口标识: 更新",
    "goal": "来访的人看得清楚。",
    "measure": "重做门牌",
    "deadline": "7月10日前",
    "leader": "分管办公室的副主任",
    "lead": "办公室",
    "accept": "领导小组办公室",
    "tier": "近期",
}


def run(project: Project, **changed: str | None) -> Result:
    flags = [part for key, value in (WANTED | changed).items() if value for part in (f"--{key}", value)]
    return CliRunner().invoke(main, ["new", "commitment", "--root", str(project.root), *flags])


def check(project: Project) -> Result:
    return CliRunner().invoke(main, ["check", "--root", str(project.root)])


def test_what_is_written_passes_and_can_be_sealed(project: Project) -> None:
    done = run(project)
    assert done.exit_code == 0, done.output
    assert "publicity seal" in done.output
    checked = check(project)
    assert checked.exit_code == 0
    assert "还没有封存" in checked.output
    sealed = CliRunner().invoke(main, ["seal", "--root", str(project.root)])
    assert "window-signs" in (project.root / "docs" / "ledger.jsonl").read_text(encoding="utf-8"), sealed.output
    assert "还没有封存" not in check(project).output
    page = (project.build() / "commitments" / "window-signs.html").read_text(encoding="utf-8")
    assert "窗口标识: 更新" in page
    assert "7月10日" in page


@pytest.mark.parametrize(
    ("changed", "code", "says"),
    [
        ({"id": None, "lead": None}, 2, "缺少 --id"),
        ({"problem": "servcie"}, 2, "可写：confidence"),
        ({"deadline": "9月31日前"}, 1, "9月只有30天"),
        ({"id": "Bad Id"}, 1, "标识"),
        ({"id": "office-guide"}, 1, ""),
    ],
)
def test_nothing_is_written_that_does_not_pass(
    project: Project, changed: dict[str, str | None], code: int, says: str
) -> None:
    before = sorted((project.root / "docs" / "commitments").iterdir())
    done = run(project, **changed)
    assert done.exit_code == code, done.output
    assert says in done.output
    assert "Traceback" not in done.output
    assert sorted((project.root / "docs" / "commitments").iterdir()) == before
