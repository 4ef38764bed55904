"""`publicity upgrade`: a newer version of the program for a column; what it changes is told before it is done."""

import io
import json
import subprocess
import sys
import tarfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from importlib.metadata import distribution, version
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from publicity.building.generator import generate
from publicity.commands.giving_up import give_up, unwritable
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option
from publicity.commands.other_version import (
    LOCKED,
    OtherVersion,
    UnusableVersionError,
    equipped,
    fetched,
    install,
    unpacked,
)
from publicity.starter.answers import FILE, Answers, read_answers
from publicity.starter.changes import news
from publicity.starter.laid_down import laid_down
from publicity.starter.renewing import PIN, Fate, Renewal, renewals
from publicity.texts import whole_file

MOST_PAGES = 50  # that are named one by one


@click.command(cls=ChineseCommand)
@click.argument("wanted", metavar="[版本]", required=False)
@click.option(
    "--from", "source", type=click.Path(path_type=Path), help="新版本的安装包（.whl），或者放安装包的文件夹。"
)
@click.option("--dry-run", is_flag=True, help="只看会改什么，不改。")
@root_option
def upgrade(wanted: str | None, source: Path | None, dry_run: bool, root: Path) -> None:
    """升级程序：先列出会变的网页，再换版本号和当初建好的文件。您改过的不动。"""
    kept, answers = _kept(root)
    _refuse_changes(root)
    with TemporaryDirectory() as folder:
        try:
            _upgrade(root, Path(folder), kept, answers, wanted, source, dry_run=dry_run)
        except UnusableVersionError as error:
            give_up(f"没有升级：{error}")


def _upgrade(
    root: Path, work: Path, kept: str, answers: Answers, wanted: str | None, source: Path | None, *, dry_run: bool
) -> None:
    wheel, beside = _wheel(wanted, source, work)
    found = unpacked(wheel, work / "program")
    if found.number == kept:
        click.echo(f"已经是 {kept} 版，没有要升级的。")
        return
    told = replace(answers, wheel=sha256(wheel.read_bytes()).hexdigest())
    before = laid_down(answers, kept)
    (work / "laid").mkdir()
    after = found.laid_down(told.text(kept), work / "laid")
    own = {path: (root / path).read_bytes() for path in {*before, *after} if (root / path).is_file()}
    todo = list(renewals(before, after, own, _merged))
    old, new = _copies(root, work)
    for renewal in todo:
        _apply(new, renewal)
    found = equipped(found, after.get(LOCKED, b""), beside, work / "python")
    _compare(old, new, found)
    _show(todo)
    click.echo(news(found.folder, kept, found.number))
    if dry_run:
        click.echo("只是看看，什么都没有改。")
        return
    _take_over(root, todo, wheel, kept)
    click.echo(f"从 {kept} 升到了 {found.number}。看看 git diff，没有问题就提交。")
    _reinstall(root, beside)


def _kept(root: Path) -> tuple[str, Answers]:
    """The version that the column is at, and the answers that it was begun with."""
    try:
        kept, answers = read_answers((root / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        give_up(f"没有升级：这里没有 {FILE}，不是 publicity init 建的专栏")
    except (OSError, ValueError):
        give_up(f"没有升级：{FILE} 读不出来，用 git 恢复它")
    if kept != version("publicity"):
        sentence = f"没有升级：这个专栏用的是 {kept} 版，现在装的是 {version('publicity')} 版"
        give_up(f"{sentence}。先装好它自己的版本：python -m pip install --no-deps -r {PIN}")
    return kept, answers


def _refuse_changes(root: Path) -> None:
    """What an upgrade does can be looked at and taken back as one commit, and only as one."""
    try:
        changed = _git(root, "status", "--porcelain", "--untracked-files=no").decode().strip()
        _git(root, "rev-parse", "--verify", "HEAD")
    except (OSError, subprocess.CalledProcessError):
        give_up("没有升级：这里没有 git 仓库，或者还没有提交过；先提交，升级才退得回去")
    if changed:
        give_up("没有升级：有没提交的改动，先提交，升级改了什么才看得清")


def _wheel(wanted: str | None, source: Path | None, work: Path) -> tuple[Path, Path | None]:
    """The package of the new version, and the folder of packages that was given, if one was."""
    if source and not source.exists():
        raise UnusableVersionError(f"没有 {source} 这个文件或文件夹")
    if source and source.is_file():
        if source.suffix != ".whl" or not source.name.startswith("publicity-"):
            raise UnusableVersionError(f"{source.name} 不是程序的安装包，要 publicity-版本-py3-none-any.whl")
        return source, None
    (work / "fetched").mkdir()
    name = f"publicity=={wanted}" if wanted else "publicity"
    return fetched(name, source, work / "fetched"), source


def _copies(root: Path, work: Path) -> tuple[Path, Path]:
    """The commit's own files, twice: what is ignored or left about has no part in what is compared."""
    prefix = _git(root, "rev-parse", "--show-prefix").decode().strip()
    data = _git(root, "archive", f"HEAD:{prefix}" if prefix else "HEAD")
    folders = work / "before", work / "after"
    for folder in folders:
        with tarfile.open(fileobj=io.BytesIO(data)) as tar:
            tar.extractall(folder, filter="data")
    return folders


def _compare(old: Path, new: Path, program: OtherVersion) -> None:
    """Build with both versions and tell what differs. Ends the command where the new one does not build."""
    if generate(old, "build", "--quiet"):
        give_up("没有升级：现在的版本就生成不了，先运行 publicity build，把说的问题改好")
    if said := program.build(new, new / "site"):
        click.echo(said)
        give_up("没有升级：用新版本没有通过生成和检查（原因在上面）。什么都没有改")
    from publicity.finished.changes import page_changes, same_look

    changes = list(page_changes(old / "site", new / "site"))
    if not same_look(old / "site", new / "site"):
        click.echo("样式或脚本换了：每一页的样子都可能有变化。")
    click.echo(f"网页、订阅和数据里有 {len(changes)} 个会变：" if changes else "网页、订阅和数据的内容都不变。")
    for change in changes[:MOST_PAGES]:
        click.echo(f"  {change.path}：{change.why}")
    if len(changes) > MOST_PAGES:
        click.echo(f"  ……还有 {len(changes) - MOST_PAGES} 个")


def _show(todo: Iterable[Renewal]) -> None:
    """Say what becomes of each file; where the office changed what we change, what it would be."""
    for renewal in todo:
        click.echo(f"{renewal.fate.value} {renewal.path}")
        if renewal.fate is Fate.LEFT:
            click.echo("  您改过这个文件，新版本也改了同一处。要不要照着改，您来定：")
            click.echo("".join(f"  {line}" for line in renewal.difference.splitlines(keepends=True)))


def _take_over(root: Path, todo: Sequence[Renewal], wheel: Path, kept: str) -> None:
    """Put everything in its place; the number of the version last."""
    try:
        (root / "wheels").mkdir(exist_ok=True)
        whole_file.replace(root / "wheels" / wheel.name, wheel.read_bytes())
        for renewal in sorted(todo, key=lambda renewal: renewal.path in (PIN, FILE)):
            _apply(root, renewal)
        for former in (root / "wheels").glob(f"publicity-{kept}-*.whl"):
            former.unlink()
    except OSError as error:
        unwritable("没有升级完，用 git 恢复以后再来", error.filename or root, error)


def _apply(root: Path, renewal: Renewal) -> None:
    path = root / renewal.path
    if renewal.fate is Fate.LEFT:
        return
    if renewal.content is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        whole_file.replace(path, renewal.content)


def _reinstall(root: Path, source: Path | None) -> None:
    """Renew the running environment where it is the column's own; else say how."""
    how = f"python -m pip install --require-hashes -r {LOCKED}，python -m pip install --no-deps -r {PIN}"
    if sys.prefix == sys.base_prefix or sys.platform == "win32" or _is_editable():
        click.echo(f"再装上新版本：{how}")
        return
    try:
        install(sys.executable, root / LOCKED, source)
        install(sys.executable, root / PIN, None, "--no-deps")
    except UnusableVersionError as error:
        give_up(f"专栏的文件已经换好，程序还没有装上：{error}。自己装：{how}")
    click.echo("新版本也装好了。")


def _is_editable() -> bool:
    """Whether the program runs from a checkout of its own repository, which no upgrade may replace."""
    told = json.loads(distribution("publicity").read_text("direct_url.json") or "{}")
    return bool(told.get("dir_info", {}).get("editable"))


def _merged(own: bytes, old: bytes, new: bytes) -> bytes | None:
    """Both changes in one, by git; None where they collide."""
    with TemporaryDirectory() as folder:
        names = ("own", "old", "new")
        for name, content in zip(names, (own, old, new), strict=True):
            Path(folder, name).write_bytes(content)
        command = ["git", "merge-file", "-p", *names]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)  # noqa: S603 - ours
    return done.stdout if done.returncode == 0 else None


def _git(root: Path, *arguments: str) -> bytes:
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603 - no shell
