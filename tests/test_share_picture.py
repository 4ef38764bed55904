"""The picture of a shared link: the same marks as on the pages, the same bytes each time, all of them on it."""

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from publicity.pages.marks import NAMES, Wall, wall
from publicity.pages.share_picture import AREA, CARD, ICON, card, icon, places
from tests.helpers.columns import column_on

pytestmark = pytest.mark.shipped
DAY = date(2009, 6, 15)


def test_the_card_is_the_same_each_time_and_changes_with_a_state() -> None:
    drawn = wall(column_on("2009-06-15").commitments)
    first = card(drawn, DAY)
    assert first == card(drawn, DAY)
    assert first != card(wall(column_on("2009-06-14").commitments), DAY)
    with Image.open(BytesIO(first)) as picture:
        assert (picture.format, picture.size) == ("PNG", CARD)
    assert len(first) < 20_000


def test_every_state_is_drawn_unlike_the_others() -> None:
    drawn = wall(column_on("2009-06-15").commitments)
    (group, *_) = drawn.groups
    seen = set()
    for state in NAMES:
        mark = group.marks[0].__class__(group.marks[0].standing, state, "", "")
        seen.add(card(Wall((group.__class__(state, (mark,)),), 1), DAY))
    assert len(seen) == len(NAMES)


@given(st.integers(1, 3000))
def test_all_marks_are_on_it_and_apart(count: int) -> None:
    left, top, right, bottom = AREA
    found = places(count)
    assert len(found) == len({(x, y) for x, y, _ in found}) == count
    for x, y, side in found:
        assert left - 1 <= x and x + side <= right + 1 and top - 1 <= y and y + side <= bottom + 1


def test_a_column_without_promises_has_one_too() -> None:
    assert card(Wall((), 0), DAY) != b"" and places(0) == []


def test_the_icon() -> None:
    with Image.open(BytesIO(icon())) as picture:
        assert (picture.format, picture.size) == ("PNG", ICON)
