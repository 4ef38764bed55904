"""What is sealed: something that speaks to the public, with what it says and what is only ever added to it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from publicity.ledger.line import Line
from publicity.problems.problem import Problem
from publicity.texts.reading import Finding, Read
from publicity.texts.tree import Path

# Gives what is made of nothing but the file of a subject, under a name; it may be known from an earlier process.
Once = Callable[[str, Callable[[], Any]], Any]


@dataclass(frozen=True)
class Said:
    """What a subject says on a day: its words by key, and what was added to it, in order."""

    says: Mapping[str, Any]
    entries: Mapping[str, Sequence[Any]] = field(default_factory=dict)


class Subject(ABC):
    """A commitment, a part of the plan, an article.

    `key` is its name in the ledger, `title` what readers call it, `uri` the path of its file within docs/.
    `form` knows where what it says stands.
    `gains` are the keys of its words that may come where nothing stood, without a trace.
    `lasting` are the keys of `entries` whose new ones may not be dated before the last sealing.
    """

    key: str
    title: str
    uri: str
    form: Read[Any]
    gains: frozenset[str] = frozenset()
    lasting: Mapping[str, str] = {}

    @property
    @abstractmethod
    def entries(self) -> Mapping[str, Sequence[Any]]:
        """Everything that was added to it, in order, public or not, as plain data."""

    @abstractmethod
    def on(self, day: date) -> Said | None:
        """What it says to the public on a day; None where it is not public."""

    @abstractmethod
    def said_with(self, line: Line) -> Mapping[str, Any]:
        """What it says, with what was amended since a line was sealed taken back."""

    @abstractmethod
    def changed(self, key: str, line: Line) -> list[Problem]:
        """What to tell of a key that says something else than was sealed."""

    @abstractmethod
    def at(self, key: str, index: int) -> Path:
        """Where an entry stands."""

    def after(self, day: date) -> Sequence[str]:
        """The digests of the plan's amendments that its words stand after on a day."""
        return ()

    def withdrawn(self) -> Finding | None:
        """What to tell where something sealed was taken back from the public."""
        return None

    def untold(self, line: Line) -> frozenset[str]:
        """The keys of which nothing can be told, because the amendments that changed them were tampered with."""
        return frozenset()
