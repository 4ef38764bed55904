"""Tables that an office has printed, as commitments of the column."""

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from publicity.column.clearing import PLAN
from publicity.column.column import Column
from publicity.column.files import ColumnFiles, read_column
from publicity.commands.giving_up import give_up, unwritable
from publicity.fields.day import MiswrittenError, parse_day
from publicity.importing.commitments_in import Imported, Known, import_commitments
from publicity.importing.grid import CannotImportError
from publicity.importing.remembered import FILE, read_remembered, remembered_text
from publicity.importing.tables import read_grids
from publicity.problems.problem import Problem, errors
from publicity.screening.files import look
from publicity.texts import whole_file


def import_table(table: Path, sheet: str | None, day: str | None, why: str | None, dry_run: bool, root: Path) -> None:
    """Import a table and say what it changes; nothing is written where that would bring errors."""
    docs, found = root / "docs", read_column(root / "mkdocs.yml", root / "docs")
    if found.readable is None:
        give_up("没有导入：先改好上面的错误", errors(found.problems))
    try:
        on = parse_day(day) if day else found.readable.as_of.own
        plan_text = (docs / PLAN).read_bytes().decode()
        kept = read_remembered(root)
        known = Known(found.readable.plan, plan_text, found.commitments.documents, found.commitments.names, kept)
        done = import_commitments(read_grids(table, sheet), table.name, known, on, why)
    except (CannotImportError, MiswrittenError) as refused:
        give_up(f"没有导入：{refused}")
    if wrong := _objections(done, root, found):
        give_up(f"没有导入：照这样写，检查通不过；{_way_out(found.readable)}", wrong)
    _tell(done)
    if dry_run:
        click.echo("只是预演，没有写文件。")
        return
    _write(done, root)
    click.echo("核对“请核对”的地方，用 publicity check 逐处看；然后运行 publicity seal 封存，一起提交。")


def _objections(done: Imported, root: Path, found: ColumnFiles) -> list[Problem]:
    """The errors that the new files would bring."""
    also = {**done.new, **done.changed}
    problems: list[Problem] = []
    if done.plan_text is not None:
        also[PLAN] = done.plan_text
        with TemporaryDirectory(prefix="publicity-") as folder:
            made = Path(folder) / PLAN
            made.write_text(done.plan_text, encoding="utf-8")
            problems += look(made, f"docs/{PLAN}").problems
    problems += read_column(root / "mkdocs.yml", root / "docs", also).problems
    return [problem for problem in errors(problems) if problem not in found.problems]


def _way_out(column: Column) -> str:
    if column.settings.extra.strict_commitments:
        return "专栏要求每项写全，照录缺项的旧表，先删掉 mkdocs.yml 里 strict_commitments 那一行"
    return "先改表格，再导入"


def _tell(done: Imported) -> None:
    for said in done.said:
        click.echo(said)
    for told in done.told:
        click.echo(f"注意：{told}")
    doubts = sum(text.count("请核对：") for text in (*done.new.values(), *done.changed.values()))
    parts = [f"新建 {len(done.new)} 项", f"更新 {len(done.changed)} 项", f"没有变化 {done.same} 项"]
    parts += [f"plan.yml 添了 {done.problems} 个问题"] if done.problems else []
    click.echo(f"{'，'.join(parts)}；请核对 {doubts} 处。")


def _write(done: Imported, root: Path) -> None:
    """Write the plan first, which the commitments name; what was remembered last: a run that broke off goes again."""
    files = {root / "docs" / PLAN: done.plan_text} if done.plan_text is not None else {}
    files |= {root / "docs" / uri: text for uri, text in (done.new | done.changed).items()}
    files[root / FILE] = remembered_text(done.remembered)
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            whole_file.replace(path, text)
        except OSError as error:
            unwritable("没有导入完", path, error)
