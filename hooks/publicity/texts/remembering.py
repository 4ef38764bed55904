"""Documents of which nothing was to be said, known again by the bytes of their files: they are not parsed again.

What a rule finds in one of them later still gets its place: then the file is read as if nothing were known.
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Generic

from publicity.problems.problem import Problem
from publicity.texts.document import Document, Link, Model, front_matter, read_document
from publicity.texts.doubts import WORD
from publicity.texts.entries import names_in
from publicity.texts.file_memory import FileMemory
from publicity.texts.reading import Read, read
from publicity.texts.salvage import Salvage
from publicity.texts.source import Source, SourceOnDisk, decode
from publicity.texts.tree import Tree, parse

Told = Callable[[Document[Model]], list[Problem]]


@dataclass(frozen=True, slots=True)
class _Kept(Generic[Model]):
    entry: Model
    links: tuple[Link, ...]
    body_from: int
    head: str


@dataclass(frozen=True)
class Folder:
    """Files of docs/ as they are to be read. `docs` is the folder of all pages, `prefix` what messages call it.

    `also` are texts read as if they stood in docs/, by path. What is remembered is remembered by `memory`.
    """

    docs: Path
    prefix: str
    also: Mapping[str, str] = field(default_factory=dict)
    memory: FileMemory = field(default_factory=FileMemory)

    def paths(self, folder: str, but: Container[str]) -> list[str]:
        """The paths within docs/ of what is, by its name, a Markdown file in a folder, but for some."""
        found = {uri for uri in names_in(self.docs, f"{folder}/") if uri.endswith(".md")}
        found |= {uri for uri in self.also if uri.startswith(f"{folder}/")}
        return sorted(uri for uri in found if uri not in but)

    def document(self, uri: str, model: type[Model], told: Told[Model]) -> tuple[Document[Model] | None, list[Problem]]:
        """What a file is, and what is to be told of it besides the problems of its form.

        `told` judges what was read and looks at nothing else. No document where nothing can be made of the file.
        """
        name, path = f"{self.prefix}/{uri}", f"{self.docs}/{uri}"
        if uri in self.also:
            look = self.memory.look_at(uri, self.also[uri].encode())
        else:
            look = self.memory.look(uri, path, name)
        if isinstance(look.data, Problem):
            return None, [look.data]
        source = Source(name, self.also[uri]) if uri in self.also else SourceOnDisk(name, path)
        if isinstance(look.made, _Kept):
            return _known(uri, source, model, look.made, look.digest), []
        document = read_document(decode(look.data or b"", name), uri, model)
        if not isinstance(document, Document):
            return None, document
        problems = told(document)
        if document.form.value is None or document.form.problems or problems or WORD in document.source.text:
            return document, problems
        kept = _Kept(document.form.value, document.links, document.body_from, document.head)
        self.memory.keep_of(look, kept)
        return _known(uri, source, model, kept, look.digest), []  # which holds neither text nor tree


def _known(uri: str, source: Source, model: type[Model], kept: _Kept[Model], digest: str) -> Document[Model]:
    form = _Known(kept.entry, source, model)
    return Document(uri, source, form, kept.links, kept.body_from, digest, silent=True, head=kept.head)


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
