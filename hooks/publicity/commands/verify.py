"""`publicity verify`: whether what is served is what was published, byte by byte. For people and for a monitor."""

import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import click

from publicity.commands.answering import say_data
from publicity.commands.exits import Exit
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import json_option
from publicity.commands.verifying_ledger import copied, faults, fetched_faults
from publicity.ledger.published import PATH as LEDGER
from publicity.ledger.published import Published
from publicity.manifests.comparing import Differences
from publicity.manifests.manifest import NAME, SIGNATURE, Manifest, expected, read_manifest
from publicity.publishing.addressing import target_of
from publicity.publishing.copies import copy_of, superseding
from publicity.publishing.pipeline import check
from publicity.publishing.refusal import LimitError, TargetError
from publicity.publishing.signing import signed_by
from publicity.publishing.telling import Teller

AGENT = "publicity-verify"


@dataclass(frozen=True)
class Trust:
    """What is believed: a manifest that was given, else a copy that the publisher kept, else the server's own.

    `signers` is a file of public keys; with it a manifest needs a signature too. `root` is the column's folder. `since`
    is the day (ISO 8601) that a site must show at least, or nothing. `ledger` is an earlier copy of the ledger.
    """

    given: Manifest | None
    signers: Path | None
    root: Path | None
    since: str = ""
    ledger: Published | None = None

    def manifest(self, served: Manifest) -> Manifest:
        """The manifest that a site must be like, in view of what it says itself."""
        return self.given or copy_of(served, self.root) or served

    def source(self, served: Manifest) -> str:
        """Where that comes from: `given`, `kept` or `server`."""
        return "given" if self.given else "kept" if copy_of(served, self.root) else "server"


@dataclass(frozen=True)
class Verdict:
    """What came of it. `complete`: strange files would have been seen too. `source`: whose list it was.

    `manifest` is None where the server's own does not end. `signer` is who has signed it, where that was asked.
    """

    manifest: Manifest | None
    differences: Differences
    complete: bool
    source: str
    signer: str | None = None
    kept: int | None = None  # other releases that lie beside it, of which nothing is known; None by address

    @property
    def trusted(self) -> bool:
        """Whether whoever can change the site could not have changed the list as well."""
        return self.source != "server" or self.signer is not None

    def facts(self, target: str) -> dict[str, object]:
        """For a monitor."""
        wrong, manifest = self.differences, self.manifest
        return {
            "target": target,
            "clean": not wrong,
            "build": manifest and manifest.build,
            "commit": manifest and manifest.commit,
            "as_of": manifest and manifest.as_of,
            "checked": len(manifest.files) + 1 if manifest else 0,
            "changed": wrong.changed,
            "missing": wrong.missing,
            "foreign": wrong.foreign,
            "unread": dict(wrong.unread),
            "closed": dict(wrong.closed),
            "ledger": manifest and manifest.ledger,
            "ledger_wrong": wrong.ledger,
            "foreign_checked": self.complete,
            "manifest_trusted": self.trusted,
            "manifest_from": self.source,
            "signer": self.signer,
            "kept_unchecked": self.kept,
        }


@click.command(cls=ChineseCommand)
@click.argument("target", metavar="TARGET|URL", envvar="PUBLICITY_TARGET")
@click.option(
    "--manifest",
    "file",
    type=click.Path(path_type=Path),
    help="发布者自己留存的清单。不写时用这台机器发布时留存的，或专栏 site/ 里同一提交、同一天的；没有才信服务器上的。",
)
@click.option("--signers", type=click.Path(path_type=Path), help="谁的签名算数：每行一个名字和一个 SSH 公钥。")
@click.option("--agent", default=AGENT, help="以什么身份访问网址，如 Baiduspider：有的篡改只给搜索引擎看。")
@click.option(
    "--within", type=click.FloatRange(min=1), help="最多等多少秒；不写时按文件的多少和大小算。到时没读完的算读不到。"
)
@click.option(
    "--ledger",
    "kept",
    type=click.Path(path_type=Path),
    help="以前抄下的台账（data/ledger.json 或 docs/ledger.jsonl）：现在的必须把它全部包含。",
)
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), help="至少要新到这一天：截至日期更早的，是拿旧的一次来冒充。"
)
@json_option
def verify(
    target: str,
    file: Path | None,
    signers: Path | None,
    agent: str,
    within: float | None,
    kept: Path | None,
    since: datetime | None,
    as_json: bool,
) -> None:
    """核对网站有没有被改动、删除或塞进东西。有差别时退出码为 1，没法核对时为 2。"""
    try:
        trust = Trust(_given(file), signers, _column(), str(since.date()) if since else "", copied(kept))
        verdict = judge(target, trust, agent, Teller(quiet=as_json), within)
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


def judge(target: str, trust: Trust, agent: str, tell: Teller, seconds: float | None = None) -> Verdict:
    """Compare what is at a target or address with the manifest that is trusted. Raises TargetError."""
    if target.startswith(("http://", "https://")):
        return _fetched(target, trust, agent, tell, seconds)
    sources: list[str] = []

    def trusted(served: Manifest) -> Manifest:
        sources.append(trust.source(served))
        return trust.manifest(served)

    found = check(target_of(target), trusted, tell, seconds)
    wrong = replace(found.wrong, ledger=faults(found.manifest, Published(found.ledger), trust.ledger))
    verdict = Verdict(found.manifest, wrong, complete=True, source=sources[-1], kept=found.kept)
    return _signed(_current(verdict, trust), trust)


def _fetched(target: str, trust: Trust, agent: str, tell: Teller, seconds: float | None) -> Verdict:
    """Compare what a web server sends."""
    from publicity.publishing.fetching import LATE, SLOW, Site  # here: it takes other commands a tenth of a second

    site = Site(target, agent, seconds)
    try:
        served = trust.given or site.manifest()
        while True:
            manifest = trust.manifest(served)
            if trust.signers:
                manifest = replace(manifest, signature=site.signature())
            wrong = site.compare(expected(manifest), tell)
            if not wrong or trust.given or (now := site.manifest()) == served:
                break
            served = now  # another release came in between
    except LimitError as error:
        return Verdict(None, Differences(unread=((NAME, str(error)),)), complete=False, source="server")
    reasons = {reason for _, reason in wrong.unread}
    if len(wrong.unread) == len(expected(manifest)) and not reasons & {LATE, SLOW}:
        raise TargetError(f"{target} 一个文件也读不到（{wrong.unread[0][1]}）。检查网址和网络")
    if LEDGER in manifest.files and LEDGER not in (*wrong.missing, *dict(wrong.unread)):
        wrong = replace(wrong, ledger=fetched_faults(manifest, site, trust.ledger))
    verdict = Verdict(manifest, wrong, complete=False, source=trust.source(served))
    return _signed(_current(verdict, trust), trust)


def _current(verdict: Verdict, trust: Trust) -> Verdict:
    """The verdict with what tells an old release, whole and signed as it is, from the one that should be served."""
    manifest = verdict.manifest
    if manifest is None or trust.given:  # what was given is what should be served
        return verdict
    if trust.since and manifest.as_of < trust.since:
        return _with(verdict, NAME, f"是旧的：截至 {manifest.as_of}，应当新到 {trust.since}")
    if newer := superseding(manifest):
        what = f"截至 {newer.as_of}、提交 {(newer.commit or '不明')[:12]} 的"
        return _with(verdict, NAME, f"是旧的：这台机器后来发布过{what}，被人换回来了，或者在别处退回过")
    return verdict


def _with(verdict: Verdict, name: str, reason: str) -> Verdict:
    """The verdict with something that is wrong with the manifest or its signature."""
    wrong = replace(verdict.differences, unread=(*verdict.differences.unread, (name, reason)))
    return replace(verdict, differences=wrong)


def _signed(verdict: Verdict, trust: Trust) -> Verdict:
    """The verdict with who signed the manifest; that nobody did is a difference."""
    if trust.signers is None or verdict.manifest is None:
        return verdict
    if signer := signed_by(verdict.manifest, trust.signers):
        return replace(verdict, signer=signer)
    return _with(verdict, SIGNATURE, f"{trust.signers} 里没有谁的签名和这份清单相符")


def _given(file: Path | None) -> Manifest | None:
    if file is None:
        return None
    try:
        return read_manifest(file.read_bytes())
    except (OSError, ValueError) as error:
        raise TargetError(f"--manifest {file} 用不了：{error}") from error


def _column() -> Path | None:
    """The column's folder that the command is run in, if it is one."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if os.path.isfile(folder / "mkdocs.yml")), None)


def _words(verdict: Verdict) -> str:
    manifest, lines = verdict.manifest, verdict.differences.lines()
    if manifest is None:
        return "\n".join([*lines, f"{len(lines)} 处不对，别的没法核对。"])
    count = f"核对了 {len(manifest.files) + 1} 个文件（截至 {manifest.as_of}，提交 {(manifest.commit or '不明')[:12]}）"
    lines.append(f"{count}：{f'{len(lines)} 处不对。' if lines else '都和发布的一样。'}")
    if not verdict.complete:
        lines.append("从网址看不出服务器上多了什么文件；要查外来文件，核对发布的目标（文件夹、服务器或远端）。")
    if verdict.kept:
        lines.append(f"留着备退的另外 {verdict.kept} 次发布没有核对，退回的时候才核对。")
    if verdict.signer:
        lines.append(f"清单有 {verdict.signer} 的签名。签名不说明是最新的一次：看截至的日期，或者写 --since。")
    elif verdict.source == "kept":
        lines.append("清单用的是这台机器上留存的，不是服务器上的。")
    elif not verdict.trusted:
        lines.append("清单取自服务器，谁能改网页也能改清单；用 --manifest 给出发布时留存的清单更可靠。")
    return "\n".join(lines)
