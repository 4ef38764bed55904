"""How releases lie on a file system, here or behind ssh.

.publicity-target            whose it is
.publicity-lock              who is publishing
current -> releases/ID/site  what is served; replaced in one step
releases/ID/site/            a whole release
releases/ID/release.json     what is known of it, and below its manifest: outside of what is served
releases/ID/manifest.json
incoming/                    on the way in or out, never served
.publicity-spare/            the files of the release that went last, for the next one; here, never behind ssh
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from publicity.manifests.comparing import shown
from publicity.manifests.manifest import read_manifest
from publicity.publishing.refusal import TargetError
from publicity.publishing.release import ID, Release, read_release
from publicity.publishing.target import Found, read_marker

OURS = ("releases", "incoming", "current")
PREFIX = ".publicity-"
LOCK = ".publicity-lock"
SPARE = ".publicity-spare"


def strangers(names: Iterable[str]) -> tuple[str, ...]:
    """What on the top level is not ours."""
    return tuple(sorted(shown(name) for name in names if name not in OURS and not name.startswith(PREFIX)))


def current_id(link: str | None) -> str | None:
    """The release that the link leads to."""
    parts = (link or "").split("/")
    ours = len(parts) == 3 and parts[0] == "releases" and parts[2] == "site" and ID.fullmatch(parts[1])
    return parts[1] if ours else None


def found_in(
    name: str,
    names: Iterable[str],
    marker: str | None,
    lock: str | None,
    link: str | None,
    releases: Mapping[str, str],
    manifest: str | None,
) -> Found:
    """Put together what was read. Raises TargetError where a record of the release that is served can't be read."""
    current, records = current_id(link), read_records(name, releases)
    if link is not None and current is None:
        raise TargetError(f"{name} 里的 current 指向 {shown(link)[:200]}，不是 publicity 放的。请人检查这台服务器")
    if link is None and "current" in names and marker is not None:
        raise TargetError(f"{name} 里的 current 不是链接，不是 publicity 放的。请人检查这台服务器，把它移开再发布")
    if current is not None and (current not in {record.id for record in records} or manifest is None):
        raise TargetError(
            f"{name} 里的 current 指向不完整的发布 {current}。请人检查这台服务器，再用 publicity rollback 换一个"
        )
    found = Found(None if marker is None else read_marker(marker), strangers(names), lock, current, records)
    try:
        if not manifest or not found.live:
            return found
        return replace(found, manifest=replace(read_manifest(manifest), signature=found.live.signature))
    except ValueError as error:
        raise TargetError(f"{name} 里 releases/{current}/{error}") from error


def read_records(name: str, texts: Mapping[str, str]) -> tuple[Release, ...]:
    """The releases, the oldest first. Raises TargetError for a record that can't be read."""
    found = []
    for identifier, text in sorted(texts.items()):
        try:
            found.append(release := read_release(text))
            if release.id != identifier:
                raise ValueError("里的发布记录是另一次发布的")
        except ValueError as error:
            what = f"releases/{shown(identifier)[:200]} {error}"
            raise TargetError(f"{name} 里的 {what}，请人检查这台服务器") from error
    return tuple(found)
