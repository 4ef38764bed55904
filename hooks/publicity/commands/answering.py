"""What a command says: to people, to programs, and why it gave up."""

import json
from collections.abc import Iterable
from typing import NoReturn

import click

from publicity.commands.exits import Exit
from publicity.problems import telling
from publicity.problems.problem import Problem


def say_data(data: object, indent: int | None = 2) -> None:
    """Print an answer for programs as JSON."""
    say_exactly(json.dumps(data, ensure_ascii=False, indent=indent, default=str))


def say_exactly(text: str) -> None:
    """Print what programs read: in UTF-8, whatever the terminal speaks."""
    click.echo(text.encode(errors="backslashreplace"))


def give_up(sentence: str, problems: Iterable[Problem] = (), code: Exit = Exit.ERRORS) -> NoReturn:
    """Show what stands in the way, say what was not done, and end."""
    if listed := list(problems):
        click.echo(telling.told(listed))
    click.echo(f"{sentence}。", err=True)
    raise click.exceptions.Exit(code)


def unwritable(what: str, path: object, error: OSError) -> NoReturn:
    """Say that a file could not be written, and end."""
    give_up(f"{what}：{path} 写不进去（系统错误 {error.errno}），检查磁盘和文件夹的权限")
