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
from typing import Any, Generic, ParamSpec, TypeVar

from publicity.building.fates import described, fate_of

Given = ParamSpec("Given")
Made = TypeVar("Made")


class Asked(Generic[Made]):
    """Something that is made as soon as the second process starts. `name` is what the log calls it."""

    def __init__(self, process: "SecondProcess", number: int, name: str, work: Callable[[], Made]) -> None:
        self.name, self.work = name, work
        self._process, self._number = process, number

    def take(self) -> Made:
        """What was made; it is kept for one taker. Raises what making it raises."""
        return self._process.result(self._number, self.work)


class Offered(Generic[Given, Made]):
    """Something that can be called once the second process has started. `name` is what the log calls it."""

    def __init__(self, process: "SecondProcess", number: int, name: str, work: Callable[Given, Made]) -> None:
        self.name, self.work = name, work
        self._process, self._number = process, number

    def tell(self, *args: Given.args, **kwargs: Given.kwargs) -> None:
        """Have it done; nobody wants the result. It may get lost with the process: rely on nothing told."""
        if not self._process.send(self._number, args, kwargs, wanted=False):
            self.work(*args, **kwargs)

    def call(self, *args: Given.args, **kwargs: Given.kwargs) -> Made:
        """What it returns. Raises what it raises."""
        self._process.send(self._number, args, kwargs, wanted=True)
        return self._process.result(self._number, lambda: self.work(*args, **kwargs))


@dataclass(frozen=True)
class _Running:
    pipe: "Connection[Any, Any]"
    process: BaseProcess


@dataclass(frozen=True)
class _Result:
    number: int
    made: Any


@dataclass(frozen=True)
class _Failure:
    why: str


@dataclass(frozen=True)
class _Call:
    number: int
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    wanted: bool


class SecondProcess:
    """Takes work and does it meanwhile. What a work returns must be picklable.

    `say` is told, in one Chinese sentence, why the process could not start or did not last; never when it was let go.
    """

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
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
        if _processors() < 2:
            return
        context = get_context("fork")
        gc.freeze()  # the copy shares memory as long as nobody looks for cycles in it; a build is soon over
        try:
            ours, theirs = context.Pipe()
            with theirs:
                process = context.Process(target=self._work, args=(ours, theirs), daemon=True)
                process.start()
        except OSError as error:  # no room for another process
            self._say(f"开不出第二个进程（{described(error)}）；全部由第一个进程做，结果一样，只是慢些")
        else:
            self._running = _Running(ours, process)
            self._due.update(number for number, work in enumerate(self._works) if isinstance(work, Asked))

    def end(self) -> None:
        """Let the process go. What is called for after this is done in the first."""
        while self._running and self._running.pipe.poll():
            self._receive_one(self._running)  # it may have ended before, and have said why
        self._close()

    # -- for Asked and Offered ---------------------------------------------------------------------

    def result(self, number: int, work: Callable[[], Made]) -> Made:
        """What the process has made of a work; where it hasn't, the work is done here."""
        self._receive({number})
        if number not in self._made:
            return work()
        made: Made = self._made.pop(number)
        return made

    def send(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any], wanted: bool) -> bool:
        """Call an offered work in the process; whether there is one that listens."""
        self._receive(self._due)  # else both might wait for each other to listen
        if self._running is None:
            return False
        try:
            self._running.pipe.send(_Call(number, args, kwargs, wanted))
        except OSError:  # nobody listens any more
            while self._running:
                self._receive_one(self._running)
            return False
        if wanted:
            self._due.add(number)
        return True

    # -- in the first process ----------------------------------------------------------------------

    def _receive(self, numbers: set[int]) -> None:
        """Wait until these are made, or the process is no more."""
        while self._running and numbers & self._due:
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
                case _Result(number, made):
                    self._made[number] = made
                    self._due.discard(number)

    def _lose(self, why: str) -> None:
        self._close()
        self._say(f"第二个进程{why}；剩下的由第一个进程做，结果一样，只是慢些")

    def _close(self) -> None:
        if self._running:
            self._running.pipe.close()
        self._running = None
        self._due.clear()

    # -- in the second process ---------------------------------------------------------------------

    def _work(self, theirs: "Connection[Any, Any]", pipe: "Connection[Any, Any]") -> None:
        """What the second process does. Whatever fails in it is done, and fails, in the first."""
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # ^C is for the first, with which this one ends
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
                    outbox.put(_Result(number, asked.work()))
            for call in _calls(pipe):
                name = self._works[call.number].name
                made = self._works[call.number].work(*call.args, **call.kwargs)
                if call.wanted:
                    outbox.put(_Result(call.number, made))
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


def _processors() -> int:
    """How many may be used; other systems than Linux can't be trusted with a copy of a running process."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
