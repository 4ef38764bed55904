"""A column of bulletins, and what a build of it costs."""

import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from costs import Cost, cost_of
from generate import Article

ROOT = Path(__file__).resolve().parents[1]
AS_OF = "2009-09-01"  # after the shipped campaign, so that every bulletin is public
UNSET = {"AS_OF", "GITHUB_ACTIONS", "SOURCE_DATE_EPOCH", "PYTHONDONTWRITEBYTECODE"}  # as on an editor's machine


def make_ours(folder: Path, articles: Iterable[Article], search: bool = True) -> None:
    """Copy the project, with these bulletins in the place of its own articles, with or without search."""
    shutil.rmtree(folder, ignore_errors=True)
    leave = shutil.ignore_patterns("__pycache__", "*.egg-info", "*.jsonl", "bulletins", "publications", "commitments")
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=leave)
    for part in ("hooks", "overrides"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("*.egg-info"))
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    kept = [line for line in settings.splitlines() if search or "publicity_mkdocs/search_index.py" not in line]
    (folder / "mkdocs.yml").write_text("\n".join(kept), encoding="utf-8")
    write(folder / "docs", {article.uri: article.text() for article in articles})


def build(folder: Path, day: str = AS_OF, *, anew: bool = True) -> Cost:
    """Build a column, as a process of its own: from nothing, or upon what stands there and what is remembered of it.

    Exits with what MkDocs said where that fails.
    """
    if anew:
        put_aside(folder)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    return cost_of([command], folder, folder / "site", environment(day))


@cache
def _all() -> TemporaryDirectory[str]:
    return TemporaryDirectory(ignore_cleanup_errors=True)  # which goes when Python ends


def place() -> Path:
    """A new folder, which goes when all is measured.

    A file system looks long for room for new files where thousands have just been deleted (ext4 without a journal: up
    to 15 times as long for each, for five minutes); whoever builds, it is not what is measured.
    """
    return Path(mkdtemp(dir=_all().name))


def put_aside(folder: Path) -> None:
    """Have nothing stand where builds left it, without deleting it."""
    for part in ("site", ".cache"):
        if (folder / part).exists():
            (folder / part).rename(Path(mkdtemp(prefix=".aside-", dir=folder)) / part)


def environment(day: str | None) -> dict[str, str]:
    """What a build sees of one, as on an editor's machine; on a given day, or on the one that the column names."""
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    return kept | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"} | ({"AS_OF": day} if day else {})


def write(docs: Path, texts: Mapping[str, str]) -> None:
    """Write texts, by their paths within a folder."""
    for uri, text in texts.items():
        path = docs / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
