"""Saved files as commits of the editor who saved them: those files and no others, whatever else lies about."""

import subprocess
from collections.abc import Sequence
from pathlib import Path


def editor_name(root: Path) -> str:
    """Who commits here, as git was told; empty where it was not told, or there is no git."""
    return _git(root, "config", "user.name").stdout.strip()


def remember_editor(root: Path, name: str) -> None:
    """Tell git, for this repository, who commits here."""
    _git(root, "config", "user.name", name)


def is_kept(root: Path) -> bool:
    """Whether the folder is under git at all."""
    return _git(root, "rev-parse", "--is-inside-work-tree").stdout.strip() == "true"


def commit(root: Path, paths: Sequence[str], message: str) -> str:
    """One commit of some files, by their paths from the root. What became of it, as a Chinese sentence."""
    if not is_kept(root):
        return "这个文件夹没有用 git 管理：文件存好了，没有提交。"
    mail = _git(root, "config", "user.email").stdout.strip()
    _git(root, "add", "--intent-to-add", "--", *paths)
    who = [] if mail else ["-c", "user.email=<>"]
    done = _git(root, *who, "-c", "commit.gpgsign=false", "commit", "--quiet", "-m", message, "--only", "--", *paths)
    if not done.returncode:
        return "存好了，记了一次提交。"
    if not _git(root, "status", "--porcelain", "--", *paths).stdout.strip():
        return "存好了。"  # as it was
    return f"文件存好了，没有提交（git：{(done.stderr or done.stdout).strip().splitlines()[-1]}）。请维护人员看一下。"


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["git", "-C", str(root), *arguments]
    try:
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)  # noqa: S603
    except OSError:
        return subprocess.CompletedProcess(command, 127, "", "没有装 git")
