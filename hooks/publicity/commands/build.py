"""`publicity build`: the whole site, checked."""

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from publicity.building.generator import generate
from publicity.building.workshop import FOLDER
from publicity.commands.exits import Exit
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option
from publicity.manifests.comparing import change
from publicity.manifests.last_site import STATE
from publicity.manifests.manifest import NAME, read_manifest

SHOWN = 20  # paths of what differs


@click.command(cls=ChineseCommand)
@click.option("--site", type=click.Path(path_type=Path, file_okay=False), help="生成到哪个文件夹，默认是 site/。")
@click.option("--strict/--no-strict", default=True, help="有警告就算没有通过（默认），或者只提醒。")
@click.option("--clean", is_flag=True, help="不接着上一次做，全部从头生成。")
@click.option("--compare", is_flag=True, help="再从头生成一次，两次不一样就是出错：每夜在 CI 里运行。")
@root_option
def build(site: Path | None, strict: bool, clean: bool, compare: bool, root: Path) -> None:
    """生成整个网站并检查，放在 site/ 里。有错误或警告时退出码为 1；有错误时原来的网站不动。"""
    if compare and site:
        raise click.UsageError("--compare 比的是 site/，不能和 --site 一起写")
    if clean:
        _forget(root)
    options = [*(["--strict"] if strict else []), *(["-d", str(site.resolve())] if site else [])]
    if code := generate(root, "build", *options):
        raise click.exceptions.Exit(Exit.INTERRUPTED if code == Exit.INTERRUPTED else Exit.ERRORS)
    if compare:
        _compare(root, options)


def _forget(root: Path) -> None:
    """Have the next build begin with nothing."""
    for state in (root / FOLDER).glob(f"*/{STATE}"):
        state.unlink(missing_ok=True)


def _compare(root: Path, options: list[str]) -> None:
    """Build once more, from nothing and elsewhere: what was kept must make no difference."""
    with TemporaryDirectory(prefix="publicity-") as folder:
        anew = Path(folder, "site")
        if generate(root, "build", *options, "-d", str(anew)):
            raise click.exceptions.Exit(Exit.ERRORS)
        found, made = (read_manifest((place / NAME).read_bytes()) for place in (root / "site", anew))
    if differ := change(made.files, found.files):
        shown = sorted((*differ.added, *differ.changed, *differ.removed))
        click.echo(f"接着做的和从头做的不一样（{differ.words()}）：{'、'.join(shown[:SHOWN])}", err=True)
        click.echo("这是程序的错，请告诉开发的人。site/ 里的不要公开；运行 publicity build --clean 重做。", err=True)
        _forget(root)
        raise click.exceptions.Exit(Exit.FAULT)
    click.echo(f"接着做的和从头做的一样：{len(made.files)} 个文件，编号 {made.build[:12]}。")
