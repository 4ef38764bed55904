"""Commands that are loaded when they are called: help and every other command do not wait for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click

from publicity.commands.helping import ChineseCommand


@dataclass(frozen=True)
class Lazy:
    """Where a command is, and the first sentence of its help."""

    module: str
    attribute: str
    help: str

    def load(self) -> click.Command:
        """The command itself."""
        command = getattr(import_module(self.module), self.attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{self.module}.{self.attribute} is no command")
        return command


class LazyGroup(ChineseCommand, click.Group):
    """A group of commands of which only the names and first sentences are known at first."""

    def __init__(self, *arguments: Any, lazy: Mapping[str, Lazy], **more: Any) -> None:
        super().__init__(*arguments, **{"subcommand_metavar": "命令 …", **more})
        self.lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which they are shown."""
        return [*self.lazy, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        found = self.lazy.get(cmd_name)
        return found.load() if found else super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant. Raises UsageError for none."""
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-") and not ctx.resilient_parsing:
            from difflib import get_close_matches  # takes a while, and only a slip needs it

            near = get_close_matches(args[0], known, n=1)
            hint = f"是不是 {near[0]}？" if near else f"可写：{'、'.join(known)}"
            raise click.UsageError(f"没有“{args[0]}”这个命令，{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with their first sentences, without loading any."""
        with formatter.section("命令"):
            formatter.write_dl([(name, found.help) for name, found in self.lazy.items()])
