"""`publicity serve`: the preview that follows every edit."""

from pathlib import Path

import click

from publicity.building.generator import generate
from publicity.commands.exits import Exit
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option


@click.command(cls=ChineseCommand)
@click.option("--address", default="127.0.0.1:8000", help="预览的地址，默认是 127.0.0.1:8000。")
@click.option("--open", "open_it", is_flag=True, help="在浏览器里打开。")
@root_option
def serve(address: str, open_it: bool, root: Path) -> None:
    """边写边看：保存以后网页自己更新，写错了显示在最上面。按 Ctrl+C 结束。"""
    options = ["--livereload", "-a", address, *(["--open"] if open_it else [])]
    if (code := generate(root, "serve", *options, quiet_input=False)) and code != Exit.INTERRUPTED:
        raise click.exceptions.Exit(Exit.ERRORS)
