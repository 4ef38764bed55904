"""Work that was left to another process, and what came of it: asked for at its start, or called for later."""

from collections.abc import Callable
from typing import Any, Generic, ParamSpec, Protocol, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")


class Worker(Protocol):
    """What a process does for those who left work to it (`second_process.py`)."""

    @property
    def runs(self) -> bool:
        """Whether the process is there, as far as is known."""

    def result(self, key: int, work: Callable[[], Made]) -> Made:
        """What the process has made of a work; where it hasn't, the work is done here."""

    def has(self, key: int) -> bool:
        """Whether nothing more is to be waited for."""

    def send(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any], wanted: bool) -> int | None:
        """Call an offered work in the process; the key of its result, None where nobody listens."""


class Asked(Generic[Made]):
    """Something that is made as soon as the second process starts. `name` is what the log calls it."""

    def __init__(self, process: Worker, number: int, name: str, work: Callable[[], Made]) -> None:
        self.name, self.work = name, work
        self._process, self._number = process, number

    def take(self) -> Made:
        """What was made; it is kept for one taker. Raises what making it raises."""
        return self._process.result(self._number, self.work)


class Offered(Generic[Given, Made]):
    """Something that can be called once the second process has started. `name` is what the log calls it."""

    def __init__(self, process: Worker, number: int, name: str, work: Callable[Given, Made]) -> None:
        self.name, self.work = name, work
        self._process, self._number = process, number

    @property
    def heard(self) -> bool:
        """Whether there is a process that listens."""
        return self._process.runs

    def tell(self, *args: Given.args, **kwargs: Given.kwargs) -> None:
        """Have it done; nobody wants the result. It may get lost with the process: rely on nothing told."""
        if self._process.send(self._number, args, kwargs, wanted=False) is None:
            self.work(*args, **kwargs)

    def call(self, *args: Given.args, **kwargs: Given.kwargs) -> Made:
        """What it returns. Raises what it raises."""
        return self.post(*args, **kwargs).take()

    def post(self, *args: Given.args, **kwargs: Given.kwargs) -> "Posted[Made]":
        """Have it done, and go on; the result is taken later."""
        call = self._process.send(self._number, args, kwargs, wanted=True)
        return Posted(self._process, call, lambda: self.work(*args, **kwargs))


class Posted(Generic[Made]):
    """Something that was called and is being done; in no process where `call` is None."""

    def __init__(self, process: Worker, call: int | None, work: Callable[[], Made]) -> None:
        self._process, self._call, self._work = process, call, work

    @property
    def done(self) -> bool:
        """Whether it can be taken without waiting for another process."""
        return self._call is None or self._process.has(self._call)

    def take(self) -> Made:
        """What it returns; for one taker. Raises what it raises."""
        return self._work() if self._call is None else self._process.result(self._call, self._work)
