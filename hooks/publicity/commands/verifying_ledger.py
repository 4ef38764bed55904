"""Whether a ledger that is served is what its head says, and a later state of the one that is known."""

from pathlib import Path
from typing import Protocol

from publicity.ledger.published import Published
from publicity.manifests.manifest import Manifest
from publicity.publishing.copies import kept_ledger
from publicity.publishing.refusal import TargetError


class Serving(Protocol):
    """A site that sends its ledger."""

    def ledger(self) -> bytes:
        """The file. Raises TargetError."""


def copied(path: Path | None) -> Published | None:
    """A copy of the ledger that somebody kept. Raises TargetError where it is none."""
    if path is None:
        return None
    from publicity.ledger.public import read_published  # loads what reads lines; --help need not

    try:
        return read_published(path.read_bytes())
    except (OSError, ValueError) as error:
        raise TargetError(f"--ledger {path} 用不了：{error}") from error


def fetched_faults(manifest: Manifest, site: Serving, known: Published | None) -> tuple[str, ...]:
    """What is wrong with the ledger that a web server sends, in words."""
    from publicity.ledger.public import read_published  # as above

    try:
        return faults(manifest, read_published(site.ledger()), known)
    except ValueError as error:
        return (str(error),)


def faults(manifest: Manifest, ledger: Published, known: Published | None) -> tuple[str, ...]:
    """What is wrong with a served ledger: another head than the manifest's, lines that it had once.

    `known` is an earlier copy, else what this machine published last.
    """
    found: list[str] = []
    if ledger.head != manifest.ledger:
        found.append(f"校验值和清单里的不同：{ledger.head[:16] or '没有'} 和 {manifest.ledger[:16] or '没有'}")
    before = known or Published(kept_ledger(manifest.column))
    return (*found, *(f"少了以前有的{label}，或者改过" for label in sorted(before.lacking(ledger))))
