"""Sealing: the lines that the ledger lacks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from publicity.ledger import earlier
from publicity.ledger.heads import head_of
from publicity.ledger.ledger import FILE, Ledger, ledger_text, tips
from publicity.ledger.line import Line, digest, seal_line
from publicity.ledger.rules import unsealed_path
from publicity.ledger.subject import Said, Subject
from publicity.texts import whole_file


@dataclass(frozen=True)
class Sealing:
    """What is to be added to the ledger, each with the title of its subject; what the ledger will be."""

    added: tuple[tuple[str, Line], ...]
    text: str
    head: str


class BackwardsError(ValueError):
    """The column's day lies before the last sealing: what is sealed may not grow older. The message is Chinese."""


def lines_to_seal(subjects: Iterable[Subject], ledger: Ledger, day: date) -> Sealing:
    """Compose lines for what is public on a day and new, grown or merged. Only where nothing is wrong.

    Raises BackwardsError.
    """
    if ledger.sealed > day.isoformat():
        raise BackwardsError(f"台账已经封存到 {ledger.sealed}，专栏的日期却是 {day}")
    added: list[tuple[str, Line]] = []
    for subject in subjects:
        lines = ledger.of(subject.key)
        last, said = tips(lines), subject.on(day)
        if said and (len(last) > 1 or unsealed_path(subject, lines, day) is not None):
            added.append((subject.title, _line(subject, said, day, last, lines)))
    lines = [*ledger.lines, *(line for _, line in added)]
    return Sealing(tuple(added), ledger_text(lines), head_of(line.hash for line in lines))


def _line(subject: Subject, said: Said, day: date, last: list[Line], lines: list[Line]) -> Line:
    known = {digest(content) for line in lines for contents in line.new.values() for content in contents}
    entries = {key: [digest(one) for one in contents] for key, contents in said.entries.items()}
    new = {key: [one for one in contents if digest(one) not in known] for key, contents in said.entries.items()}
    return seal_line(
        subject.key,
        day.isoformat(),
        said.says,
        before=last,
        entries=entries,
        new=new,
        after=subject.after(day),
    )


def write_ledger(docs: Path, text: str) -> None:
    """Put a new ledger in the place of the old one, whole or not at all; one of an earlier version goes.

    Raises OSError.
    """
    whole_file.replace(docs / FILE, text)
    (docs / earlier.FILE).unlink(missing_ok=True)
