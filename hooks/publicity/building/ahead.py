"""Work done ahead, in copies of this process, for who comes to it later and would do it all the same.

A copy knows what this process knew when it began. Nothing rests on it: on one processor, without room for a copy, or
where one does not come to its end, nothing was done ahead, and the result is the same.
"""

import gc
import os
import pickle
import signal
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

from publicity.building.orphans import end_with
from publicity.building.second_process import processors

Given = TypeVar("Given")
Made = TypeVar("Made")


class _Copy(NamedTuple):
    process: int
    pipe: int  # from which what it made is read


class Ahead(Generic[Made]):
    """Works that are being done, each in a copy of its own; None stands for one that can't be."""

    def __init__(self, copies: Iterable[_Copy | None]) -> None:
        self._copies = [*copies]

    def take(self) -> Iterator[Made | None]:
        """Yield what came of each, in their order, when it is there; None where nothing did. For one taker."""
        while self._copies:
            made = _received(self._copies[0])
            _reap(self._copies.pop(0))
            yield made

    def give_up(self) -> None:
        """End what nobody waits for any more."""
        for copy in filter(None, self._copies):
            with suppress(ProcessLookupError):
                os.kill(copy.process, signal.SIGKILL)
            _reap(copy)
        self._copies.clear()


@contextmanager
def ahead(works: Iterable[Callable[[], Made]]) -> Iterator[Ahead[Made]]:
    """Have works done in copies meanwhile. What a work returns must be picklable; what it changes is lost."""
    doing = Ahead[Made](map(_begun, works))
    try:
        yield doing
    finally:
        doing.give_up()


def in_parts(pieces: Sequence[Given], worth: int, work: Callable[[Sequence[Given]], Made]) -> Iterator[Made]:
    """Yield what a work makes of each part of some pieces, from the first to the last, whichever process does it."""
    here, *elsewhere = parts(pieces, worth)
    with ahead(partial(work, some) for some in elsewhere) as copies:
        yield work(here)
        for some, made in zip(elsewhere, copies.take(), strict=True):
            yield work(some) if made is None else made


def parts(pieces: Sequence[Given], worth: int) -> list[Sequence[Given]]:
    """Pieces in as many parts as there are processors, all about as long; fewer where one has not `worth` pieces."""
    count = max(min(processors(), len(pieces) // worth), 1)
    edges = [len(pieces) * number // count for number in range(count + 1)]
    return [pieces[edges[number] : edges[number + 1]] for number in range(count)]


def _begun(work: Callable[[], object]) -> _Copy | None:
    """A copy that does a work; None where there can be none."""
    if processors() < 2:
        return None
    parent = os.getpid()
    ours, theirs = os.pipe()
    gc.freeze()  # the copy shares memory as long as nobody looks for cycles in it
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # Python's, of threads, which a copy has not: it ends
            process = os.fork()
    except OSError:  # no room
        os.close(ours)
        os.close(theirs)
        return None
    if process == 0:
        _work(work, parent, theirs)
    os.close(theirs)
    return _Copy(process, ours)


def _work(work: Callable[[], object], parent: int, pipe: int) -> None:
    """What a copy does. Whatever fails in it, its parent does itself."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # ^C is for the parent, with which this one ends
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        end_with(parent)
        made = work()
        with open(pipe, "wb") as file:
            pickle.dump(made, file, pickle.HIGHEST_PROTOCOL)  # piece by piece, as its parent takes it
        os._exit(0)
    finally:  # nothing is left to be put in order: all of this is a copy
        os._exit(1)


def _received(copy: _Copy | None) -> Any:
    """What a copy has made; None where it is no more, or made nothing of sense."""
    if copy:
        with suppress(Exception), open(copy.pipe, "rb", closefd=False) as pipe:  # unpickling may raise anything
            return pickle.load(pipe)  # noqa: S301 - from a copy of this process
    return None


def _reap(copy: _Copy | None) -> None:
    if copy:
        os.close(copy.pipe)
        with suppress(ChildProcessError):
            os.waitpid(copy.process, 0)
