"""A built site to its target, told once from top to bottom."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from publicity.ledger.published import PATH as LEDGER
from publicity.ledger.published import Published
from publicity.manifests.comparing import Change, Differences, change, differences
from publicity.manifests.manifest import NAME, SIGNATURE, Manifest, expected, hash_file, paths_in, read_manifest
from publicity.publishing.holder import Holder, myself, read_holder
from publicity.publishing.limits import seconds_for, within
from publicity.publishing.refusal import LimitError, Refusal, RefusedError, TargetError, UnsoundError
from publicity.publishing.release import KEEP, Release, keeping, make_release, signature_text, unserved
from publicity.publishing.target import Found, Target, Upload
from publicity.publishing.target_rules import Wishes, refusals
from publicity.publishing.telling import Teller, bytes_in_words


@dataclass(frozen=True)
class Outcome:
    """What came of it: the release that is served now, and how it differs from the one before."""

    release: Release
    change: Change
    published: bool  # False: it was served already


def publish(site: Path, target: Target, wishes: Wishes, tell: Teller, now: datetime | None = None) -> Outcome:
    """Make a built site the one that is served. Raises RefusedError or TargetError, with what was served untouched."""
    now = now or datetime.now(UTC)
    manifest, ledger = _whole(site), ledger_of(site)
    with held(target, tell, now) as (holder, found):
        _refuse(manifest, ledger, found, target, wishes, now)
        changed = change(found.manifest.files if found.manifest else {}, manifest.files)
        live = found.live
        same = live is not None and live.build == manifest.build and bool(live.signature) >= bool(manifest.signature)
        if live and same and not found.unfinished and not wishes.again:
            wrong = read_back(target, found.manifest or manifest, live, tell)
            _complain(target, wrong, "内容没有变化，但服务器上的文件被改过，或者公众读不到")
            return Outcome(live, changed, False)
        release, sources = keeping(make_release(manifest, now, ledger.lines), found.releases[-KEEP:])
        size = bytes_in_words(sum(manifest.files[path].size for path in changed.sent))
        tell.say(f"{changed.words()}（{size}）")
        target.store(Upload(site, manifest, release, sources, wishes.again), found, tell)
        with aware(target, release, found):
            target.serve(release, {}, holder, tell)
            _prove_or_go_back(target, manifest, release, found, holder, tell)
            target.drop(superseded(found))
        return Outcome(release, changed, True)


def preview(site: Path, target: Target, wishes: Wishes, now: datetime | None = None) -> tuple[Change, bool]:
    """What publishing would change, and whether it would do anything; nothing is written. Raises like `publish`."""
    manifest, found = _whole(site), target.look()
    _refuse(manifest, ledger_of(site), found, target, wishes, now or datetime.now(UTC))
    again = wishes.again or found.unfinished or found.live is None or found.live.build != manifest.build
    return change(found.manifest.files if found.manifest else {}, manifest.files), again


def roll_back(target: Target, wanted: str | None, tell: Teller, now: datetime | None = None) -> Release:
    """Serve a kept release again: the one named, else the one before the present. Raises like `publish`."""
    with held(target, tell, now or datetime.now(UTC)) as (holder, found):
        release = choose(found, target.name, wanted)
        if release.id == found.current and not found.unfinished:
            raise RefusedError([Refusal(f"{release.id} 正在使用", "用 publicity releases 看看有哪些可以退回")])
        others = [other for other in found.releases if other.id != release.id]
        release, sources = keeping(release, others)
        with aware(target, release, found):
            target.serve(release, sources, holder, tell)
            wrong = check(target, as_kept, tell).wrong
            back = bool(wrong and found.live and not found.unfinished)
            if back and found.live:
                target.serve(found.live, {}, holder, tell)
            _complain(target, wrong, "退回的发布不完整" + ("，已经换回原来的" if back else ""))
            if found.live and release.id < found.live.id:
                target.note(replace(found.live, withdrawn=True))
        return release


@contextmanager
def aware(target: Target, release: Release, before: Found) -> Iterator[None]:
    """What fails here may have failed after the switch: then it is told what is served."""
    try:
        yield
    except (RefusedError, TargetError) as error:
        error.state = _state(target, release, before)
        raise


def _state(target: Target, release: Release, before: Found) -> str:
    """What is served, asked anew; "" where that is what it was."""
    try:
        found = target.look()
    except TargetError:
        return f"不清楚现在公开的是哪一次：可能已经换成了 {release.id}。连上以后用 publicity verify 核对"
    if found.unfinished:
        return f"正在换成 {release.id} 时断了，现在公开的新旧文件都有。再发布一次就会补齐"
    if found.current == release.id and found.current != before.current:
        return f"已经换成了 {release.id}，现在公开的就是它，只是后面的步骤没有做完。用 publicity verify 核对"
    return ""


def superseded(found: Found) -> list[str]:
    """What goes when another release is served: what was never served, and what is older than the last five."""
    never = unserved(found.releases, found.current)
    served = [release for release in found.releases if release not in never]
    return [release.id for release in (*never, *served[: -KEEP + 1])]


def choose(found: Found, name: str, wanted: str | None) -> Release:
    """The release to go back to. `wanted` is an id or its beginning. Raises RefusedError."""
    how = f"用 publicity releases {name} 看看有哪些"
    if wanted is None:
        before = [release for release in found.releases if found.current and release.id < found.current]
        if not before:
            raise RefusedError([Refusal(f"{name} 没有更早的发布可以退回", how)])
        return before[-1]
    fitting = [release for release in found.releases if release.id.startswith(wanted)]
    if len(fitting) != 1:
        raise RefusedError([Refusal(f"{name} 没有发布 {wanted}" if not fitting else f"{wanted} 可以指几个发布", how)])
    return fitting[0]


@contextmanager
def held(target: Target, tell: Teller, now: datetime) -> Iterator[tuple[Holder, Found]]:
    """Hold the lock of a target. Raises RefusedError where another publisher does."""
    holder = myself(now)
    found = target.look(holder.text())
    if found.lock and found.lock != holder.text() and (other := read_holder(found.lock)).stale(now):
        tell.say(f"清除了留下的锁（{other.words()}，已经不在了）")
        target.break_lock(found.lock)
        found = target.look(holder.text())
    if found.lock is None and (found.marker is not None or not found.strangers):
        raise TargetError(
            f"{target.name} 里建不起锁，也许它刚好被释放。再试一次；还不行的，看看文件夹能不能写、支不支持硬链接"
        )
    if found.lock and found.lock != holder.text():
        words = read_holder(found.lock).words()
        remedy = "等它结束；它要是确实已经不在，两小时后会自动清除，也可以手工删掉目标里的锁"
        raise RefusedError([Refusal(f"{target.name} 正在被别处发布（{words}）", remedy)])
    try:
        yield holder, found
    finally:
        with suppress(TargetError):  # what can't be given back grows stale
            target.unlock(holder)


@dataclass(frozen=True)
class Checked:
    """What was found of the release that is served. Of `kept`, how many others lie beside it, nothing is known."""

    manifest: Manifest
    wrong: Differences
    kept: int
    ledger: Mapping[str, str]  # the lines that its record tells of


def check(target: Target, trust: Callable[[Manifest], Manifest], tell: Teller, seconds: float | None = None) -> Checked:
    """Compare what is served with the manifest that is trusted, in view of the one kept beside the release."""
    found = target.look()
    while True:
        if found.live is None or found.manifest is None:
            raise TargetError(f"{target.name} 还没有发布过")
        if found.unfinished:
            raise TargetError(f"{target.name} 正在替换文件，或者上次发布没有完成。等发布完再核对；不行就再发布一次")
        manifest = replace(trust(found.manifest), signature=found.live.signature)
        wrong = read_back(target, manifest, found.live, tell, seconds)
        before, found = found, target.look() if wrong else found
        if found.current == before.current and not found.unfinished:
            # Else another release came in between.
            return Checked(manifest, wrong, len(found.releases) - 1, found.live.ledger if found.live else {})


def as_kept(manifest: Manifest) -> Manifest:
    """Trust the manifest that lies on the target."""
    return manifest


def _whole(site: Path) -> Manifest:
    """The manifest of a built site that is what its manifest says. Raises UnsoundError."""
    try:
        manifest = read_manifest((site / NAME).read_bytes())
        if (signature := site / SIGNATURE).exists():
            manifest = replace(manifest, signature=signature_text(signature.read_text(encoding="ascii")))
        found = {path: hash_file(f"{site}/{path}").sha256 for path in paths_in(site) if path not in (NAME, SIGNATURE)}
    except (OSError, ValueError) as error:
        raise UnsoundError(f"{site} 不是完整的网站：{error}。重新生成") from error
    if wrong := differences(manifest.files, found, {}):
        raise UnsoundError(f"{site} 和它的清单对不上：{'、'.join(wrong.lines()[:5])}。重新生成")
    return manifest


def ledger_of(site: Path) -> Published:
    """The ledger that a built site shows; an empty one where it shows none. Raises TargetError for a broken one."""
    from publicity.ledger.public import read_published  # loads what reads lines; who asks for help need not

    try:
        return read_published((site / LEDGER).read_bytes())
    except FileNotFoundError:
        return Published()
    except (OSError, ValueError) as error:
        raise TargetError(f"{site / LEDGER} {error}。重新生成") from error


def _refuse(manifest: Manifest, ledger: Published, found: Found, target: Target, wishes: Wishes, now: datetime) -> None:
    if reasons := list(refusals(manifest, ledger, found, target.name, wishes, now)):
        raise RefusedError(reasons)


def read_back(
    target: Target, manifest: Manifest, release: Release, tell: Teller, seconds: float | None = None
) -> Differences:
    """How what is served differs from what it should be; what has no end, or is not told in time, can't be told."""
    wanted = expected(manifest)
    known = {**release.kept, **wanted}
    try:
        listed = target.listing(known, within(seconds or seconds_for(known)), tell)
    except LimitError as error:
        return Differences(unread=(("全部文件", str(error)),))
    return differences(wanted, listed.digests, release.kept, listed.closed)


def _prove_or_go_back(
    target: Target, manifest: Manifest, release: Release, found: Found, holder: Holder, tell: Teller
) -> None:
    wrong = read_back(target, manifest, release, tell)
    back = bool((wrong.changed or wrong.missing or wrong.closed) and found.live and not found.unfinished)
    if back and found.live:
        target.serve(found.live, {}, holder, tell)
    _complain(target, wrong, "核对没有通过" + ("，已经换回原来的" if back else ""))


def _complain(target: Target, wrong: Differences, sentence: str) -> None:
    if wrong:
        remedy = "先保留现场，查明是谁改的；再用 publicity publish --again 重新发布"
        raise RefusedError([Refusal(f"{target.name}：{sentence}：{'、'.join(wrong.lines()[:20])}", remedy)])
