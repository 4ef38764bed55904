"""Documents of which nothing was to be said, known again by the bytes of their files: they are not parsed again.

What a rule finds in one of them later still gets its place: then the file is read as if nothing were known.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Generic

from publicity.problems.problem import Problem
from publicity.texts.document import Document, Link, Model, front_matter, read_document
from publicity.texts.doubts import WORD
from publicity.texts.entries import Inventory
from publicity.texts.file_memory import FileMemory, Look
from publicity.texts.reading import Finding, Read, read
from publicity.texts.salvage import Salvage
from publicity.texts.source import Source, SourceOnDisk, decode
from publicity.texts.tree import Tree, parse

MANY = 200  # files for which copies of the process are worth their start

Told = Callable[[Document[Model]], list[Problem]]
Judge = Callable[[Model], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class _Kept(Generic[Model]):
    entry: Model
    links: tuple[Link, ...]
    body_from: int
    head: str


@dataclass(frozen=True)
class Folder:
    """Files of docs/ as they are to be read.

    `also` are texts read as if they stood in docs/, by path. What is remembered is remembered by `memory`.
    """

    there: Inventory
    also: Mapping[str, str] = field(default_factory=dict)
    memory: FileMemory = field(default_factory=FileMemory)

    @property
    def docs(self) -> Path:
        """The folder of all pages."""
        return self.there.docs

    def paths(self, folder: str, but: Container[str]) -> list[str]:
        """The paths within docs/ of what is, by its name, a Markdown file in a folder, but for some."""
        found = set(self.there.named(f"{folder}/"))
        found |= {uri for uri in self.also if uri.startswith(f"{folder}/")}
        return sorted(uri for uri in found if uri not in but)

    def name(self, uri: str) -> str:
        """What a file is called in messages."""
        return f"{self.there.prefix}/{uri}"

    def look(self, uri: str) -> Look:
        """A file as it is now, or as it is to be read."""
        if uri in self.also:
            return self.memory.look_at(uri, self.also[uri].encode())
        return self.memory.look(uri, f"{self.there.docs}/{uri}", f"{self.there.prefix}/{uri}")

    def source(self, uri: str) -> Source:
        """The text of a file that was read before."""
        if uri in self.also:
            return Source(self.name(uri), self.also[uri])
        return SourceOnDisk(f"{self.there.prefix}/{uri}", f"{self.there.docs}/{uri}")

    def document(self, uri: str, model: type[Model], told: Told[Model]) -> tuple[Document[Model] | None, list[Problem]]:
        """What a file is, and what is to be told of it besides the problems of its form.

        `told` judges what was read and looks at nothing else. No document where nothing can be made of the file.
        """
        look = self.look(uri)
        if isinstance(look.data, Problem):
            return None, [look.data]
        if isinstance(look.made, _Kept):
            return self._known(model, look), []
        document = read_document(decode(look.data or b"", self.name(uri)), uri, model)
        if not isinstance(document, Document):
            return None, document
        problems = told(document)
        if document.form.value is None or document.form.problems or problems or WORD in document.source.text:
            return document, problems
        kept = _Kept(document.form.value, document.links, document.body_from, document.head)
        self.memory.keep_of(look, kept)
        return self._known(model, look._replace(made=kept)), []  # which holds neither text nor tree

    def judged(self, document: Document[Model], rule: str, judge: Judge[Model]) -> list[Problem]:
        """What a rule tells of a document; that it had nothing to tell of it is known by the rule's name.

        `judge` looks at nothing but what was read.
        """
        known_as, entry = f"{document.uri} {rule}", document.form.value
        if entry is None or self.memory.recognise(known_as, document.digest):
            return []
        problems = document.form.locate(judge(entry))
        if document.silent and not problems:
            self.memory.keep_of(Look(known_as, document.digest, None), True)
        return problems

    def documents(
        self, uris: Sequence[str], model: type[Model], told: Told[Model]
    ) -> Iterator[tuple[Document[Model] | None, list[Problem]]]:
        """Yield the same of many files, in their order. Where they are many and new, several processes read them."""
        read = partial(self.document, model=model, told=told)
        if sum(not self.memory.knows(uri) for uri in uris) < MANY:
            yield from map(read, uris)
            return
        from publicity.building.ahead import ahead, parts  # loads what few readings need

        here, *elsewhere = parts(uris, MANY // 2)
        with ahead(partial(self._made_of, some, read) for some in elsewhere) as copies:
            yield from map(read, here)
            for made in copies.take():
                self.memory.learn(made or {})
        for some in elsewhere:
            yield from map(read, some)

    def _made_of(self, uris: Sequence[str], read: Callable[[str], object]) -> Mapping[str, Any]:
        """What is remembered of files, once they were read."""
        for uri in uris:
            read(uri)
        return self.memory.made_of(uris)

    def _known(self, model: type[Model], look: Look) -> Document[Model]:
        """The document of which that is kept; in one process the same one while its file holds the same."""
        kept, known = look.made, self.memory.at_hand.get(look.uri)
        if isinstance(known, Document) and known.digest == look.digest:
            return known
        source = self.source(look.uri)
        form = KnownRead(kept.entry, source, model, front_matter)
        document = Document(
            look.uri, source, form, kept.links, kept.body_from, look.digest, silent=True, head=kept.head
        )
        self.memory.at_hand[look.uri] = document
        return document


class KnownRead(Read[Model]):
    """The outcome of reading a text without problems, without the means to place findings until there are any.

    `yaml` gives what of the text is YAML.
    """

    def __init__(
        self, value: Model, source: Source, model: type[Model], yaml: Callable[[Source], str | Problem]
    ) -> None:
        known = {"value": value, "problems": [], "source": source, "faulty": frozenset(), "lost": frozenset()}
        self.__dict__.update(known, _model=model, _yaml=yaml)

    @cached_property
    def tree(self) -> Tree:
        """The file's YAML with the places of its parts."""
        tree, _ = parse(Source(self.source.file, str(self.__dict__["_yaml"](self.source))))
        return tree

    @cached_property
    def salvage(self) -> Salvage:
        """The same as plain data."""
        return read(self.source, self.tree, self.__dict__["_model"]).salvage
