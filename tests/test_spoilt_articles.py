"""Whatever is wrong with bulletins and publications is said in Chinese, at its place, all at once."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from publicity.column.files import ColumnFiles, read_column
from publicity.commands.program import main
from publicity.problems.problem import Problem, errors, in_order
from tests.helpers.project import ROOT
from tests.helpers.shipped import shipped_text
from tests.helpers.spoilt import CHINESE, ENGLISH_SENTENCE, place

pytestmark = pytest.mark.shipped

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "spoilt_articles.yml").read_text(encoding="utf-8"))
STUDY_WEEK = "bulletins/2009/2009-04-13-study-week.md"
STANDARDS = "publications/service-standards.md"


@dataclass
class Column:
    """A copy of the shipped column to spoil."""

    root: Path

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    def name(self, file: str) -> str:
        """What a file is called in messages."""
        return (self.docs / file).resolve().relative_to(self.root.resolve()).as_posix()

    def spoil(self, file: str, *edits: list[str]) -> str:
        path = self.docs / file
        text = path.read_text(encoding="utf-8")
        for old, new in edits:
            assert old in text, f"“{old}” is not in {file}"
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")
        return text

    def read(self) -> ColumnFiles:
        return read_column(self.root / "mkdocs.yml", self.docs)

    def refuse(self) -> list[Problem]:
        """The errors, which must also be those that the command shows."""
        found = self.read()
        told = errors(found.problems)
        assert told
        assert found.column is None
        assert list(found.problems) == in_order(found.problems)
        result = CliRunner().invoke(main, ["check", "--root", str(self.root)])
        assert result.exit_code == 1, result.output
        for problem in told:
            assert CHINESE.search(problem.message), problem
            assert CHINESE.search(problem.hint), problem
            assert not ENGLISH_SENTENCE.search(problem.message + problem.hint), problem
            assert f"{problem.place}: 错误：{problem.message}" in result.output
            assert f"写法：{problem.hint}" in result.output
        assert f"共 {len(told)} 个错误" in result.output
        return told


@pytest.fixture
def column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Column:
    monkeypatch.delenv("AS_OF", raising=False)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("ledger.jsonl"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return Column(tmp_path)


def test_the_shipped_articles_are_fine(column: Column) -> None:
    assert errors(column.read().problems) == []
    assert CliRunner().invoke(main, ["check", "--root", str(column.root)]).exit_code == 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_spoilt(case: dict[str, Any], column: Column) -> None:
    files = case["files"] if "files" in case else {case["file"]: case["replace"]}
    for file, edits in files.items():
        column.spoil(file, *edits)
    expected = []
    for one in case["expect"]:
        file = one.get("in") or case["file"]
        where = place((column.docs / file).read_text(encoding="utf-8"), one)
        expected.append((column.name(file), *where, one["says"], one.get("hint", "")))
    told = column.refuse()
    assert [(p.file, p.line, p.column) for p in told] == sorted(e[:3] for e in expected), [p.text() for p in told]
    for problem, (*_, says, hint) in zip(told, sorted(expected), strict=True):
        assert says in problem.message
        assert hint in problem.hint
    assert not (column.root / "spoilt").exists()


def test_names_are_unique() -> None:
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names)


# ———— bytes ————

TEXT = shipped_text(STUDY_WEEK)
BYTES: dict[str, tuple[bytes, int, int, str]] = {
    "empty": (b"", 1, 1, "文件开头没有标题等信息"),
    "blank": (b"\n  \n", 1, 1, "文件开头没有标题等信息"),
    "only dashes": (b"---\n", 1, 1, "开头的 --- 没有配对"),
    "bom": (b"\xef\xbb\xbf" + TEXT.encode(), 1, 1, "BOM"),
    "utf-16": (TEXT.encode("utf-16"), 1, 1, "UTF-16"),
    "gbk": (TEXT.encode("gb18030"), 2, 8, "像是 GBK 编码"),
    "nul": (TEXT.replace("开班", "开\0班", 1).encode(), 2, 15, "U+0000"),
    "zero width, in the text": (f"{TEXT}\n正\u200b文\n".encode(), TEXT.count("\n") + 2, 2, "U+200B"),
    "huge": (TEXT.encode() + b"a" * 600_000, 0, 0, "超过 512 KB"),
    "deep": (b"---\ntitle: " + b"[" * 1000 + b"\n---\n", 2, 23, "嵌套超过 16 层"),
    "itself": (b"---\ntitle: &a [*a]\n---\n", 2, 8, "别名引用了自己"),
}


@pytest.mark.parametrize("name", BYTES)
def test_bytes(name: str, column: Column) -> None:
    """Nothing follows from it for the numbering, though the number could not be read."""
    content, line, at, says = BYTES[name]
    (column.docs / STUDY_WEEK).write_bytes(content)
    (problem,) = column.refuse()
    assert (problem.file, problem.line, problem.column) == (f"docs/{STUDY_WEEK}", line, at)
    assert says in problem.message


def test_a_folder_in_its_place(column: Column) -> None:
    (column.docs / STUDY_WEEK).unlink()
    (column.docs / STUDY_WEEK).mkdir()
    (problem,) = column.refuse()
    assert "文件夹" in problem.message


def test_a_link_that_leads_nowhere(column: Column) -> None:
    (column.docs / STUDY_WEEK).unlink()
    (column.docs / STUDY_WEEK).symlink_to("nowhere.md")
    (problem,) = column.refuse()
    assert "这是一个链接" in problem.message and problem.file == f"docs/{STUDY_WEEK}"


@pytest.mark.parametrize("leads", ["../../../../mkdocs.yml", "loop.csv"])
def test_an_attachment_that_is_a_link(column: Column, leads: str) -> None:
    """Out of docs/, or to itself."""
    (column.docs / "bulletins/2009/attachments/loop.csv").symlink_to(leads)
    column.spoil("bulletins/2009/2009-05-06-opinions-sorted.md", ["attachments/opinions.csv", "attachments/loop.csv"])
    (problem,) = column.refuse()
    assert "这是一个链接" in problem.message and problem.file == "docs/bulletins/2009/attachments/loop.csv"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_leave_places_alone(end: str, column: Column) -> None:
    text = column.spoil(STUDY_WEEK, ["step: training", "step: trainings"], ["sample: true", "sample: 是"])
    plain = column.refuse()
    (column.docs / STUDY_WEEK).write_bytes(text.replace("\n", end).encode())
    assert column.refuse() == plain


def test_a_file_that_cannot_be_read_hides_no_repeat_and_no_back_dating(column: Column) -> None:
    (column.docs / STUDY_WEEK).write_bytes(b"")
    column.spoil("bulletins/2009/2009-08-20-summary-meeting.md", ["number: 14", "number: 13"])
    column.spoil("bulletins/2009/2009-04-24-research-topics.md", ["2009-04-27 09:30", "2009-04-19 09:30"])
    said = [problem.message for problem in column.refuse()]
    assert len(said) == 3
    assert any("第 13 期有两份" in message for message in said)
    assert any("第 5 期的发布时间早于第 4 期" in message for message in said)


def test_two_holes_and_one_file_that_cannot_be_read(column: Column) -> None:
    """One of the holes may be its number; which one nobody knows, so only what is left over is told."""
    (column.docs / STUDY_WEEK).write_bytes(b"")
    (column.docs / "bulletins/2009/2009-06-04-mass-review.md").unlink()
    told = column.refuse()
    assert [problem.message for problem in told][1:] == ["期号不连续：缺第 10 期"]


def test_every_article_broken(column: Column) -> None:
    files = sorted([*(column.docs / "bulletins").rglob("*.md"), *(column.docs / "publications").rglob("*.md")])
    for path in files:
        column.spoil(path.relative_to(column.docs).as_posix(), ["\nsource: ", "\nsuorce: "])
    told = column.refuse()
    assert [problem.file for problem in told] == [path.relative_to(column.root).as_posix() for path in files]
    assert all("“suorce”" in problem.message for problem in told)


def test_an_empty_phase_list_asks_for_no_phase(column: Column) -> None:
    """A plan may have no phases: then no day is outside of them."""
    plan = (column.docs / "plan.yml").read_text(encoding="utf-8")
    head = plan[: plan.index("# ———— 四")]
    (column.docs / "plan.yml").write_text(re.sub(r"(?s)claims:.*?(?=superiors:)", "", head) + "phases: []\n", "utf-8")
    for folder in ("bulletins", "publications", "commitments"):
        shutil.rmtree(column.docs / folder)
    (column.docs / "bulletins").mkdir()
    text = re.sub("(?m)^step: .*\n", "", TEXT).replace("number: 3", "number: 1")
    (column.docs / "bulletins" / "one.md").write_text(text, encoding="utf-8")
    found = column.read()
    assert errors(found.problems) == []
    assert found.column
    assert [(item.phase, item.step) for item in found.column.bulletins] == [(None, None)]
