"""A commit's own tree in a folder of its own: what is ignored, left about or not yet committed has no part in it.

To git every checkout is a new one. But files that the last one left are taken over where each of them was read and is
what git would write (`sifting.py`): disks take far longer to make files than to read them, and a build knows again what
nobody has touched. In any doubt all files are written.

Of git's settings those have no part in it that would run hooks or watchers, write the line ends of this machine, or
leave files out.
"""

import os
import subprocess
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager, suppress
from pathlib import Path

from publicity.manifests.commit import Commit
from publicity.publishing.kept import CACHE, SITE
from publicity.publishing.refusal import Refusal, RefusedError
from publicity.publishing.sifting import ATTRIBUTES, converted, listed, sift

_SETTINGS = (
    "core.autocrlf=false",
    "core.eol=lf",
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.sparseCheckout=false",
)
# By force, and more of it: the place may be taken yet, and a git that was killed there leaves it locked.
_NEW = ("worktree", "add", "--force", "--force", "--quiet", "--detach")
_INDEX = frozenset({"GIT_INDEX_FILE"})  # where git itself called us, that of the office's folder
_REPOSITORY = frozenset({"GIT_COMMON_DIR", "GIT_DIR", "GIT_PREFIX", "GIT_WORK_TREE"})


@contextmanager
def checked_out(root: Path, commit: Commit, folder: Path, left: Path | None = None) -> Iterator[Path]:
    """A column as it stands in a commit, below a folder, which only this uses. Raises RefusedError.

    `left` is where files are left for the next checkout, and those of the last are taken from.
    """
    tree = folder / "tree"
    try:
        inside = _git(root, "rev-parse", "--show-prefix").removesuffix("\n")
        _git(root, "worktree", "prune")  # what a killed publication left
        try:
            if left is None or not _taken_over(root, commit, tree, left):
                _git(root, *_NEW, str(tree), commit.id)
            try:
                yield tree / inside
            finally:
                if left:
                    _leave(tree, tree / inside, left)
        finally:
            with suppress(subprocess.CalledProcessError):
                _git(root, "worktree", "remove", "--force", str(tree))
    except subprocess.CalledProcessError as error:
        said = (error.stderr.decode(errors="replace").strip().splitlines() or ["git 没有说明原因"])[-1]
        raise RefusedError([Refusal(f"取不出要发布的那个提交：{said}", "检查磁盘和 git 仓库")]) from error


def _taken_over(root: Path, commit: Commit, tree: Path, left: Path) -> bool:
    """Whether a tree could be made of what was left. It is not there where it could not."""
    files = tree.with_name("left")
    try:
        left.rename(files)
        if files.is_symlink():
            return False
        _git(root, *_NEW, "--no-checkout", str(tree), commit.id)
        (tree / ".git").rename(files / ".git")
        tree.rmdir()
        files.rename(tree)
        if _brought_up_to_date(tree, commit):
            return True
    except (OSError, subprocess.CalledProcessError):
        pass
    with suppress(OSError):
        tree.rename(tree.with_name("doubtful"))
    return False


def _brought_up_to_date(tree: Path, commit: Commit) -> bool:
    """Whether a tree, whatever lies in it, is that of a commit now. Raises OSError, CalledProcessError."""
    _within(tree, "read-tree", commit.id)  # into a new index, which knows nothing of files
    blobs = listed(_within(tree, "ls-files", "--stage", "-z"))
    attributes = _within(tree, "check-attr", "--cached", "-z", "--stdin", *ATTRIBUTES, given="\0".join(blobs))
    sift(tree, blobs, converted(attributes))
    with suppress(subprocess.CalledProcessError):  # which says that some are not there
        _within(tree, "update-index", "-q", "--refresh")
    _within(tree, "checkout-index", "--quiet", "--force", "--all", "--index")
    return not _within(tree, "status", "--porcelain", "--ignored", "--untracked-files=all")


def _leave(tree: Path, column: Path, left: Path) -> None:
    """Leave the files of a tree, and nothing of what git knows of them, if there is not more in it."""
    if not any(os.path.lexists(column / name) for name in (CACHE, SITE)):
        with suppress(OSError):
            (tree / ".git").unlink()
            tree.rename(left)


def _git(root: Path, *arguments: str) -> str:
    """What git says of the office's repository. Raises CalledProcessError."""
    return _said(root, arguments, _INDEX)


def _within(tree: Path, *arguments: str, given: str = "") -> str:
    """What git says of a checkout. Raises CalledProcessError."""
    return _said(tree, arguments, _INDEX | _REPOSITORY, given)


def _said(folder: Path, arguments: Iterable[str], unseen: Set[str], given: str = "") -> str:
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    environment = {name: value for name, value in os.environ.items() if name not in unseen} | {"LC_ALL": "C"}
    command = ["git", "-C", str(folder), *settings, *arguments]
    done = subprocess.run(  # noqa: S603 - no shell, nothing from outside
        command, env=environment, input=os.fsencode(given), capture_output=True, check=True
    )
    return os.fsdecode(done.stdout)
