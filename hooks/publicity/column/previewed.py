"""What only the preview shows: commitments that are held back, as they will first stand; what has to be approved."""

from publicity.column.clearing import command
from publicity.column.column import Column
from publicity.commitments.state import Standing


def promise_at(column: Column, uri: str) -> Standing | None:
    """The commitment at a path within docs/, public or not; one of a later day as it will stand on its first."""
    if public := column.commitment(uri):
        return public
    made = next((promise for promise in column.promises if promise.uri == uri), None)
    if made is None:
        return None
    day = max(column.day, made.entry.history[0].date)
    return Standing(made.uri, made.entry, day, made.links)


def title_at(column: Column, uri: str) -> str:
    """What an article or a commitment at a path is called, public or not. Raises KeyError."""
    if item := column.item(uri):
        return item.entry.title
    return {promise.uri: promise.entry.item for promise in column.promises}[uri]


def lacks_at(column: Column, uri: str) -> str:
    """What an article or commitment lacks to be public as it is written, and the command to run; else nothing."""
    come = column.cleared.clearances.get(uri)
    if come is None or come.complete:
        return ""
    return f"{come.lacks}：请人看过以后运行 {command(uri, come)}。"
