"""What somebody meant who wrote another word than those that can stand there."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from pydantic.fields import FieldInfo


def suggestion(given: str, known: Iterable[str], most: int = 40) -> str:
    """`是不是“title”？` for a near miss, else what can be written here; nothing where nothing can, or too much."""
    names = list(known)
    if near := nearest(given, names):
        return f"是不是“{near}”？"
    return f"可写：{'、'.join(names)}" if 0 < len(names) <= most else ""


def nearest(given: str, known: Iterable[str], alike: float = 0.7) -> str | None:
    """The word that a misspelt one is most like; None where none is like it."""
    names = {_plain(name): name for name in known}
    near = get_close_matches(_plain(given), names, n=1, cutoff=alike)
    return names[near[0]] if near else None


def described_as(given: str, fields: Mapping[str, FieldInfo]) -> str | None:
    """The key that is described by such a Chinese word: `标题` is `title`. None where several are, or none."""
    word = given.strip()
    if len(word) < 2 or word.isascii():
        return None
    said = {name: (field.description or "").partition("：")[0].partition("；")[0] for name, field in fields.items()}
    exact = [name for name, text in said.items() if text == word]
    found = exact or [name for name, text in said.items() if word in text]
    return found[0] if len(found) == 1 else None


def _plain(name: str) -> str:
    return name[:60].strip().lower().replace("_", "-")
