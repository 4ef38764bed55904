"""What the home page says first: what a citizen may answer now, and what is due next."""

import pytest

from publicity.pages.coming import coming, open_notices
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


def test_what_is_done_or_stopped_is_not_awaited() -> None:
    titles = {one.title for one in coming(column_on("2009-06-15"), 99)}
    assert not titles & {"办事指引", "社区卫生服务问卷", "带题调研"}
