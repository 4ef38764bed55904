"""`publicity import column`: an old column's saved pages as bulletins, which its old addresses lead to."""

import re
from pathlib import Path

import click

from publicity.column.files import read_column
from publicity.commands.giving_up import give_up
from publicity.commands.helping import ChineseCommand
from publicity.commands.imported_files import Made, laid_down
from publicity.commands.options import root_option
from publicity.importing.bulletins_in import issue_numbers
from publicity.importing.columns_in import OldColumn
from publicity.importing.grid import CannotImportError
from publicity.importing.old_pages import read_pages
from publicity.importing.saved_pages import saved_in
from publicity.problems.problem import errors


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
    found = read_column(root / "mkdocs.yml", root / "docs")
    if found.readable is None:
        give_up("没有导入：先改好上面的错误", errors(found.problems))
    docs = root / "docs"
    taken = {path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file()}
    known = {old for one in found.readable.archive.bulletins for old in one.entry.old_paths}
    try:
        pages = saved_in(saved)
    except CannotImportError as error:
        give_up(f"没有导入：{error}")
    olds, passed_over = read_pages(pages)
    made = OldColumn(found.readable, pages, hour, taken).bring_in(olds)
    numbers = issue_numbers(found.readable)
    new = []
    for name, bulletin in made:
        if known.intersection(bulletin.old_paths) or bulletin.number in numbers:
            passed_over.append(f"{name}：已经导入过了")
        else:
            new.append(Made(name, bulletin))
    for sentence in (*pages.others, *passed_over):
        click.echo(f"没有读 {sentence}。")
    laid_down(new, [], root, found, dry_run=dry_run)
