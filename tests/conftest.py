"""A project in a temporary folder, as an office would have it, and the sites that tests look at."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from publicity.commands.program import main

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("docs", "hooks", "overrides", "mkdocs.yml")
PINNED = "  as_of: 2009-06-15\n"
ADDRESS = "https://www.example.gov.cn/zt/xxsj/"


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

    def write_nothing(self) -> None:
        """Take out all bulletins, publications and commitments."""
        for name in ("bulletins", "publications", "commitments"):
            shutil.rmtree(self.root / "docs" / name)

    def unpin(self) -> None:
        """Let the column follow the calendar."""
        self.edit("mkdocs.yml", PINNED, "")

    def mkdocs(self, *arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run mkdocs from some folder."""
        return subprocess.run(
            [sys.executable, "-m", "mkdocs", *arguments, "-f", str(self.root / "mkdocs.yml")],
            cwd=cwd or self.root,
            env=clean_environment() | environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def build(self, cwd: Path | None = None, **environment: str) -> Path:
        """Build strictly; the site. Fails the test with what mkdocs said."""
        done = self.mkdocs("build", "--strict", cwd=cwd, **environment)
        assert done.returncode == 0, done.stderr
        return self.root / "site"


def clean_environment() -> dict[str, str]:
    """The environment without what decides about a column."""
    decides = {"AS_OF", "GITHUB_ACTIONS", "SOURCE_DATE_EPOCH"}
    return {k: v for k, v in os.environ.items() if k not in decides} | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}


def make_project(folder: Path, plan: Path | None = None) -> Project:
    """Copy the project; with `plan`, another office's plan, under which nothing was written yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(source, folder / part)
    project = Project(folder)
    if plan:
        shutil.copy(plan, project.plan)
        project.write_nothing()
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project to spoil."""
    return make_project(tmp_path / "column")


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as shipped."""
    return make_project(tmp_path_factory.mktemp("shipped")).build()


@pytest.fixture(scope="session")
def official(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The shipped column with a site to belong to, built."""
    from .official import make_official

    project = make_official(make_project(tmp_path_factory.mktemp("official")))
    project.build()
    return project


@pytest.fixture(scope="session")
def on_days(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The shipped column on four days of its campaign."""
    days = ("2009-04-15", "2009-05-05", "2009-06-10", "2009-09-01")
    return {day: make_project(tmp_path_factory.mktemp(day)).build(AS_OF=day) for day in days}


@pytest.fixture(scope="session")
def four_phases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a plan of another kind, crossing a year end."""
    plan = ROOT / "tests" / "plans" / "four-phases.yml"
    return make_project(tmp_path_factory.mktemp("four"), plan).build(AS_OF="2013-11-15")


def archive(root: Path, out: Path, *arguments: str) -> Result:
    """Archive a column's built site."""
    return CliRunner().invoke(main, ["archive", "--root", str(root), "--out", str(out), "--url", ADDRESS, *arguments])


@pytest.fixture(scope="session")
def archived(tmp_path_factory: pytest.TempPathFactory, shipped: Path) -> Path:
    """A folder with the archives of the site as shipped."""
    out = tmp_path_factory.mktemp("archives")
    done = archive(shipped.parent, out)
    assert done.exit_code == 0, done.output
    return out


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory, archived: Path) -> Path:
    """What unpacking the zip makes."""
    folder = tmp_path_factory.mktemp("unpacked")
    with ZipFile(next(archived.glob("*.zip"))) as zipped:
        zipped.extractall(folder)
    (top,) = folder.iterdir()
    return top
