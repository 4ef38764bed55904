"""The address of every path within docs/, once all files are known."""

from collections.abc import Callable
from functools import cache
from urllib.parse import quote, urljoin

from mkdocs.structure.files import Files
from mkdocs.utils import get_relative_url


class Addresses:
    """Addresses by path within docs/; also of a path that is gone since the preview's last good column.

    Each is worked out once: pages, data and feeds ask for the same ones over and over.
    """

    full: Callable[[str], str | None]
    seen_from: Callable[[str, str], str]

    def __init__(self, files: Files, site_url: str | None) -> None:
        self._files, self._site_url = files, site_url
        self.full, self.seen_from = cache(self._full), cache(self._seen_from)

    def within(self, uri: str) -> str:
        """The address within the site."""
        file = self._files.get_file_from_path(uri)
        return file.url if file else quote(uri)

    def published(self, uri: str) -> str:
        """The full address; where there is none, the one within the site."""
        return self.full(uri) or self.within(uri)

    def _full(self, uri: str) -> str | None:
        """The address with the site's own in front; None where mkdocs.yml says none."""
        return urljoin(self._site_url, self.within(uri)) if self._site_url else None

    def _seen_from(self, folder: str, uri: str) -> str:
        """The full address; where there is none, the way from a folder of the site, which ends in a slash."""
        return self._full(uri) or get_relative_url(self.within(uri), folder)
