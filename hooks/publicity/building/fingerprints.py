"""Values in one line that differs where they differ: by it a page tells that nothing it shows has changed."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import Any

_PLAIN = frozenset({str, int, float, bool, bytes, type(None)})


def fingerprint(value: object) -> str:
    """The SHA-256 of a value: of plain ones, sequences, mappings and dataclasses of such.

    An object that has `known_by` is taken for what that says. Raises TypeError for any other: better no fingerprint
    than one that misses a difference.
    """
    return sha256(repr(_plainly(value)).encode()).hexdigest()


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
