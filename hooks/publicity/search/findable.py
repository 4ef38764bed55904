"""What search says of a page: what the column knows of it, with the text that readers see."""

from dataclasses import dataclass

from publicity.search.facets import Described
from publicity.search.page import SearchPage
from publicity.search.sounds import sounds
from publicity.search.visible import Visible


@dataclass(frozen=True)
class Findable:
    """A public page: its paths within docs/ and in the site, its address from the home page, its title.

    One that only leads to others is found by its names.
    """

    uri: str
    path: str
    url: str
    title: str
    leads_on: bool


def page_leading_on(page: Findable, known: Described) -> SearchPage:
    """A page that only leads to others."""
    title = known.title or page.title
    read = tuple(map(sounds, (title, *known.names)))
    return SearchPage(page.url, title, known.kind, known.day, known.facets, "", known.names, read, dated=False)


def page_with_text(page: Findable, known: Described, seen: Visible) -> SearchPage:
    """A page with a text of its own, as readers see it."""
    title = seen.title or page.title
    another = {page.title} - {title}
    names = tuple(dict.fromkeys((*known.names, *another)))
    read = tuple(map(sounds, (title, *another)))
    about, summary = seen.about, known.summary
    return SearchPage(
        page.url, title, known.kind, known.day, known.facets, seen.text, names, read, summary=summary, about=about
    )
