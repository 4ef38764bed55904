"""`publicity import bulletin`: Word files, pages and texts as bulletins of the column, drafts until looked at."""

from pathlib import Path

import click

from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option


@click.command("bulletin", cls=ChineseCommand)
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="只说会怎样，不写文件。")
@root_option
def bulletin(files: tuple[Path, ...], dry_run: bool, root: Path) -> None:
    """导入简报、动态：docx、doc、wps、网页、txt，一个文件一篇。

    标题、期号、日期、来源、报送范围从报头、版记里取，自动编号照印，合并的单元格照原样，图片另存在旁边。隐藏的文字、修订、批注不
    导入，并且告诉您。每篇存为草稿，拿不准的标“请核对”；已有的文件不动。有一个没有导入，退出码为 1。
    """
    from publicity.commands.imported_bulletins import import_bulletins  # what reads documents takes a while to load

    import_bulletins(files, dry_run, root)
