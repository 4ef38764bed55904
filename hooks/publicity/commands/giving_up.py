"""What a command says when it gives up: what stands in the way, and what was not done."""

from collections.abc import Iterable
from typing import NoReturn

import click

from publicity.commands.exits import Exit
from publicity.problems.problem import Problem


def give_up(sentence: str, problems: Iterable[Problem] = (), code: Exit = Exit.ERRORS) -> NoReturn:
    """Show what stands in the way, say what was not done, and end."""
    if listed := list(problems):
        from publicity.screening import telling  # here: who has no problems to tell needs no screen

        click.echo(telling.told(listed))
    click.echo(f"{sentence}。", err=True)
    raise click.exceptions.Exit(code)


def unwritable(what: str, path: object, error: OSError) -> NoReturn:
    """Say that a file could not be written, and end."""
    give_up(f"{what}：{path} 写不进去（系统错误 {error.errno}），检查磁盘和文件夹的权限")
