"""The ledger from the disk, held against the commitments as they are written."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from publicity.commitments.files import Commitments
from publicity.ledger import rules as ledger_rules
from publicity.ledger.ledger import FILE, Ledger, read_ledger
from publicity.problems.problem import Problem, errors
from publicity.texts.source import Source, decode


@dataclass(frozen=True)
class Kept:
    """What has been sealed, and what the commitments say otherwise. `ledger` is None where it can't be read."""

    ledger: Ledger | None = field(default=None, repr=False)
    problems: tuple[Problem, ...] = ()


def read_kept(docs: Path, prefix: str, commitments: Commitments, day: date | None) -> Kept:
    """Read docs/commitments/ledger.json. `day` is the office's own, on which what is public has to be sealed."""
    ledger = _ledger(docs / FILE, f"{prefix}/{FILE}")
    if isinstance(ledger, Problem):
        return Kept(None, (ledger,))
    problems = [*ledger.problems, *ledger_rules.broken_seals(commitments.documents, ledger, commitments.names)]
    if day and not errors([*commitments.problems, *problems]):
        problems += ledger_rules.unsealed(commitments.documents, ledger, day)
    return Kept(ledger, tuple(problems))


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
