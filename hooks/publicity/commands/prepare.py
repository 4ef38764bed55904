"""`publicity prepare`: the committed sources to a built site that waits to be sent. No key is needed for that."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publicity.commands.column_files import column_in
from publicity.commands.giving_up import give_up
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option
from publicity.commands.publishing import allow_pinned, allow_samples, told
from publicity.manifests.commit import NoCommit, read_commit
from publicity.publishing.building import built
from publicity.publishing.prepared import Prepared, make_room, put_by
from publicity.publishing.refusal import Refusal, RefusedError

if TYPE_CHECKING:
    from publicity.column.column import Column
    from publicity.problems.problem import Problem

    Problems = tuple[Problem, ...]


@click.command(cls=ChineseCommand)
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path))
@allow_samples
@allow_pinned
@root_option
def prepare(folder: Path, allow_samples: bool, allow_pinned: bool, root: Path) -> None:
    """把要发布的网站生成、检查好，还用不着密钥。

    放进一个空文件夹里，以后用 publish --prepared 发布。没有准备好时退出码为 1。
    """
    with told("没有准备好"):
        make_room(folder)
        with prepared(root, samples=allow_samples, pinned=allow_pinned) as made:
            put_by(made, folder)
        click.echo(f"准备好了提交 {made.commit[:12]}，发布：publicity publish 目标 --prepared {folder}")


@contextmanager
def prepared(root: Path, *, samples: bool, pinned: bool) -> Iterator[Prepared]:
    """What a column's commit holds, built; the site is there meanwhile. Raises RefusedError, TargetError, Exit."""
    from publicity.publishing.source_rules import source_refusals, waiting, withdrawn  # here: help waits for no column

    commit = read_commit(root)

    def against(column: "Column", problems: "Problems") -> list[Refusal]:
        return list(source_refusals(column, commit, problems, allow_samples=samples, allow_pinned=pinned))

    def judged() -> tuple["Column", "Problems"]:
        read = _read(root)
        if reasons := against(*read):
            raise RefusedError(reasons)
        return read

    if isinstance(commit, NoCommit) or commit.changed:  # a reason in itself: nothing need be checked out
        raise RefusedError(against(*_read(root)))
    with built(root, commit, click.echo, judged) as (site, (column, problems)):
        unfilled = tuple(problem.place for problem in problems if problem.unfinished)
        yield Prepared(site, commit.id, withdrawn(column), unfilled, tuple(waiting(column)))


def _read(root: Path) -> tuple["Column", "Problems"]:
    """The column in a folder, with what is to be told of it. Raises Exit where there is none."""
    found = column_in(root)
    if found.column is None:
        give_up("没有发布：先改好上面的错误", found.problems)
    return found.column, found.problems
