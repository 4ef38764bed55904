"""Whatever is wrong with plan.yml is said in Chinese, at its place, all at once, without a traceback."""

import builtins
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from publicity.commands.program import main
from publicity.plans.file import PlanFile, read_plan
from publicity.problems.problem import Problem, errors
from tests.helpers.shipped import shipped_text
from tests.helpers.spoilt import CHINESE, ENGLISH_SENTENCE, place

pytestmark = pytest.mark.shipped

ROOT = Path(__file__).parents[1]
PLAN = shipped_text("plan.yml")
CASES = yaml.safe_load((ROOT / "tests" / "cases" / "spoilt_plans.yml").read_text(encoding="utf-8"))
NAME = "docs/plan.yml"


@dataclass
class Column:
    """A column in a folder of its own, with the plan under test."""

    root: Path
    file: Path = field(init=False)

    def __post_init__(self) -> None:
        self.file = self.root / NAME
        self.file.parent.mkdir()
        (self.root / "mkdocs.yml").write_text("site_name: 专栏\n", encoding="utf-8")
        for page in ("index.md", "plan.md", "timeline.md"):
            (self.file.parent / page).write_text("示例。\n", encoding="utf-8")

    def read(self, content: str | bytes | None = None) -> PlanFile:
        if content is not None:
            self.file.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_plan(self.file, NAME)

    def check(self) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["check", "--root", str(self.root)])
        return result.exit_code, result.output

    def refuse(self, content: str | bytes | None = None) -> list[Problem]:
        """The errors of a plan, which must also be those that the command shows."""
        found = self.read(content)
        told = errors(found.problems)
        assert told
        assert found.plan is None
        assert found.schedule is None
        code, output = self.check()
        assert code == 1
        for problem in told:
            assert CHINESE.search(problem.message), problem
            assert CHINESE.search(problem.hint), problem
            assert not ENGLISH_SENTENCE.search(problem.message + problem.hint), problem
            assert f"{problem.place}: 错误：{problem.message}" in output
            assert f"写法：{problem.hint}" in output
        assert f"共 {len(told)} 个错误" in output
        assert "程序自己出错" not in output
        return told


@pytest.fixture
def column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Column:
    monkeypatch.delenv("AS_OF", raising=False)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return Column(tmp_path)


def spoil(edits: list[list[str]]) -> str:
    text = PLAN
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_the_real_plan_is_fine(column: Column) -> None:
    found = column.read(PLAN)
    assert errors(found.problems) == []
    assert found.plan
    assert column.check()[0] == 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_spoilt(case: dict[str, Any], column: Column) -> None:
    text = spoil(case["replace"])
    told = column.refuse(text)
    expected = sorted((place(text, one), one["says"], one.get("hint", "")) for one in case["expect"])
    assert [(p.line, p.column) for p in told] == [where for where, _, _ in expected], [p.text() for p in told]
    for problem, (_, says, hint) in zip(told, expected, strict=True):
        assert says in problem.message
        assert hint in problem.hint


def test_names_are_unique() -> None:
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names)


# ———— bytes ————

BYTES: dict[str, tuple[bytes, int, int, str]] = {
    "bom": (b"\xef\xbb\xbf" + PLAN.encode(), 1, 1, "BOM"),
    "utf-16": (PLAN.encode("utf-16"), 1, 1, "UTF-16"),
    "gbk": ("title: 方案\n".encode("gbk"), 1, 8, "像是 GBK 编码"),
    "not utf-8": (b"title: a\norgan: \xff\xff\n", 2, 8, "不是 UTF-8 编码"),
    "nul": (PLAN.replace("准备动员", "准\0备动员", 1).encode(), 86, 13, "U+0000"),
    "zero width": (PLAN.replace("准备动员", "准\u200b备动员", 1).encode(), 86, 13, "U+200B"),
    "bidi": (PLAN.replace("准备动员", "准\u202e备动员", 1).encode(), 86, 13, "U+202E"),
    "line separator": (PLAN.replace("准备动员", "准\u2028备动员", 1).encode(), 86, 13, "U+2028"),
    "several invisible": ("title: a\nx\u200by\u200bz\n".encode(), 2, 2, "全文共 2 处"),
    "empty": (b"", 1, 1, "文件是空的"),
    "blank": (b"\n\n  \n", 1, 1, "文件是空的"),
    "only comments": ("# 方案\n# 还没写\n".encode(), 1, 1, "文件是空的"),
    "null": (b"~\n", 1, 1, "文件是空的"),
    "only a separator": (b"---\n", 1, 1, "文件是空的"),
    "list": ("- 方案\n".encode(), 1, 1, "整个文件应是一行行“键: 值”"),
    "scalar": ("# 方案\n工作方案\n".encode(), 2, 1, "整个文件应是一行行“键: 值”"),
    "huge": (b"a" * 10_000_000, 0, 0, "超过 512 KB"),
    "deep": (b"[" * 10_000, 1, 17, "嵌套超过 16 层"),
    "deep mapping": (b"{a: " * 10_000, 1, 65, "嵌套超过 16 层"),
    "deep block": (b"- " * 10_000, 1, 33, "嵌套超过 16 层"),
    "itself": (b"title: &a [*a]\n", 1, 8, "别名引用了自己"),
    "itself in a mapping": (b"period: &a {when: *a}\n", 1, 9, "别名引用了自己"),
}


@pytest.mark.parametrize("name", BYTES)
def test_bytes(name: str, column: Column) -> None:
    content, line, at, says = BYTES[name]
    (problem,) = column.refuse(content)
    assert (problem.line, problem.column) == (line, at)
    assert says in problem.message


def test_billion_laughs(column: Column) -> None:
    levels = [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10)]
    (problem,) = column.refuse("a0: &a0 [x]\n" + "\n".join(levels))
    assert "别名展开后" in problem.message


def test_deep_by_aliases(column: Column) -> None:
    levels = [f"a{i}: &a{i} [*a{i - 1}]" for i in range(1, 5000)]
    (problem,) = column.refuse("a0: &a0 [x]\n" + "\n".join(levels))
    assert "嵌套超过" in problem.message


def test_every_colon_full_width(column: Column) -> None:
    text = re.sub(r"(?m)^( *(?:- )?[a-z_]+): ?", r"\1：", PLAN)
    keys = len(re.findall(r"(?m)^ *(?:- )?[a-z_]+：", text))
    told = column.refuse(text)
    assert len(told) == keys
    assert all("全角冒号" in problem.message for problem in told)


def test_missing(column: Column) -> None:
    (problem,) = column.refuse()
    assert (problem.line, problem.message) == (0, "没有这个文件")


def test_missing_folder(column: Column) -> None:
    shutil.rmtree(column.file.parent)
    (problem,) = column.refuse()
    assert problem.message == "没有这个文件"


def test_folder_in_its_place(column: Column) -> None:
    column.file.mkdir()
    (problem,) = column.refuse()
    assert "文件夹" in problem.message


def test_file_for_the_folder(column: Column) -> None:
    shutil.rmtree(column.file.parent)
    column.file.parent.touch()
    (problem,) = column.refuse()
    assert "文件打不开" in problem.message


def test_link_to_itself(column: Column) -> None:
    column.file.symlink_to(column.file)
    (problem,) = errors(column.read(None).problems)
    assert "文件打不开" in problem.message
    code, output = column.check()
    assert code == 1 and "plan.yml: 错误：这是一个链接" in output


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(column: Column) -> None:
    column.file.write_text(PLAN, encoding="utf-8")
    column.file.chmod(0)
    (problem,) = column.refuse()
    assert "没有权限" in problem.message


def test_no_permission_even_for_root(column: Column, monkeypatch: pytest.MonkeyPatch) -> None:
    column.file.write_text(PLAN, encoding="utf-8")
    opened: Callable[..., Any] = builtins.open

    def refuse(path: Any, *args: Any, **kwargs: Any) -> Any:
        if str(path) == str(column.file):
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(builtins, "open", refuse)
    (problem,) = column.refuse()
    assert "没有权限" in problem.message


# ———— what is fine ————


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends(end: str, column: Column) -> None:
    plain = column.read(PLAN)
    other = column.read(PLAN.replace("\n", end).encode())
    assert other.plan == plain.plan
    assert other.problems == plain.problems


def test_line_ends_leave_places_alone(column: Column) -> None:
    text = spoil([["at: draft-plan", "at: draft-plann"], ["title: 准备动员", "title：准备动员"]])
    assert column.read(text).problems == column.read(text.replace("\n", "\r\n").encode()).problems


@pytest.mark.parametrize(
    "title",
    [
        '"准备动员"',
        "'准备动员'",
        "\t准备动员",
        "准备动员  # 环节",
        "!!str 准备动员",
        "&a 准备动员",
        ">-\n      准备动员",
    ],
)
def test_other_ways_to_write_the_same(title: str, column: Column) -> None:
    assert column.read(spoil([["title: 准备动员", f"title: {title}"]])).plan == column.read(PLAN).plan


def test_a_folded_text_is_joined_without_a_blank(column: Column) -> None:
    found = column.read(spoil([["digest: 定方案、建机构", "digest: 定方案、\n      建机构"]]))
    assert found.plan
    assert (found.plan.phases[0].digest or "").startswith("定方案、建机构")
