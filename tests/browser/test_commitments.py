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


@pytest.mark.parametrize("kept", [True, False], ids=["kept pages", "no kept pages"])
def test_a_choice_comes_back_and_can_be_sent(browser: Browser, serve: Serve, shipped: Path, kept: bool) -> None:
    """After Back the words of the choices and the rows agree, whether the browser kept the page or loads it anew."""
    context = browser.new_context()
    page = context.new_page()
    if not kept:
        page.add_init_script("addEventListener('unload', () => 0)")  # such pages are not kept
    address = f"{serve(shipped)}/commitments/index.html"
    page.goto(address)
    page.get_by_label("进展").select_option("未启动")
    page.get_by_label("排列").select_option("按时限")
    listed = page.locator(ROWS).all_inner_texts()
    assert len(listed) == 4 and "按时限" in page.locator("table.commitments caption").inner_text()
    sent = page.url
    page.locator(f"{ROWS} th a").first.click()
    page.wait_for_url("**/commitments/*.html")
    page.go_back()
    page.wait_for_url(sent)
    assert page.get_by_label("进展").input_value() == "未启动"
    assert page.locator(ROWS).all_inner_texts() == listed
    other = context.new_page()
    other.goto(sent)
    assert other.locator(ROWS).all_inner_texts() == listed
    assert other.get_by_label("排列").input_value() == "due"
    other.goto(f"{address}?state=没有这种&order=x")
    assert other.locator(ROWS).count() == 13
    context.close()


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


def test_marks_have_names_and_lead_on(phone: Page, serve: Serve, shipped: Path) -> None:
    base = serve(shipped)
    for address in ("index.html", "lists/department-16f702ee.html"):
        phone.goto(f"{base}/{address}")
        names = [link.get_attribute("href") for link in phone.locator(".marks a.mark").all()]
        assert names and len(set(names)) == len(names)
    phone.goto(f"{base}/index.html")
    phone.locator(".marks").get_by_role("link", name="转交意见问回音：逾期，时限 6月14日", exact=True).click()
    assert phone.locator("h1").inner_text() == "转交意见问回音"


def test_a_clause_leads_to_its_group(phone: Page, serve: Serve, shipped: Path) -> None:
    phone.goto(f"{serve(shipped)}/index.html")
    phone.get_by_role("link", name="4 项没有动手").click()
    phone.wait_for_url("**/commitments/index.html#state-waiting")
    group = phone.locator("#state-waiting")
    assert group.locator("a:not(.word)").count() == 4 and "4" in group.get_by_role("heading").inner_text()


def test_what_is_asked_for_first_stands_first_on_a_phone(phone: Page, serve: Serve, many: Path) -> None:
    """Wall, departments, latest changes and the choices before the table, whatever its length."""
    phone.goto(f"{serve(many)}/commitments/index.html")
    tops = [
        phone.locator(place).bounding_box()["y"]  # type: ignore[index]
        for place in (".lead", ".wall", "#departments", "#lately", ".filters", "table.commitments")
    ]
    assert tops == sorted(tops)


def test_marks_keep_their_own_colours_where_a_system_sets_all(browser: Browser, serve: Serve, shipped: Path) -> None:
    page = browser.new_page(forced_colors="active")
    page.goto(f"{serve(shipped)}/commitments/index.html")
    kept = "marks => marks.map(mark => getComputedStyle(mark).forcedColorAdjust)"
    assert set(page.locator("svg.mark, a.mark svg").evaluate_all(kept)) == {"none"}
    page.close()
