"""`make release`: the package as offices get it, in dist/: wheel, sdist, a wheelhouse for machines without a network.

What is released is a commit: its tree is exported and built twice, in two folders under two umasks, and released only
when both times gave the same bytes. Times in the archives are the commit's. The wheelhouse holds what this kind of
machine and this Python need; run it once on each kind that offices have.
"""

import gzip
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from sysconfig import get_platform
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from publicity.editing.decap import NoFormError, form_program

ROOT = Path(__file__).resolve().parents[1]
BUILD = "import sys, setuptools.build_meta as b; out = sys.argv[1]; b.build_wheel(out); b.build_sdist(out)"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # what a zip can say; the wheels inside say their own times


def main() -> None:
    """Release HEAD, or say in one sentence why not and end with 1."""
    version, epoch = _version(), _git("log", "-1", "--format=%ct")
    _refuse_unless_ready(version)
    dist = ROOT / "dist"
    dist.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        first, second = (_build(Path(work, name), umask, epoch) for name, umask in (("one", 0o022), ("another", 0o077)))
        if first != second:
            _give_up(f"两次生成的不一样：{'、'.join(name for name in first if first[name] != second.get(name))}")
        released = [_put(dist / name, data) for name, data in first.items()]
        wheels = Path(work, "wheels")
        released.append(_wheelhouse(dist, version, wheels, [path for path in released if path.suffix == ".whl"]))
    for path in released:
        print(path.relative_to(ROOT))
    print(_put(dist / "SHA256SUMS", _sums(dist)).relative_to(ROOT))


def _version() -> str:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def _refuse_unless_ready(version: str) -> None:
    """A version is one commit's, which says in CHANGELOG.md what it changes."""
    if _git("status", "--porcelain"):
        _give_up("有没提交的改动：先提交，发布的版本要能从提交重做出来")
    if not re.search(rf"^## {re.escape(version)}\b", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M):
        _give_up(f"CHANGELOG.md 里没有“## {version}”这一节：先写明这一版改了什么")
    tagged = _git("tag", "--list", f"v{version}", "--format=%(objectname) %(*objectname)").split()
    if tagged and _git("rev-parse", "HEAD") not in tagged:
        _give_up(f"v{version} 已经是另一个提交的版本：把 pyproject.toml 里的 version 加大，在 CHANGELOG.md 里写一节")


def _build(folder: Path, umask: int, epoch: str) -> dict[str, bytes]:
    """Wheel and sdist of HEAD's tree, by name."""
    folder.mkdir()
    tree, out = folder / "tree", folder / "out"
    before = os.umask(umask)
    try:
        with tarfile.open(fileobj=io.BytesIO(_git_bytes("archive", "HEAD"))) as tar:
            tar.extractall(tree, filter="data")
        _bring_the_form(tree)
        out.mkdir()
        environment = os.environ | {"SOURCE_DATE_EPOCH": epoch, "PYTHONHASHSEED": str(umask)}
        command = [sys.executable, "-c", BUILD, str(out)]
        done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    finally:
        os.umask(before)
    if done.returncode:
        _give_up(f"包没有生成：{done.stderr.strip().splitlines()[-1]}")
    made = {path.name: path.read_bytes() for path in sorted(out.iterdir())}
    return {
        name: _plain_sdist(data, int(epoch)) if name.endswith(".gz") else _plain_wheel(data)
        for name, data in made.items()
    }


def _bring_the_form(tree: Path) -> None:
    """Lay the program of the editors' form, with its licences, where the package takes it from."""
    try:
        program = form_program(ROOT / ".cache")
    except NoFormError as error:
        _give_up(str(error))
    shutil.copytree(program, tree / "hooks" / "publicity" / "editing" / "decap")


def _plain_wheel(data: bytes) -> bytes:
    """A wheel without the modes of the umask that it was made under."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as given, ZipFile(made, "w", ZIP_DEFLATED) as zipped:
        for member in given.infolist():
            member.external_attr = 0o100644 << 16
            zipped.writestr(member, given.read(member), ZIP_DEFLATED)
    return made.getvalue()


def _plain_sdist(data: bytes, epoch: int) -> bytes:
    """A tar.gz without what only the machine that made it knows: owners, modes of its umask, the time of day."""
    plain = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(data)) as given, tarfile.open(fileobj=plain, mode="w") as made:
        for member in sorted(given.getmembers(), key=lambda member: member.name):
            member.mtime, member.uid, member.gid, member.uname, member.gname = epoch, 0, 0, "", ""
            member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
            member.pax_headers = {}
            made.addfile(member, given.extractfile(member) if member.isfile() else None)
    return gzip.compress(plain.getvalue(), mtime=epoch)


def _wheelhouse(dist: Path, version: str, wheels: Path, own: Iterable[Path]) -> Path:
    """Our wheel and all that it needs here, in one zip, for `pip install --no-index --find-links FOLDER publicity`."""
    locked = ["--require-hashes", "--only-binary=:all:", "-r", str(ROOT / "requirements" / "site.txt")]
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "-qq",
        "--disable-pip-version-check",
        "-d",
        str(wheels),
        *locked,
    ]
    if subprocess.run(command, check=False).returncode:  # noqa: S603 - ours
        _give_up("依赖的包没有取全（原因在上面），离线安装包没有做")
    python = f"cp{sys.version_info.major}{sys.version_info.minor}"
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as zipped:  # wheels are compressed already
        for path in sorted([*wheels.iterdir(), *own], key=lambda path: path.name):
            zipped.writestr(ZipInfo(path.name, EARLIEST), path.read_bytes())
    return _put(dist / f"publicity-{version}-wheelhouse-{python}-{get_platform()}.zip", made.getvalue())


def _sums(dist: Path) -> bytes:
    """What `sha256sum --check` reads."""
    files = sorted(path for path in dist.iterdir() if path.is_file() and path.name != "SHA256SUMS")
    return "".join(f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files).encode()


def _put(path: Path, data: bytes) -> Path:
    """Write a file whole."""
    unfinished = path.with_name(f".{path.name}")
    unfinished.write_bytes(data)
    unfinished.replace(path)
    return path


def _git_bytes(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=True).stdout  # noqa: S603, S607


def _git(*arguments: str) -> str:
    return _git_bytes(*arguments).decode().strip()


def _give_up(sentence: str) -> None:
    sys.exit(f"{sentence}。")


if __name__ == "__main__":
    main()
