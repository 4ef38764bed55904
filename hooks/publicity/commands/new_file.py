"""A new file of an editor: judged beside all others, and written whole only when it passes."""

from dataclasses import dataclass
from pathlib import Path

from publicity.commands.column_files import column_in
from publicity.commands.giving_up import give_up, unwritable
from publicity.problems.problem import Problem, errors
from publicity.texts import whole_file


@dataclass(frozen=True)
class Sheet:
    """A file to be written: its path within docs/ and its text."""

    uri: str
    text: str


def put(sheet: Sheet, root: Path, known: tuple[Problem, ...], what: str, flag: str) -> None:
    """Write the file, or say why not and end with 1: `what` is what it would be, `flag` gives it another name."""
    docs = root / "docs"
    if wrong := objections(sheet, root, known):
        give_up(f"没有建{what}：照这样写，检查通不过", wrong)
    try:
        save(sheet, docs)
    except FileExistsError:
        give_up(f"没有建{what}：已经有 docs/{sheet.uri} 这个文件，换一个 {flag}")
    except OSError as error:
        unwritable(f"没有建{what}", f"docs/{sheet.uri}", error)


def objections(sheet: Sheet, root: Path, known: tuple[Problem, ...]) -> list[Problem]:
    """The errors that `publicity check` would tell for the file's sake, beyond those already `known`."""
    found = column_in(root, {sheet.uri: sheet.text}).problems
    return [problem for problem in errors(found) if problem not in known]


def save(sheet: Sheet, docs: Path) -> Path:
    """Write the whole file or nothing. Raises FileExistsError where one is there, OSError where it can't be written."""
    path = docs / sheet.uri
    path.parent.mkdir(parents=True, exist_ok=True)
    whole_file.create(path, sheet.text)
    return path
