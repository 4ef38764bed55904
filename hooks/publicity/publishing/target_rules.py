"""When a whole build must not replace what a target serves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from publicity.ledger.published import Published
from publicity.manifests.manifest import Manifest
from publicity.publishing.refusal import Refusal
from publicity.publishing.release import unserved
from publicity.publishing.target import MARKER, Found

SHOWN = 10


@dataclass(frozen=True)
class Wishes:
    """What whoever publishes has said. `withdrawn` are addresses that the column itself takes back: expired or held.

    `again`: publish even what is served already or was rolled back. `vanishing`: addresses may vanish. `rewritten`: the
    reason for which the ledger may be another one, which the ledger itself has to tell.
    """

    withdrawn: frozenset[str] = frozenset()
    again: bool = False
    vanishing: bool = False
    rewritten: str = ""


def refusals(
    manifest: Manifest, ledger: Published, found: Found, name: str, wishes: Wishes, now: datetime
) -> Iterator[Refusal]:
    """Yield every reason against this build, with the ledger that it shows, on this target."""
    if found.marker is None and found.strangers:
        few = "、".join(found.strangers[:SHOWN])
        yield Refusal(
            f"{name} 不是空的，也没有 {MARKER} 标记，里面有 {few}，怕盖掉别的东西",
            "检查地址；换一个空的或还没有的文件夹",
        )
        return
    if found.marker not in (None, manifest.column):
        yield Refusal(
            f"{name} 是另一个专栏的（{MARKER} 里的 column 是 {found.marker}，这个专栏是 {manifest.column}）",
            f"检查地址；确实要接着用的，把 plan.yml 的 id 恢复成原来的，或把 {MARKER} 里的 column 改成后一个",
        )
        return
    if manifest.dirty:
        yield Refusal("这个网站是带着没有提交的改动生成的", "先提交，再重新生成和发布")
    yield from _older(manifest, found, now)
    yield from _forgotten(ledger, found, wishes.rewritten)
    if not wishes.again:
        yield from _rolled_back(manifest, found)
    if not wishes.vanishing and found.manifest:
        yield from _vanishing(manifest, found.manifest, wishes.withdrawn)


def _older(manifest: Manifest, found: Found, now: datetime) -> Iterator[Refusal]:
    newest = max((release.published for release in found.releases), default="")
    if newest and datetime.fromisoformat(newest) >= now:
        yield Refusal(f"这台机器的时钟（{now:%Y-%m-%d %H:%M} UTC）比上次发布（{newest}）还早", "把时钟调准再来")
    if (live := found.live) is None:
        return
    if manifest.as_of < live.as_of:
        yield Refusal(
            f"这次的内容截至 {manifest.as_of}，比现在公开的（截至 {live.as_of}）还旧",
            "检查日期；要换回以前的样子，用 publicity rollback",
        )
    if manifest.committed and live.committed and manifest.committed < live.committed:
        yield Refusal(
            f"这次的提交（{manifest.committed}）比现在公开的（{live.committed}）还早",
            "取来最新的提交再发布；要换回以前的样子，用 publicity rollback",
        )


def remembered(found: Found) -> Mapping[str, str]:
    """The lines of the ledger that was served last, what was rolled back from too: readers have seen it."""
    never = unserved(found.releases, found.current)
    served = [release for release in found.releases if release not in never]
    return max(served, key=lambda release: release.id).ledger if served else {}


def _forgotten(ledger: Published, found: Found, reason: str) -> Iterator[Refusal]:
    """A ledger only ever grows: what it had shown, it has still."""
    before = remembered(found)
    lost = sorted((label for hash_, label in before.items() if hash_ not in ledger.lines), key=_weight)
    if not lost or (reason and reason in (told for hash_, told in ledger.reasons.items() if hash_ not in before)):
        return
    few = "、".join(lost[:SHOWN]) + (f"等 {len(lost)} 条" if len(lost) > SHOWN else "")
    yield Refusal(
        f"台账里少了公布过的 {len(lost)} 条记录，或者改过：{few}",
        "用 git 恢复原来的 docs/ledger.jsonl 和改过的内容；确实要重写的，用 --rewrite-ledger “原因”，原因会公布",
    )


def _weight(label: str) -> tuple[int, str]:
    """Promises first, articles last."""
    first = [i for i, kind in enumerate(("承诺", "义务", "阶段", "环节")) if label.startswith(kind)]
    return (5 if label.startswith("文章") else first[0] if first else 4), label


def _rolled_back(manifest: Manifest, found: Found) -> Iterator[Refusal]:
    """What somebody has taken back must not return with the next nightly run."""
    for release in found.releases:
        if release.withdrawn and manifest.commit and release.commit == manifest.commit:
            yield Refusal(
                f"提交 {manifest.commit[:12]} 发布过（{release.id}），后来退回了",
                "改好以后重新提交；确实要再发布，用 --again",
            )
            return


def _vanishing(manifest: Manifest, before: Manifest, withdrawn: frozenset[str]) -> Iterator[Refusal]:
    """Lists follow from the articles and come and go with them; any other page leaves a redirect (old_paths)."""
    lost = sorted(path for path in before.pages - manifest.pages - withdrawn if not path.startswith("lists/"))
    if lost:
        more = f"等 {len(lost)} 个" if len(lost) > SHOWN else ""
        yield Refusal(
            f"公开过的网址会打不开：{'、'.join(lost[:SHOWN])}{more}",
            "文件改了名的，在 old_paths 里写上旧网址；确实要撤下的，用 --allow-vanishing 发布一次",
        )
