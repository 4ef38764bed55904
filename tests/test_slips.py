"""Whatever slips when front matter is typed is told at its place, or is read as it was meant; never anything else."""

import re
import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from publicity.articles.article import Bulletin
from publicity.column.files import read_column
from publicity.problems.problem import Problem, Severity
from publicity.texts.document import Document, read_document
from publicity.texts.source import load
from tests.helpers.project import ROOT
from tests.helpers.spoilt import CHINESE, ENGLISH_SENTENCE

pytestmark = pytest.mark.shipped

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "slips.yml").read_text(encoding="utf-8"))
HEAD = """title: 机关支部集中学习
date: 2009-04-09
published: 2009-04-09 10:00
source: 区人大机关学习实践活动领导小组办公室
kind: 动态
summary: 处级干部集中学习5天。
sample: true
"""
WHOLE = {  # what is wrong with the lines around the front matter, and what is not
    "five dashes": (f"-----\n{HEAD}-----\n\n正文。\n", "1:1"),
    "dashes of another width": (f"———\n{HEAD}———\n\n正文。\n", "1:1"),
    "dashes of another width at the end": (f"---\n{HEAD}———\n\n正文。\n", "9:1"),
    "blanks between the dashes": (f"- - -\n{HEAD}- - -\n\n正文。\n", "1:1"),
    "dots at the end": (f"---\n{HEAD}...\n\n正文。\n", ""),
    "empty lines within": ("---\n" + HEAD.replace("kind", "\n\nkind") + "---\n\n正文。\n", ""),
    "line ends of two kinds": ("---\n" + HEAD.replace("\n", "\r\n", 3) + "---\n\n正文。\n", ""),
}


def typed(case: dict[str, Any]) -> str:
    """The file with the slip."""
    line = f"{case['line']}\n"
    key = case.get("key")
    head = re.sub(rf"^{key}: .*\n", lambda _: line, HEAD, flags=re.MULTILINE) if key else HEAD + line
    return f"---\n{head}---\n\n正文。\n"


@pytest.fixture(scope="module")
def column(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped column and, beside its bulletins, one for every slip: read once."""
    root = tmp_path_factory.mktemp("slips")
    shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns("ledger.jsonl"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    for number, text in enumerate([*map(typed, CASES), *(text for text, _ in WHOLE.values())]):
        path = root / "docs" / "bulletins" / "2009" / f"slip-{number}.md"
        path.write_bytes(text.encode("utf-8"))
    return root


@pytest.fixture(scope="module")
def told(column: Path) -> dict[str, list[Problem]]:
    """The problems by the names of the files."""
    found = defaultdict(list)
    for problem in read_column(column / "mkdocs.yml", column / "docs").problems:
        found[Path(problem.file).stem].append(problem)
    return found


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: CASES[number]["name"])
def test_slip(number: int, column: Path, told: dict[str, list[Problem]]) -> None:
    case, found = CASES[number], sorted(told[f"slip-{number}"], key=lambda p: (p.line, p.column))
    assert [(f"{p.line}:{p.column}", p.severity.value) for p in found] == [
        (at, level) for at, level, _ in case.get("told", [])
    ], [p.text() for p in found]
    for problem, (*_, says) in zip(found, case.get("told", []), strict=True):
        assert says in problem.message
        assert CHINESE.search(problem.message) and CHINESE.search(problem.hint)
        assert not ENGLISH_SENTENCE.search(problem.message + problem.hint)
    if "reads" in case:
        uri = f"bulletins/2009/slip-{number}.md"
        document = read_document(load(column / "docs" / uri, uri), uri, Bulletin)
        assert isinstance(document, Document) and document.form.value
        key = case.get("key") or case["line"].partition(":")[0]
        read = getattr(document.form.value, key)
        assert (read if isinstance(read, bool | list) else str(read)) == case["reads"]


@pytest.mark.parametrize("name", WHOLE)
def test_around_the_front_matter(name: str, told: dict[str, list[Problem]]) -> None:
    found = [p for p in told[f"slip-{len(CASES) + list(WHOLE).index(name)}"] if p.severity is Severity.ERROR]
    at = WHOLE[name][1]
    assert [f"{p.line}:{p.column}" for p in found] == ([at] if at else [])


def test_names_are_unique() -> None:
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names)
