"""Options that several commands have, each described once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])


def root_option(command: Function) -> Function:
    """`--root`: the column's folder, found from where the command is run unless it is given."""
    help_ = "专栏所在的文件夹（有 mkdocs.yml 的那个）。"
    return click.option("--root", type=click.Path(path_type=Path), callback=_root, help=help_)(command)


def json_option(command: Function) -> Function:
    """`--json`: an answer for programs."""
    return click.option("--json", "as_json", is_flag=True, help="输出 JSON。")(command)


def _root(context: click.Context, _: click.Parameter, given: Path | None) -> Path | None:
    """The folder that is meant. Raises UsageError where there is none."""
    if context.resilient_parsing:
        return given
    if given is not None:
        if not _is_root(given):
            raise click.UsageError(f"{given} 不是专栏的文件夹（没有 mkdocs.yml）")
        return given
    if found := column_around():
        return found
    raise click.UsageError("这里不是专栏的文件夹（没有 mkdocs.yml）。先 cd 到专栏的文件夹，或用 --root 指明")


def column_around() -> Path | None:
    """The column's folder that the command is run in, if it is in any."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if _is_root(folder)), None)


def _is_root(folder: Path) -> bool:
    try:
        return (folder / "mkdocs.yml").is_file()
    except (OSError, ValueError):  # a folder that may not be looked into, a name that can't be
        return False
