"""What mkdocs.yml says about the column: read with places, refused with reasons, and what follows from it."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from publicity.column.feedback import Feedback
from publicity.column.files import read_column
from publicity.column.settings import Columns, ColumnTags, Extra, Footer, Settings, Site
from publicity.column.settings_file import SettingsFile, read_settings
from publicity.problems.problem import Severity, errors
from tests.helpers.project import ROOT, Project

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "spoilt_settings.yml").read_text(encoding="utf-8"))
FULL = """\
site:
  name: 某区人大网
  domain: rd.example.gov.cn
  id_code: '2201060012'
footer:
  organizer: 某区人大常委会办公室
  icp: 吉ICP备04030026号-2
  police: 吉公网安备 22010602000105号
  sitemap: https://rd.example.gov.cn/map.html
columns:
  home: {type: 首页, keywords: [人大, 方案]}
outside_trusted: [www.example.org]
generator: false
social: [{icon: x, link: y}]
"""


def written(folder: Path, extra: str, head: str = "site_name: 示例专栏\n") -> Path:
    path = folder / "mkdocs.yml"
    path.write_text(head + "extra:\n" + "".join(f"  {line}\n" for line in extra.splitlines()), encoding="utf-8")
    return path


def settings_of(folder: Path, extra: str, head: str = "site_name: 示例专栏\n") -> SettingsFile:
    return read_settings(written(folder, extra, head), "mkdocs.yml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_spoilt(case: dict[str, Any], tmp_path: Path) -> None:
    path = written(tmp_path, case["extra"])
    found = read_settings(path, "mkdocs.yml")
    assert found.settings is None
    told = sorted(errors(found.problems), key=lambda p: (p.line, p.column))
    text = path.read_text(encoding="utf-8")
    for problem, expected in zip(told, case["expect"], strict=True):
        before, marked, after = expected["at"].partition("›")
        assert text.count(before + after) == 1
        offset = text.index(before + after) + (len(before) if marked else 0)
        assert problem.line == text.count("\n", 0, offset) + 1
        assert problem.column == offset - text.rfind("\n", 0, offset)
        assert expected["says"] in problem.message
        assert expected.get("hint", "") in problem.hint


def test_all_of_it(tmp_path: Path) -> None:
    found = settings_of(tmp_path, FULL)
    assert found.problems == ()
    assert found.settings
    assert (found.settings.name, found.settings.domain, found.settings.id_code) == (
        "某区人大网",
        "rd.example.gov.cn",
        "2201060012",
    )


def test_what_is_unknown_is_a_notice_and_left_out(tmp_path: Path) -> None:
    found = settings_of(tmp_path, "generator: false")
    assert found.settings
    assert found.settings.name == "示例专栏"
    assert found.settings.domain is None
    assert found.settings.id_code is None
    assert [p.severity for p in found.problems] == [Severity.NOTICE] * 2
    head = "site_name: 示例专栏\nsite_url: https://rd.example.gov.cn/zt/\n"
    found = settings_of(tmp_path, "site:\n  # all of it commented out", head)
    assert found.settings
    assert found.settings.domain == "rd.example.gov.cn"
    assert ["SiteIDCode" in p.message for p in found.problems] == [True]


def test_whom_a_reader_is_sent_to_without_a_notice(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, FULL).settings
    assert settings
    assert settings.trusted_hosts == ("rd.example.gov.cn", "www.example.org")
    assert Settings().trusted_hosts == (), "a column that says nothing of itself trusts no stranger"


def test_archived_stops_the_column_on_its_day(monkeypatch: pytest.MonkeyPatch, project: Project) -> None:
    monkeypatch.delenv("AS_OF", raising=False)
    project.edit("mkdocs.yml", "as_of: 2009-06-15", "archived: 2009-09-30")
    column = read_column(project.root / "mkdocs.yml", project.root / "docs").column
    assert column
    assert (column.day, column.as_of.pinned, column.settings.archived) == (date(2009, 9, 30), True, date(2009, 9, 30))
    monkeypatch.setenv("AS_OF", "2009-05-05")
    column = read_column(project.root / "mkdocs.yml", project.root / "docs").column
    assert column
    assert (column.day, column.as_of.own) == (date(2009, 5, 5), date(2009, 9, 30))


def test_every_key_is_shown_in_the_sample() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    shown = text[text.index("\nextra:") : text.index("\nplugins:")]
    for model in (Extra, Site, Footer, Feedback, Columns, ColumnTags):
        for name in model.model_fields:
            assert re.search(rf"\b{name}\b", shown), name


def test_a_file_that_is_no_settings(tmp_path: Path) -> None:
    path = tmp_path / "mkdocs.yml"
    for text in ("", "- x\n", "extra: [1]\nsite_name: x\n", "site_name: 专栏\n  x: y\n"):
        path.write_text(text, encoding="utf-8")
        assert errors(read_settings(path, "mkdocs.yml").problems), text
    path.write_text("site_name: 专栏\nextra:\n", encoding="utf-8")
    assert read_settings(path, "mkdocs.yml").settings == Settings(site_name="专栏")
