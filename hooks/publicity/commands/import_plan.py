"""`publicity import plan`: a work plan as an office has it, in Word or on a page, as plan.yml to go through."""

from pathlib import Path

import click

from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option


@click.command("plan", cls=ChineseCommand)
@click.argument("document", metavar="文件")
@click.option("--out", type=click.Path(path_type=Path), help="写进哪个文件；不写就是 docs/plan.yml，已经填好的不覆盖。")
@click.option("--issued", help="成文日期，如 2026-03-01；文件里没有印的要写。")
@root_option
def plan(document: str, out: Path | None, issued: str | None, root: Path) -> None:
    """导入工作方案：docx、doc、wps、Word 存的网页、txt，写成 plan.yml；文件写 - 是粘贴。

    标题、阶段、时间、环节、目标、问题、义务从文件里找；时间由程序读，读不准的空着。拿不准的标“请核对”，附上原文。
    再导入一次，名称没变的标识（id）照旧。写出来的有错误时退出码为 1。
    """
    from publicity.commands.imported_plan import import_plan  # what reads documents takes a while to load

    import_plan(document, out, issued, root)
