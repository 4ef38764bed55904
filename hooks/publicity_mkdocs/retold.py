"""What loggers are told of a page, told again in a build in which the page stays: `--strict` means the same."""

import logging
from collections.abc import Iterable, Mapping

from publicity.building.notes import Notes
from publicity.manifests.last_site import MadePage


class Retold(logging.Handler):
    """Listens while pages are made, and speaks for those that stay, when it would have been their turn."""

    def __init__(self, notes: Notes, pages: Iterable[str], staying: Mapping[str, MadePage]) -> None:
        super().__init__(logging.WARNING)
        self._notes, self._turns, self._staying = notes, iter(pages), staying
        self._page = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Note what is told of the page that is being made."""
        if self._page:
            self._notes.pages[self._page].told.append((record.name, record.levelno, record.getMessage()))

    def turn_to(self, page: str) -> None:
        """Speak for the pages that come before one; then listen to what is told of it."""
        self.pause()
        for uri in self._turns:
            if uri == page:
                break
            self._tell(uri)
        self.listen(page)

    def listen(self, page: str) -> None:
        """Listen to what is told of a page."""
        self._page = page

    def pause(self) -> None:
        """Listen no more."""
        self._page = ""

    def finish(self) -> None:
        """Speak for the rest."""
        self.pause()
        for uri in self._turns:
            self._tell(uri)

    def _tell(self, uri: str) -> None:
        if page := self._staying.get(uri):
            for name, level, words in page.told:
                logging.getLogger(name).log(level, "%s", words)
