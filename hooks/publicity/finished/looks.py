"""What was found when pages were looked at, kept for the next build: as plain data, in which no word stands twice."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from typing import Any

from publicity.finished.fault import Fault
from publicity.finished.page import SitePage
from publicity.manifests.hashes import Hashed


@dataclass(frozen=True)
class Looked:
    """A page, what its file came to, and its faults."""

    page: SitePage
    hashed: Hashed
    faults: tuple[Fault, ...]


def packed(looks: Iterable[Looked]) -> dict[str, Any]:
    """Plain data of what the judgement of a whole site asks of pages: what they lead to, their places, their faults."""
    words: dict[str, int] = {}

    def number(word: str) -> int:
        return words.setdefault(word, len(words))

    pages = {
        looked.page.path: [
            [number(link) for link in sorted(looked.page.links)],
            [number(word) for load in sorted(looked.page.loads) for word in load],
            [number(name) for name in sorted(looked.page.ids)],
            looked.page.leads_on,
            [astuple(fault) for fault in looked.faults],
        ]
        for looked in looks
    }
    return {"words": [*words], "pages": pages}


def unpacked(data: Mapping[str, Any], hashes: Mapping[str, Hashed]) -> Iterator[Looked]:
    """What was packed, of the pages that came to one of these. Raises what a wrong shape makes."""
    word = [str(one) for one in data["words"]].__getitem__
    for path, (links, loads, ids, leads_on, faults) in data["pages"].items():
        if path in hashes:
            paired = map(word, loads)
            page = SitePage(
                path,
                links=set(map(word, links)),
                loads=set(zip(paired, paired, strict=True)),
                ids=set(map(word, ids)),
                leads_on=bool(leads_on),
            )
            yield Looked(page, hashes[path], tuple(Fault(*map(str, fault)) for fault in faults))
