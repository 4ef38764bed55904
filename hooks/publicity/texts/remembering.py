"""Documents of which nothing was to be said, known again by the bytes of their files: they are not parsed again.

What a rule finds in one of them later still gets its place: then the file is read as if nothing were known.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Generic

from publicity.problems.problem import Problem
from publicity.texts.document import Document, Link, Model, front_matter, read_document
from publicity.texts.memory import Memory, key
from publicity.texts.reading import Read, read
from publicity.texts.salvage import Salvage
from publicity.texts.source import Source, decode
from publicity.texts.tree import Tree, parse

Told = Callable[[Document[Model]], list[Problem]]


@dataclass(frozen=True)
class _Kept(Generic[Model]):
    entry: Model
    links: tuple[Link, ...]
    body_from: int


def read_or_recall(
    data: bytes, name: str, uri: str, model: type[Model], told: Told[Model], memory: Memory
) -> tuple[Document[Model] | None, list[Problem]]:
    """Read a document from the bytes of its file; what is to be told of it besides the problems of its form.

    `told` judges what was read and looks at nothing else; `name` is what the file is called in messages. No document
    where nothing can be made of its front matter.
    """
    known_as = key(data, uri.encode(), name.encode(), model.__name__.encode())
    kept = memory.recall(known_as)
    if isinstance(kept, _Kept):
        source = Source(name, data.decode())
        return Document(uri, source, _Known(kept.entry, source, model), kept.links, kept.body_from), []
    document = read_document(decode(data, name), uri, model)
    if not isinstance(document, Document):
        return None, document
    problems = told(document)
    if document.form.value is not None and not document.form.problems and not problems:
        memory.keep(known_as, _Kept(document.form.value, document.links, document.body_from))
    return document, problems


class _Known(Read[Model]):
    """The outcome of reading a text without problems, without the means to place findings until there are any."""

    def __init__(self, value: Model, source: Source, model: type[Model]) -> None:
        known = {"value": value, "problems": [], "source": source, "faulty": frozenset(), "lost": frozenset()}
        self.__dict__.update(known, _model=model)

    @cached_property
    def tree(self) -> Tree:
        """The file's front matter with the places of its parts."""
        tree, _ = parse(Source(self.source.file, str(front_matter(self.source))))
        return tree

    @cached_property
    def salvage(self) -> Salvage:
        """The same as plain data."""
        return read(self.source, self.tree, self.__dict__["_model"]).salvage
