"""The law of folders: an import goes down, never up and never round; a folder says its promise; modules stay small.

A repository that breaks it somewhere is told where, in one sentence each.
"""

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.project import ROOT

HOOKS = ROOT / "hooks"
# From the top down; in a row, what stands left may import what stands right of it.
ROWS = (
    ("commands", "editing", "importing"),
    ("inspecting", "finished", "wechat", "publishing", "archiving"),
    ("search", "pages", "feeds", "opendata"),
    ("column",),
    ("ledger", "approvals"),
    ("commitments", "articles", "results", "plans"),
    ("markup", "attachments", "pictures", "screening"),
    ("texts", "when"),
    ("fields", "problems", "manifests", "building"),
    ("starter",),
)
ORDER = [folder for row in ROWS for folder in row]
LOOSE = 6  # modules of publicity that lie in no folder
LONGEST = 250
LONGER = {"publicity/column/column.py", "publicity/texts/reading.py"}  # may only shrink
GENERATORS = ("mkdocs", "properdocs", "material", "jinja2", "publicity_mkdocs", "publicity_theme")


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path, top: Path) -> Iterator[tuple[int, str]]:
    """Every module that a module imports, wherever in it, with the line; packages begin below `top`."""
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = path.relative_to(top).parts[: -node.level] if node.level else ()
            module = ".".join((*above, *filter(None, [node.module])))
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def broken(hooks: Path) -> list[str]:
    """What a repository does against the law."""
    domain, said = hooks / "publicity", []
    folders = {path.parent.name for path in domain.glob("*/__init__.py")}
    said += [f"{folder}/ has no place in the order" for folder in sorted(folders - set(ORDER))]
    for path in sorted(domain.rglob("*.py")):
        name, own = path.relative_to(hooks).as_posix(), path.parent.name
        for line, module in imports(path, hooks):
            first, _, rest = module.partition(".")
            if first in GENERATORS:
                said.append(f"{name}:{line}: the domain imports {first}")
            folder = rest.partition(".")[0]
            if first != "publicity" or folder not in ORDER or own not in ORDER or folder == own:
                continue
            if ORDER.index(folder) < ORDER.index(own):
                said.append(f"{name}:{line}: {own} imports {folder}, which stands above it")
    for path in sorted(domain.glob("*/__init__.py")):
        if len(parse(path).body) != 1 or not ast.get_docstring(parse(path)):
            said.append(f"{path.parent.name}/__init__.py has more than a docstring, or none")
    for path in sorted(hooks.rglob("*.py")):
        name, length = path.relative_to(hooks).as_posix(), len(path.read_text(encoding="utf-8").splitlines())
        if length > LONGEST and name not in LONGER:
            said.append(f"{name} has {length} lines")
    loose = [path.name for path in domain.glob("*.py") if path.name != "__init__.py"]
    return [*said, f"{len(loose)} loose modules"] if len(loose) > LOOSE else said


def test_the_law_is_kept() -> None:
    assert broken(HOOKS) == []


def test_a_module_that_has_become_short_may_not_grow_again() -> None:
    for name in LONGER:
        assert len((HOOKS / name).read_text(encoding="utf-8").splitlines()) > LONGEST, f"take {name} off the list"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("plans/plan.py", "from publicity.column.column import Column", "plans imports column, which stands above it"),
        ("when/text.py", "def late():\n    import publicity.articles.rules", "when imports articles"),
        ("texts/tree.py", "from ..plans import plan", "texts imports plans"),
        ("fields/day.py", "from publicity import ledger", "fields imports ledger"),
        ("feeds/atom.py", "from publicity.search.text import fold", "feeds imports search"),
        ("problems/problem.py", "import mkdocs.config", "the domain imports mkdocs"),
        ("pages/tags.py", "from publicity_mkdocs import read", "the domain imports publicity_mkdocs"),
        ("feeds/__init__.py", "from . import atom", "feeds/__init__.py has more than a docstring"),
        ("plans/stage.py", "#\n" * LONGEST, "lines"),
        ("knots/__init__.py", '"""A new folder."""', "knots/ has no place"),
    ],
)
def test_what_breaks_it_is_told(tmp_path: Path, name: str, text: str, told: str) -> None:
    planted = tmp_path / "publicity" / name
    planted.parent.mkdir(parents=True)
    if (own := HOOKS / "publicity" / name).exists():
        shutil.copy(own, planted)
        assert broken(tmp_path) == []
    with planted.open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")
    (said,) = broken(tmp_path)
    assert told in said and planted.parent.name in said


def test_no_test_module_is_imported_by_another() -> None:
    """What several need lies in tests/helpers/."""
    for path in sorted((ROOT / "tests").rglob("*.py")):
        asked = {module for _, module in imports(path, ROOT) if ".test_" in module or "conftest." in module}
        assert not asked, f"{path.relative_to(ROOT)} imports {asked}"
