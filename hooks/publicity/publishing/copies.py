"""The manifests that this machine published, kept out of the reach of whoever can change a server.

They lie in `$XDG_STATE_HOME/publicity/manifests` (`~/.local/state` without it), a folder a column. Which of them a
served site must equal follows from what it claims to be: the same commit on the same day has the same bytes.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from publicity.manifests.manifest import NAME, Manifest, read_manifest
from publicity.publishing.release import ledger_lines

_LEDGER = "ledger"
KEPT = 30  # of each column, a month of nights


def keep(manifest: Manifest, ledger: Mapping[str, str]) -> None:
    """Keep a manifest that was published, or gone back to, just now, and the lines of its ledger. Raises OSError."""
    folder = _folder() / manifest.column
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = folder / f".{manifest.build}.{os.getpid()}"
    written.write_text(manifest.text(), encoding="utf-8")
    written.replace(folder / f"{manifest.build}.json")
    written.write_text(json.dumps(dict(ledger), ensure_ascii=False), encoding="utf-8")
    written.replace(folder / _LEDGER)
    for old in sorted(folder.glob("*.json"), key=_age)[:-KEPT]:
        old.unlink(missing_ok=True)


def kept_ledger(column: str) -> Mapping[str, str]:
    """The lines of the ledger that this machine published last of a column, each with what it is; none elsewhere."""
    try:
        return ledger_lines(json.loads((_folder() / column / _LEDGER).read_text(encoding="utf-8")))
    except (OSError, ValueError, AttributeError):
        return {}


def copy_of(served: Manifest, root: Path | None) -> Manifest | None:
    """The publisher's own copy of the manifest that a site claims to have, the newest; None where none is kept here.

    `root` is a column's folder: the manifest of the site that was built there counts too, after those published.
    """
    fitting = [copy for copy in _copies(served.column, root) if copy.commit and _claim(copy) == _claim(served)]
    equal = [copy for copy in fitting if copy.build == served.build]  # two versions of the program, one commit
    return next(iter(equal or fitting), None)


def superseding(served: Manifest) -> Manifest | None:
    """What this machine published last, where a site shows an older state of the column than that; None elsewhere.

    A whole old release with its own manifest and signature is true to itself: only who remembers knows that it is old.
    """
    newest = next(_read(sorted((_folder() / served.column).glob("*.json"), key=_age, reverse=True)), None)
    return newest if newest and _age_of(served) < _age_of(newest) else None


def _age_of(manifest: Manifest) -> tuple[str, float]:
    """What an older state of a column has less of: the day it shows, then its commit's time."""
    committed = datetime.fromisoformat(manifest.committed).timestamp() if manifest.committed else 0.0
    return manifest.as_of, committed


def _claim(manifest: Manifest) -> tuple[object, ...]:
    """Which state of a column a manifest says it shows."""
    return manifest.column, manifest.commit, manifest.as_of, manifest.dirty


def _copies(column: str, root: Path | None) -> Iterator[Manifest]:
    """What is kept here of a column, the newest first; what can't be read is passed over."""
    kept = sorted((_folder() / column).glob("*.json"), key=_age, reverse=True)
    yield from _read([*kept, *([root / "site" / NAME] if root else [])])


def _read(paths: Iterable[Path]) -> Iterator[Manifest]:
    for path in paths:
        try:
            yield read_manifest(path.read_bytes())
        except (OSError, ValueError):
            continue


def _age(path: Path) -> tuple[int, str]:
    try:
        return path.stat().st_mtime_ns, path.name
    except OSError:
        return 0, path.name


def _folder() -> Path:
    state = os.environ.get("XDG_STATE_HOME", "")
    return (Path(state) if os.path.isabs(state) else Path.home() / ".local" / "state") / "publicity" / "manifests"
