"""No file whatever makes the reader raise or contradict itself."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicity.plans.file import read_plan
from publicity.problems import github_report
from publicity.problems.problem import errors
from publicity.texts.source import Source
from tests.helpers.torture import examples

pytestmark = pytest.mark.shipped

PLAN = (Path(__file__).parents[1] / "docs" / "plan.yml").read_text(encoding="utf-8")
LINES = PLAN.split("\n")

thorough = examples(150)

# What hands slip on: what YAML, the models or the dates give a meaning to.
CHARACTERS = st.one_of(
    st.sampled_from(
        [*":：-－ \t　\u00a0\"'“”[]{}#&*!|>%@`,，?<~\\\r\n0129年月日至", "---", "<<", "- ", ": ", "\0", "\u200b"]
    ),
    st.characters(codec="utf-8"),
)
FRAGMENTS = st.one_of(
    st.sampled_from(LINES),
    st.sampled_from(
        ["steps:", "  - id: x", "dates: {start: 2009-4-1}", "undated: 是", "when: 每季度末", "&a [*a]", "<<: *a", "---"]
    ),
    st.lists(CHARACTERS, max_size=30).map("".join),
)


@st.composite
def edited_plans(draw: st.DrawFn) -> str:
    """The real plan after a few careless edits."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["delete", "insert", "duplicate", "indent", "move", "put", "take"])):
            case "delete":
                del lines[at : at + draw(st.integers(1, 20))]
                lines = lines or [""]
            case "insert":
                lines.insert(at, " " * draw(st.integers(0, 12)) + draw(FRAGMENTS))
            case "duplicate":
                lines[at:at] = lines[at : at + draw(st.integers(1, 20))]
            case "indent":
                lines[at] = " " * draw(st.integers(0, 12)) + lines[at].lstrip()
            case "move":
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
            case "put":
                column = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:column] + draw(CHARACTERS) + lines[at][column:]
            case _:
                column = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:column] + lines[at][column + 1 :]
    return "\n".join(lines)


def hold(content: bytes) -> None:
    """All that must be true of reading any file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.yml"
        file.write_bytes(content)
        found = read_plan(file, "plan.yml")
        assert read_plan(file, "plan.yml") == found
    told = errors(found.problems)
    assert bool(told) == (found.plan is None)
    assert bool(told) == (found.schedule is None)
    lines = Source("plan.yml", content.decode("utf-8", "replace")).lines
    for problem in found.problems:
        assert 0 <= problem.line <= len(lines)
        assert problem.column <= len(lines[problem.line - 1]) + 1 or not problem.source
        assert problem.message
        assert problem.message in problem.text()
        assert github_report.annotation(problem).startswith("::")
    assert all(problem.hint for problem in told)


@thorough
@given(st.binary(max_size=2000))
def test_any_bytes(content: bytes) -> None:
    hold(content)


@thorough
@given(st.lists(CHARACTERS, max_size=300).map("".join))
def test_any_text(content: str) -> None:
    hold(content.encode())


@thorough
@given(st.lists(FRAGMENTS, max_size=40))
def test_any_lines(lines: list[str]) -> None:
    hold("\n".join(lines).encode())


@thorough
@given(edited_plans())
def test_edited_plans(content: str) -> None:
    hold(content.encode())


@thorough
@given(st.binary(min_size=1, max_size=4), st.integers(0, len(PLAN.encode())))
def test_stray_bytes(stray: bytes, at: int) -> None:
    whole = PLAN.encode()
    hold(whole[:at] + stray + whole[at:])
