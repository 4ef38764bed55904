"""Values in one line that differs where they differ: by it a page tells that nothing it shows has changed."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import Any, Protocol

_PLAIN = frozenset({str, int, float, bool, bytes, type(None)})


class Known(Protocol):
    """What says by what it is told from what it was."""

    @property
    def known_by(self) -> tuple[object, ...]:
        """That. May raise TypeError."""


def fingerprint(value: object) -> str:
    """The SHA-256 of a value: of plain ones, sequences, mappings and dataclasses of such.

    An object that has `known_by` is taken for what that says. Raises TypeError for any other: better no fingerprint
    than one that misses a difference.
    """
    return sha256(repr(_plainly(value)).encode()).hexdigest()


class Fingerprints:
    """Those of what bears a name, and says by `known_by` what it is: worked out again only where it says another thing.

    Such a thing says it in tuples of strings, whole numbers and None. Each call raises what `fingerprint` raises.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[tuple[type, object], str]] = {}

    def of(self, name: str, value: Known) -> str:
        """The fingerprint of what bears a name now."""
        says = type(value), value.known_by
        last = self._known.get(name)
        if last is None or last[0] != says:
            self._known[name] = last = says, fingerprint(value)
        return last[1]


def _plainly(value: Any) -> Any:
    kind = type(value)
    if kind in _PLAIN:
        return value
    if (known := getattr(value, "known_by", None)) is not None:
        return kind.__name__, known
    if isinstance(value, Enum):
        return kind.__name__, value.name
    if isinstance(value, date):
        return kind.__name__, value.isoformat()
    if is_dataclass(value):
        return kind.__name__, *(_plainly(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, Mapping):
        return kind.__name__, sorted((_plainly(key), _plainly(one)) for key, one in value.items())
    if isinstance(value, Sequence):
        return kind.__name__, *(one if type(one) in _PLAIN else _plainly(one) for one in value)
    raise TypeError(f"{kind.__name__} has no fingerprint")
