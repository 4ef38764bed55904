"""`publicity check`: everything that is wrong with what was written, at once."""

from pathlib import Path

import click

from publicity.column.column import Column
from publicity.column.files import read_column
from publicity.commands.answering import say_exactly
from publicity.commands.exits import Exit
from publicity.commands.giving_up import unwritable
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option
from publicity.problems.problem import Problem, errors, in_order
from publicity.screening import telling
from publicity.texts import whole_file
from publicity.texts.memory import Memory

FORMS = [form.value for form in telling.Form]


@click.command(cls=ChineseCommand)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="text",
    help="怎么写：text 给人看；github 标在合并请求出错的行上；gitlab 是代码质量报告；json 给程序用。",
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="写进这个文件，屏幕上仍是给人看的。")
@root_option
def check(form: str, output: Path | None, root: Path) -> None:
    """检查方案、动态、文件和承诺，不生成网页。有错误时退出码为 1。"""
    found = read_column(root / "mkdocs.yml", root / "docs")
    problems = in_order([*found.problems, *(_would_be_told(found.column, root) if found.column else ())])
    wanted = telling.Form(form)
    if output or wanted is telling.Form.TEXT:
        click.echo(telling.told(problems))
        if count := sum(problem.unsettled for problem in problems):
            click.echo(f"其中 {count} 处请核对：看过以后删掉那个记号，不删不能发布")
    elif report := telling.report(problems, wanted):
        say_exactly(report)
    if output:
        _save(output, telling.report(problems, wanted))
    if errors(problems):
        raise click.exceptions.Exit(Exit.ERRORS)


def _would_be_told(column: Column, root: Path) -> list[Problem]:
    """What a build would tell of its finished pages."""
    from publicity.finished.sources import source_problems  # here: where there are errors, nothing is converted

    return source_problems(column, root / "docs", "docs", Memory.of(root, "pages"))


def _save(path: Path, report: str) -> None:
    try:
        whole_file.replace(path, f"{report}\n".encode(errors="backslashreplace"))
    except OSError as error:
        unwritable("没有写报告", path, error)
