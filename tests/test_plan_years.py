"""Which years a plan's times mean: a golden table that an editor could extend, and properties that no case can."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from publicity.plans.file import PlanFile, read_plan
from publicity.plans.span import Span
from publicity.problems.problem import errors
from publicity.when.dates import Field, Reading, Refusal, read
from tests.helpers.torture import examples

CASES = yaml.load((Path(__file__).parent / "cases" / "plan_years.yml").read_text(encoding="utf-8"), yaml.BaseLoader)


def plan(issued: str, period: Any, phases: Sequence[Any]) -> PlanFile:
    """A plan with these times and nothing else."""
    parts = [timed(when) | {"id": f"p{n}", "title": f"第{n}段"} for n, when in enumerate(phases)]
    data = {"title": "方案", "campaign": "活动", "organ": "机关", "issued": issued, "phases": parts}
    data |= {"period": timed(period)} if period else {}
    return read_plan(Path("plan.yml"), "plan.yml", yaml.safe_dump(data, allow_unicode=True))


def timed(when: Any) -> dict[str, Any]:
    if isinstance(when, list):
        return {"when": when[0], "dates": {"start": when[1], "end": when[2], "why": "会议纪要"}}
    if isinstance(when, dict):
        return {"when": when["when"], "undated": True}
    return {"when": when} if when not in (None, "null") else {}


def days(span: Span) -> str:
    return f"{span.start or ''}/{span.end or ''}"


def all_days(found: PlanFile) -> list[str]:
    assert found.schedule, [problem.message for problem in found.problems]
    return [days(found.schedule.period), *(days(phase.span) for phase in found.schedule.phases)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_golden(case: dict[str, Any]) -> None:
    found = plan(case["issued"], case.get("period"), case["phases"])
    told = [problem.message for problem in errors(found.problems)]
    if "told" in case:
        assert len(told) == len(case["told"]), told
        for said, wanted in zip(told, case["told"], strict=True):
            assert wanted in said
        return
    assert all_days(found) == case["days"]


def test_a_year_that_is_not_settled_is_told_at_its_time() -> None:
    found = plan("2026-04-01", None, ["9月至10月", "5月至6月"])
    (problem,) = errors(found.problems)
    assert "9月至10月" in problem.text() and "dates" in problem.hint


# -- a time by itself ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "issued", "field", "wanted"),
    [
        ("3月底前", "2026-04-02", Field.DEADLINE, None),
        ("12月底前", "2026-03-10", Field.ANY, "2026-12-31"),
        ("3月底前", "2026-12-20", Field.DEADLINE, "2027-03-31"),
        ("3月底前", "2027-01-10", Field.DEADLINE, "2027-03-31"),
        ("12月31日", "2009-06-10", Field.DEADLINE, "2009-12-31"),
        ("4月底前", "2009-04-30", Field.DEADLINE, "2009-04-30"),
        ("3月下旬", "2009-04-22", Field.PHASE, "2009-03-31"),
        ("11月底前", "2018-06-01", Field.ANY, "2018-11-30"),
        ("1月底前", "2009-12-20", Field.ANY, "2010-01-31"),
    ],
)
def test_a_time_by_itself_goes_by_the_day_of_issue(text: str, issued: str, field: Field, wanted: str | None) -> None:
    found = read(text, issued=date.fromisoformat(issued), field=field)
    assert (str(found.end) if isinstance(found, Reading) else None) == wanted


# -- properties ----------------------------------------------------------------------------------------

MONTHS = st.integers(1, 12)


@st.composite
def sequences(draw: st.DrawFn) -> tuple[date, list[tuple[int, int, int]]]:
    """A day of issue and phases that follow each other from that month or the next: year, first and last month."""
    issued = draw(st.dates(date(2001, 1, 1), date(2090, 12, 28)))
    month = issued.year * 12 + issued.month - 1 + draw(st.integers(0, 1))
    found: list[tuple[int, int, int]] = []
    for _ in range(draw(st.integers(1, 6))):
        length = draw(st.integers(1, min(6, 12 - month % 12)))
        found.append((month // 12, month % 12 + 1, month % 12 + length))
        month += length + draw(st.integers(0, 1))
    return issued.replace(day=min(issued.day, 28)), found


def bare(phase: tuple[int, int, int]) -> str:
    _, first, last = phase
    return f"{first}月" if first == last else f"{first}月至{last}月"


def printed(phase: tuple[int, int, int]) -> str:
    return f"{phase[0]}年{bare(phase)}"


def shifted(days: list[str], years: int) -> list[str]:
    return ["/".join(f"{int(day[:4]) + years}{day[4:]}" if day else "" for day in one.split("/")) for one in days]


def leapless(days: list[str]) -> bool:
    """Whether no bound is the end of a February: those of two years may differ."""
    return not any("-02-2" in one for one in days)


@given(made=sequences())
@examples(60)
def test_what_follows_without_years_is_read_as_it_is_with_them(made: tuple[date, list[tuple[int, int, int]]]) -> None:
    issued, phases = made
    found = plan(str(issued), None, [bare(phase) for phase in phases])
    assert all_days(found) == all_days(plan(str(issued), None, [printed(phase) for phase in phases]))


@given(made=sequences(), data=st.data())
@examples(40)
def test_printing_a_year_where_it_was_inferred_changes_nothing(
    made: tuple[date, list[tuple[int, int, int]]], data: st.DataObject
) -> None:
    issued, phases = made
    some = data.draw(st.lists(st.booleans(), min_size=len(phases), max_size=len(phases)))
    mixed = [printed(one) if year else bare(one) for one, year in zip(phases, some, strict=True)]
    assert all_days(plan(str(issued), None, mixed)) == all_days(plan(str(issued), None, [bare(one) for one in phases]))


@given(
    issued=st.dates(date(2001, 1, 1), date(2060, 12, 28)),
    period=st.none() | st.tuples(MONTHS, MONTHS).map(lambda m: f"{min(m)}月至{max(m)}月"),
    phases=st.lists(st.tuples(MONTHS, MONTHS), max_size=4),
    years=st.integers(1, 30),
)
@examples(80)
def test_a_plan_of_another_year_is_read_the_same(
    issued: date, period: str | None, phases: list[tuple[int, int]], years: int
) -> None:
    issued = issued.replace(day=min(issued.day, 28))
    texts = [bare((0, min(pair), max(pair))) for pair in phases]
    one = plan(str(issued), period, texts)
    other = plan(str(issued.replace(year=issued.year + years)), period, texts)
    if one.schedule and other.schedule:
        assume(leapless(all_days(one)))
        assert shifted(all_days(one), years) == all_days(other)
    else:  # a leap day may tip what is nearly settled
        assume(years % 4 == 0 and issued.year % 4 == 1 and 2000 < issued.year + years < 2099)
        assert bool(one.schedule) is bool(other.schedule)


@given(
    issued=st.dates(date(2001, 1, 1), date(2060, 12, 28)),
    phases=st.lists(st.tuples(MONTHS, MONTHS), min_size=1, max_size=5),
)
@examples(80)
def test_what_is_read_is_in_order_and_not_over(issued: date, phases: list[tuple[int, int]]) -> None:
    """Without a period: only the first phase may be over, the whole never is, and each begins after the one before."""
    found = plan(str(issued), None, [bare((0, min(pair), max(pair))) for pair in phases])
    if not found.schedule:
        assert errors(found.problems)
        return
    spans = [phase.span for phase in found.schedule.phases]
    starts = [span.start for span in spans if span.start]
    assert starts == sorted(starts)
    assert all(span.end and span.end >= issued for span in spans[1:])
    assert max(span.end for span in spans if span.end) >= issued


@given(issued=st.dates(date(1990, 1, 1), date(2090, 12, 28)), month=MONTHS)
@examples(150)
def test_a_promise_is_never_due_before_it_was_made(issued: date, month: int) -> None:
    found = read(f"{month}月底前", issued=issued, field=Field.DEADLINE)
    if isinstance(found, Reading):
        assert found.end and found.end >= issued and (found.end - issued).days < 366
    else:
        assert isinstance(found, Refusal) and "年都说得通" in found.reason
