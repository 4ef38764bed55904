"""`publicity new`: the kinds of file that an editor can begin."""

import click

from publicity.commands.lazy import Lazy, LazyGroup

COMMANDS = {
    "bulletin": Lazy("publicity.commands.new_bulletin", "bulletin", "新建一篇简报或动态，存为草稿。"),
    "commitment": Lazy("publicity.commands.new_commitment", "commitment", "新建一项整改承诺。"),
}


@click.group(cls=LazyGroup, lazy=COMMANDS)
def new() -> None:
    """写新稿：建好文件，填好开头。"""
