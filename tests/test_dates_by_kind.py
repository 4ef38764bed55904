"""Times that recur, come in lists, hang on events or festivals, or are only about right."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import chinese_calendar
import pytest
import yaml
from borax.calendars.lunardate import LunarDate
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from publicity.when.dates import Field, Reading, Refusal, read
from publicity.when.festivals import festival_day
from publicity.when.offsets import Offset
from publicity.when.refusal import Unreadable
from tests.helpers.torture import examples

CASES = yaml.load((Path(__file__).parent / "cases" / "dates_by_kind.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
Case = dict[str, Any]


def day(text: str) -> date | None:
    return None if text == "null" else date.fromisoformat(text)


def days(texts: list[str]) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


def name(case: Case) -> str:
    return " ".join(str(case[key]) for key in ("text", "year", "issued", "events") if key in case)


def read_case(case: Case) -> Reading | Refusal:
    return read(
        case["text"],
        year=int(case["year"]) if "year" in case else None,
        issued=day(case["issued"]) if "issued" in case else None,
        field=Field(case.get("field", "any")),
        events={title: day(when) for title, when in case.get("events", {}).items()},
    )


@pytest.mark.parametrize("case", CASES, ids=name)
def test_golden(case: Case) -> None:
    found = read_case(case)
    if "refused" in case:
        assert isinstance(found, Refusal), f"read as {found}"
        assert case["refused"] in found.reason
        return
    assert isinstance(found, Reading), found
    assert found.kind == case["kind"]
    for bound in ("start", "end"):
        if bound in case:
            assert getattr(found, bound) == day(case[bound]), bound
    if "every" in case:
        assert found.every
        assert found.every.iso == case["every"]
    if "due" in case:
        assert found.every
        first, last = days(case["within"].split("/"))
        assert found.every.days(first, last) == days(case["due"])
    if "points" in case:
        assert list(found.points) == days(case["points"])
    assert str(found.approximate).lower() == case.get("approximate", "false")


RECURRING = [case for case in CASES if case.get("kind") == "recurring"]


@pytest.mark.parametrize("case", RECURRING, ids=name)
def test_the_rule_for_calendars_gives_the_same_days(case: Case) -> None:
    """RFC 5545, expanded by another program, over three years with a leap year among them."""
    found = read_case(case)
    assert isinstance(found, Reading)
    assert found.every
    first, last = date(2027, 1, 1), date(2029, 12, 31)
    due = found.every.days(first, last)
    if found.every.rule is None or not due:
        return
    expanded = rrulestr(found.every.rule, dtstart=_moment(due[0])).between(_moment(due[0]), _moment(last), inc=True)
    assert [moment.date() for moment in expanded] == due


def _moment(of: date) -> datetime:
    return datetime(of.year, of.month, of.day)  # noqa: DTZ001 - a day of the calendar has no zone


@given(
    st.sampled_from(RECURRING), st.dates(date(1995, 1, 1), date(2080, 1, 1)), st.integers(0, 900), st.integers(0, 900)
)
def test_days_due_lie_within_and_join(case: Case, start: date, first: int, second: int) -> None:
    found = read_case(case)
    assert isinstance(found, Reading)
    assert found.every
    middle, end = start + timedelta(days=first), start + timedelta(days=first + second)
    every = found.every.days(start, end)
    assert every == sorted(set(every))
    assert all(start <= due <= end for due in every)
    if found.every.yearly or found.every.weekly:  # what the calendar fixes is the same however one cuts
        assert found.every.days(start, middle) + found.every.days(middle + timedelta(days=1), end) == every


def test_a_short_month_gives_its_last_day() -> None:
    found = read("每月30日前", year=2024)
    assert isinstance(found, Reading)
    assert found.every
    assert found.every.days(date(2024, 2, 1), date(2024, 3, 31)) == [date(2024, 2, 29), date(2024, 3, 30)]
    assert found.every.rule == "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"


# -- festivals and working days ------------------------------------------------------------------------

LUNAR = {"春节": (1, 1), "元宵": (1, 15), "端午": (5, 5), "中秋": (8, 15), "重阳": (9, 9)}


@pytest.mark.parametrize("year", range(1990, 2100))
def test_the_table_of_festivals(year: int) -> None:
    for festival, (month, of_month) in LUNAR.items():
        if (year, festival) != (2089, "中秋"):
            assert festival_day(festival, year) == LunarDate(year, month, of_month).to_solar_date(), festival
    assert festival_day("除夕", year) == festival_day("春节", year) - timedelta(days=1)


@pytest.mark.parametrize("year", range(2004, 2027))
def test_festivals_against_the_announced_holidays(year: int) -> None:
    """清明 became a holiday in 2008; it is the third thing that two calendars could differ on."""
    terms = dict(chinese_calendar.get_solar_terms(date(year, 4, 1), date(year, 4, 10)))
    assert festival_day("清明", year) in terms


@pytest.mark.parametrize(("festival", "year"), [("中秋", 2089), ("春节", 1989), ("清明", 2100)])
def test_no_guess_where_calendars_differ_or_end(festival: str, year: int) -> None:
    with pytest.raises(Unreadable, match=str(year)):
        festival_day(festival, year)


@given(st.dates(date(2005, 1, 1), date(2025, 10, 1)), st.integers(1, 30))
def test_working_days_there_and_back(start: date, count: int) -> None:
    assume(chinese_calendar.is_workday(start))
    _, end = Offset(count, "工作日", before=False).days_from(start)
    assert chinese_calendar.is_workday(end)
    assert Offset(count, "工作日", before=True).days_from(end) == (None, start)


@pytest.mark.parametrize("year", [1999, 2031])
def test_working_days_that_nobody_has_announced(year: int) -> None:
    found = read("动员大会后5个工作日内", events={"动员大会": date(year, 3, 10)})
    assert isinstance(found, Refusal)
    assert str(year) in found.reason


# -- events --------------------------------------------------------------------------------------------


def reading(text: str, events: Mapping[str, date | None]) -> Reading:
    found = read(text, year=2026, events=events)
    assert isinstance(found, Reading), found
    return found


def test_an_event_is_known_by_the_end_of_its_title() -> None:
    events = {"全市动员大会": date(2026, 3, 10), "总结大会": date(2026, 8, 1)}
    assert reading("动员大会后一周内", events).end == date(2026, 3, 17)
    assert reading("第二批动员大会后一周内", events).waits_for == ("第二批动员大会",)


def test_two_events_of_one_name_are_no_answer() -> None:
    found = read("动员大会后", events={"全市动员大会": date(2026, 3, 10), "全县动员大会": None})
    assert isinstance(found, Refusal)
    assert "全市动员大会" in found.reason
    assert "全县动员大会" in found.reason


# -- how it is written does not matter -----------------------------------------------------------------

HEADS = ["每月", "每个月", "每季度", "每半年", "每年"]
PARTS = {"每月": ["底", "5日前", "上旬"], "每季度": ["末"], "每年": ["6月底前", "3月"]}
MONTHS = st.lists(st.integers(1, 12), min_size=2, max_size=4, unique=True).map(sorted)
NUMERALS = "〇一二三四五六七八九十"
WIDE = str.maketrans("0123456789,()", "０１２３４５６７８９，（）")


def in_words(month: int) -> str:
    return NUMERALS[month] if month <= 10 else f"十{NUMERALS[month - 10]}"


@given(MONTHS, st.integers(2001, 2080), st.sampled_from(["、", " 、 ", "和"]), st.booleans(), st.booleans())
def test_a_list_of_months_however_written(months: list[int], year: int, comma: str, wide: bool, spelled: bool) -> None:
    printed = [in_words(month) if spelled else str(month) for month in months]
    text = "、".join(printed[:-1]) + comma + printed[-1] + "月底前"
    found = read(text.translate(WIDE) if wide else text, year=year)
    assert isinstance(found, Reading), found
    assert [point.month for point in found.points] == months
    assert all((point + timedelta(days=1)).day == 1 and point.year == year for point in found.points)


@given(st.sampled_from(RECURRING), st.booleans(), st.sampled_from(["", "各支部应当", "（一）", "原则上"]))
def test_width_blanks_and_who_does_it_make_no_difference(case: Case, wide: bool, before: str) -> None:
    plain = read_case(case)
    text = f" {before}{case['text']}\u3000"
    assume(before != "各支部应当" or not case["text"].startswith(("党支部", "一", "半", "于", "应当")))
    again = read_case(case | {"text": text.translate(WIDE) if wide else text})
    assert isinstance(plain, Reading)
    assert isinstance(again, Reading), again
    assert (again.every, again.start, again.end) == (plain.every, plain.start, plain.end)


ALL = [*CASES, *yaml.load((Path(__file__).parent / "cases" / "dates.yml").read_text(encoding="utf-8"), yaml.BaseLoader)]
BEHIND = (
    "推迟 延期 取消 暂停 改期 除外 以外 视情况而定 另行通知 另定 未完成 无法完成 停止 中止 "
    "改为7月 推后一周 顺延 提前一周 作废 以来 的倍数 为基数"
)
BEFORE = "原定 不早于 除 非 不含 推迟至 暂定 延至 改为 若 假如 不得在 早于 超过"


@examples(600)
@given(
    st.sampled_from([case for case in ALL if "refused" not in case]),
    st.one_of(
        st.sampled_from(BEHIND.split()).map(lambda word: ("", word)),
        st.sampled_from(BEFORE.split()).map(lambda word: (word, "")),
    ),
)
def test_what_moves_or_undoes_a_time_is_never_passed_over(case: Case, around: tuple[str, str]) -> None:
    before, behind = around
    assume(not (before in ("早于", "超过") and "于选举日" in case["text"]) and "要在选举日" not in case["text"])
    plain, changed = read_case(case), read_case(case | {"text": before + case["text"] + behind})
    assert isinstance(plain, Reading)
    if isinstance(changed, Reading) and (changed.start or changed.end or changed.every):
        assert (changed.start, changed.end, changed.every) != (plain.start, plain.end, plain.every)


PIECES = st.sampled_from(
    [
        "每",
        "逢",
        "隔",
        "月",
        "季度",
        "半年",
        "周",
        "年",
        "一",
        "五",
        "末",
        "底",
        "前",
        "后",
        "内",
        "、",
        "至",
        "（",
        "）",
        "选举日",
        "动员大会",
        "的",
        "20日",
        "5个工作日",
        "一个月",
        "左右",
        "大约",
        "拟",
        "春节",
        "清明",
        "3",
        "6月",
        "之日起",
        "第",
        "最后",
        "单",
        "双",
        "首",
        "从",
        "到",
        "，",
        "分两批",
        "历时",
        "以后",
        "当天",
        "次日",
        "9999",
        "0",
    ]
)


@examples(600)
@given(
    st.lists(PIECES, max_size=9).map("".join),
    st.one_of(st.none(), st.integers(1900, 2199)),
    st.one_of(st.none(), st.dates()),
    st.sampled_from(Field),
    st.dictionaries(st.sampled_from(["选举日", "动员大会", "大会"]), st.one_of(st.none(), st.dates())),
)
def test_never_raises(
    text: str, year: int | None, issued: date | None, field: Field, events: dict[str, date | None]
) -> None:
    found = read(text, year=year, issued=issued, field=field, events=events)
    if isinstance(found, Refusal):
        assert found.reason
        return
    assert found.start is None or found.end is None or found.start <= found.end
    assert all(before < after for before, after in pairwise(found.points))
    if found.every:
        found.every.days(date(2026, 1, 1), date(2027, 6, 30))
