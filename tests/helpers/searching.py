"""The search index read back, by the description of its files and not by the code that wrote them."""

import json
from pathlib import Path
from typing import Any

from publicity.search.text import fold


class Words:
    """All files of words of a site. `numbers` are, by key, four times a page's number, and its level."""

    def __init__(self, site: Path) -> None:
        self.index: dict[str, Any] = json.loads((site / "search/index.json").read_text(encoding="utf-8"))
        self.records = [
            json.loads((site / f"search/pages/{name}.json").read_text(encoding="utf-8"))
            for name in self._names("pages")
        ]
        self.numbers: dict[str, list[int]] = {}
        for name in self._names("words"):
            self._read((site / f"search/words/{name}.bin").read_bytes())

    def _names(self, folder: str) -> list[str]:
        joined, length = self.index[folder], self.index["name"]
        return [joined[i : i + length] for i in range(0, len(joined), length)]

    def _read(self, content: bytes) -> None:
        at = 0
        while at < len(content):
            key, at = _slice(content, at)
            listed, at = _slice(content, at)
            numbers, place = [], 0
            while place < len(listed):
                difference, place = _number(listed, place)
                numbers.append(difference + (numbers[-1] if numbers else 0))
            assert key.decode() not in self.numbers
            self.numbers[key.decode()] = numbers

    def pages(self, words: str) -> set[int]:
        """The numbers of the pages that have each two letters of some words."""
        letters = fold(words)
        pairs = [letters[i : i + 2] for i in range(max(1, len(letters) - 1))]
        return set.intersection(*({number // 4 for number in self.numbers.get(pair, [])} for pair in pairs))


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
