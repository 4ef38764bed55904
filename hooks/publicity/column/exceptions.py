"""Every exception that is recorded in a column: who agreed, why, where it is written, and what it still stands for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from publicity.attachments.examined import Examined
from publicity.column.attached import Attached, Naming, linked, named_by
from publicity.problems.problem import Problem
from publicity.screening.files import head_of
from publicity.screening.screened import Key, Screened
from publicity.screening.sources import screen_source
from publicity.texts.document import Document, links
from publicity.texts.reading import Read
from publicity.texts.source import Source, load


@dataclass(frozen=True)
class Recorded:
    """An exception as it is written at `place`. `stands_for`: where what it is for is found; empty where it is void."""

    place: str
    rule: str
    reason: str
    by: str
    stands_for: tuple[str, ...]

    @property
    def void(self) -> bool:
        """Whether there is nothing left that it would let pass."""
        return not self.stands_for


def recorded_exceptions(attached: Attached, documents: Iterable[Document[Any]], pages: Iterable[str]) -> list[Recorded]:
    """The exceptions of articles and commitments, public or not, and of other files of docs/ by their paths."""
    found: list[Recorded] = []
    for document in documents:
        exceptions: list[Screened] = getattr(document.form.value, "screened", [])
        if exceptions:
            namings = attached.there(named_by(document))
            found += _recorded(attached, document.form, exceptions, namings)
    for uri in pages:
        source = load(attached.docs / uri, f"{attached.prefix}/{uri}")
        form = head_of(source) if isinstance(source, Source) else None
        if isinstance(source, Source) and form and form.value and form.value.screened:
            namings = attached.there(linked(uri, links(source)))
            found += _recorded(attached, form, form.value.screened, namings)
    return found


def _recorded(
    attached: Attached, form: Read[Any], exceptions: list[Screened], namings: Iterable[Naming]
) -> Iterator[Recorded]:
    source, lexicon = form.source, attached.store.lexicon
    within: dict[Key, dict[str, None]] = {}
    for naming in namings:
        for key, place in _places(attached.examined(naming)):
            within.setdefault(key, {})[f"{attached.prefix}/{naming.uri}{place}"] = None
    for i, one in enumerate(exceptions):
        excepted = screen_source(source, [one], lexicon).excepted
        lines = [f"第 {source.text.count(chr(10), 0, objection.start) + 1} 行" for objection, _ in excepted]
        mark = form.tree.at(("screened", i))
        place = Problem(source.file, mark.line + 1, mark.column + 1, "").place
        yield Recorded(place, one.rule, one.reason, one.by, (*dict.fromkeys(lines), *within.get(one.key, ())))


def _places(found: Examined) -> Iterator[tuple[Key, str]]:
    yield from ((one.objection.key, f"（{one.place}）") for one in found.objected)
    yield from ((key, "") for key in found.hidden_keys)
