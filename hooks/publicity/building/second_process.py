"""A second process of a build: work that nobody waits for goes on in it while the first makes pages.

It begins as a copy of the first, so it knows everything and is told little. Where there is only one processor, no room
for a copy, or the copy gets killed, the first does the work itself, with the same result; why, is said once.
"""

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from threading import Thread
from typing import Any, ParamSpec, TypeVar

from publicity.building.collecting import give_back_at_once
from publicity.building.fates import described, fate_of
from publicity.building.left import Asked, Offered
from publicity.building.orphans import end_with

Given = ParamSpec("Given")
Made = TypeVar("Made")


@dataclass(frozen=True)
class _Running:
    pipe: "Connection[Any, Any]"
    process: BaseProcess


@dataclass(frozen=True)
class _Result:
    key: int  # of what was asked for, its number; of what was called, a number below nought
    number: int
    made: Any


@dataclass(frozen=True)
class _Failure:
    why: str


@dataclass(frozen=True)
class _Call:
    key: int
    number: int
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    wanted: bool


class SecondProcess:
    """Takes work and does it meanwhile. What a work returns must be picklable.

    `say` is told, in one Chinese sentence, why the process could not start or did not last; never when it was let go.
    `name` is what that sentence calls it.
    """

    def __init__(self, say: Callable[[str], None], name: str = "第二个进程") -> None:
        self._say, self._name = say, name
        self._called = 0
        self._works: list[Asked[Any] | Offered[..., Any]] = []
        self._made: dict[int, Any] = {}
        self._due: set[int] = set()  # what the process has still to send
        self._running: _Running | None = None

    def ask(self, name: str, work: Callable[[], Made]) -> Asked[Made]:
        """Have something made as soon as the process starts; in the order of asking."""
        asked = Asked(self, len(self._works), name, work)
        self._works.append(asked)
        return asked

    def offer(self, name: str, work: Callable[Given, Made]) -> Offered[Given, Made]:
        """Make something known that can be called once the process has started."""
        offered = Offered(self, len(self._works), name, work)
        self._works.append(offered)
        return offered

    def start(self) -> None:
        """Begin, with what is known by now; without this everything is done in the first process."""
        if processors() < 2:
            return
        context = get_context("fork")
        gc.freeze()  # the copy shares memory as long as nobody looks for cycles in it; a build is soon over
        try:
            ours, theirs = context.Pipe()
            with theirs:
                process = context.Process(target=self._work, args=(os.getpid(), ours, theirs), daemon=True)
                process.start()
        except OSError as error:  # no room for another process
            self._say(f"开不出{self._name}（{described(error)}）；全部由第一个进程做，结果一样，只是慢些")
        else:
            self._running = _Running(ours, process)
            self._due.update(number for number, work in enumerate(self._works) if isinstance(work, Asked))

    def end(self) -> None:
        """Let the process go. What is called for after this is done in the first."""
        while self._running and self._running.pipe.poll():
            self._receive_one(self._running)  # it may have ended before, and have said why
        self._close()

    # -- for Asked, Offered and Posted -------------------------------------------------------------

    @property
    def runs(self) -> bool:
        """Whether the process is there, as far as is known."""
        return self._running is not None

    def result(self, key: int, work: Callable[[], Made]) -> Made:
        """What the process has made of a work; where it hasn't, the work is done here."""
        self._receive({key})
        if key not in self._made:
            return work()
        made: Made = self._made.pop(key)
        return made

    def has(self, key: int) -> bool:
        """Whether nothing more is to be waited for."""
        while self._running and key in self._due and self._running.pipe.poll():
            self._receive_one(self._running)
        return key not in self._due

    def send(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any], wanted: bool) -> int | None:
        """Call an offered work in the process; the key of its result, None where nobody listens.

        It waits at most until the process has done what it does: that sends what it has made in a thread of its own.
        """
        if self._running is None:
            return None
        self._called -= 1
        try:
            self._running.pipe.send(_Call(self._called, number, args, kwargs, wanted))
        except OSError:  # nobody listens any more
            while self._running:
                self._receive_one(self._running)
            return None
        if wanted:
            self._due.add(self._called)
        return self._called

    # -- in the first process ----------------------------------------------------------------------

    def _receive(self, keys: set[int]) -> None:
        """Wait until these are made, or the process is no more."""
        while self._running and keys & self._due:
            self._receive_one(self._running)

    def _receive_one(self, running: _Running) -> None:
        """Wait for a message of the process, or its end."""
        try:
            message = running.pipe.recv()
        except (EOFError, OSError):
            self._lose(fate_of(running.process))
        except Exception as error:  # unpickling may raise anything
            self._lose(f"送来的东西读不出来（{described(error)}）")
        else:
            match message:
                case _Failure(why):
                    self._lose(why)
                case _Result(key, _, made):
                    self._made[key] = made
                    self._due.discard(key)

    def _lose(self, why: str) -> None:
        self._close()
        self._say(f"{self._name}{why}；剩下的由第一个进程做，结果一样，只是慢些")

    def _close(self) -> None:
        if self._running:
            self._running.pipe.close()
        self._running = None
        self._due.clear()

    # -- in the second process ---------------------------------------------------------------------

    def _work(self, parent: int, theirs: "Connection[Any, Any]", pipe: "Connection[Any, Any]") -> None:
        """What the second process does. Whatever fails in it is done, and fails, in the first."""
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # ^C is for the first, with which this one ends
            end_with(parent)
            give_back_at_once()
            theirs.close()  # the other end: while it is open here, the end of the first would not show
            outbox: SimpleQueue[_Result | _Failure | None] = SimpleQueue()
            posting = Thread(target=self._post, args=(outbox, pipe), daemon=True)
            posting.start()
            self._do_all(pipe, outbox)
            outbox.put(None)
            posting.join()
            os._exit(0)
        finally:  # nothing is left to be put in order: all of this is a copy
            os._exit(1)

    def _do_all(self, pipe: "Connection[Any, Any]", outbox: "SimpleQueue[_Result | _Failure | None]") -> None:
        """Make what was asked for, then what is called for, until something fails or the first wants no more."""
        name = ""
        try:
            for number, asked in enumerate(self._works):
                if isinstance(asked, Asked):
                    name = asked.name
                    outbox.put(_Result(number, number, asked.work()))
            for call in _calls(pipe):
                name = self._works[call.number].name
                made = self._works[call.number].work(*call.args, **call.kwargs)
                if call.wanted:
                    outbox.put(_Result(call.key, call.number, made))
        except BaseException as error:  # also a work that would end the program: that is for the first to do
            outbox.put(_Failure(f"做“{name}”时出错（{described(error)}）"))

    def _post(self, outbox: "SimpleQueue[_Result | _Failure | None]", pipe: "Connection[Any, Any]") -> None:
        """Send what is made, while the next is being made: sending waits until the first process wants it."""
        with suppress(OSError):  # the first wants no more
            while message := outbox.get():
                try:
                    pipe.send(message)
                except OSError:
                    raise
                except Exception as error:  # pickling may raise anything
                    name = self._works[message.number].name if isinstance(message, _Result) else ""
                    pipe.send(_Failure(f"的“{name}”送不过来（{described(error)}）"))
                    break
            else:
                return
        os._exit(0)


def _calls(pipe: "Connection[Any, Any]") -> Iterator[_Call]:
    """What the first process calls for, until it wants no more."""
    while True:
        try:
            call: _Call = pipe.recv()
        except (EOFError, OSError):
            return
        yield call


def processors() -> int:
    """How many may be used; other systems than Linux can't be trusted with a copy of a running process."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
