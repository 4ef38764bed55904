"""Everybody can read it: axe finds nothing, keys reach everything, large print and narrow screens lose nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.helpers.browsing import KINDS

Serve = Callable[[Path], str]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
PALETTES = ("light", "dark", "contrast")


@pytest.mark.parametrize("palette", PALETTES)
def test_axe_finds_nothing(browser: Browser, serve: Serve, shipped: Path, palette: str) -> None:
    """On every kind of page, on a phone and a desk; the policy of the pages keeps axe out unless it is lifted.

    Another palette changes nothing but colours: there, only contrast is judged, once.
    """
    rules = RULES if palette == "light" else CONTRAST
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(f"localStorage.setItem('column-palette', '{palette}')")
    page = context.new_page()
    found = []
    for width in (390, 1280) if palette == "light" else (390,):
        page.set_viewport_size({"width": width, "height": 844})
        for name in KINDS:
            page.goto(f"{serve(shipped)}/{name}")
            said = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})  # nothing of what is fine
            for violation in said.response["violations"]:
                found += [f"{width} {name} {violation['id']}: {node['html'][:120]}" for node in violation["nodes"]]
    context.close()
    assert found == []


@pytest.mark.parametrize("name", KINDS)
def test_nothing_sticks_out(browser: Browser, serve: Serve, shipped: Path, name: str) -> None:
    """Neither on a screen of 320 px (a desk at 400 %), nor with the largest print, nor with script off."""
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(f"{serve(shipped)}/{name}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate("document.documentElement.style.fontSize = '250%'")
    page.set_viewport_size({"width": 640, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    page.evaluate("document.documentElement.style.fontSize = ''; document.documentElement.dataset.size = 'larger'")
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


REACHED = """() => {
  const one = document.activeElement;
  return one === document.body ? null : [one.tagName, one.getAttribute('href') || one.textContent.trim().slice(0, 20)];
}"""
REACHABLE = """() => [...document.querySelectorAll('a[href], button, select, input, summary')]
  .filter(it => it.tabIndex >= 0 && it.checkVisibility()).length"""


@pytest.mark.parametrize(
    "name", ["index.html", "commitments/index.html", "bulletins/2009/2009-05-26-democratic-meeting.html"]
)
def test_keys_reach_everything_in_order(phone: Page, serve: Serve, shipped: Path, name: str) -> None:
    phone.goto(f"{serve(shipped)}/{name}")
    order = []
    for _ in range(phone.evaluate(REACHABLE)):
        phone.keyboard.press("Tab")
        order.append(phone.evaluate(REACHED))
        outline = phone.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", f"one cannot see that {order[-1]} has the focus"
    assert None not in order
    assert order[0] == ["A", "#content"]


def test_the_skip_link_skips(phone: Page, serve: Serve, shipped: Path) -> None:
    phone.goto(f"{serve(shipped)}/index.html")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_finger_hits_what_there_is_to_press(browser: Browser, serve: Serve, shipped: Path) -> None:
    """44 px high (WCAG 2.2, 2.5.5) where it is a finger that points."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    for name in KINDS:
        page.goto(f"{serve(shipped)}/{name}")
        low = page.evaluate(
            """() => [...document.querySelectorAll('button, select, input, header a, .site-footer a, .page-foot a')]
              .filter(it => it.checkVisibility() && it.getBoundingClientRect().height < 44).map(it => it.outerHTML)"""
        )
        assert low == [], name
    context.close()


@pytest.mark.parametrize("name", KINDS)
def test_touch_targets_are_large_enough(phone: Page, serve: Serve, shipped: Path, name: str) -> None:
    """24 px each way (WCAG 2.2, 2.5.8); links within a line of text are exempt."""
    phone.goto(f"{serve(shipped)}/{name}")
    small = phone.evaluate(
        """() => [...document.querySelectorAll('button, select, input, .site-header a')]
          .filter(it => it.checkVisibility())
          .map(it => [it.textContent, it.getBoundingClientRect()])
          .filter(([, box]) => box.width < 24 || box.height < 24).map(([text]) => text)"""
    )
    assert small == []
