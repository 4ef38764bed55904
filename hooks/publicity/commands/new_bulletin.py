"""`publicity new bulletin`: a bulletin as a file that passes the checks, a draft until its text is written."""

from pathlib import Path

import click

from publicity.commands.asking import Unusable, ask
from publicity.commands.column_files import column_in
from publicity.commands.exits import Exit
from publicity.commands.giving_up import give_up
from publicity.commands.helping import ChineseCommand
from publicity.commands.new_file import put
from publicity.commands.options import root_option
from publicity.problems.problem import errors


@click.command(cls=ChineseCommand)
@click.option("--kind", help="简报 或 动态。")
@click.option("--title", help="标题。")
@click.option("--date", help="事情发生的日期，如 2026-04-22；不写就用专栏的日期。")
@click.option("--published", help="首次发布时间，如 2026-04-22 09:30；不写就是当天 09:00。")
@click.option("--source", help="稿件来源。")
@click.option("--summary", help="一句话摘要。")
@click.option("--phase", help="所属阶段的 id；按日期能确定的不用写。")
@click.option("--step", help="所属环节的 id。")
@click.option("--topics", help="主题，用逗号隔开。")
@click.option("--slug", help="文件名的结尾，小写字母、数字和连字符；不写就用 jianbao-期号 或 dongtai-序号。")
@root_option
def bulletin(root: Path, **flags: str | None) -> None:
    """新建一篇简报或动态，存为草稿。没写的会问；检查通不过就不写，退出码为 1。"""
    from publicity.commands import bulletin_file  # here: help waits for no model

    found = column_in(root)
    if found.readable is None:
        give_up("没有建新稿：先改好上面的错误", errors(found.problems))
    try:
        wanted = ask(found.readable, flags)
    except Unusable as unusable:
        give_up(str(unusable), code=Exit.WRONG_USE)
    if wanted.kind == "简报" and (unsure := bulletin_file.uncountable(found.problems)):
        give_up("没有建新稿：先改好上面的错误，期号才数得准", unsure)
    sheet = bulletin_file.compose(wanted, found.readable, root / "docs")
    put(sheet, root, found.problems, "新稿", "--slug")
    click.echo(f"建好了 docs/{sheet.uri}（草稿）。\n写好正文，删掉“draft: true”这一行，才会公开。")
