"""`publicity import bulletin`: Word files, pages and texts as bulletins of the column, drafts until looked at."""

from pathlib import Path

import click

from publicity.column.files import read_column
from publicity.commands.giving_up import give_up
from publicity.commands.helping import ChineseCommand
from publicity.commands.imported_files import Made, laid_down
from publicity.commands.options import root_option
from publicity.importing.bulletins_in import import_bulletin, issue_numbers
from publicity.importing.grid import CannotImportError
from publicity.importing.papers import read_paper
from publicity.problems.problem import errors


@click.command("bulletin", cls=ChineseCommand)
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="只说会怎样，不写文件。")
@root_option
def bulletin(files: tuple[Path, ...], dry_run: bool, root: Path) -> None:
    """导入简报、动态：docx、doc、wps、网页、txt，一个文件一篇。

    标题、期号、日期、来源、报送范围从报头、版记里取，自动编号照印，合并的单元格照原样，图片另存在旁边。隐藏的文字、修订、批注不
    导入，并且告诉您。每篇存为草稿，拿不准的标“请核对”；已有的文件不动。有一个没有导入，退出码为 1。
    """
    found = read_column(root / "mkdocs.yml", root / "docs")
    if found.readable is None:
        give_up("没有导入：先改好上面的错误", errors(found.problems))
    made: list[Made] = []
    refused: list[str] = []
    taken = {path.relative_to(root / "docs").as_posix() for path in (root / "docs").rglob("*") if path.is_file()}
    numbers = issue_numbers(found.readable)
    for path in files:
        try:
            new = import_bulletin(read_paper(path), path.name, found.readable, taken)
        except CannotImportError as error:
            refused.append(f"{path.name} 没有导入：{error}")
            continue
        if new.number in numbers:
            refused.append(f"{path.name} 没有导入：第 {new.number} 期已经有了（docs/{numbers[new.number]}）")
            continue
        if new.number is not None:
            numbers[new.number] = new.uri
        taken |= {new.uri, *new.pictures}
        made.append(Made(path.name, new))
    laid_down(made, refused, root, found, dry_run=dry_run)
