"""All commitments from the disk, with everything that is wrong with them at once."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from publicity.articles import reserved
from publicity.commitments import rules as commitment_rules
from publicity.commitments.commitment import Commitment
from publicity.markup.check import check_source
from publicity.pictures.words import undescribed_pictures
from publicity.plans.plan import Plan
from publicity.problems.problem import Problem
from publicity.screening.documents import screened_document
from publicity.screening.wrong_forms import Lexicon
from publicity.texts.document import Document, Link
from publicity.texts.letters import check_letters
from publicity.texts.remembering import Folder
from publicity.texts.unfilled import unfinished

FOLDER = "commitments"


@dataclass(frozen=True)
class Promise:
    """A commitment where it is written: its path within docs/, the links in its text, and the text."""

    uri: str
    entry: Commitment
    links: tuple[Link, ...] = ()
    text: str = field(default="", repr=False)


@dataclass(frozen=True)
class Commitments:
    """Everything read, by path. With errors among the problems nothing may be built from it.

    `names` are those of all files, readable or not, without their suffix.
    """

    documents: tuple[Document[Commitment], ...] = field(default=(), repr=False)
    problems: tuple[Problem, ...] = ()
    names: frozenset[str] = frozenset()

    @property
    def promises(self) -> tuple[Promise, ...]:
        """The commitments that could be read."""
        return tuple(Promise(d.uri, d.form.value, d.links, d.text) for d in self.documents if d.form.value)


def read_commitments(
    files: Folder, plan: Plan | None, lexicon: Lexicon | None = None, *, strict: bool = False
) -> Commitments:
    """Read docs/commitments. `strict`: nothing that a commitment should say may be absent.

    Without a plan only what does not depend on it is checked. `lexicon` are the wrong forms of names to look for, the
    shipped ones unless it is given; `files` remember what was judged by the same one.
    """
    home, documents, problems = files.docs.resolve(), list[Document[Commitment]](), list[Problem]()
    uris = files.paths(FOLDER, reserved.FILES)
    for uri in uris:
        document, told = files.document(uri, Commitment, lambda one: _told(one, lexicon))
        problems += told
        if not document:
            continue
        documents.append(document)
        problems += document.form.problems
        if entry := document.form.value:
            problems += document.form.locate(commitment_rules.own_findings(home, uri, entry))
            if plan:
                problems += document.form.locate(commitment_rules.plan_findings(entry, plan))
                problems += files.judged(document, "times", commitment_rules.time_findings)
            if strict:
                problems += files.judged(document, "strict", commitment_rules.strict_findings)
    problems += commitment_rules.common_problems(documents)
    return Commitments(tuple(documents), tuple(problems), frozenset(PurePosixPath(uri).stem for uri in uris))


def _told(document: Document[Commitment], lexicon: Lexicon | None) -> list[Problem]:
    """What is to be told of a commitment, whatever else there is."""
    told = [*undescribed_pictures(document.source), *check_letters(document.source)]
    told += check_source(document.source, document.body_from)
    entry = document.form.value
    if entry and entry.audience != "limited" and not entry.draft:
        told += unfinished(document)
        told += screened_document(document, entry.screened, lexicon)
    return told
