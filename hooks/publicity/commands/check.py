"""`publicity check`: everything that is wrong with what was written, at once."""

import os
from pathlib import Path

import click

from publicity.building.collecting import loading
from publicity.column.inputs import Known, inputs
from publicity.commands.answering import say_exactly
from publicity.commands.exits import Exit
from publicity.commands.giving_up import unwritable
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option
from publicity.problems.form import Answer, Form
from publicity.texts import whole_file
from publicity.texts.memory import Memory, key

_CONTENTS = b"contents"  # under which the answers' memory has what is known of files
FORMS = [form.value for form in Form]


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
    wanted = Form(form)
    found = _answer(root, wanted)
    if output or wanted is Form.TEXT:
        click.echo(found.said)
    elif found.report:
        say_exactly(found.report)
    if output:
        _save(output, found.report)
    if found.wrong:
        raise click.exceptions.Exit(Exit.ERRORS)


def _answer(root: Path, form: Form) -> Answer:
    """What is to be told: what was told last time, where not a byte of the column has changed."""
    memory = Memory.of(root, "answers")
    contents: Known = memory.recall(_CONTENTS) or {}
    before = dict(contents)
    known_as = _key(root, form, contents)
    known = memory.recall(known_as) if known_as else None
    if isinstance(known, Answer):
        found = known
    else:
        with loading():
            from publicity.commands.checked import answer  # reading a column takes a while to load

        found = answer(root, form)
        if known_as and _key(root, form, contents) == known_as:  # nobody wrote meanwhile
            memory.keep(known_as, found)
    if contents != before:
        memory.keep(_CONTENTS, contents)
    memory.save()
    return found


def _key(root: Path, form: Form, contents: Known) -> bytes | None:
    read = inputs(root, contents)
    return key(read, form.value.encode(), os.environ.get("GITHUB_ACTIONS", "").encode()) if read else None


def _save(path: Path, report: str) -> None:
    try:
        whole_file.replace(path, f"{report}\n".encode(errors="backslashreplace"))
    except OSError as error:
        unwritable("没有写报告", path, error)
