"""Word files, pages and texts as bulletins of the column, drafts until looked at."""

from pathlib import Path

from publicity.column.files import read_column
from publicity.commands.giving_up import give_up
from publicity.commands.imported_files import Made, laid_down
from publicity.importing.bulletins_in import import_bulletin, issue_numbers
from publicity.importing.grid import CannotImportError
from publicity.importing.papers import read_paper
from publicity.problems.problem import errors


def import_bulletins(files: tuple[Path, ...], dry_run: bool, root: Path) -> None:
    """Import them, and say of each what became of it; end with 1 where one did not come in."""
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
