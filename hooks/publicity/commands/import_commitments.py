"""`publicity import commitments`: tables that an office has printed, as commitments of the column."""

from pathlib import Path

import click

from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option


@click.command("commitments", cls=ChineseCommand)
@click.argument("table", metavar="表格", type=click.Path(path_type=Path))
@click.option("--sheet", help="只导入这张工作表：名字，或第几张（docx 是第几张表）。不写就导入所有认得的表。")
@click.option("--date", "day", help="承诺公布的日期；再次导入时是这次进展的日期。不写就用专栏的日期。")
@click.option("--why", help="再次导入时，时限、责任等为什么改了，读者看得到；不写就留一处“请核对”。")
@click.option("--dry-run", is_flag=True, help="只说会怎样，不写文件。")
@root_option
def commitments(table: Path, sheet: str | None, day: str | None, why: str | None, dry_run: bool, root: Path) -> None:
    """导入整改台账：xlsx、docx 里的表、csv，每项承诺一个文件。

    各栏看表头认，次序不拘；合并的单元格每一行都算。同一张表改了以后再导入：进展添在后面，改了的时限、责任等留下原话，
    表里没有了的不删。检查通不过就什么也不写，退出码为 1。
    """
    from publicity.commands.imported_commitments import import_table  # what reads documents takes a while to load

    import_table(table, sheet, day, why, dry_run, root)
