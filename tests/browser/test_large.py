"""A column as large as a big office's: nothing sticks out, nothing is drowned, and its old copies claim nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.helpers.large import COMMITMENTS, DAY

Serve = Callable[[Path], str]
LONG = (  # the pages that grow with a column, and those that show the longest words of it
    *("index.html", "plan.html", "timeline.html", "duties.html", "bulletins/index.html", "lists/all-2.html"),
    *("commitments/index.html", "commitments/c008.html", "publications/index.html", "publications/review.html"),
    *("phases/p31.html", "search.html", "data.html"),
)
WIDTHS = (1920, 1280, 768, 390, 320)
WIDER = "document.documentElement.scrollWidth - innerWidth"


def test_nothing_sticks_out(browser: Browser, serve: Serve, large: Path) -> None:
    page = browser.new_page()
    table = next(path for path in sorted(large.glob("bulletins/*/*.html")) if "<table" in path.read_text("utf-8"))
    department = sorted(large.glob("lists/department-*.html"))[0]
    found = {}
    for name in (*LONG, *(path.relative_to(large).as_posix() for path in (table, department))):
        page.goto(f"{serve(large)}/{name}", wait_until="domcontentloaded")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found[name, width] = page.evaluate(WIDER)
    assert {place: more for place, more in found.items() if more > 0} == {}
    page.close()


def test_what_is_read_first_is_near(phone: Page, serve: Serve, large: Path) -> None:
    """On a phone: home is no wall of marks; days due and the promises on a problem are folded, and all there."""
    phone.clock.set_fixed_time(f"{DAY}T08:00:00+08:00")
    height = "document.documentElement.scrollHeight"
    phone.goto(f"{serve(large)}/index.html")
    assert phone.evaluate(height) < 6000
    assert phone.locator(".counts li").count() > 5 and phone.locator("a.mark").count() == 0
    phone.goto(f"{serve(large)}/timeline.html")
    assert phone.evaluate(height) < 14000
    months = phone.locator("details.fold")
    assert [it.get_by_text("2026年4月").count() for it in months.all() if it.get_attribute("open") is not None] == [1]
    assert phone.locator(".dates tbody tr").count() > COMMITMENTS
    phone.goto(f"{serve(large)}/plan.html")
    assert phone.locator("details.fold .promised li:visible").count() == 0
    phone.locator("details.fold summary").first.click()
    assert phone.locator("details.fold .promised li:visible").count() > 12


def test_what_is_folded_stands_on_paper(phone: Page, serve: Serve, large: Path) -> None:
    phone.goto(f"{serve(large)}/timeline.html")
    phone.emulate_media(media="print")
    last = phone.locator(".dates tbody tr").last
    assert last.bounding_box()["height"] > 10  # type: ignore[index]
    phone.emulate_media(media="screen")


@pytest.mark.parametrize(("day", "over"), [("2026-04-16", 0), ("2026-05-02", 1), ("2027-06-01", 1)])
def test_an_old_copy_says_of_many_marks_what_it_does_not_know(
    phone: Page, serve: Serve, large: Path, day: str, over: int
) -> None:
    """Marks without names can't each carry a word: their group says how many have passed their day meanwhile."""
    phone.clock.set_fixed_time(f"{day}T08:00:00+08:00")
    for name, group in (("index", ".counts [data-progress=推进中]"), ("commitments/index", "#state-underway")):
        phone.goto(f"{serve(large)}/{name}.html")
        noted = phone.locator(f"{group} .age")
        assert noted.count() == over
        assert "时限已过，这份网页没有记录结果" in noted.inner_text() if over else True
        assert phone.locator(".lead.less").inner_text().startswith("截至2026年4月15日：300 项承诺")
