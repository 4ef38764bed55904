"""Which tests read the shipped column: those that say nothing in a repository whose docs/ are another office's.

They bear the mark `shipped`, most of them by a fixture that copies or builds it, or because their module reads it when
it is imported. A test that reads it without the mark fails, for Python tells of each file that is opened (PEP 578).
"""

import os
import sys

from .project import ROOT

FIXTURES = frozenset(("project", "shipped", "official", "on_days", "archived", "unpacked", "many", "sealed_twice"))
DOCS = str(ROOT / "docs")


def shipped_text(name: str) -> str:
    """A text of the shipped column, to spoil; nothing in another office's repository, where no test asks for it."""
    path = ROOT / "docs" / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


class Watch:
    """Whether docs/ has been read since this was last asked."""

    def __init__(self) -> None:
        self.seen = False
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in ("open", "os.scandir", "os.listdir") and isinstance(path := arguments[0], str | os.PathLike):
            self.seen = self.seen or str(path).startswith(DOCS)

    def ask(self) -> bool:
        """Whether it has; from now on is another question."""
        seen, self.seen = self.seen, False
        return seen
