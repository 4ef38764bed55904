"""`publicity build`: the whole site, checked."""

from pathlib import Path

import click

from publicity.building.generator import generate
from publicity.commands.exits import Exit
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option


@click.command(cls=ChineseCommand)
@click.option("--site", type=click.Path(path_type=Path, file_okay=False), help="生成到哪个文件夹，默认是 site/。")
@click.option("--strict/--no-strict", default=True, help="有警告就算没有通过（默认），或者只提醒。")
@root_option
def build(site: Path | None, strict: bool, root: Path) -> None:
    """生成整个网站并检查，放在 site/ 里。有错误或警告时退出码为 1；有错误时原来的网站不动。"""
    options = [*(["--strict"] if strict else []), *(["-d", str(site.resolve())] if site else [])]
    if code := generate(root, "build", *options):
        raise click.exceptions.Exit(Exit.INTERRUPTED if code == Exit.INTERRUPTED else Exit.ERRORS)
