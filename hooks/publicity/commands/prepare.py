"""`publicity prepare`: the committed sources to a built site that waits to be sent. No key is needed for that."""

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from publicity.commands.column_files import column_in
from publicity.commands.giving_up import give_up
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option
from publicity.commands.publishing import allow_pinned, allow_samples, told
from publicity.manifests.commit import NoCommit, read_commit
from publicity.publishing.building import build, checked_out
from publicity.publishing.prepared import Prepared, note, site_in
from publicity.publishing.refusal import RefusedError


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
        made = prepared(folder.absolute(), root, samples=allow_samples, pinned=allow_pinned)
        click.echo(f"准备好了提交 {made.commit[:12]}，发布：publicity publish 目标 --prepared {folder}")


def prepared(folder: Path, root: Path, *, samples: bool, pinned: bool) -> Prepared:
    """Build what a column's commit holds into an empty folder. Raises RefusedError, TargetError, click's Exit."""
    from publicity.publishing.source_rules import source_refusals, waiting, withdrawn  # here: help waits for no column

    site = site_in(folder)
    found = column_in(root)
    if found.column is None:
        give_up("没有发布：先改好上面的错误", found.problems)
    column, commit = found.column, read_commit(root)
    reasons = list(source_refusals(column, commit, found.problems, allow_samples=samples, allow_pinned=pinned))
    if reasons or isinstance(commit, NoCommit):  # which is a reason itself
        raise RefusedError(reasons)
    with TemporaryDirectory(prefix="publicity-") as temporary, checked_out(root, commit, Path(temporary)) as tree:
        build(tree, site)
    unfilled = (problem.place for problem in found.problems if problem.unfinished)
    return note(folder, commit.id, withdrawn(column), unfilled, waiting(column))
