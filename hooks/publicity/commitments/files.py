"""All commitments and their ledger from the disk, with everything that is wrong with them at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from publicity import reserved
from publicity.commitments import ledger_rules
from publicity.commitments import rules as commitment_rules
from publicity.commitments.commitment import Commitment
from publicity.commitments.ledger import FILE, Ledger, read_ledger
from publicity.pictures.words import silent
from publicity.plans.plan import Plan
from publicity.problem import Problem, errors
from publicity.texts.document import Document, Link, read_document
from publicity.texts.source import Source, decode, load

FOLDER = "commitments"
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Commitments:
    """Everything read, by path. With errors among the problems nothing may be built from it."""

    documents: tuple[Document[Commitment], ...] = field(default=(), repr=False)
    ledger: Ledger | None = field(default=None, repr=False)
    problems: tuple[Problem, ...] = ()

    @property
    def entries(self) -> tuple[tuple[str, Commitment, tuple[Link, ...]], ...]:
        """Each commitment with its path within docs/ and the links in its text."""
        return tuple((d.uri, d.form.value, d.links) for d in self.documents if d.form.value)


def read_commitments(
    docs: Path, prefix: str, plan: Plan | None, day: date | None, also: Mapping[str, str] = NOTHING
) -> Commitments:
    """Read docs/commitments. `day` is the office's own, on which what is public has to be sealed.

    Without a plan only what does not depend on it is checked. `also` are texts read as if they stood in docs/, by path.
    """
    home, documents, problems = docs.resolve(), list[Document[Commitment]](), list[Problem]()
    uris = {path.relative_to(docs).as_posix() for path in (docs / FOLDER).rglob("*.md") if path.name[0] != "."}
    uris |= {uri for uri in also if uri.startswith(f"{FOLDER}/")}
    uris -= set(reserved.FILES)
    for uri in sorted(uris):
        name = f"{prefix}/{uri}"
        source = decode(also[uri].encode(), name) if uri in also else load(docs / uri, name)
        document = read_document(source, uri, Commitment)
        if not isinstance(document, Document):
            problems += document
            continue
        documents.append(document)
        problems += document.form.problems
        problems += silent(document.source)
        if entry := document.form.value:
            problems += document.form.locate(commitment_rules.alone(home, uri, entry))
            if plan:
                problems += document.form.locate(commitment_rules.by_plan(entry, plan))
    problems += commitment_rules.together(documents)
    ledger = _ledger(docs / FILE, f"{prefix}/{FILE}")
    if isinstance(ledger, Problem):
        return Commitments(tuple(documents), None, (*problems, ledger))
    problems += ledger.problems
    problems += ledger_rules.compare(documents, ledger, {PurePosixPath(uri).stem for uri in uris})
    if day and not errors(problems):
        problems += ledger_rules.unsealed(documents, ledger, day)
    return Commitments(tuple(documents), ledger, tuple(problems))


def _ledger(path: Path, name: str) -> Ledger | Problem:
    """The ledger; an empty one where nothing was sealed yet. It outgrows what an editor's file may hold."""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Problem(name, 0, 0, "没有这个文件", "用 git 恢复它") if path.is_symlink() else Ledger(Source(name, ""))
    except OSError as error:
        return Problem(name, 0, 0, f"台账打不开（系统错误 {error.errno}）", "检查文件和它所在文件夹的权限")
    source = decode(data, name)
    return source if isinstance(source, Problem) else read_ledger(source)
