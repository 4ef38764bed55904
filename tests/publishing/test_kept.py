"""A publication goes on from the last one, and publishes what a build from nothing of the same commit gives."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from publicity.building.workshop import FOLDER
from publicity.manifests.commit import Commit, read_commit
from publicity.manifests.last_site import STATE
from publicity.manifests.manifest import SIGNATURE
from publicity.publishing import building
from publicity.publishing.building import built
from publicity.publishing.kept import CACHE, PLACE, SITE
from publicity.publishing.refusal import RefusedError, TargetError, UnsoundError
from tests.helpers.project import Project
from tests.helpers.repository import commit_all, git
from tests.helpers.sites import contents

LINE = "又写了一段。"


def commit_of(root: Path) -> Commit:
    found = read_commit(root)
    assert isinstance(found, Commit)
    return found


def test_what_python_writes_beside_hooks_is_no_change(tmp_path: Path) -> None:
    (tmp_path / "hooks").mkdir()
    (tmp_path / "hooks" / "own.py").write_text("", encoding="utf-8")
    commit_all(tmp_path)
    (tmp_path / "hooks" / "__pycache__").mkdir()
    (tmp_path / "hooks" / "__pycache__" / "own.cpython-311.pyc").write_bytes(b"x")
    assert commit_of(tmp_path).changed == ()
    (tmp_path / "hooks" / "other.py").write_text("", encoding="utf-8")
    assert commit_of(tmp_path).changed == ("hooks/other.py",)


# -- the same bytes ------------------------------------------------------------------------------------


def article(root: Path, name: str) -> Path:
    return root / "docs" / "bulletins" / "2009" / name


def one_more(root: Path) -> None:
    """And beside it what the office's folder holds and no commit: an ignored bulletin, a built site, a file."""
    text = article(root, "2009-04-02-training-plan.md").read_text(encoding="utf-8")
    article(root, "2009-04-03-one-more.md").write_text(f"{text}\n{LINE}\n", encoding="utf-8")
    (root / ".git" / "info" / "exclude").write_text("ignored*\n", encoding="utf-8")
    article(root, "ignored.md").write_text(text, encoding="utf-8")
    (root / SITE).mkdir()
    (root / SITE / "ignored.html").write_text("left", encoding="utf-8")
    (root / "docs" / "ignored.pdf").write_bytes(b"%PDF-")


def other_lines(root: Path) -> None:
    """The same contents, laid down otherwise; one is gone, and one has its name in other letters."""
    (root / ".gitattributes").write_text("docs/index.md text eol=crlf\n*.css ident\n", encoding="utf-8")
    article(root, "2009-04-02-training-plan.md").chmod(0o755)
    article(root, "2009-04-03-one-more.md").unlink()
    page = article(root, "2009-04-30-discussion.md")
    page.rename(page.with_name("2009-04-30-Discussion.md"))


def template(root: Path) -> None:
    footer = root / "overrides" / "partials" / "footer.html"
    footer.write_text(footer.read_text(encoding="utf-8").replace("主办单位", "主办"), encoding="utf-8")


def back_to_the_first(root: Path) -> None:
    git(root, "checkout", "-q", "-f", "-B", "other", git(root, "rev-list", "--max-parents=0", "HEAD"))


STEPS: list[Callable[[Path], None]] = [one_more, other_lines, template, back_to_the_first]


@pytest.mark.shipped
def test_what_is_published_is_what_a_build_from_nothing_gives(
    project: Project, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AS_OF", raising=False)
    root, said = project.root, list[str]()
    (root / ".gitignore").write_text("/site/\n__pycache__/\n.cache/\n", encoding="utf-8")
    commit_all(root)
    with built(root, commit_of(root), said.append, bool):
        pass
    went_on = []
    for number, step in enumerate(STEPS):
        step(root)
        if git(root, "status", "--porcelain"):
            commit_all(root)
        clone = tmp_path / f"clone{number}"
        git(tmp_path, "clone", "-q", str(root), str(clone))
        building.build(clone, clone / "anew")
        capfd.readouterr()
        with built(root, commit_of(root), said.append, bool) as (site, _):
            assert contents(site) == contents(clone / "anew"), step.__name__
        if "不重做" in "".join(capfd.readouterr()):
            went_on.append(step)
        shutil.rmtree(clone)
    assert went_on == [step for step in STEPS if step not in (template, back_to_the_first)]
    assert said == []
    assert git(root, "worktree", "list").count("\n") == 0


# -- what is kept and what is not ----------------------------------------------------------------------


class Builds:
    """Instead of a build: writes a page, and notes what a build would find."""

    def __init__(self) -> None:
        self.found: list[str] = []  # what had been built before, by what it was built in
        self.writes, self.notes = "page", True

    def __call__(self, column: Path, site: Path) -> None:
        page, state = site / "index.html", column / FOLDER / SITE / STATE
        self.found.append(page.read_text(encoding="utf-8") if page.exists() else "")
        site.mkdir(exist_ok=True)
        page.write_text(self.writes, encoding="utf-8")
        if self.notes and site.parent == column:
            state.parent.mkdir(parents=True, exist_ok=True)
            state.unlink(missing_ok=True)
            state.write_text(self.writes, encoding="utf-8")


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> Builds:
    made = Builds()
    monkeypatch.setattr(building, "build", made)
    return made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "office" / "column"
    folder.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    (folder / ".gitignore").write_text("/site/\n.cache/\n", encoding="utf-8")
    commit_all(folder.parent)
    return folder


def publish(root: Path, meanwhile: Callable[[Path], object] = Path.stat) -> list[str]:
    """Build and leave; what was said."""
    said: list[str] = []
    with built(root, commit_of(root), said.append, bool) as (site, _):
        meanwhile(site)
    return said


def failing(error: Exception) -> Callable[[Path], None]:
    def fail(_: Path) -> None:
        raise error

    return fail


KEPT = {"lock", ".gitignore", "cache", "site", "tree"}


def kept(root: Path) -> set[str]:
    return {path.name for path in (root / PLACE).iterdir()}


def test_it_goes_on_from_the_last(root: Path, builds: Builds) -> None:
    assert publish(root) == publish(root) == []
    assert builds.found == ["", "page"]
    assert kept(root) == KEPT
    assert git(root, "status", "--porcelain") == ""


def test_another_publication_builds_from_nothing(root: Path, builds: Builds) -> None:
    publish(root)
    holding = (
        "import fcntl, sys\nwith open(sys.argv[1], 'w') as lock:\n"
        "    fcntl.lockf(lock, fcntl.LOCK_EX)\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", holding, str(root / PLACE / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline()
        (said,) = publish(root, lambda site: builds.found.append(str(site.is_relative_to(root))))
        assert "另有一次发布正在进行，这一次从头生成" in said
        other.communicate()
    assert publish(root) == []
    assert builds.found == ["", "", "False", "page"]


def test_a_killed_publication_leaves_nothing_to_go_on_from(root: Path, builds: Builds, tmp_path: Path) -> None:
    """Here the folder is put back as it was while a publication was at work."""
    publish(root)
    publish(root, lambda _: shutil.copytree(root / PLACE, tmp_path / "killed", symlinks=True))
    assert list((tmp_path / "killed").rglob("tree/column/site/index.html"))
    shutil.rmtree(root / PLACE)
    (tmp_path / "killed").rename(root / PLACE)
    assert publish(root) == []
    assert builds.found == ["", "page", ""]
    assert kept(root) == KEPT


def test_what_fails_in_order_is_kept_but_not_what_is_unsound(root: Path, builds: Builds) -> None:
    with pytest.raises(TargetError):
        publish(root, failing(TargetError("out of reach")))
    assert kept(root) == KEPT
    with pytest.raises(UnsoundError):
        publish(root, failing(UnsoundError("changed")))
    assert kept(root) == {"lock", ".gitignore"}
    publish(root)
    assert builds.found == ["", "page", ""]


def test_what_no_build_has_vouched_for_is_not_kept(root: Path, builds: Builds) -> None:
    publish(root)
    builds.notes = False
    publish(root)  # as a build does in which an office's own hooks take part
    publish(root)
    assert builds.found == ["", "page", ""]


def test_neither_signatures_nor_hidden_files_outlive_a_publication(root: Path, builds: Builds) -> None:
    publish(root, lambda site: (site / SIGNATURE).write_text("signed", encoding="utf-8"))
    publish(root, lambda site: builds.found.append(str((site / SIGNATURE).exists())))
    publish(root, lambda site: (site / ".hidden").write_text("left", encoding="utf-8"))
    publish(root, lambda site: builds.found.append(str((site / ".hidden").exists())))
    assert builds.found == ["", "page", "False", "page", "", "False"]


def test_a_site_that_was_committed_is_no_place_to_build_in(root: Path, builds: Builds) -> None:
    publish(root)
    (root / SITE).mkdir()
    (root / SITE / "index.html").write_text("committed", encoding="utf-8")
    git(root, "add", "-f", SITE)
    git(root, "commit", "-q", "-m", "site")
    (said,) = publish(root)
    assert "仓库里提交了 site，每次发布都要从头生成" in said
    assert builds.found == ["", ""]


def test_where_nothing_can_be_kept_it_is_built_elsewhere(root: Path, builds: Builds) -> None:
    (root / CACHE).write_text("no folder", encoding="utf-8")
    (said,) = publish(root)
    assert ".cache/published 用不了" in said and "这一次从头生成" in said
    assert builds.found == [""]


def test_a_place_that_cannot_be_cleared_is_built_beside(root: Path, builds: Builds) -> None:
    """A link, say, which is left alone, and so is what it leads to."""
    publish(root)
    (root.parent / "outside").mkdir()
    (root.parent / "outside" / "own").write_text("own", encoding="utf-8")
    (root / PLACE / "at-work").symlink_to(root.parent / "outside", target_is_directory=True)
    (said,) = publish(root)
    assert ".cache/published 用不了（File exists），这一次从头生成" in said
    assert (root.parent / "outside" / "own").exists()
    (root / PLACE / "at-work").unlink()
    assert publish(root) == []
    assert builds.found == ["", "", "page"]


def test_files_that_stay_are_untouched_so_that_a_build_need_not_read_them(root: Path, builds: Builds) -> None:
    def note(site: Path) -> None:
        said = (site.parent / "mkdocs.yml").stat()
        builds.found.append(f"{site} {said.st_ino} {said.st_mtime_ns} {said.st_ctime_ns}")

    publish(root, note)
    (root / "more.md").write_text("more", encoding="utf-8")
    commit_all(root.parent)
    publish(root, note)
    assert builds.found[1] == builds.found[3]


def test_what_cannot_be_moved_is_built_elsewhere(root: Path, builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    publish(root)
    with monkeypatch.context() as context:
        context.setattr(os, "rename", full)
        (said,) = publish(root)
    assert "接不上（No space left on device），这一次从头生成" in said
    assert builds.found == ["", ""]


def test_pictures_are_shared_with_the_office(root: Path, builds: Builds) -> None:
    for name in ("pictures", "texts"):
        (root / CACHE / name).mkdir(parents=True)
        (root / CACHE / name / "one").write_text("made", encoding="utf-8")

    def note(site: Path) -> None:
        (site.parent / CACHE / "pictures" / "two").write_text("made", encoding="utf-8")
        (site.parent / CACHE / "texts" / "two").write_text("made", encoding="utf-8")

    publish(root, note)
    assert (root / CACHE / "pictures" / "two").exists() and not (root / CACHE / "texts" / "two").exists()
    shutil.rmtree(root / CACHE / "pictures")
    publish(root, lambda site: builds.found.append(str((site.parent / CACHE / "pictures").is_symlink())))
    publish(root, lambda site: (site.parent / CACHE / "pictures").mkdir())
    (root / CACHE / "pictures").mkdir()
    assert publish(root) == []
    assert builds.found == ["", "page", "False", "page", "page"]


# -- what is judged meanwhile --------------------------------------------------------------------------


def test_the_sources_are_judged_while_the_commit_is_checked_out(
    root: Path, builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    judging, checking = Event(), Event()
    real = building.checked_out

    @contextmanager
    def checked_out(*given: Any) -> Iterator[Path]:
        assert judging.wait(60)
        checking.set()
        with real(*given) as column:
            yield column

    def judge() -> str:
        judging.set()
        assert checking.wait(60)
        builds.found.append("judged")
        return "fine"

    monkeypatch.setattr(building, "checked_out", checked_out)
    with built(root, commit_of(root), print, judge) as (_, judged):
        assert judged == "fine"
    assert builds.found == ["judged", ""]


def test_what_is_refused_meanwhile_is_not_built_and_leaves_what_was_kept(root: Path, builds: Builds) -> None:
    def refuse() -> None:
        raise RefusedError([])

    publish(root)
    with pytest.raises(RefusedError), built(root, commit_of(root), print, refuse):
        pass
    assert builds.found == [""]
    assert kept(root) == KEPT
    assert git(root, "worktree", "list").count("\n") == 0
    publish(root)
    assert builds.found == ["", "page"]


def test_a_commit_that_cannot_be_checked_out_is_refused(root: Path, builds: Builds) -> None:
    with pytest.raises(RefusedError) as refused, built(root, Commit("0" * 40, ""), print, bool):
        pass
    assert "取不出要发布的那个提交" in refused.value.refusals[0].text()
    assert builds.found == []
