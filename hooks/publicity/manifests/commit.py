"""The one place that asks git: from which commit the column is built, and whether anything is in none."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

SOURCES = ("mkdocs.yml", "docs", "overrides", "hooks")  # what the pages are made of, and nothing beside
_BYTECODE = "/__pycache__/"  # which Python writes beside hooks; whether git ignores it is up to the office


@dataclass(frozen=True)
class Commit:
    """HEAD: its id, its time (ISO 8601, UTC), and what of the sources differs from it."""

    id: str
    time: str
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class NoCommit:
    """There is no commit to name, with what git said."""

    reason: str


def read_commit(root: Path) -> Commit | NoCommit:
    """The commit that a column's folder stands at."""
    try:
        head = _git(root, "log", "-1", "--format=%H %cd", "--date=format-local:%Y-%m-%dT%H:%M:%SZ")
        status = _git(root, "status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--", *SOURCES)
    except FileNotFoundError:
        return NoCommit("没有 git 这个程序")
    except subprocess.CalledProcessError as error:
        return NoCommit((error.stderr.strip().splitlines() or ["git 没有说明原因"])[-1])
    name, time = head.split()
    changed = (line[3:] for line in status.split("\0") if line and _BYTECODE not in line)
    return Commit(name, time, tuple(sorted(changed)))


def _git(root: Path, *arguments: str) -> str:
    environment = os.environ | {"LC_ALL": "C", "TZ": "UTC", "GIT_OPTIONAL_LOCKS": "0"}
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(  # noqa: S603 - no shell, nothing from outside
        command, env=environment, capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout
