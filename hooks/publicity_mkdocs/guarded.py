"""What templates are given of the column, and who notices what they ask of it."""

from collections.abc import Iterator
from typing import Any

from publicity_mkdocs.here import Here


class Guarded:
    """The column, or something made of all of it, for templates.

    Whatever a page asks of it beside what is `allowed` may change without the page's own article: such a page is made
    anew in every build. What an article shows comes from `shown` instead (publicity/pages/shown.py).
    """

    def __init__(self, whole: Any, here: Here, allowed: frozenset[str] = frozenset()) -> None:
        self._whole, self._here, self._allowed = whole, here, allowed

    def __getattr__(self, name: str) -> Any:
        if name not in self._allowed:
            self._here.wide = True
        return getattr(self._whole, name)

    def __getitem__(self, key: Any) -> Any:
        self._here.wide = True
        return self._whole[key]

    def __iter__(self) -> Iterator[Any]:
        self._here.wide = True
        return iter(self._whole)

    def __len__(self) -> int:
        self._here.wide = True
        return len(self._whole)

    def __contains__(self, key: object) -> bool:
        self._here.wide = True
        return key in self._whole

    def __bool__(self) -> bool:
        if hasattr(self._whole, "__len__"):
            self._here.wide = True
        return bool(self._whole)
