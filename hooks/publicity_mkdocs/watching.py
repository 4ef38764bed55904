"""Files are watched by the system where it can do that: MkDocs looks at each of them twice a second."""

import os
import sys
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    DirDeletedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

# What changes a file; a build that reads one opens and closes it too.
CHANGES: list[type[FileSystemEvent]] = [FileCreatedEvent, FileModifiedEvent, FileDeletedEvent, FileMovedEvent]
CHANGES += [FileClosedEvent, DirDeletedEvent]


class _OneFile(FileSystemEventHandler):
    """Passes on what happens to one file in a folder: editors put a new one in its place when they save."""

    def __init__(self, path: str, handler: FileSystemEventHandler) -> None:
        self._path, self._handler = path, handler

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass it on, if it is about the file."""
        if self._path in (event.src_path, event.dest_path):
            self._handler.dispatch(event)


def watch_at_once(server: LiveReloadServer) -> None:
    """Have a server watch by the system what it watches so far, and whatever comes; nothing where that can't be."""
    paths = [*server._watched_paths]
    if not sys.platform.startswith("linux") or not _possible(paths):
        return
    for path in paths:
        server.unwatch(path)
    server.observer = _Watching()
    for path in paths:
        server.watch(path)


def _possible(paths: list[str]) -> bool:
    """Whether the system lets us watch so many folders."""
    trial = Observer()
    try:
        for path in paths:
            trial.schedule(FileSystemEventHandler(), path, recursive=True)
        trial.start()
    except OSError:
        return False
    finally:
        if trial.is_alive():
            trial.stop()
            trial.join()
    return True


class _Watching(Observer):  # type: ignore[misc, valid-type]
    """Watches changes in folders, and of files in them."""

    def schedule(
        self, event_handler: FileSystemEventHandler, path: str, *, recursive: bool = False, **more: Any
    ) -> ObservedWatch:
        """Watch a folder with all that is in it, or a file."""
        if os.path.isfile(path):
            path, event_handler, recursive = os.path.dirname(path), _OneFile(path, event_handler), False
        scheduled: ObservedWatch = super().schedule(event_handler, path, recursive=recursive, event_filter=CHANGES)
        return scheduled
