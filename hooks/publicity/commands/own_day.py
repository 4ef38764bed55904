"""The day on which an office seals and amends."""

from datetime import date

from publicity.column.files import ColumnFiles
from publicity.commands.giving_up import give_up
from publicity.problems.problem import errors


def own_day(found: ColumnFiles, sentence: str) -> date:
    """The office's own day; the end of the command where anything is wrong with what was read."""
    if found.column is None:
        give_up(sentence, errors(found.problems))
    return found.column.as_of.own
