"""A project in a temporary folder, as an office would have it."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .warm import python

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("docs", "hooks", "overrides", "mkdocs.yml")
NOT_COPIED = ("__pycache__", "*.egg-info", "publicity")
OFFICE = """\
site_name: 学习实践活动专栏
site_description: 学习实践活动的方案、进程、公开事项和整改承诺
theme:
  name: publicity
  custom_dir: overrides
plugins: [publicity]
extra:
  as_of: 2009-06-15
  strict_commitments: true
  approvals:
    rounds:
      - { name: 初审, by: 领导小组办公室综合组组长 }
      - { name: 复审, by: 领导小组办公室主任 }
      - { name: 终审, by: 分管保密工作的领导, secrecy: true }
    files: [2009-05-20-heart-to-heart.md, 2009-05-08-analysis-preparation.md, 2009-06-11-suggestions.md]
"""
PAGES = (
    ("index.md", "首页", "home.html"),
    ("plan.md", "工作方案", "plan.html"),
    ("timeline.md", "活动进程", "timeline.html"),
)
PINNED = "  as_of: 2009-06-15\n"


@dataclass(frozen=True)
class Project:
    """A copy of what an office commits."""

    root: Path

    @property
    def plan(self) -> Path:
        return self.root / "docs" / "plan.yml"

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that must be there."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def unseal(self) -> None:
        """Let nothing have been sealed: whatever a test changes was never public."""
        (self.root / "docs" / "ledger.jsonl").unlink(missing_ok=True)

    def write_nothing(self) -> None:
        """Take out all bulletins, publications and commitments, and the shown amendments of the plan."""
        text = self.plan.read_text(encoding="utf-8")
        text = re.sub(r"(?ms)^amended:\n.*?(?=^\S|\Z)", "", text)
        self.plan.write_text(re.sub(r"(?m)^    cancelled: .*\n", "", text), encoding="utf-8")
        for name in ("bulletins", "publications", "commitments"):
            shutil.rmtree(self.root / "docs" / name)

    def unpin(self) -> None:
        """Let the column follow the calendar."""
        path = self.root / "mkdocs.yml"
        text, found = re.subn(r"^  as_of: .*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert found == 1
        path.write_text(text, encoding="utf-8")

    def keep_private(self, *patterns: str) -> None:
        """List files of docs/ that no page names: a strict build would stop at them."""
        listed = ", ".join(f'"{pattern}"' for pattern in patterns)
        self.edit("mkdocs.yml", "extra:\n", f"extra:\n  private: [{listed}]\n")

    def mkdocs(self, *arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run mkdocs from some folder."""
        config = str(self.root / "mkdocs.yml")
        return python("mkdocs", *arguments, "-f", config, cwd=cwd or self.root, env=clean_environment() | environment)

    def build(self, cwd: Path | None = None, **environment: str) -> Path:
        """Build strictly; the site. Fails the test with what mkdocs said."""
        done = self.mkdocs("build", "--strict", cwd=cwd, **environment)
        assert done.returncode == 0, done.stderr
        return self.root / "site"


def clean_environment() -> dict[str, str]:
    """The environment without what decides about a column."""
    decides = {"AS_OF", "GITHUB_ACTIONS", "SOURCE_DATE_EPOCH"}
    return {k: v for k, v in os.environ.items() if k not in decides} | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}


def make_project(folder: Path, plan: Path | None = None, *, sealed: bool = False) -> Project:
    """Copy the project; with `plan`, another office's plan, under which nothing was written yet.

    The program itself is not copied: it is the one that is installed here, wherever a column lies.
    Without the ledger, unless `sealed`: what tests change was never public.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        source = ROOT / part
        if plan and part == "docs":
            lay_out(folder / part, plan)
        elif source.is_dir():
            shutil.copytree(
                source, folder / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", "publicity")
            )
        else:
            shutil.copy(source, folder / part)
    project = Project(folder)
    if not sealed:
        project.unseal()
    if plan:
        issued = re.search(r"^issued: (.*)$", plan.read_text(encoding="utf-8"), re.MULTILINE)
        assert issued
        project.edit("mkdocs.yml", PINNED, f"  as_of: {issued[1]}\n")  # a day of that plan's own
    return project


def lay_out(docs: Path, plan: Path) -> None:
    """The pages that every column has, and a plan."""
    docs.mkdir()
    shutil.copy(plan, docs / "plan.yml")
    for name, title, template in PAGES:
        (docs / name).write_text(f"---\ntitle: {title}\ntemplate: {template}\n---\n\n示例。\n", encoding="utf-8")


def make_office(folder: Path) -> Project:
    """The shipped content in a repository that holds nothing of the program."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    (folder / "overrides").mkdir()
    (folder / "mkdocs.yml").write_text(OFFICE, encoding="utf-8")
    return Project(folder)
