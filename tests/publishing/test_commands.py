"""`publicity publish` and its sisters as an office runs them, from a commit to a folder that is served."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publicity.commands.program import main
from tests.helpers.project import Project
from tests.helpers.repository import commit_all
from tests.helpers.sites import contents

SHOWN = ("--allow-samples", "--allow-pinned")


@pytest.fixture
def committed(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A column in a repository, everything committed."""
    for name in ("AS_OF", "GITHUB_ACTIONS", "PUBLICITY_TARGET"):
        monkeypatch.delenv(name, raising=False)
    (project.root / ".gitignore").write_text("/site/\n__pycache__/\n")
    commit_all(project.root)
    return project


def run(*arguments: str, **environment: str) -> Result:
    done = CliRunner().invoke(main, arguments, env=environment)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def test_from_a_commit_to_the_page_and_back(committed: Project, tmp_path: Path) -> None:
    target, root = tmp_path / "served", ("--root", str(committed.root))
    done = run("publish", *root, *SHOWN, PUBLICITY_TARGET=str(target))
    assert done.exit_code == 0, done.output
    assert "已经核对" in done.output
    first = contents(target / "current/")
    assert first == contents(committed.build())

    done = run("publish", str(target), *root, *SHOWN)
    assert done.exit_code == 0 and "内容没有变化，什么也没有传" in done.output

    article = committed.root / "docs" / "bulletins" / "2009" / "2009-04-30-discussion.md"  # no page links to it
    article.write_text(article.read_text(encoding="utf-8") + "\n又写了一段。\n", encoding="utf-8")
    commit_all(committed.root)
    done = run("publish", str(target), *root, *SHOWN, "--dry-run")
    page = article.relative_to(committed.root / "docs").with_suffix(".html").as_posix()
    assert done.exit_code == 0 and f"改动 {page}" in done.output and "只是预演" in done.output
    assert contents(target / "current/") == first
    assert run("publish", str(target), *root, *SHOWN).exit_code == 0
    assert "又写了一段" in (target / "current" / page).read_text(encoding="utf-8")

    done = run("releases", str(target))
    assert [line[0] for line in done.output.splitlines()] == [" ", "*"]
    assert run("rollback", str(target)).exit_code == 0
    assert contents(target / "current/") == first
    assert "退回过" in run("releases", str(target)).output
    done = run("publish", str(target), *root, *SHOWN)
    assert done.exit_code == 1 and "退回了" in done.output
    assert run("verify", str(target)).exit_code == 0
    assert run("rollback", str(target), "1999").exit_code == 1

    # A page that goes without leaving word stops the next publication, and so does a build that fails.
    article.unlink()
    commit_all(committed.root)
    done = run("publish", str(target), *root, *SHOWN)
    assert done.exit_code == 1 and f"会打不开：{page}" in done.output
    committed.edit("docs/index.md", "公布方案", "[没有](nowhere.md) 公布方案")
    commit_all(committed.root)
    done = run("publish", str(target), *root, *SHOWN)
    assert done.exit_code == 1 and "没有通过生成和检查" in done.output
    assert contents(target / "current/") == first


def test_everything_against_the_sources_is_said_at_once(committed: Project, tmp_path: Path) -> None:
    committed.edit("docs/index.md", "公布方案", "公布了方案")
    done = run("publish", str(tmp_path / "served"), "--root", str(committed.root), AS_OF="2009-06-20")
    assert done.exit_code == 1
    for said in (
        "有改动没有提交：docs/index.md",
        "AS_OF 指定了日期",
        "as_of 把专栏固定在 2009-06-15",
        "有示例内容：docs/",
    ):
        assert said in done.output
    assert done.output.count("怎么办：") == 4
    assert not (tmp_path / "served").exists()


def test_an_archived_column_may_stand_still(committed: Project, tmp_path: Path) -> None:
    committed.edit("mkdocs.yml", "as_of: 2009-06-15", "archived: 2009-09-30")
    assert run("seal", "--root", str(committed.root)).exit_code == 0
    commit_all(committed.root)
    done = run("publish", str(tmp_path / "served"), "--root", str(committed.root), "--allow-samples", "--dry-run")
    assert done.exit_code == 0, done.output


def test_outside_git_nobody_could_say_what_was_published(project: Project, tmp_path: Path) -> None:
    done = run("publish", str(tmp_path / "served"), "--root", str(project.root), *SHOWN)
    assert done.exit_code == 1 and "说不清发布的是哪一版" in done.output


def test_what_is_wrong_with_the_column_comes_first(committed: Project, tmp_path: Path) -> None:
    committed.edit("docs/plan.yml", "title:", "titel:")
    done = run("publish", str(tmp_path / "served"), "--root", str(committed.root), *SHOWN)
    assert done.exit_code == 1 and "titel" in done.output and "没有发布：先改好上面的错误" in done.output
