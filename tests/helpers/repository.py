"""A repository of git's, made by git."""

import os
import subprocess
from pathlib import Path

from tests.provide import program

WHO = ("-c", "user.name=x", "-c", "user.email=x@example.invalid", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str, when: str | None = None) -> str:
    """Run git in a folder, as of a time; what it says. Raises MissingProgramError."""
    told = {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when} if when else {}
    command = [program("git"), *WHO, *arguments]
    done = subprocess.run(command, cwd=folder, check=True, env=os.environ | told, capture_output=True, text=True)
    return done.stdout.strip()


def commit_all(folder: Path, message: str = "change") -> None:
    """Commit everything in a folder, which becomes a repository if it is none."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)
