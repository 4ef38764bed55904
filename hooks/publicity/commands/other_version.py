"""Another version of the program, ready to be asked and run beside the one that is installed."""

import os
import subprocess
import sys
import venv
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from packaging.requirements import InvalidRequirement, Requirement

LOCKED = "requirements/locked.txt"
PIP = ("-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input")


class UnusableVersionError(Exception):
    """The version can't be had or run; the message is Chinese, without its stop."""


@dataclass(frozen=True)
class OtherVersion:
    """A version, unpacked in `folder`, with the Python that has what it needs."""

    folder: Path
    python: str = sys.executable
    number: str = field(default="", compare=False)

    def laid_down(self, answers: str, into: Path) -> dict[str, bytes]:
        """What it lays down for kept answers, by path; `into` is an empty folder for its use."""
        done = self._run("-m", "publicity.starter", str(into), given=answers)
        if done.returncode:
            raise UnusableVersionError(f"新版本读不出这个专栏的 .publicity.json：{_last_line(done.stderr)}")
        return {file.relative_to(into).as_posix(): file.read_bytes() for file in into.rglob("*") if file.is_file()}

    def build(self, root: Path, site: Path) -> str | None:
        """Build a column's site strictly; what was said where that fails."""
        done = self._run("-m", "publicity", "build", "--root", str(root), "--site", str(site))
        return f"{done.stdout}{done.stderr}".strip() if done.returncode else None

    def _run(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        environment |= {"PYTHONPATH": str(self.folder)} if self.folder.name else {}
        command = [self.python, *arguments]
        return subprocess.run(  # noqa: S603 - ours
            command, env=environment, input=given, capture_output=True, text=True, encoding="utf-8", check=False
        )


def fetched(wanted: str, source: Path | None, folder: Path) -> Path:
    """The wheel of a version (`publicity` or `publicity==0.3.0`), from a folder of wheels or where pip looks else."""
    where = ["--no-index", "--find-links", str(source)] if source else []
    done = _pip(sys.executable, "download", "--no-deps", "--only-binary=:all:", "-d", str(folder), *where, wanted)
    if done.returncode:
        raise UnusableVersionError(f"新版本没有取到：{_last_line(done.stderr)}")
    return next(folder.glob("publicity-*.whl"))


def unpacked(wheel: Path, folder: Path) -> OtherVersion:
    """A wheel's content as a version that the running Python tries to run: see `equipped`."""
    try:
        with ZipFile(wheel) as zipped:
            zipped.extractall(folder)
    except (BadZipFile, OSError) as error:
        raise UnusableVersionError(f"安装包 {wheel.name} 打不开：{error}") from error
    return OtherVersion(folder, number=wheel.name.split("-")[1])


def equipped(found: OtherVersion, locked: bytes, source: Path | None, folder: Path) -> OtherVersion:
    """The version with what it needs: the Python that runs where that has it, else one of its own made in `folder`."""
    if not _lacking(locked.decode()):
        return found
    venv.create(folder, with_pip=True)
    python = str(folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python"))
    listed = folder / "locked.txt"
    listed.write_bytes(locked)
    install(python, listed, source)
    return OtherVersion(found.folder, python, found.number)


def install(python: str, listed: Path, source: Path | None, *flags: str) -> None:
    """Install what a file lists, each with its hash. Raises UnusableVersionError."""
    where = ["--no-index", "--find-links", str(source)] if source else []
    done = _pip(python, "install", *flags, *where, "--require-hashes", "-r", str(listed))
    if done.returncode:
        raise UnusableVersionError(f"用到的库没有装好：{_last_line(done.stderr)}")


def _pip(python: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command, environment = [python, *PIP, *arguments], _without_own_path(os.environ)
    return subprocess.run(  # noqa: S603 - ours
        command, env=environment, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False
    )


def _without_own_path(environment: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in environment.items() if key != "PYTHONPATH"} | {"PYTHONUTF8": "1"}


def _lacking(locked: str) -> list[str]:
    """The names in a list of locked requirements that are not installed in just that version."""
    lacking = []
    for line in locked.splitlines():
        text = line.split(" --hash")[0].rstrip("\\ ")
        if not text or text.lstrip().startswith(("#", "--")):
            continue
        try:
            wanted = Requirement(text)
            if (not wanted.marker or wanted.marker.evaluate()) and version(wanted.name) not in wanted.specifier:
                lacking.append(wanted.name)
        except (InvalidRequirement, PackageNotFoundError):
            lacking.append(text)
    return lacking


def _last_line(said: str) -> str:
    lines = [line for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "没有说明原因"
