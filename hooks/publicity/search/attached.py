"""Files to download, found by their names and by their text where the program can read it."""

from itertools import accumulate
from pathlib import Path

from publicity.attachments.flaw import Flaw
from publicity.attachments.kinds import words_for
from publicity.attachments.looking import look_into
from publicity.pages.downloads import Download
from publicity.search.facets import FILE
from publicity.search.page import SearchPage

FACETS = {"kind": (FILE,)}
LONGEST = 4_000  # letters of a file: a reader loads them with the hit


def attached_page(one: Download, path: Path) -> SearchPage:
    """A public attachment, as it went out to a path."""
    file = Path(one.uri).name
    text = "\n".join(filter(None, (f"附件，见《{one.beside}》", text_of(path))))
    kind = words_for(one.uri) or FILE
    return SearchPage(one.uri, one.title, kind, one.day, FACETS, text, (file,) if one.title != file else ())


def text_of(path: Path) -> str:
    """What readers see in a file, as much as is looked through; nothing where it can't be read."""
    found = look_into(path)
    if isinstance(found, Flaw):
        return ""
    lines = (" ".join(passage.text.split()) for passage in found.visible)
    pairs = zip(lines, accumulate(len(passage.text) for passage in found.visible), strict=False)
    return "\n".join(line for line, end in pairs if end <= LONGEST)
