"""The date reader: golden cases that an editor could extend, and properties that no case can."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from publicity.when.dates import Field, Reading, Refusal, read
from tests.helpers.torture import examples

CASES = yaml.load((Path(__file__).parent / "cases" / "dates.yml").read_text(encoding="utf-8"), yaml.BaseLoader)


def name(case: dict[str, str]) -> str:
    return " ".join(case[key] for key in ("text", "year", "issued", "field") if key in case)


def read_case(case: dict[str, str]) -> Reading | Refusal:
    issued = date.fromisoformat(case["issued"]) if "issued" in case else None
    year = int(case["year"]) if "year" in case else None
    return read(case["text"], year=year, issued=issued, field=Field(case.get("field", "any")))


@pytest.mark.parametrize("case", CASES, ids=name)
def test_golden(case: dict[str, str]) -> None:
    found = read_case(case)
    if "refused" in case:
        assert isinstance(found, Refusal), f"read as {found}"
        assert found.reason
        return
    assert isinstance(found, Reading), found
    got = {side: day.isoformat() if day else "null" for side, day in (("start", found.start), ("end", found.end))}
    assert got == {"start": case["start"], "end": case["end"]}


@pytest.mark.parametrize(
    ("text", "field", "start", "end"),
    [
        ("2009年3月", Field.PHASE, "2009-03-01", "2009-03-31"),
        ("2009年3月", Field.DEADLINE, None, "2009-03-31"),
        ("4月末", Field.PHASE, None, "2009-04-30"),
        ("4月末", Field.DEADLINE, None, "2009-04-30"),
        ("4月末", Field.ANY, "2009-04-25", "2009-04-30"),
        ("6月10日", Field.DEADLINE, None, "2009-06-10"),
        ("5月中旬至6月中旬", Field.DEADLINE, "2009-05-11", "2009-06-20"),
    ],
)
def test_the_field_decides_what_a_bare_time_is(text: str, field: Field, start: str | None, end: str | None) -> None:
    found = read(text, year=2009, field=field)
    assert isinstance(found, Reading)
    assert (found.start and str(found.start), found.end and str(found.end)) == (start, end)


def test_says_what_it_inferred() -> None:
    found = read("9月1日起,为期7天", year=2022)
    assert isinstance(found, Reading)
    assert found.inferred == ("year", "end")
    assert "为期7天" in found.note


def test_refuses_a_year_that_would_lie_before_its_document() -> None:
    december = date(2009, 12, 20)
    assert isinstance(read("1月底前", year=2009, issued=december), Refusal)
    assert isinstance(read("1月底前", year=2010, issued=december), Reading)


# -- properties ----------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *"0123456789〇一二三四五六七八九十年月日旬季度上中下初末底前起至到、,()“”期间第半每后的和 －～—",
        *(
            "元旦",
            "春节",
            "今年",
            "次年",
            "本月",
            "开始",
            "完成",
            "为期",
            "以前",
            "星期",
            "“十四五”",
            "分别于",
            "不迟于",
        ),
        *("2009年", "3月", "15日", "①", "\u3000", "\x00"),
    ]
)
ANYTHING = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=14).map("".join))
YEARS = st.one_of(st.none(), st.integers(-5, 12000))
DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))


@examples(600)
@given(ANYTHING, YEARS, st.one_of(st.none(), st.dates()), st.sampled_from(Field))
def test_never_raises_and_never_runs_backwards(text: str, year: int | None, issued: date | None, field: Field) -> None:
    found = read(text, year=year, issued=issued, field=field)
    if isinstance(found, Refusal):
        assert found.reason
    else:
        assert found.start or found.end or found.every or found.waits_for
        assert found.start is None or found.end is None or found.start <= found.end


def span_words(start: date, end: date) -> list[str]:
    """Ways in which a plan may print a span."""
    full = f"{start.year}年{start.month}月{start.day}日"
    last = f"{end.year}年{end.month}月{end.day}日"
    return [
        f"{full}至{last}",
        f"从{full}开始，到{last}结束",
        f"{start.isoformat()}~{end.isoformat()}",
        f"{full}——{last}",
    ]


@given(DAYS, st.integers(1, 700), st.integers(0, 3))
def test_what_is_printed_whole_is_read_exactly(start: date, length: int, way: int) -> None:
    end = start + timedelta(days=length)
    found = read(span_words(start, end)[way])
    assert isinstance(found, Reading), found
    assert (found.start, found.end) == (start, end)


@given(st.sampled_from([case for case in CASES if "refused" not in case]))
def test_a_reading_put_into_words_reads_the_same(case: dict[str, str]) -> None:
    found = read_case(case)
    assert isinstance(found, Reading)
    if not (found.start or found.end):
        return
    again = read(found.wording)
    assert isinstance(again, Reading), again
    assert (again.start, again.end) == (found.start, found.end)


FULL_WIDTH = str.maketrans("0123456789()-~,", "０１２３４５６７８９（）－～，")


@given(st.sampled_from(CASES))
def test_width_and_blanks_make_no_difference(case: dict[str, str]) -> None:
    wide: dict[str, Any] = case | {"text": case["text"].translate(FULL_WIDTH)}
    spaced = case | {"text": f" {case['text']}\u3000"}
    for other in (wide, spaced):
        assert meaning(read_case(other)) == meaning(read_case(case))


def meaning(found: Reading | Refusal) -> tuple[date | None, date | None] | None:
    return None if isinstance(found, Refusal) else (found.start, found.end)


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{'一二三'[tens - 1]}十"
    return head + ("〇一二三四五六七八九"[ones] if ones else "")


@given(DAYS)
def test_chinese_numerals_agree(day: date) -> None:
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    found = read(f"{year}年{chinese(day.month)}月{chinese(day.day)}日前")
    plain = read(f"{day.year}年{day.month}月{day.day}日前")
    assert isinstance(found, Reading)
    assert isinstance(plain, Reading)
    assert found.end == plain.end == day
