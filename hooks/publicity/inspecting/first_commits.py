"""When each file of docs/ first came into the repository: what a back-dated time of publication is held against.

Only an inspection asks; a build never does.
"""

import subprocess
from datetime import date, datetime
from pathlib import Path

from publicity.fields.moment import BEIJING


def first_commits(docs: Path) -> dict[str, date] | None:
    """The day of the first commit of each file, by its path within docs/; None where there is no whole history."""
    if _git(docs, "rev-parse", "--is-shallow-repository") != "false\n":
        return None
    told = _git(docs, "log", "--diff-filter=A", "--format=@%cI", "--name-only", "--relative", "-z", "--", ".")
    if told is None:
        return None
    found: dict[str, date] = {}
    day: date | None = None
    for word in told.replace("\n", "\0").split("\0"):  # newest first: an older commit of the same file overwrites
        if word.startswith("@"):
            day = datetime.fromisoformat(word[1:]).astimezone(BEIJING).date()
        elif word and day:
            found[word] = day
    return found


def _git(folder: Path, *arguments: str) -> str | None:
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError):
        return None
    return done.stdout
