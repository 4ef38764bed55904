"""The handbook and the code say the same: keys, commands, exit codes, times, citations, links."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import click
import pytest
import yaml
from click.testing import CliRunner
from handbook import reference

from publicity.commands.program import main
from publicity.publishing import pipeline
from publicity.publishing.addressing import target_of
from publicity.publishing.telling import Teller
from publicity.when.dates import Field, Reading, read
from tests.helpers.project import ROOT, Project
from tests.helpers.sites import make_site

HANDBOOK = ROOT / "handbook"
README = ROOT / "README.md"
PAGES = [README, ROOT / "编辑手册.md", *sorted(HANDBOOK.glob("*.md"))]
SOURCES = [
    path
    for folder in ("hooks", "overrides", "tests", "benchmarks", "deploy", "handbook")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in (".py", ".html", ".css", ".js", ".yml", "") and path.is_file()
]


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def prose(page: Path) -> str:
    """A page without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", text(page), flags=re.S | re.M)


def table(page: Path, *head: str) -> list[list[str]]:
    """The rows of the table that begins with these headings."""
    lines = text(page).splitlines()
    start = lines.index("| " + " | ".join(head) + " |") + 2
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


# -- what is written from the code ---------------------------------------------------------------------


@pytest.mark.parametrize("name", reference.parts())
def test_the_reference_is_what_the_code_says(name: str) -> None:
    page = text(HANDBOOK / name)
    assert page == reference.filled(page, reference.parts()[name]), f"{name} is out of date: make reference"


def test_every_kind_of_value_is_explained() -> None:
    told = {row[0] for row in table(HANDBOOK / "format.md", "kind", "is", "for example")}
    assert told == set(reference.KINDS)


def test_the_reference_tries_the_short_forms() -> None:
    made = reference.parts()["format.md"]
    assert "| `issue` | | [Issue](#issue); may be its `number` alone |" in made["bulletin"]
    assert "each may be its `text` alone" in made["commitment"]
    assert "; may be its" not in made["plan"]


def test_a_page_without_its_marks_is_refused() -> None:
    with pytest.raises(LookupError):
        reference.filled("no marks", {"plan": ""})


# -- exit codes ----------------------------------------------------------------------------------------


def run(*arguments: object) -> int:
    return CliRunner().invoke(main, [str(one) for one in arguments]).exit_code


def with_a_mistake(project: Project) -> int:
    project.edit("docs/plan.yml", "campaign:", "campain:")
    return run("check", "--root", project.root)


def with_a_fault_of_its_own(project: Project) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(click.Command, "invoke", lambda *_: 1 // 0)
        return run("check", "--root", project.root)


def on_a_day(day: str, *arguments: object) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AS_OF", day)
        return run(*arguments)


def with_a_changed_page(project: Project) -> int:
    target = project.root.parent / "served"
    pipeline.publish(make_site(project.root / "site", 1), target_of(str(target)), pipeline.Wishes(), Teller(quiet=True))
    page = target / "current" / "index.html"
    changed = page.read_bytes() + b"!"
    page.unlink()
    page.write_bytes(changed)
    return run("verify", target)


CASES: dict[tuple[str, str], Callable[[Project], int]] = {
    ("every", "0"): lambda project: run("check", "--root", project.root),
    ("every", "1"): with_a_mistake,
    ("every", "2"): lambda _: run("check", "--unheard-of"),
    ("every", "70"): with_a_fault_of_its_own,
    ("`when`", "3"): lambda _: run("when", "9月31日前", "--year", "2009"),
    ("`status`", "4"): lambda project: on_a_day("2009-09-20", "status", "--root", project.root),
    ("`inspect`", "4"): lambda project: on_a_day("2009-09-20", "inspect", "--root", project.root),
    ("`verify`", "1"): with_a_changed_page,
    ("`verify`", "2"): lambda project: run("verify", project.root / "nothing-there"),
}


def test_every_exit_code_has_a_case() -> None:
    rows = table(HANDBOOK / "commands.md", "command", "code", "means")
    assert [(command, code) for command, code, _ in rows] == list(CASES)


@pytest.mark.parametrize("told", CASES, ids=" ".join)
def test_commands_end_with_the_code_that_is_told(told: tuple[str, str], project: Project) -> None:
    assert str(CASES[told](project)) == told[1]


# -- rules ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", table(HANDBOOK / "domain.md", "printed", "stands as", "document of", "days"))
def test_printed_times_are_read_as_the_handbook_says(row: list[str]) -> None:
    printed, place, issued, days = row
    found = read(printed, issued=date.fromisoformat(issued), field=Field(place))
    told = f"{found.start or '…'} to {found.end or '…'}" if isinstance(found, Reading) else "refused"
    assert told == days


def test_every_source_is_cited_and_every_citation_has_one() -> None:
    listed = {row[0] for row in table(HANDBOOK / "domain.md", "number", "document", "address")}
    assert listed == set(re.findall(r"\[(\d+)\]", prose(HANDBOOK / "domain.md")))


def test_every_rule_says_where_it_comes_from() -> None:
    rules = re.split(r"^## ", prose(HANDBOOK / "domain.md"), flags=re.M)[1:]
    assert not [rule.splitlines()[0] for rule in rules if "\nSource: " not in rule and not rule.startswith("Sources\n")]


# -- citations and links -------------------------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    """The fragments of a page's headings; a heading that comes again is numbered."""
    found: list[str] = []
    for heading in re.findall(r"^#{1,6} (.+)$", prose(page), re.M):
        name = reference.anchor(heading)
        found.append(f"{name}-{found.count(name)}" if name in found else name)
    return set(found)


def citations() -> Iterator[tuple[str, str, str]]:
    for path in SOURCES:
        for name, fragment in re.findall(r"\bhandbook/([\w-]+\.md)(?:#([\w-]+))?", text(path)):
            yield str(path.relative_to(ROOT)), name, fragment


def test_code_cites_headings_that_are_there() -> None:
    found = list(citations())
    assert len([place for place, _, fragment in found if place.startswith("hooks/") and fragment]) > 20
    known = {page.name: anchors(page) for page in HANDBOOK.glob("*.md")}
    lost = [one for one in found if one[1] not in known or (one[2] and one[2] not in known[one[1]])]
    assert not lost


def test_code_cites_nothing_that_a_reader_lacks() -> None:
    gone = re.compile(r"\b(?:DOMAIN|DESIGN)\b(?! ?=)")
    assert not [str(path) for path in SOURCES if path != Path(__file__) and gone.search(text(path))]


def links(page: Path) -> Iterator[str]:
    body = re.sub(r"`[^`\n]*`", "", prose(page))
    yield from re.findall(r"\]\(([^)\s]+)\)", body)
    yield from re.findall(r"^\[[^\]]+\]: (\S+)$", body, re.M)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        if link.startswith(("https://", "http://")):
            continue
        name, _, fragment = unquote(link).partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), f"{page.name}: {link}"
        assert target.is_relative_to(ROOT), f"{page.name}: {link}"
        assert not fragment or fragment in anchors(target), f"{page.name}: {link}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pictures_by_reference_are_defined(page: Path) -> None:
    body = prose(page)
    assert set(re.findall(r"!\[[^\]]*\]\[([^\]]+)\]", body)) <= set(re.findall(r"^\[([^\]]+)\]: ", body, re.M))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_are_named_are_there(page: Path) -> None:
    named = re.findall(r"`((?:hooks|tests|deploy|benchmarks|overrides)/[\w./-]*)`", text(page))
    assert not [name for name in named if not (ROOT / name).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_that_are_named_exist(page: Path) -> None:
    known = {name.split()[1] for name, _ in reference.commands()}
    named = re.findall(r"(?:^|`|\$ |bin/|&& )publicity ([a-z]+)\b", text(page), re.M)
    assert set(named) <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_targets_of_make_that_are_named_exist(page: Path) -> None:
    known = set(re.findall(r"^([a-z]+):", text(ROOT / "Makefile"), re.M))
    assert set(re.findall(r"(?:`|^|\$ )make ([a-z]+)", text(page), re.M)) <= known


# -- the house -----------------------------------------------------------------------------------------


def test_the_parts_of_a_build_are_listed_in_their_order() -> None:
    lines = re.findall(r"^  - hooks/publicity_mkdocs/(\w+)\.py", text(ROOT / "mkdocs.yml"), re.M)
    told = [
        row[0].strip("`") for row in table(HANDBOOK / "architecture.md", "part of `hooks/publicity_mkdocs/`", "makes")
    ]
    assert told == lines


def test_every_folder_of_the_domain_is_listed() -> None:
    told = [row[0] for row in table(HANDBOOK / "architecture.md", "folders", "are")]
    folders = {path.parent.name for path in (ROOT / "hooks" / "publicity").glob("*/__init__.py")}
    assert {name for cell in told for name in re.findall(r"`(\w+)/`", cell)} == folders


def test_every_page_of_the_handbook_is_in_its_index() -> None:
    assert {page.name for page in HANDBOOK.glob("*.md")} - {"README.md"} <= set(links(HANDBOOK / "README.md"))


def test_the_readme_is_short() -> None:
    lines = text(README).splitlines()
    assert len(lines) <= 150
    assert not [line for line in lines if len(line) > 120]


def test_the_example_of_a_plan_is_one(project: Project) -> None:
    """The smallest plan of the editors' manual passes the checks."""
    example = re.search(r"最小的样子：\n\n```yaml\n(.*?)^```", text(ROOT / "编辑手册.md"), re.S | re.M)
    assert example
    assert yaml.safe_load(example[1])
    project.write_nothing()
    project.plan.write_text(example[1], encoding="utf-8")
    assert run("check", "--root", project.root) == 0


@pytest.mark.parametrize("page", [ROOT / "编辑手册.md", HANDBOOK / "format.md"], ids=lambda page: page.name)
def test_the_example_of_an_article_is_one(page: Path, project: Project) -> None:
    example = re.search(r"^```yaml\n(---\ntitle: .*?)^```", text(page), re.S | re.M)
    assert example
    of_the_plan = example[1].replace("2026", "2009")  # the manual is an office's too, and speaks of no other year
    (project.root / "docs" / "bulletins" / "2009" / "example.md").write_text(of_the_plan, encoding="utf-8")
    assert run("check", "--root", project.root) == 0
