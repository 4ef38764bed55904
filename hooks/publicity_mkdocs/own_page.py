"""Pages that the program makes of what it has read: MkDocs would read their files."""

from functools import cache
from urllib.parse import urljoin, urlsplit

from mkdocs.structure.pages import Page


class OwnPage(Page):
    """A page below the site's address: MkDocs takes each pair of addresses apart to join them."""

    def _set_canonical_url(self, base: str | None) -> None:
        if base and self.url:
            start, path = _start(base)
            self.canonical_url, self.abs_url = start + self.url, path + self.url
        else:
            super()._set_canonical_url(base)


@cache
def _start(base: str) -> tuple[str, str]:
    """With what the addresses of pages begin, in full and from the root of the host."""
    start = urljoin(base if base.endswith("/") else f"{base}/", "x")[:-1]
    return start, urlsplit(start).path
