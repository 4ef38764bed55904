"""A page as search knows it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SearchPage:
    """Something public that can be found: `url` from the home page, `kind` as readers call it.

    `facets`: what it can be filtered by. `names`: what it is called besides its title. `sounds`: how title and names
    are read, in pinyin, the syllables divided by blanks. Without `dated` no day is shown: it is a list, not a text.
    `summary`: what the column says of it, a line of its own before the text. `about`: lines that many pages have.
    """

    url: str
    title: str
    kind: str
    day: date
    facets: Mapping[str, tuple[str, ...]]
    text: str
    names: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()
    dated: bool = True
    summary: str = ""
    about: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """Summary and text, as a reader finds them."""
        return f"{self.summary}\n{self.text}".strip()

    def record(self) -> bytes:
        """What a list of results shows of it, as a file of its own."""
        shown = {"url": self.url, "title": self.title, "kind": self.kind, "day": str(self.day) if self.dated else ""}
        called = {"names": self.names, "sounds": self.sounds}
        also = {key: value for key, value in called.items() if value}
        return json.dumps({**shown, **also, "text": self.said}, ensure_ascii=False, separators=(",", ":")).encode()


def read_record(record: bytes) -> SearchPage:
    """A page as far as its record tells of it: all that it is found by. Raises ValueError where it is none."""
    try:
        it = json.loads(record)
        day = date.fromisoformat(it["day"]) if it["day"] else date.min
        names, sounds = tuple(it.get("names", ())), tuple(it.get("sounds", ()))
        return SearchPage(it["url"], it["title"], it["kind"], day, {}, it["text"], names, sounds, bool(it["day"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no record") from error
