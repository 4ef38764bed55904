"""Files that pages offer for download: whether each may go out, told at the places that name it.

Pictures are looked after elsewhere (publicity/pictures/).
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from publicity.articles.article import Article
from publicity.attachments.examined import Examined, summed
from publicity.attachments.store import Store
from publicity.commitments.commitment import Commitment
from publicity.pictures.file import is_picture
from publicity.problems.problem import Problem, Severity
from publicity.screening.files import head_of, look
from publicity.screening.screen import screen
from publicity.screening.screened import HIDDEN_PARTS, Screened, needed_by, void_exceptions
from publicity.screening.screened import Key as ExceptionKey
from publicity.screening.sources import screen_source, starred
from publicity.texts.beside import KEPT_IN
from publicity.texts.document import Document, Link, links
from publicity.texts.entries import files_in
from publicity.texts.paths import linked_path, resolve
from publicity.texts.reading import Finding
from publicity.texts.source import Mark, Source, load
from publicity.texts.tree import Path as Key

FOLDER = Path(".cache", "attachments")  # beside mkdocs.yml


@dataclass(frozen=True)
class Naming:
    """A file of docs/, and the place in a page that names it."""

    uri: str
    place: Key | Mark


@dataclass(frozen=True)
class Told:
    """What is to be said at a place."""

    place: Key | Mark
    message: str
    hint: str
    severity: Severity


@dataclass(frozen=True)
class Attached:
    """The attachments of a column. `prefix` is what docs/ is called in messages.

    `recorded` are the codes of files that somebody answers for as they are: recorded on one page, an exception holds
    for all that name this very file.
    """

    docs: Path
    prefix: str
    store: Store
    recorded: Set[str]

    def problems_of(self, document: Document[Any]) -> list[Problem]:
        """What is wrong with the files that an article or commitment names; exceptions that stand for nothing."""
        exceptions: Sequence[Screened] = getattr(document.form.value, "screened", ())
        if not (exceptions or _may_name(document)):
            return []
        namings = self.there(named_by(document))
        problems: list[Problem] = []
        for told in self._tell(namings, exceptions):
            if isinstance(told.place, Mark):
                problems.append(document.source.problem(told.place, told.message, told.hint, told.severity))
            else:
                problems += document.form.locate([Finding(told.place, told.message, told.hint, told.severity)])
        if exceptions:
            judged = screen_source(document.source, exceptions, self.store.lexicon)
            also = self._keys(namings)
            problems += document.form.locate(void_exceptions(needed_by(also, judged, exceptions)))
        return self._masked(problems)

    def problems_of_page(self, uri: str) -> list[Problem]:
        """What must not be published in a page beside the articles, and what is wrong with the files it links to."""
        name = f"{self.prefix}/{uri}"
        source = load(self.docs / uri, name)
        namings = self.there(linked(uri, links(source))) if isinstance(source, Source) else []
        looked = look(self.docs / uri, name, self.store.lexicon, self._keys(namings))
        if not isinstance(source, Source):
            return list(looked.problems)
        told = [
            source.problem(one.place, one.message, one.hint, one.severity)
            for one in self._tell(namings, looked.exceptions)
            if isinstance(one.place, Mark)
        ]
        return [*looked.problems, *self._masked(told)]

    def there(self, named: Iterable[Naming]) -> list[Naming]:
        """The attachments among the files that are named, each once; of what is not there others tell."""
        found: dict[str, Naming] = {}
        for naming in named:
            if naming.uri not in found and is_attachment(naming.uri) and _is_file(self.docs / naming.uri):
                found[naming.uri] = naming
        return list(found.values())

    def examined(self, naming: Naming) -> Examined:
        """What is to be said of a file."""
        return self.store.examined(self.docs / naming.uri, f"{self.prefix}/{naming.uri}")

    def _keys(self, namings: Iterable[Naming]) -> list[ExceptionKey]:
        return [key for naming in namings for key in self.examined(naming).keys]

    def _tell(self, namings: Iterable[Naming], exceptions: Sequence[Screened]) -> Iterator[Told]:
        for naming in namings:
            found = self.examined(naming)
            excepted = {one.key for one in exceptions}
            answered = found.code in self.recorded or (HIDDEN_PARTS, found.code) in excepted
            stopping = found.flaws if answered else (*found.flaws, *found.hidden)
            for flaws, severity in ((stopping, Severity.ERROR), (() if answered else found.unseen, Severity.WARNING)):
                yield from (Told(naming.place, flaw.message, flaw.hint, severity) for flaw in flaws)
            standing = [one for one in found.objected if one.objection.key not in excepted]
            yield from (Told(naming.place, flaw.message, flaw.hint, severity) for flaw, severity in summed(standing))

    def _masked(self, problems: Iterable[Problem]) -> list[Problem]:
        """Problems that don't show what stands beside a name in its line and must not be told."""
        lexicon = self.store.lexicon
        return [replace(one, source=starred(one.source, screen(one.source, lexicon))) for one in problems]


def is_attachment(uri: str) -> bool:
    """Whether a path within docs/ is, by its name, that of a file to download: no page, no picture."""
    return not (uri.endswith(".md") or is_picture(uri) or PurePosixPath(uri) in KEPT_IN)


def attachments_in(docs: Path) -> Iterator[str]:
    """The paths of all files to download within docs/, named or not."""
    return (uri for uri in files_in(docs) if is_attachment(uri))


def public_documents(documents: Iterable[Document[Any]]) -> list[Document[Any]]:
    """Those that are public or will be without another word: no drafts, nothing for a limited circle."""
    values = ((document, document.form.value) for document in documents)
    return [
        one for one, entry in values if entry and entry.audience != "limited" and not getattr(entry, "draft", False)
    ]


def answered_for(documents: Iterable[Document[Any]]) -> frozenset[str]:
    """The codes of the files that articles and commitments record exceptions for."""
    exceptions = (one for document in documents for one in getattr(document.form.value, "screened", ()))
    return frozenset(one.of for one in exceptions if one.rule == HIDDEN_PARTS)


def answered_beside(docs: Path, pages: Iterable[str]) -> frozenset[str]:
    """The codes of the files that pages beside the articles record exceptions for, by the pages' paths."""
    found: set[str] = set()
    for uri in pages:
        source = load(docs / uri, uri)
        if isinstance(source, Source) and HIDDEN_PARTS in source.text and (form := head_of(source)) and form.value:
            found |= {one.of for one in form.value.screened if one.rule == HIDDEN_PARTS}
    return frozenset(found)


def _may_name(document: Document[Any]) -> bool:
    """Whether an article or commitment may name a file: most articles do not."""
    entry = document.form.value
    return bool(document.links or not isinstance(entry, Article) or entry.attachments)


def named_by(document: Document[Any]) -> Iterator[Naming]:
    """The files that an article or commitment names, whether they are there or not."""
    uri, entry = document.uri, document.form.value
    if isinstance(entry, Article):
        for i, attachment in enumerate(entry.attachments):
            yield Naming(resolve(uri, attachment.file), ("attachments", i, "file"))
    elif isinstance(entry, Commitment):
        for i, progress in enumerate(entry.history):
            for j, evidence in enumerate(progress.evidence):
                yield Naming(linked_path(uri, evidence), ("history", i, "evidence", j))
    yield from linked(uri, document.links)


def linked(uri: str, found: Iterable[Link]) -> Iterator[Naming]:
    """What a page links to."""
    return (Naming(linked_path(uri, link.target), link.mark) for link in found)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long, a zero byte
        return False
