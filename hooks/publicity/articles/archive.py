"""All bulletins and publications, each in its phase, with everything that is wrong with them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import TypeVar

from publicity.articles import reserved
from publicity.articles import rules as article_rules
from publicity.articles.article import Article, Bulletin, Publication
from publicity.articles.leftovers import left_over
from publicity.articles.placing import Placer
from publicity.markup.check import check_source
from publicity.pictures.words import undescribed_pictures
from publicity.plans.plan import Plan
from publicity.plans.scheduled import DAY, Schedule
from publicity.problems.problem import Problem
from publicity.screening.documents import screened_document
from publicity.screening.wrong_forms import Lexicon
from publicity.texts.document import Document, Link
from publicity.texts.letters import check_letters
from publicity.texts.remembering import Folder

Model = TypeVar("Model", bound=Article)
FOLDERS, PAGE = ("bulletins/", "publications/"), ".html"


@dataclass(frozen=True)
class Item:
    """A bulletin or publication in its place. `uri` is its path within docs/; `phase` and `step` are ids.

    `digest` is the SHA-256 of its file's text, `head` of what stands above its body: nothing where it is from no file.
    """

    uri: str
    entry: Bulletin | Publication
    phase: str | None
    step: str | None
    links: tuple[Link, ...] = field(default=(), repr=False)
    digest: str = field(default="", repr=False)
    head: str = field(default="", repr=False)

    @property
    def known_by(self) -> tuple[str, ...]:
        """By what it is told from what it was: all of it follows from these. Raises TypeError without a digest."""
        if not self.digest:
            raise TypeError(f"{self.uri} comes from no file")
        return self.uri, self.digest, self.phase or "", self.step or ""

    @property
    def told_by(self) -> tuple[str, ...]:
        """By what all that is said of it elsewhere is told from what it was, whatever its body says.

        Raises TypeError without a digest.
        """
        if not self.head:
            raise TypeError(f"{self.uri} comes from no file")
        return self.uri, self.head, self.phase or "", self.step or ""

    @cached_property
    def order(self) -> tuple[str, str]:
        """What lists are ordered by: first publication, then the path."""
        return self.entry.published.isoformat(), self.uri

    @property
    def origin(self) -> str:
        """The path within docs/ under which it was first published: renaming the file must not make it another article.

        That is the first of its old addresses that was one of this column; those of another system are none.
        """
        own = (old for old in self.entry.old_paths if old.startswith(FOLDERS) and old.endswith(PAGE))
        return next((f"{old.removesuffix(PAGE)}.md" for old in own), self.uri)

    @property
    def turning_days(self) -> list[date]:
        """The days from which something else is shown of it or because of it."""
        entry = self.entry
        days = [entry.published.date()] + ([entry.expires + DAY] if entry.expires else [])
        if isinstance(entry, Publication):
            days += [record.at for record in (entry.approval, entry.filing) if record]
            days += [entry.notice.opens, entry.notice.closes + DAY] if entry.notice else []
        return days

    @cached_property
    def modified(self) -> date:
        """The day it last changed for readers."""
        return self.entry.modified.date()


@dataclass(frozen=True)
class Archive:
    """Everything read, oldest first. With errors among the problems nothing may be built from it."""

    bulletins: tuple[Item, ...] = ()
    publications: tuple[Item, ...] = ()
    problems: tuple[Problem, ...] = ()
    documents: tuple[Document[Bulletin] | Document[Publication], ...] = field(default=(), repr=False)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Both kinds, oldest first."""
        return tuple(sorted((*self.bulletins, *self.publications), key=lambda item: item.order))


def read_archive(
    files: Folder, plan: Plan | None, schedule: Schedule | None, lexicon: Lexicon | None = None
) -> Archive:
    """Read docs/bulletins and docs/publications.

    Without a plan only what does not depend on it is checked. `lexicon` are the wrong forms of names to look for, the
    shipped ones unless it is given; `files` remember what was judged by the same one.
    """
    problems: list[Problem] = []
    bulletins, unread = _documents(files, "bulletins", Bulletin, problems, lexicon)
    publications, _ = _documents(files, "publications", Publication, problems, lexicon)
    problems += article_rules.common_problems(bulletins, publications, unread)
    problems += reserved.taken_addresses(files.docs, [*bulletins, *publications])
    documents: tuple[Document[Bulletin] | Document[Publication], ...] = (*bulletins, *publications)
    if plan is None or schedule is None:
        return Archive(problems=tuple(problems), documents=documents)
    placer = Placer(plan, schedule)
    placed = _placed(bulletins, placer, problems), _placed(publications, placer, problems)
    return Archive(*placed, tuple(problems), documents)


def _documents(
    files: Folder, folder: str, model: type[Model], problems: list[Problem], lexicon: Lexicon | None
) -> tuple[list[Document[Model]], int]:
    """The documents of a folder, and how many of its files are none."""
    found: list[Document[Model]] = []
    paths = files.paths(folder, reserved.FILES)
    home = files.docs.resolve()
    for document, told in files.documents(paths, model, partial(_told, lexicon=lexicon)):
        if document:
            problems += document.form.problems
            entry = document.form.value
            if entry and (entry.attachments or entry.picture):
                problems += document.form.locate(article_rules.file_findings(home, document.uri, entry))
            found.append(document)
        problems += told
    return found, len(paths) - len(found)


def _told(document: Document[Model], lexicon: Lexicon | None) -> list[Problem]:
    """What is to be told of a document, whatever else there is."""
    told: list[Problem] = []
    entry = document.form.value
    if entry:
        told += document.form.locate(article_rules.own_findings(document.uri, entry))
    if entry and not entry.draft and entry.audience != "limited":
        told += screened_document(document, entry.screened, lexicon)
    told += undescribed_pictures(document.source)
    told += check_letters(document.source)
    told += check_source(document.source, document.body_from)
    told += left_over(document)
    return told


def _placed(documents: Iterable[Document[Model]], placer: Placer, problems: list[Problem]) -> tuple[Item, ...]:
    items: list[Item] = []
    for document in documents:
        entry = document.form.value
        if not isinstance(entry, Bulletin | Publication):
            continue
        belonging, findings = placer.belonging_of(entry)
        if findings:
            problems += document.form.locate(findings)
        items.append(
            Item(document.uri, entry, belonging.phase, belonging.step, document.links, document.digest, document.head)
        )
    return tuple(sorted(items, key=lambda item: item.order))
