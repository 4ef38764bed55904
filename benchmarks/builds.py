"""Two sites of the same bulletins, ours and plain mkdocs-material, and what a build of each costs."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

import yaml

from generate import Article

ROOT = Path(__file__).resolve().parents[1]
AS_OF = "2009-09-01"  # after the shipped campaign, so that every bulletin is public
OURS_ALONE = {
    "hooks",
    "nav",
    "not_in_nav",
    "theme",
    "plugins",
    "watch",
    "exclude_docs",
}
PLAIN = """
nav: [index.md]
not_in_nav: /bulletins/
plugins: []  # no search
theme:
  name: material
  language: zh
  font: false
  palette: {scheme: default, primary: custom, accent: custom}
  features: [navigation.prune]
"""
UNSET = {"GITHUB_ACTIONS", "SOURCE_DATE_EPOCH", "PYTHONDONTWRITEBYTECODE"}  # as on an editor's machine


@dataclass(frozen=True)
class Cost:
    """What one build took and made: `memory` is the peak resident set in bytes, `size` the bytes of its output."""

    seconds: float
    memory: int
    size: int
    files: int


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
    _write(folder / "docs", {article.uri: article.text() for article in articles})


def make_plain(folder: Path, articles: Iterable[Article]) -> None:
    """Lay out the same Markdown with nothing of ours: no hooks, no templates, only titles in front matter."""
    folder.mkdir(parents=True)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_plain(settings), encoding="utf-8")
    _write(folder / "docs", {"index.md": "# 首页\n"} | {article.uri: article.text("title") for article in articles})


def _plain(settings: str) -> str:
    """Our settings without what is ours alone. As nodes, for the tags in them to stay as they are."""
    root = yaml.compose(settings)
    root.value = [(key, value) for key, value in root.value if key.value not in OURS_ALONE]
    return yaml.serialize(root, allow_unicode=True) + PLAIN


def _write(docs: Path, texts: Mapping[str, str]) -> None:
    for uri, text in texts.items():
        path = docs / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def build(folder: Path, day: str = AS_OF) -> Cost:
    """Build a site from nothing, as a process of its own. Exits with what MkDocs said where that fails."""
    site = folder / "site"
    shutil.rmtree(site, ignore_errors=True)
    environment = {k: v for k, v in os.environ.items() if k not in UNSET}
    environment |= {"AS_OF": day, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    with TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        taken = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        if output := said.read().decode():  # a warning too: what is measured must be sound
            raise SystemExit(output)
    made = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return Cost(taken, usage.ru_maxrss * 1024, sum(made), len(made))
