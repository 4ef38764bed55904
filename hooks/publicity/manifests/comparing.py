"""What differs: between two builds, and between what a server holds and what was published."""

from collections.abc import Mapping
from dataclasses import dataclass

from publicity.manifests.manifest import Entry


@dataclass(frozen=True)
class Change:
    """From one build to the next: paths, in order."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def sent(self) -> tuple[str, ...]:
        """What has to be transferred."""
        return (*self.added, *self.changed)

    def words(self) -> str:
        """The counts, in Chinese."""
        return f"新增 {len(self.added)} 个文件、改动 {len(self.changed)} 个、撤下 {len(self.removed)} 个"

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def change(old: Mapping[str, Entry], new: Mapping[str, Entry]) -> Change:
    """What leads from the files of one build to those of another."""
    return Change(
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(path for path in new.keys() & old.keys() if new[path] != old[path])),
        tuple(sorted(old.keys() - new.keys())),
    )


@dataclass(frozen=True)
class Differences:
    """What a server holds that it should not, or lacks: paths, in order.

    `ledger` is what is wrong with the ledger, in words.
    `unread` could not be fetched, each with the reason, and may be anything. `closed` are files and folders that the
    web server's user may not read, each with its mode.
    """

    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    closed: tuple[tuple[str, str], ...] = ()
    ledger: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.missing or self.foreign or self.unread or self.closed or self.ledger)

    def lines(self) -> list[str]:
        """One line for each, in Chinese."""
        named = (("改动", self.changed), ("缺失", self.missing), ("外来", self.foreign))
        found = [f"{word} {path}" for word, paths in named for path in paths]
        found += [f"读不到 {path}（{reason}）" for path, reason in self.unread]
        found += [f"台账：{what}" for what in self.ledger]
        return found + [f"公众读不到 {path}（权限是 {mode}）" for path, mode in self.closed]


def differences(
    expected: Mapping[str, Entry],
    found: Mapping[str, str],
    kept: Mapping[str, Entry],
    closed: Mapping[str, str] | None = None,
) -> Differences:
    """Compare the digests of what lies on a server with what was published. `kept` may be there too, unchanged."""
    known = {**kept, **expected}
    return Differences(
        tuple(sorted(path for path in found.keys() & known.keys() if found[path] != known[path].sha256)),
        tuple(sorted(expected.keys() - found.keys())),
        tuple(sorted(shown(path) for path in found.keys() - known.keys())),
        closed=tuple(sorted((shown(path), mode) for path, mode in (closed or {}).items())),
    )


def shown(path: str) -> str:
    """A strange name so that it can be printed: whoever made it may have meant the terminal."""
    return path if path.isprintable() else ascii(path)[1:-1]


def unequal(one: Mapping[str, Entry], other: Mapping[str, Entry]) -> set[str]:
    """The paths at which two sets of files are not the same."""
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}
