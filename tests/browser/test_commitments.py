"""The table of commitments in a browser: filters and order by script, everything without, usable on a phone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

Serve = Callable[[Path], str]
ROWS = "table.commitments tbody tr:visible"


def test_filters_and_order(phone: Page, serve: Serve, shipped: Path) -> None:
    phone.goto(f"{serve(shipped)}/commitments/index.html")
    every = phone.locator(ROWS).count()
    assert phone.locator(".filters output").inner_text() == f"共 {every} 项"
    phone.get_by_label("进展").select_option("逾期")
    assert phone.locator(ROWS).count() == 1
    phone.get_by_label("进展").select_option("全部")
    phone.get_by_label("部门").select_option("办公室")
    assert 1 < phone.locator(ROWS).count() < every
    phone.get_by_label("部门").select_option("全部")
    phone.get_by_label("排列").select_option("按时限")
    due = [row.get_attribute("data-due") for row in phone.locator(ROWS).all()]
    assert due == sorted(due)  # type: ignore[type-var]
    assert len(due) == every


def test_without_script_the_table_is_whole(browser: Browser, serve: Serve, shipped: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{serve(shipped)}/commitments/index.html")
    assert page.locator(ROWS).count() == 13
    assert page.locator(".filters:visible").count() == 0
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("name", ["index", "p01"])
def test_many_promises_fit_every_width(browser: Browser, serve: Serve, many: Path, width: int, name: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(f"{serve(many)}/commitments/{name}.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
