"""What every command needs: the column's folder, problems in sight, a refusal in one sentence."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from publicity.problems.problem import Problem, summary


def show(problems: Iterable[Problem]) -> None:
    """Print problems and their count; as annotations too where a merge request shows them."""
    problems = list(problems)
    for problem in problems:
        click.echo(problem.text() + "\n")
        if os.environ.get("GITHUB_ACTIONS") == "true":
            click.echo(problem.annotation())
    click.echo(summary(problems))


def find_root() -> Path:
    """The nearest folder upwards that holds mkdocs.yml."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    raise click.ClickException("这里不是专栏的文件夹（没有 mkdocs.yml）。先 cd 到专栏的文件夹，或用 --root 指明。")


def give_up(sentence: str, problems: Iterable[Problem] = ()) -> NoReturn:
    """Show what stands in the way, say what was not done, and end with 1."""
    if problems:
        show(problems)
    click.echo(f"{sentence}。", err=True)
    raise click.exceptions.Exit(1)
