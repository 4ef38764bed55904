"""A new column as a git repository with its first commit, where git is there."""

import os
import subprocess
from pathlib import Path

MESSAGE = "建立专栏"
_OTHER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")  # set where a hook of git runs this


def begin(folder: Path) -> str:
    """Make the repository and commit everything; what was done or why not, a Chinese sentence without its stop."""
    try:
        if not (folder / ".git").exists():
            if _git(folder, "rev-parse", "--is-inside-work-tree").returncode == 0:
                return "这个文件夹在另一个 git 仓库里，没有另建仓库；请在那里提交"
            _git(folder, "init", "--quiet").check_returncode()
            _git(folder, "symbolic-ref", "HEAD", "refs/heads/main").check_returncode()
        _git(folder, "add", "--all").check_returncode()
        _git(folder, "commit", "--quiet", "--message", MESSAGE).check_returncode()
    except FileNotFoundError:
        return "没有 git 这个程序，没有建仓库；发布要用 git，装好以后运行 git init、git add -A、git commit"
    except subprocess.CalledProcessError as error:
        said = (error.stderr or "").strip()
        if "user.name" in said or "user.email" in said or "empty ident" in said:
            how = "git config --global user.name 您的名字，git config --global user.email 您的邮箱"
            return f"建好了 git 仓库，还没有提交：git 不知道您是谁，先运行 {how}，再 git add -A、git commit"
        return f"git 没有提交成：{said.splitlines()[-1] if said else '没有说明原因'}"
    return "建好了 git 仓库，第一次提交了"


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run git in the folder, whatever repository the caller stands in."""
    environment = {key: value for key, value in os.environ.items() if key not in _OTHER} | {"LC_ALL": "C"}
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(  # noqa: S603 - no shell, nothing from outside
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
