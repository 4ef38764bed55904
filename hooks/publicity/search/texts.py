"""The texts of pages, taken while the pages are being written, and what they are found by; put aside meanwhile."""

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from publicity.manifests.layers import Layers, Site
from publicity.search.aside import Aside, Piece
from publicity.search.visible import Visible, visible_text

if TYPE_CHECKING:
    from publicity.search.gathered import Gathered

BATCH = 100  # pages of which the postings are made together


class Texts:
    """Titles and texts of pages by path in a site; what is taken of a page again takes the place of the first."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.aside = Aside(site.made.parent if isinstance(site, Layers) else None)
        self.titles: dict[str, str] = {}
        self._waiting: dict[str, Visible] = {}  # pages that are not put aside yet
        self._pieces: dict[str, Piece] = {}
        self._numbers: dict[str, int] = {}  # which the postings of pages have, until all is known
        self._given = 0
        self._gathered: Gathered | None = None

    def take(self, path: str, page: LexborHTMLParser) -> None:
        """Take what is seen of a page. The page stays as it is. Raises OSError."""
        self._waiting[path] = seen = visible_text(page)
        self.titles[path] = seen.title
        if len(self._waiting) == BATCH:
            self._put_aside()

    def take_all(self, paths: Iterable[str]) -> None:
        """Take what was not taken of these pages. Raises OSError."""
        for path in paths:
            if path not in self._waiting and path not in self._pieces:
                self.take(path, LexborHTMLParser((self.site / path).read_bytes()))

    def shown(self, path: str) -> Visible:
        """What is seen of a page; of one that was not taken it is read. Raises OSError."""
        self.take_all([path])
        if path in self._waiting:
            return self._waiting[path]
        title, text, about = json.loads(self.aside.take([self._pieces[path]]))
        return Visible(title, text, tuple(about))

    def gathered(self, numbers: Mapping[str, int]) -> "Gathered":
        """What pages that were taken are found by in their texts, under these numbers, by path. Raises OSError."""
        from publicity.search.postings import numbering

        gathered = self._put_aside()
        gathered.renumber(numbering({self._numbers[path]: number for path, number in numbers.items()}, self._given))
        return gathered

    def _put_aside(self) -> "Gathered":
        """Put pages that wait, and their postings, with those of the pages before."""
        from publicity.search.gathered import Gathered  # loads numpy, which little else needs
        from publicity.search.postings import text_postings

        self._gathered = self._gathered or Gathered(self.aside)
        numbers = range(self._given, self._given + len(self._waiting))
        self._given += len(self._waiting)
        self._numbers.update(zip(self._waiting, numbers, strict=True))
        self._gathered.add(text_postings([page.text for page in self._waiting.values()], numbers))
        for path, page in self._waiting.items():
            self._pieces[path] = self.aside.put(json.dumps(page, ensure_ascii=False).encode())
        self._waiting = {}
        return self._gathered
