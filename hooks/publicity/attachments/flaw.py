"""Why a file cannot be published as it is."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True)
class Flaw:
    """One Chinese sentence without its full stop, and what to do."""

    message: str
    hint: str


class UnreadableError(Exception):
    """Something in a file that cannot be read or trusted; carries the flaw to tell."""

    def __init__(self, message: str, hint: str = "用原来的软件打开看看，另存一份再放进来") -> None:
        super().__init__(message)
        self.flaw = Flaw(message, hint)


def read(path: Path) -> bytes:
    """A file's bytes. Raises UnreadableError where the system doesn't give them."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError("附件打不开", "检查文件名，以及文件和它所在文件夹的权限") from error


def attempt(work: Callable[[], Result]) -> Result | Flaw:
    """The result, or why the file can't be read: whatever bytes it has, nobody sees a traceback."""
    try:
        return work()
    except UnreadableError as error:
        return error.flaw
    except Exception:  # a broken file may make the libraries raise almost anything
        return Flaw("文件坏了，读到一半读不下去", "用原来的软件打开看看，另存一份再放进来")
