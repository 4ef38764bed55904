"""`publicity import column`: an old column's saved pages as bulletins, which its old addresses lead to."""

import re
from pathlib import Path

import click

from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option


@click.command("column", cls=ChineseCommand)
@click.argument("saved", metavar="文件夹或列表", type=click.Path(path_type=Path))
@click.option("--time", "hour", help="网页只印日期的，当作这个时刻发布，如 09:00；不写就标“请核对”。")
@click.option("--dry-run", is_flag=True, help="只说会怎样，不写文件。")
@root_option
def column(saved: Path, hour: str | None, dry_run: bool, root: Path) -> None:
    """导入旧专栏：存下来的网页，每页一篇，旧网址自动转到新的。

    文件夹里放存下来的网页和图片、附件；或者写一个列表，每行“网址 文件”。什么都不从网上取。正文以外的导航、页脚
    不导入，没有读的网页逐个说明为什么。拿不准的标“请核对”并存为草稿；已有的文件不动。有一页检查通不过，退出码为 1。
    """
    if hour is not None and not re.fullmatch(r"(?:[01]\d|2[0-3]):[0-5]\d", hour):
        raise click.BadParameter("写成 09:00 这样", param_hint="--time")
    from publicity.commands.imported_column import import_pages  # what reads documents takes a while to load

    import_pages(saved, hour, dry_run, root)
