"""A site that was read and built before anything secret was at hand, and waits in a folder to be sent.

The folder holds `site/` and, beside it, what publishing must know of the sources: then it need not read them again.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from publicity.publishing.refusal import TargetError

_FACTS, SITE = "prepared.json", "site"


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


def make_room(folder: Path) -> None:
    """Have an empty folder. Raises TargetError where something lies there already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise TargetError(f"{folder} 不是空的文件夹。换一个空的或还没有的")
    folder.mkdir(parents=True, exist_ok=True)


def put_by(made: Prepared, folder: Path) -> None:
    """Copy a built site into a folder, with what must be known of it. Raises OSError."""
    facts = {
        "commit": made.commit,
        "withdrawn": sorted(made.withdrawn),
        "unfilled": made.unfilled,
        "waiting": made.waiting,
    }
    shutil.copytree(made.site, folder / SITE, copy_function=shutil.copyfile)
    (folder / _FACTS).write_text(json.dumps(facts, ensure_ascii=False) + "\n", encoding="utf-8")


def take(folder: Path) -> Prepared:
    """What was prepared in a folder. Raises TargetError where nothing was."""
    try:
        facts = json.loads((folder / _FACTS).read_text(encoding="utf-8"))
        return Prepared(
            folder / SITE,
            str(facts["commit"]),
            frozenset(facts["withdrawn"]),
            tuple(map(str, facts["unfilled"])),
            tuple(map(str, facts.get("waiting", ()))),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TargetError(f"{folder} 里没有准备好的网站。先运行 publicity prepare {folder}") from error
