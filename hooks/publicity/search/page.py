"""A page as search knows it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SearchPage:
    """A public page: `url` from the home page, `kind` as readers call it, `facets` what it can be filtered by."""

    url: str
    title: str
    kind: str
    day: date
    facets: Mapping[str, tuple[str, ...]]
    text: str

    def record(self) -> bytes:
        """What a list of results shows of it, as a file of its own."""
        shown = {"url": self.url, "title": self.title, "kind": self.kind, "day": str(self.day), "text": self.text}
        return json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()
