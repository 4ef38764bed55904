"""`publicity verify`: whether what is served is what was published, byte by byte. For people and for a monitor."""

from dataclasses import dataclass
from pathlib import Path

import click

from publicity.commands.answering import say_data
from publicity.commands.exits import Exit
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import json_option
from publicity.manifests.comparing import Differences
from publicity.manifests.manifest import Manifest, expected, read_manifest
from publicity.publishing.addressing import target_of
from publicity.publishing.pipeline import check
from publicity.publishing.refusal import TargetError
from publicity.publishing.telling import Teller

AGENT = "publicity-verify"


@dataclass(frozen=True)
class Verdict:
    """What came of it. `complete`: strange files would have been seen too. `trusted`: not the server's own list."""

    manifest: Manifest
    differences: Differences
    complete: bool
    trusted: bool

    def facts(self, target: str) -> dict[str, object]:
        """For a monitor."""
        wrong = self.differences
        return {
            "target": target,
            "clean": not wrong,
            "build": self.manifest.build,
            "commit": self.manifest.commit,
            "as_of": self.manifest.as_of,
            "checked": len(self.manifest.files) + 1,
            "changed": wrong.changed,
            "missing": wrong.missing,
            "foreign": wrong.foreign,
            "unread": dict(wrong.unread),
            "foreign_checked": self.complete,
            "manifest_trusted": self.trusted,
        }


@click.command(cls=ChineseCommand)
@click.argument("target", metavar="TARGET|URL", envvar="PUBLICITY_TARGET")
@click.option("--manifest", "file", type=click.Path(path_type=Path), help="发布者自己留存的清单，不信服务器上的那份。")
@click.option("--agent", default=AGENT, help="以什么身份访问网址，如 Baiduspider：有的篡改只给搜索引擎看。")
@json_option
def verify(target: str, file: Path | None, agent: str, as_json: bool) -> None:
    """核对网站有没有被改动、删除或塞进东西。有差别时退出码为 1，没法核对时为 2。"""
    try:
        verdict = judge(target, _given(file), agent, Teller(quiet=as_json))
    except TargetError as error:
        if as_json:
            say_data({"target": target, "error": str(error)}, indent=None)
        else:
            click.echo(f"{error}。")
        raise click.exceptions.Exit(Exit.WRONG_USE) from None
    if as_json:
        say_data(verdict.facts(target))
    else:
        click.echo(_words(verdict))
    if verdict.differences:
        raise click.exceptions.Exit(Exit.ERRORS)


def judge(target: str, trusted: Manifest | None, agent: str, tell: Teller) -> Verdict:
    """Compare what is at a target or address with the manifest that is trusted. Raises TargetError."""
    if not target.startswith(("http://", "https://")):
        manifest, wrong = check(target_of(target), trusted, tell)
        return Verdict(manifest, wrong, complete=True, trusted=True)
    from publicity.publishing.fetching import Site  # imported here: it takes every other command a tenth of a second

    site = Site(target, agent)
    manifest = trusted or site.manifest()
    listed = expected(manifest)
    wrong = site.compare(listed, tell)
    while wrong and not trusted and (now := site.manifest()) != manifest:
        manifest = now  # another release came in between
        wrong = site.compare(listed := expected(manifest), tell)
    if len(wrong.unread) == len(listed):
        raise TargetError(f"{target} 一个文件也读不到（{wrong.unread[0][1]}）。检查网址和网络")
    return Verdict(manifest, wrong, complete=False, trusted=trusted is not None)


def _given(file: Path | None) -> Manifest | None:
    if file is None:
        return None
    try:
        return read_manifest(file.read_bytes())
    except (OSError, ValueError) as error:
        raise TargetError(f"--manifest {file} 用不了：{error}") from error


def _words(verdict: Verdict) -> str:
    manifest, wrong = verdict.manifest, verdict.differences
    lines = wrong.lines()
    count = f"核对了 {len(manifest.files) + 1} 个文件（截至 {manifest.as_of}，提交 {(manifest.commit or '不明')[:12]}）"
    lines.append(f"{count}：{f'{len(lines)} 处不对。' if lines else '都和发布的一样。'}")
    if not verdict.complete:
        lines.append("从网址看不出服务器上多了什么文件；要查外来文件，核对发布的目标（文件夹、服务器或远端）。")
    if not verdict.trusted:
        lines.append("清单取自服务器，谁能改网页也能改清单；用 --manifest 给出发布时留存的清单更可靠。")
    return "\n".join(lines)
