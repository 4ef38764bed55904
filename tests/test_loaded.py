"""What one edit makes a process load: of libraries and of the program only what that edit needs."""

import json
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.helpers.project import ROOT, Project, clean_environment, make_project

pytestmark = pytest.mark.shipped
WORKING = """
import atexit, json, pathlib, sys
place, *sys.argv = sys.argv[1:]
atexit.register(lambda: pathlib.Path(place).write_text(json.dumps([*sys.modules]), encoding="utf-8"))
if sys.argv[0] == "publicity":
    from publicity.commands.program import main
else:
    from mkdocs.__main__ import cli as main
main()
"""
TEXTS = {
    *("annotated_types", "click", "pathspec", "pydantic", "pydantic_core"),
    *("selectolax", "typing_extensions", "typing_inspection", "yaml"),
}
MARKDOWN = {"markdown", "pygments", "pymdownx"}
PICTURES = {"PIL", "olefile"}  # olefile is Pillow's
MKDOCS = {"babel", "colorama", "jinja2", "markupsafe", "material", "mergedeep", "mkdocs", "yaml_env_tag"}
NO_LIBRARIES = {"publicity", "publicity_mkdocs", "publicity_theme", "_distutils_hack"}  # the last is in every process
WAYS_IN = ("commands", "editing", "importing", "inspecting", "wechat", "publishing", "archiving")


def loaded(project: Project, *command: str) -> set[str]:
    """The modules of a process that ran a command after a bulletin got one word more, and ran it before."""
    told = project.root.parent / "loaded.json"
    environment = clean_environment() | {"PYTHONPATH": str(ROOT / "hooks")}
    bulletin = project.root / "docs" / "bulletins" / "2009" / "2009-03-23-party-group-meeting.md"
    script = [sys.executable, "-c", WORKING, str(told), *command]
    for _ in range(2):
        bulletin.write_text(f"{bulletin.read_text(encoding='utf-8')}\n又一句。\n", encoding="utf-8")
        subprocess.run(script, env=environment, cwd=project.root, check=True, stdout=subprocess.DEVNULL)
    return set(json.loads(told.read_text(encoding="utf-8")))


def libraries(modules: set[str]) -> set[str]:
    """What does not come with Python, by its first name."""
    installed = packages_distributions().keys() - NO_LIBRARIES
    return {name.partition(".")[0] for name in modules} & installed


def ours(modules: set[str], *folders: str) -> list[str]:
    """Our modules in some folders."""
    return sorted(name for name in modules if name.startswith(tuple(f"publicity.{folder}." for folder in folders)))


def test_an_edit_loads_neither_readers_of_files_nor_what_stays_as_it_is(tmp_path: Path) -> None:
    modules = loaded(make_project(tmp_path / "column"), "mkdocs", "build", "-q")
    assert libraries(modules) <= TEXTS | MARKDOWN | PICTURES | MKDOCS | {"segno"}
    assert ours(modules, *WAYS_IN) == []
    assert modules.isdisjoint({f"publicity.attachments.{name}" for name in ("examining", "judging", "outgoing", "pdf")})
    assert modules.isdisjoint({"publicity.pages.fragments", "publicity.pages.share_picture"})
    assert "PIL.PngImagePlugin" in modules and "PIL.PdfImagePlugin" not in modules
    assert "publicity.finished.check" in modules


def test_a_check_after_an_edit_loads_nothing_of_a_site(tmp_path: Path) -> None:
    modules = loaded(make_project(tmp_path / "column"), "publicity", "check")
    assert libraries(modules) <= TEXTS | PICTURES
    assert ours(modules, *WAYS_IN[1:], "search", "feeds", "opendata") == []
    assert modules.isdisjoint({f"publicity.attachments.{name}" for name in ("examining", "judging", "outgoing", "pdf")})
    assert modules.isdisjoint({"publicity.finished.check", "publicity.pages.home", "publicity.pages.timeline"})
    assert modules.isdisjoint({"publicity.plans.scheduler", "publicity.when.dates", "publicity.markup.prose"})
    assert "publicity.finished.sources" in modules
