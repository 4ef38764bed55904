"""One run of `mkdocs build` or `mkdocs serve`: what outlives a build, for `serve` builds again after every edit.

MkDocs makes a new config for each build and loads hooks by path, so that of a hook two copies may exist. This module
is only ever imported: what it keeps is there once.
"""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field

from publicity.building.collecting import seldom_collecting
from publicity.column.column import Column


@dataclass
class Run:
    """`preview`: this is `mkdocs serve`. `last_good` is the last column without errors, `search_files` its index."""

    preview: bool = False
    last_good: Column | None = None
    search_files: Mapping[str, bytes] = field(default_factory=dict)
    _until_its_end: ExitStack = field(default_factory=ExitStack)

    def begin(self, preview: bool) -> None:
        """Forget what was before; until the end Python looks for cycles seldom."""
        self.end()
        self.preview, self.last_good, self.search_files = preview, None, {}
        self._until_its_end.enter_context(seldom_collecting())

    def at_its_end(self, work: Callable[[], object]) -> None:
        """Have something done when the run ends, however it ends."""
        self._until_its_end.callback(work)

    def end(self) -> None:
        """Put back what the process was like."""
        self._until_its_end.close()


run = Run()
