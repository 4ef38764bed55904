"""Sealing: the lines that the ledger lacks."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from publicity.commitments.files import Commitments
from publicity.ledger.ledger import FILE, Ledger, Line, entry_hash, ledger_text, seal_line
from publicity.ledger.rules import unsealed_path
from publicity.texts import whole_file


@dataclass(frozen=True)
class Sealing:
    """What is to be added to the ledger, and what the ledger will be."""

    added: tuple[Line, ...]
    text: str


class BackwardsError(ValueError):
    """The column's day lies before the last sealing: what is sealed may not grow older. The message is Chinese."""


def lines_to_seal(found: Commitments, ledger: Ledger | None, day: date) -> Sealing:
    """Compose lines for what is public on a day and new or grown. Only for commitments and a ledger without errors.

    Raises BackwardsError.
    """
    lines = [line for _, line in ledger.lines] if ledger else []
    if ledger and ledger.sealed > day.isoformat():
        raise BackwardsError(f"台账已经封存到 {ledger.sealed}，专栏的日期却是 {day}")
    last = {line.id: line for line in lines}
    added: list[Line] = []
    for entry in sorted((promise.entry for promise in found.promises), key=lambda entry: entry.id):
        before = last.get(entry.id)
        if not entry.public_on(day) or unsealed_path(entry, before, day) is None:
            continue
        hashes = [[entry_hash(one) for one in entry.history_by(day)], [entry_hash(a) for a in entry.amended_by(day)]]
        prev = (lines + added)[-1].hash if lines or added else ""
        version = before.version + 1 if before else 1
        added.append(seal_line(entry.id, version, day.isoformat(), entry.terms_on(day).data(), hashes, prev))
    return Sealing(tuple(added), ledger_text(lines + added))


def write_ledger(docs: Path, text: str) -> None:
    """Put a new ledger in the place of the old one, whole or not at all. Raises OSError."""
    whole_file.replace(docs / FILE, text)
