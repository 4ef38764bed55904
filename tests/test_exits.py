"""The exit door: another generator, or another Python, makes the same column of the same files, byte for byte.

`make exits` runs these alone. What each builds with is set up in .cache/exits/, once, from hashed requirements. What is
tried besides, a column or a way to build it, is a line in a list here.
"""

import fcntl
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from tests.helpers.pages import differences
from tests.helpers.project import ROOT, Project, clean_environment, make_office, make_project
from tests.helpers.sharing import shared
from tests.provide import MissingProgramError, on_path

COLUMNS: dict[str, Callable[[Path], Project]] = {
    "demonstration": partial(make_project, sealed=True),
    "office": make_office,
}
HERE = f"3.{sys.version_info.minor}"
INSTALL = ("install", "--quiet", "--no-deps", "--no-compile")  # all that is needed is listed, and little of it is run


@dataclass(frozen=True)
class Builder:
    """A generator under a Python."""

    generator: str
    python: str

    @property
    def requirements(self) -> Path:
        return ROOT / "requirements" / ("properdocs.txt" if self.generator == "properdocs" else "site.txt")

    def __str__(self) -> str:
        return f"{self.generator} {self.python}"


BUILDERS = [
    Builder("properdocs", HERE),
    *(Builder("mkdocs", f"3.{minor}") for minor in range(11, 15) if f"3.{minor}" != HERE),
]


def interpreter(version: str) -> Path | None:
    """A Python of a version: this one, on the PATH, of pyenv or of uv."""
    home = Path.home()
    found = [Path(sys.executable)] if version == HERE else [Path(on_path(f"python{version}") or "")]
    found += sorted(home.glob(f".pyenv/versions/{version}.*/bin/python3"), reverse=True)
    found += sorted(home.glob(f".local/share/uv/python/cpython-{version}.*/bin/python3"), reverse=True)
    wanted = f"import venv, sys; sys.exit(sys.version_info[:2] != (3, {version.partition('.')[2]}))"
    runs = (path for path in found if path.is_file() and not run(path, "-c", wanted).returncode)
    return next(runs, None)


def run(program: Path, *arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [str(program), *arguments]
    return subprocess.run(command, cwd=cwd, env=clean_environment(), capture_output=True, text=True, check=False)


def pip(inside: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """This Python's pip at work in another environment, which needs none of its own."""
    command = ("-m", "pip", "--disable-pip-version-check", "--python", str(inside))
    return run(Path(sys.executable), *command, *arguments)


def environment(builder: Builder, python: Path) -> Path:
    """The Python of an environment with what a builder needs, but for this package."""
    locked = hashlib.sha256(builder.requirements.read_bytes() + str(python.resolve()).encode()).hexdigest()[:8]
    folder = ROOT / ".cache" / "exits" / f"{builder.generator}-{builder.python}-{locked}"
    inside, ready = folder / "bin" / "python", folder / "ready"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            shutil.rmtree(folder, ignore_errors=True)
            made = run(python, "-m", "venv", "--without-pip", str(folder))
            assert made.returncode == 0, made.stderr
            told = pip(inside, *INSTALL, "--require-hashes", "-r", str(builder.requirements))
            if told.returncode:
                reason = (told.stderr.strip().splitlines() or [""])[-1]
                raise MissingProgramError(f"装不上 {builder} 的依赖，没有用它生成过：{reason}")
            ready.touch()
    return inside


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This package, as it is now."""

    def fill(folder: Path) -> None:
        source = tmp_path_factory.mktemp("source")
        left = ("__pycache__", "*.egg-info", ".git", ".venv", ".*cache", ".hypothesis", "site", "build", "dist")
        shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(*left), dirs_exist_ok=True)
        told = run(
            *(Path(sys.executable), "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"),
            *("--no-index", "--wheel-dir", str(folder), str(source)),
        )
        assert told.returncode == 0, told.stderr

    (made,) = shared(tmp_path_factory, "wheel", fill).glob("*.whl")
    return made


@pytest.fixture(scope="module", params=BUILDERS, ids=str)
def build(request: pytest.FixtureRequest, wheel: Path) -> Callable[[Project], Path]:
    """A function that builds a project strictly, with one of the builders."""
    builder: Builder = request.param
    if (python := interpreter(builder.python)) is None:
        pytest.skip(f"没有 Python {builder.python}，没有用它生成过")
    inside = environment(builder, python)
    told = pip(inside, *INSTALL, "--no-index", "--force-reinstall", str(wheel))
    assert told.returncode == 0, told.stderr

    def build(project: Project) -> Path:
        done = run(inside, "-m", builder.generator, "build", "--strict", cwd=project.root)
        assert done.returncode == 0, done.stderr
        return project.root / "site"

    return build


@pytest.mark.shipped
@pytest.mark.parametrize("column", COLUMNS)
def test_the_same_bytes(build: Callable[[Project], Path], column: str, shipped: Path, tmp_path: Path) -> None:
    assert not differences(shipped, build(COLUMNS[column](tmp_path / column)))
