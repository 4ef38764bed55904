"""Files to download, found by their names and by their text where the program can read it."""

from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path

from publicity.attachments.flaw import Flaw
from publicity.attachments.kinds import words_for
from publicity.attachments.looking import look_into
from publicity.pages.downloads import Download
from publicity.search.facets import FILE
from publicity.search.page import SearchPage

LONGEST = 4_000  # letters of a file: a reader loads them with the hit


def attached_pages(offered: Iterable[Download], site: Path) -> Iterator[SearchPage]:
    """Yield each public attachment that is in a site, as it went out."""
    for one in sorted(offered, key=lambda one: one.uri):
        if (site / one.uri).is_file():
            file = Path(one.uri).name
            text = "\n".join(filter(None, (f"附件，见《{one.beside}》", text_of(site / one.uri))))
            kind, facets = words_for(one.uri) or FILE, {"kind": (FILE,)}
            yield SearchPage(one.uri, one.title, kind, one.day, facets, text, (file,) if one.title != file else ())


def text_of(path: Path) -> str:
    """What readers see in a file, as much as is looked through; nothing where it can't be read."""
    found = look_into(path)
    if isinstance(found, Flaw):
        return ""
    lines = (" ".join(passage.text.split()) for passage in found.visible)
    pairs = zip(lines, accumulate(len(passage.text) for passage in found.visible), strict=False)
    return "\n".join(line for line, end in pairs if end <= LONGEST)
