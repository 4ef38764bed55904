"""What a publisher says while it works: a bar where a person watches, plain lines in a log."""

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

import click

Thing = TypeVar("Thing")


class Teller:
    """Says what happens. `quiet`: nothing, because the answer is JSON."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet
        self.watched = not quiet and sys.stderr is not None and sys.stderr.isatty()

    def say(self, line: str) -> None:
        """Print a line."""
        if not self.quiet:
            click.echo(line)

    def each(self, things: Sequence[Thing], label: str) -> Iterator[Thing]:
        """Yield each thing while a bar shows how far it is."""
        if not self.watched:
            yield from things
            return
        with click.progressbar(things, label=label, file=sys.stderr) as bar:
            yield from bar


def bytes_in_words(size: int) -> str:
    """`1.2 MB`, as file managers print it."""
    if size < 1000:
        return f"{size} 字节"
    return f"{size / 1000:.1f} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
