"""A site that was read and built before anything secret was at hand, and waits in a folder to be sent.

The folder holds `site/` and, beside it, what publishing must know of the sources: then it need not read them again.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from publicity.publishing.refusal import TargetError

_FACTS = "prepared.json"


@dataclass(frozen=True)
class Prepared:
    """A built site.

    `withdrawn`: addresses that the column takes back; `unfilled`: places still to be written; `waiting`: what is not
    in it for want of an approval, each with what it lacks.
    """

    site: Path
    commit: str
    withdrawn: frozenset[str]
    unfilled: tuple[str, ...]
    waiting: tuple[str, ...] = ()


def site_in(folder: Path) -> Path:
    """Where in a folder the site is to be built. Raises TargetError where something lies there already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise TargetError(f"{folder} 不是空的文件夹。换一个空的或还没有的")
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "site"


def note(
    folder: Path, commit: str, withdrawn: Iterable[str], unfilled: Iterable[str], waiting: Iterable[str]
) -> Prepared:
    """Write down what must be known of a site that was built in a folder. Raises OSError."""
    facts = {
        "commit": commit,
        "withdrawn": sorted(withdrawn),
        "unfilled": list(unfilled),
        "waiting": list(waiting),
    }
    (folder / _FACTS).write_text(json.dumps(facts, ensure_ascii=False) + "\n", encoding="utf-8")
    return take(folder)


def take(folder: Path) -> Prepared:
    """What was prepared in a folder. Raises TargetError where nothing was."""
    try:
        facts = json.loads((folder / _FACTS).read_text(encoding="utf-8"))
        return Prepared(
            folder / "site",
            str(facts["commit"]),
            frozenset(facts["withdrawn"]),
            tuple(map(str, facts["unfilled"])),
            tuple(map(str, facts.get("waiting", ()))),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TargetError(f"{folder} 里没有准备好的网站。先运行 publicity prepare {folder}") from error
