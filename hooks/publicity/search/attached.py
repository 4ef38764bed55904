"""Files to download, found by their names and by their text where the program can read it."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from publicity.articles.archive import Item
from publicity.attachments.flaw import Flaw
from publicity.attachments.kinds import words_for
from publicity.attachments.looking import look_into
from publicity.column.attached import is_attachment
from publicity.column.column import Column
from publicity.search.facets import FILE
from publicity.search.page import SearchPage
from publicity.texts.paths import resolve

LONGEST = 4_000  # letters of a file: a reader loads them with the hit


class _Named(NamedTuple):
    title: str
    day: date
    beside: str


def attached_pages(column: Column, site: Path) -> Iterator[SearchPage]:
    """Yield each public attachment that is in a site, as it went out."""
    named = _named(column)
    for uri in sorted(column.public_files):
        if is_attachment(uri) and (site / uri).is_file() and uri in named:
            title, day, beside = named[uri]
            file = Path(uri).name
            text = "\n".join(filter(None, (f"附件，见《{beside}》" if beside else "", text_of(site / uri))))
            kind, facets = words_for(uri) or FILE, {"kind": (FILE,)}
            yield SearchPage(uri, title or file, kind, day, facets, text, (file,) if title else ())


def text_of(path: Path) -> str:
    """What readers see in a file, as much as is looked through; nothing where it can't be read."""
    found = look_into(path)
    if isinstance(found, Flaw):
        return ""
    lines = (" ".join(passage.text.split()) for passage in found.visible)
    pairs = zip(lines, accumulate(len(passage.text) for passage in found.visible), strict=False)
    return "\n".join(line for line, end in pairs if end <= LONGEST)


def _named(column: Column) -> Mapping[str, _Named]:
    """How the pages that offer a file name it, by its path within docs/; the first page that does."""
    found: dict[str, _Named] = {}
    public: list[Item] = [*column.bulletins, *column.publications]
    for item in public:
        for attachment in item.entry.attachments:
            uri = resolve(item.uri, attachment.file)
            found.setdefault(uri, _Named(attachment.title or "", item.entry.published.date(), item.entry.title))
    for uri in column.public_files:
        found.setdefault(uri, _Named("", column.plan.issued, ""))
    return found
