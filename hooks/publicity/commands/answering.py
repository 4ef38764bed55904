"""What a command says to programs."""

import json

import click


def say_data(data: object, indent: int | None = 2) -> None:
    """Print an answer for programs as JSON."""
    say_exactly(json.dumps(data, ensure_ascii=False, indent=indent, default=str))


def say_exactly(text: str) -> None:
    """Print what programs read: in UTF-8, whatever the terminal speaks."""
    click.echo(text.encode(errors="backslashreplace"))
