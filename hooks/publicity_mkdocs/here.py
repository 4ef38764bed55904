"""The page that is being printed, for templates."""

from collections.abc import Callable

from jinja2 import pass_context
from jinja2.runtime import Context
from mkdocs.structure.pages import Page
from mkdocs.utils import normalize_url
from mkdocs.utils.templates import TemplateContext

SEARCH = "search.md"


class Here:
    """The page that is being printed: for partials too, which are made once for all pages and so are told of none.

    Pages of a folder see every address alike, and what does not depend on the page at all is printed once for them.
    `wide`: it was asked for something that may change without the page's own article or list (`guarded.py`).
    """

    def __init__(self) -> None:
        self.page: Page | None = None
        self.base = ""
        self.folder = ""
        self.in_header = False  # the header leads to this page, and so looks different on it
        self._urls: dict[tuple[str, str], str] = {}
        self.wide = False
        self._shared: dict[tuple[str, str], tuple[str, bool]] = {}

    def move(self, context: TemplateContext, page: Page | None) -> None:
        """Go to a page, or to a template that is none."""
        self.page, self.base, self.wide = page, context["base_url"], False
        self.folder = page.url.rpartition("/")[0] if page else f"//{self.base}"
        self.in_header = page is not None and (page in context["nav"].items or page.file.src_uri == SEARCH)

    @pass_context  # which is not needed, but Jinja works out a filter of a constant only once where it asks for none
    def url(self, context: Context, address: str) -> str:
        """An address within the site as seen from here: what MkDocs' own filter says."""
        key = (self.folder, address)
        if key not in self._urls:
            self._urls[key] = normalize_url(str(address), self.page, self.base)
        return self._urls[key]

    def shared(self, name: str, caller: Callable[[], str]) -> str:
        """What a block prints, printed once for all pages of a folder in which it bears this name."""
        key = (self.folder, name)
        if key not in self._shared:
            before, self.wide = self.wide, False
            self._shared[key] = caller(), self.wide
            self.wide = before
        printed, wide = self._shared[key]
        self.wide |= wide
        return printed

    def shared_header(self, section: str, caller: Callable[[], str]) -> str:
        """The header, printed once for a section within a folder, and for each page to which it leads."""
        own = f"header of {self.page.url}" if self.page and self.in_header else f"header in {section}"
        return self.shared(own, caller)
