"""A second process of a build: work that nobody waits for goes on in it while the first makes pages.

It begins as a copy of the first, so it knows everything and is told little. Where there is only one processor, or
no room for a copy, or the copy gets killed, the first process does the work itself, with the same result.
"""

import gc
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Any


class SecondProcess:
    """Work by name. Names are the caller's; what a work returns must be picklable.

    What is told may get lost with the process: an offered work must not rely on having been told.
    """

    def __init__(self) -> None:
        self._asked: dict[str, Callable[[], Any]] = {}
        self._offered: dict[str, Callable[..., Any]] = {}
        self._made: dict[str, Any] = {}
        self._due: set[str] = set()  # what the process has still to send
        self._pipe: Connection[Any, Any] | None = None

    def ask(self, name: str, work: Callable[[], Any]) -> None:
        """Have something made as soon as the process starts; in the order of asking."""
        self._asked[name] = work

    def offer(self, name: str, work: Callable[..., Any]) -> None:
        """Make something known that can be called once the process has started."""
        self._offered[name] = work

    def start(self) -> None:
        """Begin, with what is known by now; without this everything is done in the first process."""
        if _processors() < 2:
            return
        gc.freeze()  # the copy shares memory as long as nobody looks for cycles in it
        context = get_context("fork")
        with suppress(OSError):  # no room for another process
            self._pipe, theirs = context.Pipe()
            context.Process(target=self._work, args=(theirs,), daemon=True).start()
            theirs.close()
            self._due.update(self._asked)
            return
        self.end()

    def take(self, name: str) -> Any:
        """What was asked for under a name. Raises what making it raises."""
        self._receive({name})
        return self._made.pop(name) if name in self._made else self._asked[name]()

    def tell(self, name: str, *given: object) -> None:
        """Have an offered work done, whose result nobody wants."""
        self._receive(self._due)  # else both might wait for each other to listen
        if self._pipe:
            with suppress(OSError):  # nobody listens any more, as `call` will find
                self._pipe.send((name, given, False))
        else:
            self._offered[name](*given)

    def call(self, name: str, *given: object) -> Any:
        """What an offered work returns. Raises what it raises."""
        self._receive(self._due)
        if self._pipe:
            with suppress(OSError):
                self._pipe.send((name, given, True))
            self._due.add(name)
            self._receive({name})
        return self._made.pop(name) if name in self._made else self._offered[name](*given)

    def end(self) -> None:
        """Let the process go. What is called for after this is done in the first."""
        if self._pipe:
            self._pipe.close()
        self._pipe = None

    def _receive(self, names: set[str]) -> None:
        """Wait until these are made, or the process is no more."""
        while self._pipe and names & self._due:
            try:
                name, made = self._pipe.recv()
            except (OSError, EOFError):
                self._pipe = None
            else:
                self._made[name] = made
                self._due.discard(name)

    def _work(self, pipe: "Connection[Any, Any]") -> None:
        """What the second process does. Whatever fails in it is done, and fails, in the first."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # ^C is for the first, with which this one ends
        if self._pipe:
            self._pipe.close()  # the other end: while it is open here, the end of the first would not show
        outbox: SimpleQueue[tuple[str, Any]] = SimpleQueue()
        Thread(target=_post, args=(outbox, pipe), daemon=True).start()
        with suppress(Exception):
            for name, work in self._asked.items():
                outbox.put((name, work()))
            while True:
                name, given, wanted = pipe.recv()
                made = self._offered[name](*given)
                if wanted:
                    outbox.put((name, made))
        os._exit(0)  # nothing is left to be put in order: all of this is a copy


def _post(outbox: "SimpleQueue[tuple[str, Any]]", pipe: "Connection[Any, Any]") -> None:
    """Send what is made, while the next is being made: sending waits until the first process wants it."""
    with suppress(Exception):
        while True:
            pipe.send(outbox.get())
    os._exit(1)  # what can't be sent the first process makes itself, once it sees that this one is gone


def _processors() -> int:
    """How many may be used; other systems than Linux can't be trusted with a copy of a running process."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
