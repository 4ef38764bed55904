"""`publicity screen`: what must not be published, looked for in any text before it is."""

from pathlib import Path

import click

from publicity.commands.exits import Exit
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import column_around, json_option


@click.command(cls=ChineseCommand)
@click.argument("paths", metavar="PATH…", nargs=-1, type=click.Path(path_type=Path))
@json_option
@click.option("--batch", is_flag=True, help='从标准输入逐行读 JSON（{"text": "…"}），逐行输出 JSON。')
@click.option("--exceptions", is_flag=True, help="打印例外，可以照抄进文件开头的 screened。只在自己的电脑上用。")
@click.option("--root", type=click.Path(path_type=Path), help="专栏所在的文件夹（有 mkdocs.yml 的那个）。")
def screen(paths: tuple[Path, ...], as_json: bool, batch: bool, exceptions: bool, root: Path | None) -> None:
    """查不该公开的内容：证件号码、手机号、住址、密级标志、写错的机关名称等。不写 PATH 就查专栏。有错误时退出码为 1。"""
    if batch and (paths or as_json or exceptions):
        raise click.UsageError("--batch 只读标准输入，不能和 PATH、--json、--exceptions 一起用")
    root = root or column_around()
    if root is None and not (batch or paths):
        raise click.UsageError("这里不是专栏的文件夹（没有 mkdocs.yml）。写上要查的文件或文件夹")
    from publicity.commands import screened  # here: help waits for no screen

    if batch:
        screened.answer_lines(root)
    elif screened.tell(paths, root, as_json=as_json, exceptions=exceptions):
        raise click.exceptions.Exit(Exit.ERRORS)
