"""What a first visit costs: few bytes, no other host, nothing that the policy forbids, nothing that jumps."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.helpers.browsing import KINDS

Serve = Callable[[Path], str]
MOST = 40 * 1024  # bytes, gzipped, all that a first visit of a page without pictures asks for
MOST_OF_A_SEARCH = 56 * 1024  # with the index of its words and the texts of ten hits
WATCH = """
window.jumps = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => { window.jumps += entry.value; }))
  .observe({type: 'layout-shift', buffered: true});
window.forbidden = [];
document.addEventListener('securitypolicyviolation', event => window.forbidden.push(event.violatedDirective));
"""


@pytest.mark.parametrize("name", KINDS)
def test_a_first_visit(browser: Browser, serve: Serve, shipped: Path, name: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.add_init_script(WATCH)
    base, asked, trouble = serve(shipped), dict[str, int](), list[str]()

    def note(answer: object) -> None:
        url, body = answer.url, answer.body()  # type: ignore[attr-defined]
        asked[url] = len(body if url.endswith(".png") else gzip.compress(body, 6, mtime=0))
        if answer.status >= 400:  # type: ignore[attr-defined]
            trouble.append(url)

    page.on("response", note)
    page.on("console", lambda said: trouble.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(f"{base}/{name}", wait_until="networkidle")
    assert trouble == []
    assert page.evaluate("window.forbidden") == []
    assert page.evaluate("window.jumps") == 0
    assert [url for url in asked if not url.startswith(base)] == []
    weight = {url: size for url, size in asked.items() if not url.endswith(".png")}
    assert sum(weight.values()) <= (MOST_OF_A_SEARCH if name.startswith("search") else MOST), weight
    context.close()


def test_an_article_loads_only_what_it_uses(phone: Page, serve: Serve, shipped: Path) -> None:
    scripts: list[str] = []
    phone.on("request", lambda it: scripts.append(it.url) if it.resource_type == "script" else None)
    phone.goto(f"{serve(shipped)}/bulletins/2009/2009-05-26-democratic-meeting.html", wait_until="networkidle")
    assert not [url for url in scripts if "filter" in url or "today" in url or "search" in url]
