"""New bulletins made of other files: judged together beside all that is there, written whole, told one by one."""

from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import click

from publicity.column.files import ColumnFiles, read_column
from publicity.commands.exits import Exit
from publicity.commands.giving_up import unwritable
from publicity.importing.bulletins_in import NewBulletin
from publicity.problems.problem import Problem, errors
from publicity.screening import telling
from publicity.texts import whole_file

_ROUNDS = 5  # of leaving out what does not pass: a number left out may make the next ones wrong


@dataclass(frozen=True)
class Made:
    """A bulletin, and what the file is called that it was made of."""

    name: str
    bulletin: NewBulletin


def laid_down(made: list[Made], refused: list[str], root: Path, found: ColumnFiles, *, dry_run: bool) -> None:
    """Write those that pass the checks, and say what became of each; end with 1 where one did not come in."""
    docs, pictures = root / "docs", list[Path]()
    for sentence in refused:
        click.echo(sentence)
    if not dry_run:
        pictures = _pictures(made, docs)
    passed = _passing(made, root, found)
    for one in made:
        if one not in passed:
            _withdraw([docs / uri for uri in one.bulletin.pictures], pictures)
    for one in passed:
        if not dry_run:
            _write(one, docs)
        _tell(one)
    doubts = sum(one.bulletin.text.count("请核对：") for one in passed)
    missing = len(refused) + len(made) - len(passed)
    click.echo(f"导入 {len(passed)} 篇；请核对 {doubts} 处" + (f"；没有导入 {missing} 个。" if missing else "。"))
    if dry_run:
        click.echo("只是预演，没有写文件。")
    if missing:
        _end()


def _end() -> NoReturn:
    raise click.exceptions.Exit(Exit.ERRORS)


def _passing(made: list[Made], root: Path, found: ColumnFiles) -> list[Made]:
    """Those that bring no error; the errors of the others are shown."""
    passed = list(made)
    for _ in range(_ROUNDS):
        also = {one.bulletin.uri: one.bulletin.text for one in passed}
        problems = read_column(root / "mkdocs.yml", root / "docs", also).problems
        wrong = [problem for problem in errors(problems) if problem not in found.problems]
        if not wrong:
            return passed
        click.echo(telling.told(wrong))
        left = [one for one in passed if not any(_is_of(problem, one) for problem in wrong)]
        for one in passed:
            if one not in left:
                click.echo(f"{one.name} 没有导入：照这样写，检查通不过。")
        if len(left) == len(passed):  # something else is wrong now, by all of them together
            return []
        passed = left
    return []


def _is_of(problem: Problem, one: Made) -> bool:
    return problem.file == f"docs/{one.bulletin.uri}"


def _pictures(made: list[Made], docs: Path) -> list[Path]:
    """Write the pictures, which the texts name and the checks look for; none takes the place of a file."""
    written: list[Path] = []
    for one in made:
        for uri, data in one.bulletin.pictures.items():
            path = docs / uri
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                whole_file.create(path, data)
            except OSError as error:
                _withdraw(written, written)
                unwritable("没有导入", f"docs/{uri}", error)
            written.append(path)
    return written


def _withdraw(paths: list[Path], written: list[Path]) -> None:
    for path in paths:
        if path in written:
            path.unlink(missing_ok=True)


def _write(one: Made, docs: Path) -> None:
    path = docs / one.bulletin.uri
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        whole_file.create(path, one.bulletin.text)
    except OSError as error:
        unwritable("没有导入完", f"docs/{one.bulletin.uri}", error)


def _tell(one: Made) -> None:
    pictures = len(one.bulletin.pictures)
    click.echo(f"{one.name} → docs/{one.bulletin.uri}" + (f"，图片 {pictures} 幅" if pictures else ""))
    for told in one.bulletin.told:
        click.echo(f"  注意：{told}")
