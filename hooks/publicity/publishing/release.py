"""A release: one build on a server, under an id, with what must be known of it without trusting what is served."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from publicity.manifests.manifest import Entry, Manifest, build_id, commit_id, day, entries, expected, moment
from publicity.regex import regex

KEEP = 5  # releases that stay for going back
ID = regex(r"[0-9]{8}T[0-9]{9}Z-[0-9a-f]{8}")
_SIGNATURE = regex(r"-----BEGIN SSH SIGNATURE-----\n(?:[A-Za-z0-9+/=]{1,76}\n)+-----END SSH SIGNATURE-----\n")


@dataclass(frozen=True)
class Release:
    """What stands in release.json. `published` is a moment in UTC (ISO 8601); `files` a count, `size` bytes.

    `withdrawn`: somebody rolled back from it. `assets` are its style sheets and scripts whose names say
    their content; `kept` are those of other releases that stay beside it for pages fetched before the switch.
    `signature` is the publisher's over the manifest, where there is one. `ledger` are the lines of the ledger that it
    shows, by their hashes, each with what it is: the next one must have them all.
    """

    id: str
    build: str
    commit: str | None
    committed: str | None
    as_of: str
    published: str
    files: int
    size: int
    assets: Mapping[str, Entry] = field(default_factory=dict)
    kept: Mapping[str, Entry] = field(default_factory=dict)
    withdrawn: bool = False
    signature: str = ""
    ledger: Mapping[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """The release as it is stored."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def make_release(manifest: Manifest, now: datetime, ledger: Mapping[str, str] | None = None) -> Release:
    """A release of a build, published now, with the lines of the ledger that it shows. Ids sort by time."""
    return Release(
        f"{now:%Y%m%dT%H%M%S}{now.microsecond // 1000:03}Z-{manifest.build[:8]}",
        manifest.build,
        manifest.commit,
        manifest.committed,
        manifest.as_of,
        now.isoformat(timespec="milliseconds"),
        len(manifest.files) + 1,
        manifest.size,
        {path: entry for path, entry in manifest.files.items() if says_content(path, entry)},
        signature=manifest.signature,
        ledger=ledger or {},
    )


def says_content(path: str, entry: Entry) -> bool:
    """Whether a style sheet or script bears its own digest in its name: it may lie beside any other build."""
    name = PurePosixPath(path)
    return name.suffix in (".css", ".js") and entry.sha256[:8] in name.name.split(".")


def unserved(releases: Iterable[Release], current: str | None) -> list[Release]:
    """The releases that were stored by publishers that were killed before the switch."""
    return [one for one in releases if (current is None or one.id > current) and not one.withdrawn]


def keeping(release: Release, others: Iterable[Release]) -> tuple[Release, dict[str, str]]:
    """The release with the assets of others beside its own, and for each the id of a release that has it."""
    kept: dict[str, Entry] = {}
    sources: dict[str, str] = {}
    for other in others:
        for path, entry in other.assets.items():
            if path not in release.assets and other.id != release.id:
                kept[path], sources[path] = entry, other.id
    return replace(release, kept={**release.kept, **kept}, withdrawn=False), sources


def read_release(text: str) -> Release:
    """Take a text for a release. Raises ValueError where it is none, or where anything in it can't be ours.

    Who can write to a server writes this too: what is taken here is printed, compared and made into paths.
    """
    try:
        facts = json.loads(text)
        release = Release(
            release_id(facts["id"]),
            build_id(facts["build"]),
            commit_id(facts["commit"]),
            moment(facts["committed"]),
            day(facts["as_of"]),
            moment(str(facts["published"])) or "",
            int(facts["files"]),
            int(facts["size"]),
            entries(facts["assets"]),
            entries(facts["kept"]),
            facts["withdrawn"] is True,
            signature_text(facts.get("signature", "")),
            ledger_lines(facts.get("ledger", {})),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
        raise ValueError("不是发布记录 release.json") from error
    return release


def release_id(value: Any) -> str:
    """The id of a release. Raises ValueError for what `make_release` never makes."""
    if not isinstance(value, str) or not ID.fullmatch(value):
        raise ValueError("id")
    return value


def signature_text(value: Any) -> str:
    """An armoured signature, or nothing. Raises ValueError for other text."""
    if not isinstance(value, str) or (value and not _SIGNATURE.fullmatch(value)):
        raise ValueError("signature")
    return value


def ledger_lines(value: Any) -> dict[str, str]:
    """Lines of a ledger by their hashes. Raises ValueError for what no release records: they are printed."""
    found = {build_id(hash_): str(label) for hash_, label in value.items()}
    if not all(label.isprintable() and len(label) < 400 for label in found.values()):
        raise ValueError("ledger")
    return found


def served_by(manifest: Manifest, release: Release) -> dict[str, Entry]:
    """All files that a release serves: its site's, and those of releases before it that are kept beside them."""
    return {**release.kept, **expected(manifest)}
