"""A checkout that goes on from the files of the last one is a commit's own tree, whatever was done to them."""

import os
import shutil
import stat
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from publicity.manifests.commit import Commit, read_commit
from publicity.publishing import checkout
from publicity.publishing.checkout import checked_out
from tests.helpers.repository import commit_all, git

Laid = dict[str, tuple[int, int, bytes]]  # by path: kind and mode, number, content

TEXT = "docs/text.md"
SAME = "第一行\n第二行\n".encode()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A column below the top of a repository that holds one of each kind."""
    top = tmp_path / "office"
    (top / "column" / "docs" / "inner").mkdir(parents=True)
    (top / "column" / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    (top / "column" / ".gitignore").write_text("/site/\n.cache/\n*.tmp\n", encoding="utf-8")
    (top / ".gitattributes").write_text("* text=auto eol=lf\n*.bin binary\n*.txt !eol\n", encoding="utf-8")
    for name in ("text.md", "other.md", "plain.txt", "inner/deep.md", 'inner/新"\n行.md'):
        (top / "column" / "docs" / name).write_bytes(SAME + name.encode())
    (top / "column" / "docs" / "picture.bin").write_bytes(bytes(range(256)) * 9)
    (top / "column" / "docs" / "run.sh").write_bytes(b"#!/bin/sh\n")
    (top / "column" / "docs" / "run.sh").chmod(0o755)
    (top / "column" / "docs" / "link.md").symlink_to("text.md")
    (top / "column" / "docs" / "empty.md").write_bytes(b"")
    commit_all(top)
    return top / "column"


def laid(tree: Path) -> Laid:
    """All that lies in a tree but what git knows of it."""
    found: Laid = {}
    for path in sorted(tree.rglob("*")):
        said = path.lstat()
        content = os.readlink(path).encode() if path.is_symlink() else path.read_bytes() if path.is_file() else b""
        found[path.relative_to(tree).as_posix()] = (said.st_mode, said.st_ino, content)
    del found[".git"]
    return found


def shown(tree: Laid) -> dict[str, tuple[int, bytes]]:
    return {path: (mode, content) for path, (mode, _, content) in tree.items()}


def checked_anew(root: Path) -> dict[str, tuple[int, bytes]]:
    """What a checkout from nothing lays down."""
    return shown(check_out(root, None))


def check_out(root: Path, left: Path | None) -> Laid:
    commit, room = read_commit(root), root.parent.parent / "room"
    assert isinstance(commit, Commit)
    room.mkdir()
    try:
        with checked_out(root, commit, room, left) as column:
            found = laid(room / "tree")
            assert git(column, "rev-parse", "HEAD") == commit.id
            assert git(column, "status", "--porcelain") == ""
            return found
    finally:
        shutil.rmtree(room)


@pytest.fixture
def left(root: Path) -> Path:
    """Where a checkout has left its files."""
    place = root.parent.parent / "left"
    check_out(root, place)
    assert (place / "column" / TEXT).exists() and not (place / ".git").exists()
    return place


def alone(root: Path) -> bool:
    """Whether the office's repository is as if nothing had been checked out."""
    return git(root, "status", "--porcelain") == "" and git(root, "worktree", "list").count("\n") == 0


def test_files_that_stay_are_the_same(root: Path, left: Path) -> None:
    before = check_out(root, left)
    (root / "docs" / "more.md").write_bytes(SAME)
    (root / "docs" / "other.md").write_bytes(b"other")
    (root / "docs" / "inner" / "deep.md").unlink()
    commit_all(root.parent)
    now = check_out(root, left)
    assert shown(now) == checked_anew(root)
    both = {path for path in before.keys() & now.keys() if not stat.S_ISLNK(now[path][0])}  # links are made anew
    assert {path for path in both if before[path] != now[path]} == {"column/docs/other.md"}
    assert alone(root)


# -- whatever was done meanwhile -----------------------------------------------------------------------


def other_bytes(tree: Path) -> None:
    """As many, and at the same time."""
    path, before = tree / "column" / TEXT, (tree / "column" / TEXT).stat()
    path.write_bytes(path.read_bytes().replace(b"t", b"T"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def nothing_from_long_ago(tree: Path) -> None:
    (tree / "column" / TEXT).write_bytes(b"")
    os.utime(tree / "column" / TEXT, (0, 0))


def other_line_ends(tree: Path) -> None:
    path = tree / "column" / TEXT
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def one_more(tree: Path) -> None:
    (tree / "column" / "docs" / "strange.md").write_bytes(SAME)
    (tree / "column" / "docs" / "strange").mkdir()
    (tree / "column" / "docs" / "strange" / "strange.md").write_bytes(SAME)


def an_ignored_one(tree: Path) -> None:
    (tree / "column" / "docs" / "strange.tmp").write_bytes(SAME)
    (tree / "column" / "docs" / "excluded.md").write_bytes(SAME)


def an_empty_folder(tree: Path) -> None:
    (tree / "column" / "docs" / "strange").mkdir()


def one_less(tree: Path) -> None:
    (tree / "column" / TEXT).unlink()


def a_folder_less(tree: Path) -> None:
    shutil.rmtree(tree / "column" / "docs")


def a_folder_in_its_place(tree: Path) -> None:
    (tree / "column" / TEXT).unlink()
    (tree / "column" / TEXT / "inner").mkdir(parents=True)


def a_file_in_the_place_of_a_folder(tree: Path) -> None:
    shutil.rmtree(tree / "column" / "docs")
    (tree / "column" / "docs").write_bytes(SAME)


def a_link_in_its_place(tree: Path) -> None:
    shutil.move(tree / "column" / TEXT, tree.parent / "outside")
    (tree / "column" / TEXT).symlink_to(tree.parent / "outside")


def a_link_to_a_folder(tree: Path) -> None:
    shutil.move(tree / "column" / "docs", tree.parent / "outside")
    (tree.parent / "outside" / "other.md").unlink()
    (tree / "column" / "docs").symlink_to(tree.parent / "outside", target_is_directory=True)


def a_link_in_the_place_of_all(tree: Path) -> None:
    shutil.move(tree, tree.parent / "outside")
    (tree.parent / "outside" / "column" / "docs" / "other.md").unlink()
    tree.symlink_to(tree.parent / "outside", target_is_directory=True)


def a_file_in_the_place_of_all(tree: Path) -> None:
    shutil.rmtree(tree)
    tree.write_bytes(SAME)


def a_link_that_leads_elsewhere(tree: Path) -> None:
    (tree / "column" / "docs" / "link.md").unlink()
    (tree / "column" / "docs" / "link.md").symlink_to("other.md")


def a_pipe(tree: Path) -> None:
    (tree / "column" / TEXT).unlink()
    os.mkfifo(tree / "column" / TEXT)


def to_be_run(tree: Path) -> None:
    (tree / "column" / TEXT).chmod(0o755)


def not_to_be_run(tree: Path) -> None:
    (tree / "column" / "docs" / "run.sh").chmod(0o644)


def a_second_name(tree: Path) -> None:
    os.link(tree / "column" / TEXT, tree.parent / "second")


def a_repository(tree: Path) -> None:
    commit_all(tree / "column" / "docs" / "inner")


def a_repository_beside(tree: Path) -> None:
    (tree / "column" / "strange").mkdir()
    (tree / "column" / "strange" / "strange.md").write_bytes(SAME)
    commit_all(tree / "column" / "strange")


def a_repository_of_all(tree: Path) -> None:
    commit_all(tree)


def another_place_of_git(tree: Path) -> None:
    (tree / ".git").write_text(f"gitdir: {tree.parent / 'office' / '.git'}\n", encoding="utf-8")


def other_attributes(tree: Path) -> None:
    (tree / ".gitattributes").write_text("* text eol=crlf ident\n", encoding="utf-8")
    (tree / "column" / ".gitattributes").write_text("* text eol=crlf ident\n", encoding="utf-8")


def other_letters(tree: Path) -> None:
    (tree / "column" / TEXT).rename(tree / "column" / "docs" / "Text.md")


def nothing(tree: Path) -> None:
    pass


TRICKS: list[Callable[[Path], None]] = [
    other_bytes,
    nothing_from_long_ago,
    other_line_ends,
    one_more,
    an_ignored_one,
    an_empty_folder,
    one_less,
    a_folder_less,
    a_folder_in_its_place,
    a_file_in_the_place_of_a_folder,
    a_link_in_its_place,
    a_link_to_a_folder,
    a_link_in_the_place_of_all,
    a_file_in_the_place_of_all,
    a_link_that_leads_elsewhere,
    a_pipe,
    to_be_run,
    not_to_be_run,
    a_second_name,
    a_repository,
    a_repository_beside,
    a_repository_of_all,
    another_place_of_git,
    other_attributes,
    other_letters,
]


@pytest.mark.parametrize("trick", TRICKS)
def test_whatever_was_done_the_tree_is_that_of_the_commit(
    root: Path, left: Path, trick: Callable[[Path], None]
) -> None:
    (root.parent / ".git" / "info" / "exclude").write_text("excluded*\n", encoding="utf-8")
    trick(left)
    outside = left.parent / "outside"
    before = shown(laid_outside(outside))
    found = check_out(root, left)
    assert shown(found) == checked_anew(root)
    assert shown(laid_outside(outside)) == before
    if trick is a_second_name:
        assert found["column/" + TEXT][1] != (left.parent / "second").stat().st_ino
    assert alone(root)
    again = check_out(root, left)
    kept = {path for path in found if found[path] == again[path] and stat.S_ISREG(found[path][0])}
    assert kept == {path for path in found if stat.S_ISREG(found[path][0])}, "what is right is kept"


def laid_outside(outside: Path) -> Laid:
    if not outside.is_dir():
        return {"": (0, 0, outside.read_bytes())} if outside.exists() else {}
    (outside / ".git").touch()
    return laid(outside)


# -- whatever git was told -----------------------------------------------------------------------------


def hooks(root: Path) -> None:
    """Which put something into every checkout."""
    for name in ("post-checkout", "post-index-change"):
        hook = root.parent / ".git" / "hooks" / name
        hook.write_text('#!/bin/sh\necho strange > "$(git rev-parse --show-toplevel)"/strange.md\n', encoding="utf-8")
        hook.chmod(0o755)


def watcher(root: Path) -> None:
    """A program by which git is told that nothing has changed."""
    program = root.parent / ".git" / "watcher"
    program.write_text(f"#!/bin/sh\ntouch '{root.parent.parent}/asked'\nprintf 'token\\0'\n", encoding="utf-8")
    program.chmod(0o755)
    git(root, "config", "core.fsmonitor", str(program))


def sparse(root: Path) -> None:
    git(root.parent, "sparse-checkout", "set", "--no-cone", "/*", "!/column/docs/inner/")


def set_to(name: str, value: str, root: Path) -> None:
    git(root, "config", name, value)


SETTINGS: dict[str, Callable[[Path], None]] = {
    **{
        f"{name}={value}": partial(set_to, name, value)
        for name, value in (
            ("core.autocrlf", "true"),
            ("core.autocrlf", "input"),
            ("core.eol", "crlf"),
            ("core.fileMode", "false"),
            ("core.trustctime", "false"),
            ("core.checkStat", "minimal"),
            ("core.ignoreStat", "true"),
            ("core.untrackedCache", "true"),
            ("core.splitIndex", "true"),
            ("core.preloadIndex", "false"),
            ("feature.manyFiles", "true"),
            ("checkout.workers", "4"),
            ("status.showUntrackedFiles", "no"),
            ("clean.requireForce", "true"),
            ("submodule.recurse", "true"),
            ("extensions.worktreeConfig", "true"),
        )
    },
    "hooks": hooks,
    "watcher": watcher,
    "sparse": sparse,
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_whatever_git_was_told_the_tree_is_that_of_the_commit(root: Path, left: Path, setting: str) -> None:
    expected = checked_anew(root)
    SETTINGS[setting](root)
    assert checked_anew(root) == expected
    for trick in (nothing, other_bytes, nothing_from_long_ago, other_line_ends, one_more, to_be_run, one_less):
        trick(left)
        assert shown(check_out(root, left)) == expected, trick.__name__


def test_no_watcher_is_asked_or_started(root: Path, left: Path) -> None:
    commit, asked, room = read_commit(root), root.parent.parent / "asked", root.parent.parent / "room"
    assert isinstance(commit, Commit)
    watcher(root)
    for place in (left, None):
        room.mkdir()
        with checked_out(root, commit, room, place):
            assert not asked.exists()
        shutil.rmtree(room)
    git(root, "status")
    assert asked.exists()


def test_a_hook_of_git_may_publish(root: Path, left: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To which git says where the office's own index is: it stays as it was."""
    expected, index = checked_anew(root), (root.parent / ".git" / "index").read_bytes()
    other_bytes(left)
    with monkeypatch.context() as told:
        told.setenv("GIT_DIR", str(root.parent / ".git"))
        told.setenv("GIT_WORK_TREE", str(root.parent))
        told.setenv("GIT_INDEX_FILE", str(root.parent / ".git" / "index"))
        commit, room = read_commit(root), root.parent.parent / "room"
        assert isinstance(commit, Commit)
        for place in (left, None):
            room.mkdir()
            with checked_out(root, commit, room, place):
                assert shown(laid(room / "tree")) == expected
            shutil.rmtree(room)
    assert (root.parent / ".git" / "index").read_bytes() == index
    assert alone(root)


# -- another commit, another repository ----------------------------------------------------------------


def attributes(root: Path) -> None:
    """The same contents, to be laid down otherwise."""
    lines = "docs/text.md text eol=crlf\ndocs/other.md ident\ndocs/inner/deep.md working-tree-encoding=UTF-16\n"
    (root / ".gitattributes").write_text(lines, encoding="utf-8")
    deep = root / "docs" / "inner" / "deep.md"
    deep.write_text(deep.read_text(encoding="utf-8"), encoding="utf-16")


def attributes_of_this_machine(root: Path) -> None:
    (root.parent / ".git" / "info" / "attributes").write_text("*.md text eol=crlf\n", encoding="utf-8")


def filtered(root: Path) -> None:
    git(root, "config", "filter.shout.smudge", "tr a-z A-Z")
    git(root, "config", "filter.shout.clean", "tr A-Z a-z")
    (root / ".gitattributes").write_text("docs/text.md filter=shout\n", encoding="utf-8")


def kinds_change(root: Path) -> None:
    docs = root / "docs"
    (docs / "text.md").unlink()
    (docs / "text.md").mkdir()
    (docs / "text.md" / "inner.md").write_bytes(SAME)
    shutil.rmtree(docs / "inner")
    (docs / "inner").write_bytes(SAME)
    (docs / "other.md").unlink()
    (docs / "other.md").symlink_to("run.sh")
    (docs / "link.md").unlink()
    (docs / "link.md").write_bytes(b"text.md")
    (docs / "run.sh").chmod(0o644)


def names_change(root: Path) -> None:
    git(root, "mv", "docs/text.md", "docs/Text.md")
    git(root, "mv", "docs/inner", "docs/outer")


def another_repository_within(root: Path) -> None:
    (root / "docs" / "part").mkdir()
    (root / "docs" / "part" / "part.md").write_bytes(SAME)
    commit_all(root / "docs" / "part")


def another_branch(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "other")
    (root / "docs" / "text.md").write_bytes(b"other")


@pytest.mark.parametrize(
    "step",
    [
        attributes,
        attributes_of_this_machine,
        filtered,
        kinds_change,
        names_change,
        another_repository_within,
        another_branch,
    ],
)
def test_another_commit_is_laid_down_as_it_would_be_anew(root: Path, left: Path, step: Callable[[Path], None]) -> None:
    first = git(root, "rev-parse", "--abbrev-ref", "HEAD")
    step(root)
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "step")
    assert shown(check_out(root, left)) == checked_anew(root)
    assert shown(check_out(root, left)) == checked_anew(root)
    git(root, "checkout", "-q", "-f", first)
    assert shown(check_out(root, left)) == checked_anew(root)


def test_line_ends_that_git_would_mend_are_laid_down_as_they_were_committed(root: Path, left: Path) -> None:
    """Of such a file git says that it was changed, even in a new checkout: that is a doubt."""
    (root.parent / ".gitattributes").unlink()
    (root / TEXT).write_bytes(b"a\r\nb\r\n")
    commit_all(root.parent)
    (root.parent / ".gitattributes").write_text("*.md text\n", encoding="utf-8")
    git(root, "add", "../.gitattributes")
    git(root, "commit", "-q", "-m", "attributes")
    commit, room = read_commit(root), root.parent.parent / "room"
    assert isinstance(commit, Commit)
    for _ in range(2):
        room.mkdir()
        with checked_out(root, commit, room, left) as column:
            assert (column / TEXT).read_bytes() == b"a\r\nb\r\n"
        shutil.rmtree(room)


def test_a_folder_may_be_moved_and_hold_another_repository(root: Path, left: Path, tmp_path: Path) -> None:
    before = check_out(root, left)
    moved = tmp_path / "moved" / "column"
    root.parent.rename(moved.parent)
    assert check_out(moved, left)["column/" + TEXT] == before["column/" + TEXT]
    shutil.rmtree(moved.parent / ".git")
    (moved / TEXT).write_bytes(b"another")
    git(moved, "init", "-q", "--object-format=sha256")
    commit_all(moved)
    other = check_out(moved, left)
    assert shown(other) == checked_anew(moved)
    assert check_out(moved, left)[TEXT] == other[TEXT]


# -- whatever fails ------------------------------------------------------------------------------------


def steps(monkeypatch: pytest.MonkeyPatch, at: Callable[[int], None]) -> None:
    """Call something before every step of a checkout, with the number of the step."""
    count = iter(range(1000))

    def watched(real: Callable[..., object]) -> Callable[..., object]:
        def step(*given: object, **named: object) -> object:
            at(next(count))
            return real(*given, **named)

        return step

    for owner, name in ((checkout, "_said"), (checkout, "sift"), (Path, "rename"), (Path, "rmdir"), (Path, "unlink")):
        monkeypatch.setattr(owner, name, watched(getattr(owner, name)))


def test_whenever_it_is_killed_the_next_is_right(root: Path, left: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected, room = checked_anew(root), root.parent.parent / "room"
    commit = read_commit(root)
    assert isinstance(commit, Commit)
    numbers = list[int]()
    with monkeypatch.context() as watched:
        steps(watched, numbers.append)
        check_out(root, left)
    assert len(numbers) > 15
    for number in numbers:
        other_bytes(left) if left.exists() else check_out(root, left)
        child = os.fork()
        if not child:  # which dies there as if it had been killed
            try:
                room.mkdir()
                steps(monkeypatch, lambda at, number=number: os._exit(9) if at == number else None)  # type: ignore[misc]
                with checked_out(root, commit, room, left):
                    pass
            finally:
                os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
        shutil.rmtree(room)
        assert shown(check_out(root, left)) == expected, number
        assert alone(root)


def test_where_git_was_killed_in_the_middle_its_lock_is_in_nobodys_way(root: Path, left: Path) -> None:
    expected, room = checked_anew(root), root.parent.parent / "room"
    for place in (left, None):
        room.mkdir()
        git(root, "worktree", "add", "--lock", "--quiet", "--detach", "--no-checkout", str(room / "tree"))
        shutil.rmtree(room)
        assert shown(check_out(root, place)) == expected
        assert alone(root)


def test_what_a_killed_checkout_left_elsewhere_is_forgotten(root: Path, left: Path) -> None:
    git(root, "worktree", "add", "--quiet", "--detach", "--no-checkout", str(root.parent.parent / "elsewhere"))
    shutil.rmtree(root.parent.parent / "elsewhere")
    check_out(root, left)
    assert alone(root)


def test_whatever_fails_the_files_are_written_anew(root: Path, left: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = checked_anew(root)
    real = checkout._said
    for command in ("read-tree", "ls-files", "check-attr", "checkout-index", "status"):
        other_bytes(left)

        def fail(folder: Path, words: tuple[str, ...], *more: object, broken: str = command) -> str:
            if words[0] == broken:
                raise subprocess.CalledProcessError(1, "git", stderr=b"broken")
            return real(folder, words, *more)  # type: ignore[arg-type]

        with monkeypatch.context() as broken:
            broken.setattr(checkout, "_said", fail)
            assert shown(check_out(root, left)) == expected, command
        assert alone(root)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = check_out(root, left)
    with monkeypatch.context() as broken:
        broken.setattr(checkout, "sift", full)
        found = check_out(root, left)
    assert shown(found) == expected
    assert found["column/" + TEXT][1] != before["column/" + TEXT][1]
    assert alone(root)


@pytest.mark.parametrize("trick", [one_more, an_ignored_one])
def test_what_lies_there_all_the_same_is_a_doubt(
    root: Path, left: Path, trick: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = checked_anew(root)
    trick(left)
    monkeypatch.setattr(checkout, "sift", lambda *_: None)
    assert shown(check_out(root, left)) == expected
