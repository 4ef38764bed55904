"""`publicity rollback`: a release that was kept is served again."""

from contextlib import suppress

import click

from publicity.commands.helping import ChineseCommand
from publicity.commands.publishing import published_at, target_argument, told
from publicity.publishing import copies, pipeline
from publicity.publishing.addressing import target_of
from publicity.publishing.refusal import TargetError
from publicity.publishing.telling import Teller


@click.command(cls=ChineseCommand)
@target_argument
@click.argument("release", required=False)
def rollback(target: str, release: str | None) -> None:
    """退回以前的一次发布；不写 RELEASE 就是上一次。退回以后，同一个提交不会再被自动发布。"""
    with told("没有退回"):
        place = target_of(target)
        served = pipeline.roll_back(place, release, Teller())
        with suppress(OSError, TargetError):  # then verify takes the server's word, and says so
            if manifest := place.look().manifest:
                copies.keep(manifest, served.ledger)
        click.echo(f"换成了 {served.id}（{published_at(served)} 发布，截至 {served.as_of}），已经核对。")
