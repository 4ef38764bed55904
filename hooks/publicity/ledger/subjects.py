"""Everything of a column that is sealed, as it is written now."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from publicity.articles.article import Article
from publicity.commitments.files import Commitments
from publicity.ledger.article_subject import ArticleSubject, Standing, article_key
from publicity.ledger.commitment_subject import PREFIX as COMMITMENT
from publicity.ledger.commitment_subject import CommitmentSubject
from publicity.ledger.plan_subject import PlanState
from publicity.ledger.renamed import Renamed, old_uri
from publicity.ledger.subject import Once, Subject
from publicity.manifests.manifest import hash_file
from publicity.plans.file import PlanFile
from publicity.texts.document import Document
from publicity.texts.file_memory import FileMemory
from publicity.texts.paths import resolve


@dataclass(frozen=True)
class Written:
    """What an office has written. `public` are the paths of the articles that may be seen on its own day, `day`.

    `sealed` are the digests of the entries that the ledger knows. What it all says is remembered by `memory`.
    """

    docs: Path
    plan: PlanFile
    articles: Sequence[Document[Any]]
    public: frozenset[str]
    day: date | None
    commitments: Commitments = field(default_factory=Commitments)
    sealed: frozenset[str] = frozenset()
    memory: FileMemory = field(default_factory=FileMemory, repr=False, compare=False)

    @cached_property
    def plan_state(self) -> PlanState | None:
        """The plan, where it can be read."""
        plan = self.plan
        return PlanState(plan.form, plan.plan, self._once("plan.yml", plan.digest)) if plan.form and plan.plan else None

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """The plan and its parts, the commitments, the articles."""
        plan = self.plan_state.subjects() if self.plan_state else ()
        return *plan, *self._commitments(), *self._articles()

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all, and of those whose files are there and can't be read."""
        unread = {f"{COMMITMENT}{name}" for name in self.commitments.names}
        files = (path.relative_to(self.docs).as_posix() for path in self.docs.glob("*/**/*.md") if path.name[0] != ".")
        return frozenset({subject.key for subject in self.subjects} | unread | set(map(article_key, files)))

    def _articles(self) -> Iterator[Subject]:
        proving, hash_of = self._proving(), hashing(self.docs)
        for document in self.articles:
            entry: Article | None = document.form.value
            if entry is None:
                continue
            proves = bool(entry.fulfils) or document.uri in proving
            standing = Standing(proves, document.uri in self.public, self.day)
            once = self._once(document.uri, document.digest if document.silent else "")
            yield ArticleSubject(document, entry, standing, hash_of, once)
            for old in entry.old_paths:  # it was sealed under the name that it had
                yield ArticleSubject(document, entry, standing, hash_of, once, article_key(old_uri(old)))

    def _commitments(self) -> Iterator[Subject]:
        hash_of, before = hashing(self.docs), Renamed(self._former(), self.sealed)
        for document in self.commitments.documents:
            if document.form.value:
                once = self._once(document.uri, document.digest if document.silent else "")
                yield CommitmentSubject(document, document.form.value, hash_of, before, once)

    def _once(self, uri: str, digest: str) -> Once:
        return lambda name, make: self.memory.once(f"{uri} {name}", digest, make)

    def _former(self) -> dict[str, list[str]]:
        """The paths that articles had within docs/ before they were renamed, by the path they have."""
        entries = ((document.uri, document.form.value) for document in self.articles)
        return {uri: list(map(old_uri, entry.old_paths)) for uri, entry in entries if entry and entry.old_paths}

    def _proving(self) -> set[str]:
        """The articles that commitments give as evidence."""
        return {
            resolve(promise.uri, named)
            for promise in self.commitments.promises
            for progress in promise.entry.history
            for named in progress.evidence
            if named.endswith(".md")
        }


def hashing(docs: Path) -> Callable[[str], str | None]:
    """A function that gives the SHA-256 of a file of docs/, read once; None where it can't be read."""

    @cache
    def hash_of(uri: str) -> str | None:
        try:
            return hash_file(docs / uri).sha256 or None
        except OSError:
            return None

    return hash_of
