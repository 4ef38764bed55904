"""`publicity build`: the whole site, checked."""

from pathlib import Path

import click

from publicity.building.generator import generate
from publicity.building.workshop import FOLDER
from publicity.commands.exits import Exit
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option
from publicity.manifests.last_site import STATE


@click.command(cls=ChineseCommand)
@click.option("--site", type=click.Path(path_type=Path, file_okay=False), help="生成到哪个文件夹，默认是 site/。")
@click.option("--strict/--no-strict", default=True, help="有警告就算没有通过（默认），或者只提醒。")
@click.option("--clean", is_flag=True, help="不接着上一次做，全部从头生成。")
@root_option
def build(site: Path | None, strict: bool, clean: bool, root: Path) -> None:
    """生成整个网站并检查，放在 site/ 里。有错误或警告时退出码为 1；有错误时原来的网站不动。"""
    if clean:
        (root / FOLDER / STATE).unlink(missing_ok=True)
    options = [*(["--strict"] if strict else []), *(["-d", str(site.resolve())] if site else [])]
    if code := generate(root, "build", *options):
        raise click.exceptions.Exit(Exit.INTERRUPTED if code == Exit.INTERRUPTED else Exit.ERRORS)
