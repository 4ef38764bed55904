"""`publicity publish`: the committed sources to a site that is served."""

import shutil
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import click

from publicity.commands.column_files import column_in
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option
from publicity.commands.own_day import own_day
from publicity.commands.prepare import prepared as built_now
from publicity.commands.publishing import allow_pinned, allow_samples, target_argument, told
from publicity.manifests.commit import Commit, read_commit
from publicity.manifests.comparing import Change
from publicity.manifests.manifest import NAME, read_manifest
from publicity.publishing import copies, pipeline, signing
from publicity.publishing.addressing import refuse_within, target_of
from publicity.publishing.prepared import Prepared, take
from publicity.publishing.refusal import TargetError
from publicity.publishing.target import Target
from publicity.publishing.target_rules import Wishes
from publicity.publishing.telling import Teller


@click.command(cls=ChineseCommand)
@target_argument
@click.option("--dry-run", is_flag=True, help="只列出会改变什么，不发布。")
@allow_samples
@allow_pinned
@click.option("--allow-vanishing", is_flag=True, help="允许公开过的网址打不开。")
@click.option("--again", is_flag=True, help="内容没有变化，或者是退回过的提交，也重新发布。")
@click.option("--rewrite-ledger", metavar="原因", help="公布过的台账要重写：原因写进新的台账，网页上公布。")
@click.option("--sign", type=click.Path(path_type=Path), help="用这个 SSH 私钥给清单签名，核对时用 verify --signers。")
@click.option(
    "--keep", type=click.Path(path_type=Path), help="把这次发布的清单另存一份，作为核对的依据（如 CI 的产物）。"
)
@click.option(
    "--prepared", type=click.Path(path_type=Path), help="发布 publicity prepare 放在这个文件夹里的，不再生成。"
)
@root_option
def publish(
    target: str,
    dry_run: bool,
    allow_samples: bool,
    allow_pinned: bool,
    allow_vanishing: bool,
    again: bool,
    rewrite_ledger: str | None,
    sign: Path | None,
    keep: Path | None,
    prepared: Path | None,
    root: Path,
) -> None:
    """生成、检查、发布、核对，留下最近五次以便退回。目标：文件夹、user@host:/文件夹、rclone 的 远端:文件夹。

    也可以把目标写在环境变量 PUBLICITY_TARGET 里；ssh 要加选项的写在 PUBLICITY_SSH 里，如 “ssh -p 2222”。
    没有发布时原来的网站不动，退出码为 1。
    """
    if prepared and (allow_samples or allow_pinned):
        raise click.UsageError("--allow-samples、--allow-pinned 写在 publicity prepare 那一步")
    with told("没有发布"), ExitStack() as stack:
        place = target_of(target)
        refuse_within(place, root)
        reason = (rewrite_ledger or "").strip()
        if reason and not prepared:
            from publicity.commands.rewriting import note_reason  # here: it seldom happens

            note_reason(root, place, reason, _own_day(root))
        if prepared:
            made = _of_this_commit(take(prepared), root)
        else:
            made = stack.enter_context(built_now(root, samples=allow_samples, pinned=allow_pinned))
        if sign:
            signing.sign(made.site, sign)
        _send(made, place, Wishes(made.withdrawn, again, allow_vanishing, reason), dry_run, keep)


def _send(made: Prepared, place: Target, wishes: Wishes, dry_run: bool, keep: Path | None) -> None:
    """Publish a built site and say what came of it; or show what would."""
    tell = Teller()
    if dry_run:
        _show(*pipeline.preview(made.site, place, wishes), place.name)
    else:
        done = pipeline.publish(made.site, place, wishes, tell)
        _keep(made.site / NAME, keep, done.release.ledger)
    _warn(made.unfilled)
    for words in made.waiting:
        click.echo(f"注意：没有审完，没有公开：{words}。publicity check 会说该运行什么命令。", err=True)
    if dry_run:
        return
    if done.published:
        tell.say(f"发布了 {done.release.id}，截至 {done.release.as_of}，已经核对。")
    else:
        tell.say(f"内容没有变化，什么也没有传；现在公开的是 {done.release.id}，已经核对。")


def _of_this_commit(made: Prepared, root: Path) -> Prepared:
    """What was prepared, if it is of the commit that is checked out. Raises TargetError."""
    now = read_commit(root)
    if not isinstance(now, Commit) or now.id != made.commit:
        raise TargetError(f"准备好的是提交 {made.commit[:12]}，仓库里现在是另一个。重新运行 publicity prepare")
    return made


def _own_day(root: Path) -> date:
    """The office's own day."""
    return own_day(column_in(root), "没有发布：先改好上面的错误")


def _keep(manifest: Path, copy: Path | None, ledger: Mapping[str, str]) -> None:
    """Keep what was published out of the server's reach; that it can't be kept undoes no publication."""
    try:
        copies.keep(read_manifest(manifest.read_bytes()), ledger)
        if copy:
            shutil.copyfile(manifest, copy)
    except OSError as error:
        click.echo(
            f"注意：发布了，但清单没有留存下来（{error.filename} 写不进去），以后核对只能信服务器上的。", err=True
        )


def _warn(unfilled: Iterable[str]) -> None:
    """Say loudly what is still to be filled in: it is public as it is."""
    from publicity.publishing.source_rules import SHOWN

    if places := list(unfilled):
        more = f"等 {len(places)} 处" if len(places) > SHOWN else f"共 {len(places)} 处"
        listed = f"{'、'.join(places[:SHOWN])}，{more}"
        click.echo(f"注意：还没有填，公众看到的网页上印着“待填”：{listed}。填好以后再发布一次。", err=True)


def _show(changed: Change, would: bool, name: str) -> None:
    if not would:
        click.echo(f"{name}：内容没有变化，不会发布。")
        return
    for word, paths in (("新增", changed.added), ("改动", changed.changed), ("撤下", changed.removed)):
        for path in paths:
            click.echo(f"{word} {path}")
    click.echo(f"{name}：会{changed.words()}。只是预演，没有发布。")
