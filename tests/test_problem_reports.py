"""One model of a problem, one module a form: each says everything, to whoever reads it."""

import json
import logging
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from publicity.commands.program import main
from publicity.problems.form import Form
from publicity.problems.problem import Problem, Severity
from publicity.screening import telling
from publicity.screening.telling import report
from tests.helpers.project import Project

TEXTS = st.text(max_size=40)
PROBLEMS = st.builds(
    Problem,
    file=TEXTS,
    line=st.integers(0, 9),
    column=st.integers(1, 99),
    message=TEXTS,
    hint=TEXTS,
    severity=st.sampled_from(Severity),
    source=TEXTS,
    length=st.integers(1, 9),
)
PLACE = {"type": ["integer", "null"], "minimum": 1}
PROBLEM = {
    "file": {"type": "string"},
    "line": PLACE,
    "column": PLACE,
    "end_column": PLACE,
    "severity": {"enum": ["error", "warning", "notice"]},
    "message": {"type": "string"},
    "hint": {"type": "string"},
}
COUNTS = {word: {"type": "integer", "minimum": 0} for word in ("error", "warning", "notice")}


def closed(properties: dict[str, object]) -> dict[str, object]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


SCHEMA = closed({"counts": closed(COUNTS), "problems": {"type": "array", "items": closed(PROBLEM)}})  # type: ignore[arg-type]


@given(st.lists(PROBLEMS, max_size=5))
def test_json_is_what_it_promises(problems: list[Problem]) -> None:
    told = json.loads(report(problems, Form.JSON))
    Draft202012Validator(SCHEMA).validate(told)
    assert [(p["file"], p["message"], p["hint"]) for p in told["problems"]] == [
        (p.file, p.message, p.hint) for p in problems
    ]
    assert sum(told["counts"].values()) == len(problems)
    for entry, problem in zip(told["problems"], problems, strict=True):
        if problem.line:
            meant = problem.source[entry["column"] - 1 : entry["end_column"] - 1]
            assert meant == problem.source[problem.column - 1 :][: problem.length]
        else:
            assert entry["line"] is entry["column"] is entry["end_column"] is None


def unescaped(text: str) -> str:
    return re.sub("%(25|0D|0A|3A|2C)", lambda m: chr(int(m[1], 16)), text)


@given(st.lists(PROBLEMS, max_size=5))
def test_github_gets_one_command_a_problem_and_every_word(problems: list[Problem]) -> None:
    lines = report(problems, Form.GITHUB).split("\n") if problems else []
    assert len(lines) == len(problems)
    for line, problem in zip(lines, problems, strict=True):
        parts = re.fullmatch(
            r"::(error|warning|notice) file=([^:,\r]*),line=(\d+),col=(\d+)::([^\r]*)", line, re.DOTALL
        )
        assert parts
        assert unescaped(parts[2]) == problem.file
        assert unescaped(parts[5]) == problem.advice


@given(st.lists(PROBLEMS, max_size=5))
def test_gitlab_tells_every_problem_from_every_other(problems: list[Problem]) -> None:
    told = json.loads(report(problems, Form.GITLAB))
    assert len({entry["fingerprint"] for entry in told}) == len(problems)
    for entry, problem in zip(told, problems, strict=True):
        assert entry["location"]["lines"]["begin"] == max(1, problem.line)
        assert problem.advice in entry["description"]


@given(st.lists(PROBLEMS, max_size=5))
def test_people_read_every_word(problems: list[Problem]) -> None:
    told = report(problems, Form.TEXT)
    for problem in problems:
        assert problem.message in told and problem.hint in told


def test_a_name_that_is_no_text_goes_through_as_its_number() -> None:
    problem = Problem("docs/\udcff.md", 1, 1, "坏名字")
    for form in Form:
        written = report([problem], form).encode(errors="backslashreplace").decode()
        assert "\\udcff" in written
        if form in (Form.JSON, Form.GITLAB):
            json.loads(written)


# -- the command ---------------------------------------------------------------------------------------


def check(project: Project, *arguments: str, github: bool = False) -> Result:
    environment = {"GITHUB_ACTIONS": "true" if github else None}
    return CliRunner().invoke(main, ["check", "--root", str(project.root), *arguments], env=environment)


@pytest.fixture
def spoilt(project: Project) -> Project:
    project.edit("docs/plan.yml", "verb: 公示", "verb: 公式")
    return project


def test_each_form_on_the_screen(spoilt: Project) -> None:
    for github in (False, True):
        found = json.loads(check(spoilt, "--format", "json", github=github).stdout)
        assert found["counts"]["error"] == 1
        (error,) = (p for p in found["problems"] if p["severity"] == "error")
        line = spoilt.plan.read_text(encoding="utf-8").splitlines()[error["line"] - 1]
        assert (error["file"], line[error["column"] - 1 : error["end_column"] - 1]) == ("docs/plan.yml", "公式")
        assert [e["severity"] for e in json.loads(check(spoilt, "--format", "gitlab").stdout)].count("critical") == 1
        lines = check(spoilt, "--format", "github", github=github).stdout.splitlines()
        assert len(lines) == len(found["problems"]) and all(line.startswith("::") for line in lines)


def test_on_github_the_text_is_followed_by_annotations(spoilt: Project) -> None:
    plain, both = check(spoilt).stdout, check(spoilt, github=True).stdout
    assert both == plain + check(spoilt, "--format", "github").stdout


@pytest.mark.parametrize("form", [form.value for form in Form])
def test_a_file_beside_the_text(form: str, spoilt: Project, tmp_path: Path) -> None:
    out = tmp_path / "报告"
    out.write_text("old")
    done = check(spoilt, "--format", form, "--output", str(out))
    assert done.exit_code == 1
    assert done.stdout == check(spoilt).stdout
    assert out.read_text(encoding="utf-8") == check(spoilt, "--format", form).stdout


def test_a_column_without_errors_ends_well_in_every_form(project: Project) -> None:
    assert {check(project, "--format", form.value).exit_code for form in Form} == {0}


def test_the_log_gets_each_problem_on_its_level(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    problems = [Problem("a.md", 1, 1, severity.value, severity=severity) for severity in Severity]
    with caplog.at_level(logging.INFO):
        telling.log(problems, logging.getLogger("mkdocs.test"))
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING", "INFO"]
    assert capsys.readouterr().out == report(problems, Form.GITHUB) + "\n"
