"""The style sheets of a dossier: those of all of its pages, each once, written into it."""

from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser

from publicity.archiving.snapshot import Snapshot
from publicity.regex import regex

_PAGE = regex(r"@page(?=\s*[:{])")
_OWN_SHEET = regex(r"bulletin\.[0-9a-f]+\.css$")


def sheets_of(snapshot: Snapshot, pages: Mapping[str, LexborHTMLParser]) -> str:
    """Style elements, in the order in which the pages first ask for them; palettes are a matter of screens.

    A numbered bulletin's sheet gives the whole document its margins; here they are those of its own leaves.
    Raises UnusableSiteError and OSError.
    """
    asked: dict[str, str] = {}  # the name of a sheet, and the media that it is for
    for page in pages.values():
        for link in page.css('link[rel="stylesheet"]:not([data-palette])'):
            name = (link.attributes.get("href") or "").rpartition("assets/")[2]
            asked.setdefault(f"assets/{name}", link.attributes.get("media") or "all")
    ordered = sorted(asked.items(), key=lambda sheet: sheet[1] != "all")  # paper's own come last, as in every page
    return "\n".join(
        f'<style media="{media}">{_paged(name, file.read().decode())}</style>'
        for name, media in ordered
        if (file := snapshot.file(name))
    )


def _paged(name: str, sheet: str) -> str:
    if not _OWN_SHEET.search(name):
        return sheet
    return _PAGE.sub("@page bulletin", sheet) + "\n.bulletin { page: bulletin; }"
