"""The day on which an office seals and amends."""

from datetime import date
from typing import TYPE_CHECKING

from publicity.commands.giving_up import give_up
from publicity.problems.problem import errors

if TYPE_CHECKING:
    from publicity.column.files import ColumnFiles


def own_day(found: "ColumnFiles", sentence: str) -> date:
    """The office's own day; the end of the command where anything is wrong with what was read."""
    if found.column is None:
        give_up(sentence, errors(found.problems))
    return found.column.as_of.own
