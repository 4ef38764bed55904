"""Which pages of a built site a dossier holds, in the order in which an inspector reads them.

The site's own data say it, so that what is not public cannot be in it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from publicity.archiving.snapshot import Snapshot, UnusableSiteError

_PAGES = (("工作方案", "plan.html"), ("活动进程", "timeline.html"), ("公开清单", "duties.html"))
_ARTICLES = (("公布的文件", "publications"), ("工作动态", "bulletins"))


@dataclass(frozen=True)
class Chapter:
    """A part of the dossier: its heading, and the paths of its pages within the site."""

    heading: str
    pages: tuple[str, ...]


def chapters(snapshot: Snapshot, url: str) -> tuple[Chapter, ...]:
    """Plan, progress, duties, promises, papers and news, each by age; what the site does not have is left out.

    `url` is the public address that the site was built for, or "". Raises UnusableSiteError and OSError.
    """
    here = {file.path for file in snapshot.files}
    found = [Chapter(heading, (path,)) for heading, path in _PAGES]
    promises = _addresses(snapshot, "commitments", url)
    found.append(Chapter("整改承诺", ("commitments/index.html", *promises)))
    for heading, name in _ARTICLES:
        found.append(Chapter(heading, tuple(_addresses(snapshot, name, url))))
    kept = (Chapter(chapter.heading, tuple(path for path in chapter.pages if path in here)) for chapter in found)
    return tuple(chapter for chapter in kept if chapter.pages)


def _addresses(snapshot: Snapshot, name: str, url: str) -> Iterator[str]:
    """The paths of the pages that a table of the site's data lists, in its order."""
    file = snapshot.file(f"data/{name}.json")
    if file is None:
        return
    try:
        rows: list[dict[str, Any]] = json.loads(file.read())[name]
        for row in rows:
            yield str(row["address"]).removeprefix(url)
    except (ValueError, KeyError, TypeError):
        raise UnusableSiteError(
            f"网站里的 {file.path} 读不出来，网站可能没有生成完；重新运行 publicity build"
        ) from None
