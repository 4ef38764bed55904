"""`publicity releases`: what could be gone back to."""

import click

from publicity.commands.helping import ChineseCommand
from publicity.commands.publishing import published_at, target_argument, told
from publicity.publishing.addressing import target_of
from publicity.publishing.telling import bytes_in_words


@click.command(cls=ChineseCommand)
@target_argument
def releases(target: str) -> None:
    """列出目标上留着的发布，带 * 的是现在公开的。"""
    with told("没有列出"):
        found = target_of(target).look()
        for release in found.releases:
            mark = "*" if release.id == found.current else " "
            facts = f"截至 {release.as_of}  提交 {(release.commit or '不明')[:12]}  {release.files} 个文件"
            size = bytes_in_words(release.size)
            gone_back = "  退回过" if release.withdrawn else ""
            click.echo(f"{mark} {release.id}  {published_at(release)}  {facts}  {size}{gone_back}")
        if not found.releases:
            click.echo("还没有发布过。")
