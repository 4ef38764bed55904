"""`publicity publish`: the committed sources to a site that is served."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from publicity.column.files import read_column
from publicity.commands.giving_up import give_up
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option
from publicity.commands.publishing import target_argument, told
from publicity.manifests.commit import NoCommit, read_commit
from publicity.manifests.comparing import Change
from publicity.manifests.manifest import NAME, read_manifest
from publicity.problems.problem import Problem
from publicity.publishing import copies, pipeline, signing
from publicity.publishing.addressing import refuse_within, target_of
from publicity.publishing.building import build, checked_out
from publicity.publishing.refusal import RefusedError
from publicity.publishing.source_rules import SHOWN, source_refusals, withdrawn
from publicity.publishing.target_rules import Wishes
from publicity.publishing.telling import Teller


@click.command(cls=ChineseCommand)
@target_argument
@click.option("--dry-run", is_flag=True, help="只列出会改变什么，不发布。")
@click.option("--allow-samples", is_flag=True, help="示例内容也发布，用于演示。")
@click.option("--allow-pinned", is_flag=True, help="as_of 固定了日期也发布，只用于演示。")
@click.option("--allow-vanishing", is_flag=True, help="允许公开过的网址打不开。")
@click.option("--again", is_flag=True, help="内容没有变化，或者是退回过的提交，也重新发布。")
@click.option("--sign", type=click.Path(path_type=Path), help="用这个 SSH 私钥给清单签名，核对时用 verify --signers。")
@click.option(
    "--keep", type=click.Path(path_type=Path), help="把这次发布的清单另存一份，作为核对的依据（如 CI 的产物）。"
)
@root_option
def publish(
    target: str,
    dry_run: bool,
    allow_samples: bool,
    allow_pinned: bool,
    allow_vanishing: bool,
    again: bool,
    sign: Path | None,
    keep: Path | None,
    root: Path,
) -> None:
    """生成、检查、发布、核对，留下最近五次以便退回。目标：文件夹、user@host:/文件夹、rclone 的 远端:文件夹。

    也可以把目标写在环境变量 PUBLICITY_TARGET 里；ssh 要加选项的写在 PUBLICITY_SSH 里，如 “ssh -p 2222”。
    没有发布时原来的网站不动，退出码为 1。
    """
    tell = Teller()
    with told("没有发布"), TemporaryDirectory(prefix="publicity-") as folder:
        place, site = target_of(target), Path(folder) / "site"
        refuse_within(place, root)
        found = read_column(root / "mkdocs.yml", root / "docs")
        if found.column is None:
            give_up("没有发布：先改好上面的错误", found.problems)
        column, commit = found.column, read_commit(root)
        reasons = list(source_refusals(column, commit, allow_samples=allow_samples, allow_pinned=allow_pinned))
        if reasons or isinstance(commit, NoCommit):  # which is a reason itself
            raise RefusedError(reasons)
        wishes = Wishes(withdrawn(column), again, allow_vanishing)
        with checked_out(root, commit, Path(folder)) as tree:
            build(tree, site)
        if sign:
            signing.sign(site, sign)
        if dry_run:
            _show(*pipeline.preview(site, place, wishes), place.name)
            _warn(found.problems)
            return
        done = pipeline.publish(site, place, wishes, tell)
        _keep(site / NAME, keep)
        _warn(found.problems)
        if done.published:
            tell.say(f"发布了 {done.release.id}，截至 {done.release.as_of}，已经核对。")
        else:
            tell.say(f"内容没有变化，什么也没有传；现在公开的是 {done.release.id}，已经核对。")


def _keep(manifest: Path, copy: Path | None) -> None:
    """Keep what was published out of the server's reach; that it can't be kept undoes no publication."""
    try:
        copies.keep(read_manifest(manifest.read_bytes()))
        if copy:
            shutil.copyfile(manifest, copy)
    except OSError as error:
        click.echo(
            f"注意：发布了，但清单没有留存下来（{error.filename} 写不进去），以后核对只能信服务器上的。", err=True
        )


def _warn(problems: Iterable[Problem]) -> None:
    """Say loudly what is still to be filled in: it is public as it is."""
    if unfilled := [problem.place for problem in problems if problem.unfinished]:
        more = f"等 {len(unfilled)} 处" if len(unfilled) > SHOWN else f"共 {len(unfilled)} 处"
        places = f"{'、'.join(unfilled[:SHOWN])}，{more}"
        click.echo(f"注意：还没有填，公众看到的网页上印着“待填”：{places}。填好以后再发布一次。", err=True)


def _show(changed: Change, would: bool, name: str) -> None:
    if not would:
        click.echo(f"{name}：内容没有变化，不会发布。")
        return
    for word, paths in (("新增", changed.added), ("改动", changed.changed), ("撤下", changed.removed)):
        for path in paths:
            click.echo(f"{word} {path}")
    click.echo(f"{name}：会{changed.words()}。只是预演，没有发布。")
