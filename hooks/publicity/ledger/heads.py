"""The one hash that stands for a whole ledger."""

from collections.abc import Iterable
from hashlib import sha256


def head_of(hashes: Iterable[str]) -> str:
    """One hash over all lines, whatever their order; empty over none."""
    listed = sorted(set(hashes))
    return sha256("\n".join(listed).encode()).hexdigest() if listed else ""
