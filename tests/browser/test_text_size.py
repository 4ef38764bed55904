"""A reader's own size of letters, twice the usual one, as phones and WeChat set it: nothing leaves the screen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.helpers.browsing import KINDS

Serve = Callable[[Path], str]
# iOS and the web view of WeChat enlarge letters and leave all else; Android's scale what is measured in letters, too.
LETTERS = """() => {
  const sizes = [...document.querySelectorAll('body, body *')].map(e => [e, parseFloat(getComputedStyle(e).fontSize)]);
  for (const [element, size] of sizes) element.style.setProperty('font-size', `${2 * size}px`, 'important');
}"""
ROOT = """() => {
  const root = document.documentElement;
  root.style.setProperty('font-size', `${2 * parseFloat(getComputedStyle(root).fontSize)}px`, 'important');
}"""


@pytest.mark.parametrize("name", KINDS)
def test_twice_the_size_stays_on_the_screen(browser: Browser, serve: Serve, shipped: Path, name: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    for enlarge in (LETTERS, ROOT):
        page.goto(f"{serve(shipped)}/{name}")
        page.evaluate(enlarge)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, enlarge[:40]
    assert page.locator('meta[name="color-scheme"]').get_attribute("content") == "light dark"
    page.close()
