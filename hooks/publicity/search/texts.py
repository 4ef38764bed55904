"""The texts of pages, taken while the pages are being written, and what they are found by."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from publicity.manifests.layers import Site
from publicity.search.visible import Visible, visible_text

if TYPE_CHECKING:
    from publicity.search.postings import Postings

BATCH = 100  # pages of which the postings are made together


class Texts:
    """Titles and texts of pages by path in a site; what is taken of a page again takes the place of the first."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._shown: dict[str, Visible] = {}
        self._made: list[Postings] = []  # of the pages under the numbers that they were given in `_numbers`
        self._numbers: dict[str, int] = {}
        self._given = 0
        self._waiting: dict[str, str] = {}  # texts by path

    def take(self, path: str, page: LexborHTMLParser) -> None:
        """Take what is seen of a page. The page stays as it is."""
        self._shown[path] = visible_text(page)
        self._numbers.pop(path, None)
        self._waiting[path] = self._shown[path].text
        if len(self._waiting) == BATCH:
            self._make()

    def shown(self, path: str) -> Visible:
        """What is seen of a page, for one who asks; of one that was not taken they are read. Raises OSError."""
        if path not in self._shown:
            self.take(path, LexborHTMLParser((self.site / path).read_bytes()))
        return self._shown.pop(path)

    def postings(self, numbers: Mapping[str, int]) -> "list[Postings]":
        """What pages that were taken are found by in their texts, under these numbers, by path; once."""
        from publicity.search.postings import numbering, renumbered

        self._make()
        wanted = numbering({self._numbers[path]: number for path, number in numbers.items()})
        made, self._made = self._made[::-1], []
        found = []
        while made:
            found.append(renumbered(made.pop(), wanted))
        return found

    def _make(self) -> None:
        """Make the postings of the pages that wait."""
        from publicity.search.postings import text_postings  # loads numpy, which little else needs

        numbers = range(self._given, self._given + len(self._waiting))
        self._given += len(self._waiting)
        self._numbers.update(zip(self._waiting, numbers, strict=True))
        self._made.append(text_postings([*self._waiting.values()], numbers))
        self._waiting = {}
