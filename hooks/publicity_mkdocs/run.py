"""One run of `mkdocs build` or `mkdocs serve`: what outlives a build, for `serve` builds again after every edit.

MkDocs makes a new config for each build and loads hooks by path, so that of a hook two copies may exist. This module
is only ever imported: what it keeps is there once.
"""

import gc
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field

from publicity.building.collecting import end_without_looking, seldom_collecting
from publicity.building.fingerprints import Fingerprints
from publicity.building.follower import Follower
from publicity.building.room import Room
from publicity.column.column import Column
from publicity.manifests.last_site import LastSite
from publicity.opendata.catalogue import Catalogue
from publicity.texts.file_memory import FileMemory
from publicity_mkdocs.vanished import Known


@dataclass
class Run:
    """`preview`: this is `mkdocs serve`. `last_good` is the last column without errors.

    `builds_only`: this is `mkdocs build`, which does nothing else, and from nothing.

    Of the preview: `room` is where its site is made, `last` what that was made from, `catalogue` what its data were
    when it was started, `texts` what it knows of those that nobody has touched since, `shown` the fingerprints of what
    pages show, `known` the files of docs/ with which `last_good` was read.
    """

    preview: bool = False
    builds_only: bool = False
    last_good: Column | None = None
    room: Room | None = None
    last: LastSite | None = None
    catalogue: Catalogue | None = None
    texts: FileMemory | None = None
    known: Mapping[str, Known] = field(default_factory=dict)
    shown: Fingerprints = field(default_factory=Fingerprints)
    follower: Follower = field(default_factory=Follower)
    _until_its_end: ExitStack = field(default_factory=ExitStack)

    def begin(self, command: str, *, dirty: bool) -> None:
        """Forget what was before; until the end Python looks for cycles seldom."""
        self.end()
        gc.unfreeze()
        self.preview, self.last_good = command == "serve", None
        self.builds_only = command == "build" and not dirty
        self.room = self.last = self.catalogue = self.texts = None
        self.shown, self.known = Fingerprints(), {}
        self.at_its_end(self.follower.stop)
        self._until_its_end.enter_context(seldom_collecting())
        end_without_looking()

    def at_its_end(self, work: Callable[[], object]) -> None:
        """Have something done when the run ends, however it ends."""
        self._until_its_end.callback(work)

    def end(self) -> None:
        """Put back what the process was like.

        After a build it ends: nobody looks any more for what could be let go of what the build made.
        """
        if self.builds_only:
            gc.freeze()
        self._until_its_end.close()


run = Run()
