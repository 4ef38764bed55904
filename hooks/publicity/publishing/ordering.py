"""In which order files replace each other where there is no switch: nothing that a served page refers to is missing.

What is new goes first, for nobody refers to it yet; then what changes, style sheets and data before the pages,
the pages before feeds and site maps; the manifest; what nobody refers to any more goes last. Between first and
last a reader may see an old page beside a new one, or an old page with a changed file of an unchanged name.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from publicity.manifests.comparing import change
from publicity.manifests.manifest import NAME, Entry, is_page

FEEDS = (".xml", ".xml.gz", ".ics")  # they lead readers to pages


@dataclass(frozen=True)
class Step:
    """Files that may be transferred, or removed, in any order among themselves."""

    what: str
    paths: tuple[str, ...]
    removes: bool = False


def steps(
    served: Mapping[str, Entry],
    wanted: Mapping[str, Entry],
    unsure: Set[str] = frozenset(),
    kept: Set[str] = frozenset(),
) -> list[Step]:
    """Lead from what is served to what is wanted, which includes the manifest.

    `unsure` are paths at which anything may stand or nothing; `kept` are not removed.
    """
    difference = change(served, wanted)
    added = set(difference.added) | {path for path in unsure if path in wanted and path not in served}
    changed = (set(difference.changed) | (unsure & wanted.keys())) - added
    gone = ((served.keys() | unsure) - wanted.keys()) - kept
    made = (
        Step("新文件", _pick(added, pages=False)),
        Step("新网页", _pick(added, pages=True)),
        Step("改动的文件", tuple(path for path in _pick(changed, pages=False) if not path.endswith(FEEDS))),
        Step("改动的网页", _pick(changed, pages=True)),
        Step("订阅和网站地图", tuple(path for path in _pick(changed, pages=False) if path.endswith(FEEDS))),
        Step("清单", tuple({NAME} & (added | changed))),
        Step("撤下的网页", _pick(gone, pages=True), removes=True),
        Step("撤下的文件", _pick(gone, pages=False), removes=True),
    )
    return [step for step in made if step.paths]


def _pick(paths: Set[str], *, pages: bool) -> tuple[str, ...]:
    return tuple(sorted(path for path in paths if is_page(path) is pages and path != NAME))
