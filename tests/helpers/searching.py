"""The search index read back, by the description of its files and not by the code that wrote them; and made slowly."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st

from publicity.search.candidates import Candidate
from publicity.search.facets import Facet
from publicity.search.folder import IndexFolder
from publicity.search.page import SearchPage
from publicity.search.text import fold
from publicity.search.texts import Texts
from publicity.search.writing import write_index

LETTERS = st.text(st.sampled_from("人大代表會议，。 Ａa4第12.%㎡⑽e\u0301😀𠮷\0\n"), max_size=12)
SOUNDS = st.text(st.sampled_from("aeghinoru v"), max_size=8)


class Words:
    """All files of words of a site. `numbers` are, by key, four times a page's place in time, and its level."""

    def __init__(self, site: Path) -> None:
        self.index: dict[str, Any] = json.loads((site / "search/index.json").read_text(encoding="utf-8"))
        named = self.index["number"]
        pages = _pieces(self.index["pages"], named + self.index["mark"])
        paths = [f"search/pages/{page[:named]}-{page[named:]}.json" for page in pages]
        self.records = [json.loads((site / path).read_text(encoding="utf-8")) for path in paths]
        for facet in self.index["facets"]:
            facet["values"] = [(value, _places(packed)) for value, packed in facet["values"]]
        self.index["about"] = [(line, _places(packed)) for line, packed in self.index["about"]]
        self.places = {int(page[:named], 32): place for place, page in enumerate(pages)}
        self.numbers: dict[str, list[int]] = {}
        names = [path.stem.split("-") for path in (site / "search/words").iterdir()]
        assert sorted((int(number, 32), mark) for number, mark in names) == [
            *enumerate(_pieces(self.index["words"], self.index["mark"]))
        ]
        for path in sorted((site / "search/words").iterdir()):
            self.read(path.read_bytes())

    def about(self, place: int) -> list[str]:
        """What is said of the page at a place in time beside its text: lines about it, its values of filters."""
        said = [*self.index["about"], *(value for facet in self.index["facets"] for value in facet["values"])]
        return [line for line, places in said if place in places]

    def read(self, content: bytes) -> None:
        at = 0
        while at < len(content):
            key, at = _slice(content, at)
            listed, at = _slice(content, at)
            numbers, place = list[int](), 0
            while place < len(listed):
                difference, place = _number(listed, place)
                numbers.append(difference + (numbers[-1] if numbers else 0))
            assert key.decode() not in self.numbers
            placed = [4 * self.places[number // 4] + number % 4 for number in numbers]
            assert numbers == sorted({*numbers})
            self.numbers[key.decode()] = sorted(placed)

    def pages(self, words: str) -> set[int]:
        """The numbers of the pages that have each two letters of some words."""
        letters = fold(words)
        pairs = [letters[i : i + 2] for i in range(max(1, len(letters) - 1))]
        return set.intersection(*({number // 4 for number in self.numbers.get(pair, [])} for pair in pairs))


class Held(IndexFolder):
    """The files of an index, by path, and those of the last one."""

    def __init__(self, last: Mapping[str, bytes] | None = None) -> None:
        self._place = TemporaryDirectory()
        super().__init__(Path(self._place.name))
        self.files: dict[str, bytes] = {}
        self.kept, self.last = set[str](), last or {}

    def clear(self) -> None:
        super().clear()
        self.kept.clear()

    def take(self) -> "Held":
        """Hold what was put, whichever process put it."""
        folder = Path(self._place.name)
        self.files = {it.relative_to(folder).as_posix(): it.read_bytes() for it in folder.rglob("*") if it.is_file()}
        return self

    def keep(self, paths: Iterable[str]) -> None:
        self.kept |= {*paths}

    def read(self, path: str) -> bytes:
        return self.last[path]

    def all(self) -> dict[str, bytes]:
        assert not self.kept & self.files.keys()
        return self.files | {path: self.last[path] for path in self.kept}


def candidate(page: SearchPage) -> Candidate:
    """A page of which all is known."""
    return Candidate(page.url, page.day, page.facets, repr(page), lambda: page)


def search_files(pages: Sequence[SearchPage], facets: Sequence[Facet]) -> dict[str, bytes]:
    """The files of an index of pages in order of time, by path."""
    held = Held()
    write_index([*map(candidate, pages)], facets, Texts(Path()), held)
    return held.take().files


def _places(packed: str) -> list[int]:
    found, value, scale = [0], 0, 1
    for digit in (int(written, 32) for written in packed):
        value, scale = value + digit % 16 * scale, scale * 16
        if digit < 16:
            found.append(found[-1] + value)
            value, scale = 0, 1
    return found[1:]


def _pieces(joined: str, length: int) -> list[str]:
    return [joined[at : at + length] for at in range(0, len(joined), length)]


def keys(folded: str) -> set[str]:
    """What a folded text is found by: each of its letters, and each two that follow each other in a line."""
    return {line[i:j] for line in folded.split("\n") for i in range(len(line)) for j in (i + 1, i + 2)} - {""}


def model(pages: Sequence[SearchPage]) -> Mapping[str, list[int]]:
    """`Words.numbers` of pages, as slowly and plainly as it can be said."""
    made: dict[str, list[int]] = {}
    for place, page in enumerate(pages):
        found = dict.fromkeys(keys(fold(page.text)), 0)
        names = [fold(name) for name in (page.title, *page.names)]
        for name in [*names, *(sounds.replace(" ", "").upper() for sounds in page.sounds)]:
            for key in keys(name):
                level = 3 if name.startswith(key) else 2 if name.endswith(key) else 1
                found[key] = max(found.get(key, 0), level)
        for key, level in found.items():
            made.setdefault(key, []).append(4 * place + level)
    return made


def _number(content: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte, at = content[at], at + 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def _slice(content: bytes, at: int) -> tuple[bytes, int]:
    length, at = _number(content, at)
    return content[at : at + length], at + length
