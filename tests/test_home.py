"""What the home page says: sentences, one mark per promise, a strip of the campaign, what is open and due."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicity.column.overview import STATES
from publicity.pages.coming import coming, open_notices
from publicity.pages.documents import plan_document
from publicity.pages.home import home
from publicity.pages.marks import MOST_NAMED, NAMES, wall
from publicity.pages.sentences import Sentence, how_promises_stand
from publicity.pages.strip import MOST_ROWS, strip
from publicity.pages.timeline import Timeline, timeline
from publicity.plans.wording import near_day
from tests.helpers.columns import column_on

pytestmark = pytest.mark.shipped


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2009-06-14", []),
        ("2009-06-15", [7]),
        ("2009-06-22", [0]),
        ("2009-06-23", []),
    ],
)
def test_a_notice_is_there_while_it_is_open(day: str, expected: list[int]) -> None:
    assert [one.days for one in open_notices(column_on(day))] == expected


def test_the_nearest_days_and_what_is_overdue() -> None:
    """Promises, duties and notices in one list; what has been overdue for longest stands last."""
    found = [(str(one.day), one.title, one.left, one.tone) for one in coming(column_on("2009-06-15"))]
    assert found == [
        ("2009-06-20", "会议合并和预告", "还有 5 天", "soon"),
        ("2009-06-22", "区人大机关工作标准和服务规范（公示）：截止", "还有 7 天", "soon"),
        ("2009-06-30", "社区固定联系", "还有 15 天", ""),
        ("2009-06-14", "转交意见问回音", "逾期 1 天", "late"),
    ]


def test_a_day_of_another_year_has_its_year() -> None:
    """Beside a day of 2009, 31 December is this year's and 15 January is not."""
    assert near_day(date(2009, 12, 31), date(2009, 6, 15)) == "12月31日"
    assert near_day(date(2010, 1, 15), date(2009, 6, 15)) == "2010年1月15日"
    later = wall(column_on("2010-01-02").commitments)
    assert {mark.words for group in later.groups for mark in group.marks if mark.state == "中止"} == {
        "2009年6月15日中止"
    }


def test_what_is_done_or_stopped_is_not_awaited() -> None:
    titles = {one.title for one in coming(column_on("2009-06-15"), 99)}
    assert not titles & {"办事指引", "社区卫生服务问卷", "带题调研"}


def said(sentence: Sentence) -> str:
    return "".join(clause.words for clause in sentence)


@pytest.mark.parametrize(
    ("day", "lead"),
    [
        (
            "2009-03-01",
            "3月1日：活动正在进行，这一天不在任何阶段之内，（一）准备动员3月21日开始，离计划完成还有 183 天。",
        ),
        (
            "2009-05-05",
            "5月5日：活动正在进行，这一天不在任何阶段之内，（三）分析检查阶段5月11日开始，离计划完成还有 118 天。",
        ),
        ("2009-02-15", "2月15日：活动还没有开始，（一）准备动员3月21日开始。"),
        ("2009-04-15", "4月15日：（二）学习调研阶段正在进行，离计划完成还有 138 天。"),
        ("2009-06-15", "6月15日：（三）分析检查阶段和（四）整改落实阶段同时进行，离计划完成还有 77 天。"),
        ("2009-08-31", "8月31日：（五）总结和测评环节正在进行，今天是活动的最后一天。"),
        ("2009-09-15", "9月15日：活动已经结束。"),
    ],
)
def test_where_it_stands_in_a_sentence(day: str, lead: str) -> None:
    assert said(home(column_on(day)).lead) == lead


def test_how_promises_stand_in_a_sentence_that_leads_on() -> None:
    promised = home(column_on("2009-06-15")).promised
    assert said(promised) == (
        "13 项承诺：1 项做完，1 项长期坚持，3 项推进中，1 项逾期（转交意见问回音），1 项6月20日到期，"
        "1 项改了时限或做法，4 项没有动手，1 项中止。"
    )
    assert [clause.words for clause in promised if clause.late] == ["1 项逾期（转交意见问回音）"]
    assert {clause.anchor for clause in promised if clause.anchor} <= {f"#state-{name}" for name in NAMES.values()}


def test_a_long_name_is_left_out_of_a_sentence() -> None:
    late = next(one for one in column_on("2009-06-15").commitments if one.overdue)
    terms = late.entry.model_copy(update={"item": "关于进一步完善常委会审议意见研究处理情况反馈机制的若干措施"})
    made = wall([replace(late, entry=terms)])
    assert said(how_promises_stand(made)) == "1 项承诺：1 项逾期。"
    assert said(how_promises_stand(wall([late]))) == "1 项承诺：1 项逾期（转交意见问回音）。"
    assert how_promises_stand(wall([])) == ()


def test_marks_stand_by_state_and_by_days_left() -> None:
    drawn = wall(column_on("2009-06-15").commitments)
    assert drawn.total == 13 and drawn.named
    assert [(group.state, [mark.number for mark in group.marks]) for group in drawn.groups] == [
        ("逾期", ["1"]),
        ("临期", ["5"]),
        ("调整", ["30"]),
        ("推进中", ["15", "35", "46"]),
        ("未启动", ["25", "35", "138", "199"]),
        ("长期坚持", ["常"]),
        ("已完成", [""]),
        ("中止", [""]),
    ]
    assert drawn.groups[0].marks[0].name == "转交意见问回音：逾期，时限 6月14日"
    assert (drawn.groups[3].range, drawn.groups[0].range) == ("还有 15 至 46 天", "最久 1 天")


def test_every_state_has_a_drawing() -> None:
    assert set(NAMES) == set(STATES)


def test_of_many_promises_the_marks_stand_alone() -> None:
    (first, *_) = column_on("2009-06-15").commitments
    assert wall([first] * MOST_NAMED).named
    assert not wall([first] * (MOST_NAMED + 1)).named


def test_the_paper_itself_with_its_number_and_filing() -> None:
    found = plan_document(column_on("2009-06-15"))
    assert found and found.filing
    assert (found.item.entry.title, found.filing.number, found.late) == (
        "区人大机关学习实践活动方案",
        "人学办报〔2009〕1号",
        True,
    )
    assert plan_document(column_on("2009-04-23")) is None


@cache
def real_timeline() -> Timeline:
    found = timeline(column_on("2009-06-15"))
    assert found
    return found


def drawn(spans: Sequence[tuple[float, float]]) -> Timeline:
    """A timeline with phases at these places."""
    real = real_timeline()
    lanes = [SimpleNamespace(kind="phase", times=(), x=x, width=width) for x, width in spans]
    made = SimpleNamespace(lanes=lanes, bands=real.bands, scale=real.scale, ticks=(), now=None, joined=real.joined)
    return cast("Timeline", made)


@given(st.lists(st.tuples(st.floats(0, 90), st.floats(0.8, 60)), min_size=1, max_size=12))
def test_bars_of_a_row_never_touch(spans: list[tuple[float, float]]) -> None:
    laid = strip(drawn(spans))
    if laid is None:
        return
    assert len(laid.bars) == len(spans) and laid.rows <= MOST_ROWS
    for row in range(laid.rows):
        bars = sorted((bar.lane.x, bar.lane.width) for bar in laid.bars if bar.row == row)
        assert all(x + width <= after + 0.02 for (x, width), (after, _) in pairwise(bars))


def test_what_is_mostly_parallel_is_no_strip() -> None:
    assert strip(drawn([(0, 50)] * (MOST_ROWS + 1))) is None
    assert strip(None) is None
