"""An office's files from the disk to a Column, with every problem in any of them at once."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from publicity.approvals.rounds import Rounds
from publicity.articles.archive import Archive, read_archive
from publicity.articles.reserved import reserved_path_problems
from publicity.attachments.store import Store
from publicity.building.collecting import seldom_collecting
from publicity.column.as_of import as_of
from publicity.column.attached import FOLDER, Attached, answered_beside, answered_for, public_documents
from publicity.column.clearing import PLAN, Cleared, clear
from publicity.column.column import Column
from publicity.column.exceptions import Recorded, recorded_exceptions
from publicity.column.frozen import hidden_by_archiving
from publicity.column.gate import Hold, links_to_held, named_files, reason_to_hold
from publicity.column.leftovers import from_another_campaign, unwritten_pages
from publicity.column.navigation import navigation_problems
from publicity.column.screened import screened_beside
from publicity.column.settings import Settings
from publicity.column.settings_file import known_settings
from publicity.column.unlisted import named_by_pages, private_paths, unlisted_problems
from publicity.commitments.files import Commitments, read_commitments
from publicity.commitments.state import Standing
from publicity.ledger.files import hold_against, read_both
from publicity.ledger.ledger import Ledger
from publicity.ledger.subjects import Written
from publicity.markup.check import check_plain_pages
from publicity.pictures.rules import check_pictures
from publicity.plans.plan import Plan
from publicity.plans.remembering import known_plan, known_plan_on
from publicity.problems.problem import Problem, Severity, errors, in_order
from publicity.screening.masking import masked
from publicity.screening.wrong_forms import own_lexicon
from publicity.texts.document import Document, body_line, links
from publicity.texts.doubts import doubts
from publicity.texts.entries import Inventory
from publicity.texts.file_memory import FileMemory
from publicity.texts.folders import closed_folders
from publicity.texts.memory import Memory
from publicity.texts.remembering import Folder
from publicity.texts.source import Source, load

NOTHING: Mapping[str, str] = {}
OVERRIDES = "overrides"  # an office's own templates, beside mkdocs.yml
_REMEDY = {Hold.WAITING.value: "先请人审完它（publicity check 列出命令），或去掉这个链接"}


@dataclass(frozen=True)
class ColumnFiles:
    """The outcome of reading everything. `column` is there only when no error is.

    `readable` is what could be read in spite of errors outside the plan: to look up, never to build from.
    `commitments` are there whatever is wrong, with their own problems; `ledger` unless it can't be read; `settings`
    unless mkdocs.yml is wrong; `exceptions` as far as they could be read. `written` is what is sealed of it all.
    From `memory` the next reading by this process may go on.
    """

    problems: tuple[Problem, ...]
    column: Column | None = None
    readable: Column | None = None
    commitments: Commitments = field(default_factory=Commitments)
    ledger: Ledger | None = None
    settings: Settings | None = None
    exceptions: tuple[Recorded, ...] = ()
    written: Written | None = field(default=None, repr=False)
    memory: FileMemory | None = field(default=None, repr=False, compare=False)


@seldom_collecting()
def read_column(
    settings: Path, docs: Path, also: Mapping[str, str] = NOTHING, before: FileMemory | None = None
) -> ColumnFiles:
    """Read the settings, the plan, what was written under it, and the day.

    Files are named by their path from the settings' folder. `also` are texts of articles and commitments that are
    read as if they stood in docs/, by path. `before` is what the same process remembers of its last reading.
    """
    root = settings.parent
    prefix = Path(os.path.relpath(docs, root)).as_posix()
    there = Inventory.of(docs, prefix)
    if unsafe := [*closed_folders(there)] or [*_unsafe(root, there)]:
        return ColumnFiles(tuple(in_order(unsafe)))  # reading on would follow links, or wait for a pipe
    lexicon, wrong_lexicon = own_lexicon(root, Memory.of(root, "words"))
    store = Store(root / FOLDER, lexicon)
    memory = FileMemory.going_on(before, root, "documents", store.words).again()
    site = known_settings(settings, settings.name, memory)
    day = as_of(site.settings.fixed if site.settings else None)
    files = Folder(there, also, memory)
    newest = known_plan(files, PLAN)
    plan = newest if isinstance(day, Problem) else known_plan_on(files, PLAN, newest, day.day)
    archive = read_archive(files, plan.plan, plan.schedule, lexicon)
    own_day = None if isinstance(day, Problem) or site.settings is None else day.own
    strict = site.settings is not None and site.settings.extra.strict_commitments
    commitments = read_commitments(files, plan.plan, lexicon, strict=strict)
    every: list[Document[Any]] = [*archive.documents, *commitments.documents]
    documents = public_documents(every)
    answered = answered_for(documents) | answered_beside(docs, there.beside)
    rounds = site.settings.extra.approvals if site.settings else Rounds()
    cleared = clear(docs, prefix, rounds, plan.plan, every, there.beside)
    public = _public(archive, newest.plan, own_day, cleared)
    ledger = read_both(docs, prefix)
    sealed = frozenset() if isinstance(ledger, Problem) else ledger.entries
    written = Written(docs, newest, archive.documents, public, own_day, commitments, sealed, memory)
    kept = hold_against(ledger, written, own_day)
    attached = Attached(docs, prefix, store, answered)
    problems = [
        *site.problems,
        *plan.problems,
        *plan.own,
        *archive.problems,
        *commitments.problems,
        *(one for one in kept.problems if not _unsealed_and_waiting(one, cleared, prefix)),
        *cleared.problems,
        *reserved_path_problems(docs, prefix),
        *check_pictures(there, memory),
        *check_plain_pages(there),
        *unwritten_pages(there),
        *wrong_lexicon,
        *(problem for document in documents for problem in attached.problems_of(document)),
        *screened_beside(settings, there, attached, memory),
        *_doubts(there, [*archive.documents, *commitments.documents]),
    ]
    if isinstance(day, Problem):
        problems.append(day)

    def tellable() -> tuple[Problem, ...]:
        told = masked(problems, lambda name: _text(root, docs, prefix, name, also), memory)
        memory.save()
        return tuple(in_order(told))

    exceptions = tuple(recorded_exceptions(attached, every, [PLAN, *there.beside]))
    if isinstance(day, Problem) or site.settings is None or plan.plan is None or plan.schedule is None:
        return ColumnFiles(tellable(), None, None, commitments, kept.ledger, site.settings, exceptions, written, memory)
    problems += navigation_problems(site, there, site.settings.extra.private)
    problems += from_another_campaign(site, site.settings, plan.plan, plan.schedule)
    problems += hidden_by_archiving(settings, prefix, site.settings.archived, archive, commitments, newest.plan)
    column = Column(
        newest.plan or plan.plan,
        newest.schedule or plan.schedule,
        day,
        plan.problems,
        replace(archive, documents=()),  # read, and large: a column is kept
        cleared.shown(commitments.promises),
        site.settings,
        named_by_pages(there),
        cleared,
        tuple(kept.ledger.lines) if kept.ledger else (),
    )
    if not errors(problems):
        problems += _leaks(column, there)
        problems += _unlisted(column, there)
    usable = None if errors(problems) else column
    return ColumnFiles(tellable(), usable, column, commitments, kept.ledger, site.settings, exceptions, written, memory)


def _public(archive: Archive, plan: Plan | None, day: date | None, cleared: Cleared) -> frozenset[str]:
    """The articles that may be seen on the office's own day."""
    if plan is None or day is None:
        return frozenset()
    free = (item for item in archive.items if item.uri not in cleared.waiting)
    return frozenset(item.uri for item in free if reason_to_hold(item, day, plan) is None)


def _unsealed_and_waiting(problem: Problem, cleared: Cleared, prefix: str) -> bool:
    """Whether something is told to be sealed that is not public yet, for want of an approval."""
    clearance = cleared.clearances.get(problem.file.removeprefix(f"{prefix}/"))
    return problem.severity is not Severity.ERROR and clearance is not None and not clearance.complete


def _unsafe(root: Path, there: Inventory) -> Iterator[Problem]:
    """What can't lie in docs/ or overrides/: all of it would be read as if it were the office's own."""
    for found in (there, Inventory.of(root / OVERRIDES, OVERRIDES)):
        if found.docs.is_symlink():
            yield Problem(found.prefix, 0, 0, "这个文件夹是一个链接，会把它指向的东西公开出去", "换成文件夹本身")
        else:
            yield from found.problems()


def _text(root: Path, docs: Path, prefix: str, name: str, also: Mapping[str, str]) -> str | None:
    """The text of a file by the name that problems call it by."""
    uri = name.removeprefix(f"{prefix}/")
    if uri in also:
        return also[uri]
    found = load(docs / uri if uri != name else root / name, name)
    return found.text if isinstance(found, Source) else None


def _doubts(there: Inventory, documents: Iterable[Document[Any]]) -> Iterator[Problem]:
    """What is marked 请核对 in the plan, in articles and commitments, and in the pages beside them."""
    for document in documents:
        if document.silent:
            continue
        entry = document.form.value
        held = entry is not None and (entry.audience == "limited" or entry.draft)
        yield from doubts(document.source, document.body_from, held=held)
    for uri in (PLAN, *there.beside):
        source = load(there.docs / uri, f"{there.prefix}/{uri}")
        if isinstance(source, Source):
            yield from doubts(source, None if uri == PLAN else body_line(source))


def _unlisted(column: Column, there: Inventory) -> Iterator[Problem]:
    """Files that no page names, public or not."""
    standings = [Standing(p.uri, p.entry, date.max, p.links) for p in column.promises]
    named = column.named_by_pages | named_files(column.archive.items, standings)
    return unlisted_problems(there, named, private_paths(there.files, column.settings.extra.private))


def _leaks(column: Column, there: Inventory) -> list[Problem]:
    """Links from a public page to one that is held back: the reader would find nothing, or learn of it."""
    problems: list[Problem] = []
    if not column.held:
        return problems
    for uri in there.files:
        if not uri.endswith(".md") or uri in column.held:
            continue
        item = column.item(uri)
        if item and not (item.links and links_to_held(uri, item.links, column.held)):
            continue
        source = load(there.docs / uri, f"{there.prefix}/{uri}")
        if isinstance(source, Source):
            found = item.links if item else tuple(links(source))
            for link, reason in links_to_held(uri, found, column.held):
                message = f"公开的网页链接到了没有公开的“{link.target}”（{reason}）"
                problems.append(
                    source.problem(link.mark, message, _REMEDY.get(reason, "去掉这个链接，或等它公开以后再加"))
                )
    return problems
