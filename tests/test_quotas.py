"""Quotas of the plan: reached or not by the figures that public articles record."""

import shutil
from pathlib import Path

import pytest

from publicity.column.column import Column
from publicity.column.files import ColumnFiles, read_column
from publicity.column.quotas import QuotaState
from publicity.problems.problem import errors
from tests.helpers.columns import column_on
from tests.helpers.pages import parse, text
from tests.helpers.project import ROOT

pytestmark = pytest.mark.shipped

LECTURE = "docs/bulletins/2009/2009-04-17-study-lecture.md"
SUMMARY = "docs/publications/summary.md"
FIGURES = "figures: {study-days-leaders: 5, study-days-staff: 3.5, study-lecture: 1}"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("AS_OF", raising=False)
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("ledger.jsonl"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def edit(office: Path, name: str, old: str, new: str) -> ColumnFiles:
    path = office / name
    said = path.read_text(encoding="utf-8")
    assert old in said
    path.write_text(said.replace(old, new, 1), encoding="utf-8")
    return read_column(office / "mkdocs.yml", office / "docs")


def standing(column: Column | None) -> dict[str, tuple[QuotaState, str]]:
    assert column
    return {it.quota.id: (it.state, it.figure_text) for it in column.quotas}


def test_as_shipped() -> None:
    column = column_on("2009-06-15")
    assert standing(column) == {
        "study-days-staff": (QuotaState.REACHED, "3.5"),
        "study-days-leaders": (QuotaState.REACHED, "5"),
        "study-lecture": (QuotaState.REACHED, "1"),
    }
    assert [it.quota.id for phase in column.phases for it in column.quotas_of(phase)] == [*standing(column)]


def test_nothing_is_recorded_before_it_is_public() -> None:
    assert {state for state, _ in standing(column_on("2009-04-19")).values()} == {QuotaState.UNRECORDED}
    assert {state for state, _ in standing(column_on("2009-04-20")).values()} == {QuotaState.REACHED}


@pytest.mark.parametrize("held", ["draft: true", "audience: limited", "expires: 2009-05-01"])
def test_only_public_articles_count(office: Path, held: str) -> None:
    found = edit(office, LECTURE, FIGURES, f"{FIGURES}\n{held}").readable
    assert {state for state, _ in standing(found).values()} == {QuotaState.UNRECORDED}


def test_short_of_it(office: Path) -> None:
    found = edit(office, LECTURE, "study-days-leaders: 5", "study-days-leaders: 4.75").column
    assert standing(found)["study-days-leaders"] == (QuotaState.MISSED, "4.75")


def test_the_last_public_figure_counts(office: Path) -> None:
    later = "docs/bulletins/2009/2009-04-21-knowledge-quiz.md"
    found = edit(office, later, "sample: true", "figures: {study-days-staff: 2.50}\nsample: true").column
    assert standing(found)["study-days-staff"] == (QuotaState.MISSED, "2.5")


def test_an_unknown_quota(office: Path) -> None:
    (problem,) = errors(edit(office, LECTURE, "study-days-leaders", "study-day-leaders").problems)
    assert problem.message == "没有标识为“study-day-leaders”的数量要求（plan.yml 的 quotas）"
    assert problem.hint == "是不是“study-days-leaders”？"
    assert problem.file == LECTURE and problem.line


@pytest.mark.parametrize("written", ["5天", "-1", "1e3", "1.234", "[5]"])
def test_a_figure_is_a_number(office: Path, written: str) -> None:
    (problem,) = errors(edit(office, LECTURE, "study-days-leaders: 5", f"study-days-leaders: {written}").problems)
    assert "数" in problem.message and problem.hint == "只写数字，不带单位，最多两位小数"


@pytest.mark.parametrize("page", ["plan.html", "phases/study.html"])
def test_pages_show_figure_requirement_and_evidence(shipped: Path, page: str) -> None:
    found = parse(shipped / page).findall(".//li[@data-quota]")
    assert [item.get("data-quota") for item in found] == ["reached"] * 3
    assert "集中学习不少于 3 天" in text(found[0]) and "实际 3.5 天" in text(found[0])
    for item in found:
        (link,) = item.findall(".//a")
        assert (shipped / page).parent.joinpath(str(link.get("href"))).resolve().is_file()


def test_without_a_record_the_page_says_so(on_days: dict[str, Path]) -> None:
    found = parse(on_days["2009-04-15"] / "plan.html").findall(".//li[@data-quota]")
    assert [item.get("data-quota") for item in found] == ["unrecorded"] * 3
    assert all("没有记录" in text(item) and not item.findall(".//a") for item in found)
