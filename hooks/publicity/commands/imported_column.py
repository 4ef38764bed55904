"""An old column's saved pages as bulletins, which its old addresses lead to."""

from pathlib import Path

import click

from publicity.column.files import read_column
from publicity.commands.giving_up import give_up
from publicity.commands.imported_files import Made, laid_down
from publicity.importing.bulletins_in import issue_numbers
from publicity.importing.columns_in import OldColumn
from publicity.importing.grid import CannotImportError
from publicity.importing.old_pages import read_pages
from publicity.importing.saved_pages import saved_in
from publicity.problems.problem import errors


def import_pages(saved: Path, hour: str | None, dry_run: bool, root: Path) -> None:
    """Import them, and say of each that does not come in why."""
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
