"""What of a column has been approved: the rest is held back, and told where it is written.

Articles wait like drafts. Of a commitment readers go on seeing the last state that was approved, for nothing promised
may vanish. The plan and the pages beside the articles can't be held back: a strict build stops.

Source: handbook/domain.md#before-publication.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from publicity.approvals.clearance import Clearance, clearance, ever_complete
from publicity.approvals.register import FILE, Register, read_register
from publicity.approvals.rounds import Rounds
from publicity.approvals.seen import article_seen, commitment_seen, page_seen, plan_seen
from publicity.articles.article import Article
from publicity.commitments.commitment import Commitment
from publicity.commitments.files import Promise
from publicity.commitments.terms import TERMS
from publicity.plans.plan import Plan
from publicity.problems.problem import Problem, Severity, errors
from publicity.texts.document import Document
from publicity.texts.reading import Finding
from publicity.texts.source import Mark, Source, load
from publicity.texts.tree import parse

PLAN = "plan.yml"


@dataclass(frozen=True)
class Cleared:
    """What came of it, by path within docs/. Where nothing is asked for, nothing is in it.

    `waiting` must not be public; `reduced` are commitments in the last state that was approved.
    """

    clearances: Mapping[str, Clearance] = field(default_factory=dict)
    waiting: frozenset[str] = frozenset()
    reduced: Mapping[str, Commitment] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    register: Register = field(default_factory=Register)

    def shown(self, promises: Iterable[Promise]) -> tuple[Promise, ...]:
        """The commitments as readers may see them."""
        return tuple(replace(one, entry=self.reduced.get(one.uri, one.entry)) for one in promises)


def clear(
    docs: Path, prefix: str, rounds: Rounds, plan: Plan | None, documents: Sequence[Document[Any]], pages: Iterable[str]
) -> Cleared:
    """Hold what is written against the register. `prefix` is what docs/ is called in messages; `pages` are paths."""
    if not rounds.rounds:
        return Cleared()
    register, problems = _register(docs, prefix, rounds)
    desk = _Desk(docs, prefix, register)
    for document in documents:
        entry = document.form.value
        if (
            entry is None
            or errors(document.form.problems)
            or entry.audience == "limited"
            or not rounds.ask(document.uri)
        ):
            continue
        if isinstance(entry, Article):
            desk.judge_article(document, entry)
        elif isinstance(entry, Commitment):
            desk.judge_commitment(document, entry)
    if plan and rounds.ask(PLAN):
        desk.judge_page(PLAN, plan_seen(plan), ("title",))
    for uri in filter(rounds.ask, pages):
        source = load(docs / uri, f"{prefix}/{uri}")
        if isinstance(source, Source):
            desk.judge_page(uri, page_seen(docs, uri, source), ())
    told = (*problems, *desk.problems)
    return Cleared(desk.clearances, frozenset(desk.waiting), desk.reduced, told, register)


def _register(docs: Path, prefix: str, rounds: Rounds) -> tuple[Register, list[Problem]]:
    if not (docs / FILE).exists():
        return Register(rounds), []
    source = load(docs / FILE, f"{prefix}/{FILE}", largest=1 << 26)
    return read_register(source, rounds) if isinstance(source, Source) else (Register(rounds), [source])


class _Desk:
    """Judges one file after the other."""

    def __init__(self, docs: Path, prefix: str, register: Register) -> None:
        self.docs, self.prefix, self.register = docs, prefix, register
        self.clearances: dict[str, Clearance] = {}
        self.waiting: set[str] = set()
        self.reduced: dict[str, Commitment] = {}
        self.problems: list[Problem] = []

    def come(self, uri: str, digest: str) -> Clearance:
        self.clearances[uri] = found = clearance(self.register, uri, digest)
        return found

    def judge_article(self, document: Document[Any], entry: Article) -> None:
        come = self.come(document.uri, article_seen(self.docs, document, entry))
        if come.complete:
            return
        self.waiting.add(document.uri)
        if not entry.draft:
            message = f"没有审完，不公开：{come.lacks}"
            self.tell(document, ("title",), message, self.hint(document.uri, come), Severity.NOTICE)

    def judge_commitment(self, document: Document[Any], entry: Commitment) -> None:
        uri = document.uri
        come = self.come(uri, commitment_seen(self.docs, document, entry))
        if come.complete:
            return
        approved = next((one for one in _states(entry) if self._approved(document, one)), None)
        if approved:
            self.reduced[uri] = approved
            key, level = _new(entry, approved), Severity.NOTICE
            message = f"新写的没有审完，读者看到的还是审过的：{come.lacks}"
        elif ever_complete(self.register, uri):
            key, level = ("item",), Severity.ERROR
            message = f"审过的承诺改了，{come.lacks}；承诺不能撤下，没审的又不能公开"
        else:
            self.waiting.add(uri)
            key, level = ("item",), Severity.NOTICE
            message = f"没有审完，不公开：{come.lacks}"
        if not entry.draft:
            self.tell(document, key, message, self.hint(uri, come), level)

    def judge_page(self, uri: str, digest: str, key: tuple[str, ...]) -> None:
        come = self.come(uri, digest)
        source = load(self.docs / uri, f"{self.prefix}/{uri}")
        if come.complete or not isinstance(source, Source):
            return
        mark = parse(source)[0].at(key) if key else Mark(0, 0)
        message = f"没有审完，这一页又不能不公开，不能发布：{come.lacks}"
        self.problems.append(source.problem(mark, message, self.hint(uri, come), Severity.WARNING))

    def _approved(self, document: Document[Any], state: Commitment) -> bool:
        return clearance(self.register, document.uri, commitment_seen(self.docs, document, state)).complete

    def hint(self, uri: str, come: Clearance) -> str:
        return f"请人看过以后运行 {command(uri, come, self.prefix)}"

    def tell(
        self, document: Document[Any], key: tuple[str | int, ...], message: str, hint: str, level: Severity
    ) -> None:
        self.problems += document.form.locate([Finding(key, message, hint, level)])


def command(uri: str, come: Clearance, prefix: str = "docs") -> str:
    """The command by which the next round is registered."""
    first = come.missing[0].round
    who = first.by[0] if len(first.by) == 1 else "职务"
    return f"publicity approve {prefix}/{uri} --as {first.name} --by {who}"


def _states(entry: Commitment) -> Iterator[Commitment]:
    """The earlier states of a commitment, the latest first: fewer reports, fewer amendments."""
    counts = [(i, j) for i in range(1, len(entry.history) + 1) for j in range(len(entry.amended) + 1)]
    for reports, amendments in sorted(counts, key=lambda pair: (sum(pair), pair), reverse=True)[1:]:
        terms = entry.terms_after(amendments)
        kept = {"history": entry.history[:reports], "amended": entry.amended[:amendments]}
        yield entry.model_copy(update=kept | {name: getattr(terms, name) for name in TERMS})


def _new(entry: Commitment, approved: Commitment) -> tuple[str | int, ...]:
    """Where what has not been approved begins."""
    key = "history" if len(entry.history) > len(approved.history) else "amended"
    return key, len(getattr(approved, key))
