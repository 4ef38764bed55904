"""The archive in a real browser: unpacked into a folder, and replayed from the web archive."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.helpers.archives import ADDRESS, one, records


@pytest.fixture
def trouble(phone: Page) -> list[str]:
    """What failed on the page, and what it asked of the network."""
    found: list[str] = []
    phone.on("requestfailed", lambda it: None if it.failure == "net::ERR_ABORTED" else found.append(it.url))
    phone.on("pageerror", lambda error: found.append(str(error)))
    phone.on("console", lambda said: found.append(said.text) if said.type in ("error", "warning") else None)
    phone.on("response", lambda answer: found.append(answer.url) if answer.status >= 400 else None)
    return found


def looks_right(page: Page) -> None:
    """The style sheets are at work, and the timeline is drawn."""
    assert page.evaluate("document.styleSheets.length") >= 2
    assert page.evaluate("getComputedStyle(document.body).marginLeft") == "0px", "a browser's own style has 8px"
    assert page.locator(".drawing").bounding_box()["height"] > 300  # type: ignore[index]


def test_opens_from_a_folder(phone: Page, unpacked: Path, trouble: list[str]) -> None:
    home = (unpacked / "site" / "index.html").as_uri()
    phone.goto(home)
    links = phone.locator("header nav a").evaluate_all("links => links.map(link => link.href)")
    assert len(links) > 5
    for number, link in enumerate(links):
        phone.goto(home)
        phone.locator("header nav a").nth(number).click()
        phone.wait_for_url(link)
        assert phone.locator("h1").count() == 1
    phone.goto(home)
    phone.get_by_role("link", name="活动进程").first.click()
    phone.wait_for_url("**/timeline.html")
    looks_right(phone)
    assert trouble == []


def test_replays_from_the_web_archive(browser: Browser, archived: Path) -> None:
    kept = {uri: (http, data) for kind, uri, http, data in records(one(archived, ".warc.gz")) if kind == "response"}
    missing: list[str] = []

    def answer(route: Route) -> None:
        if found := kept.get(route.request.url.partition("#")[0]):
            route.fulfill(status=200, headers=found[0], body=found[1])
        else:
            missing.append(route.request.url)
            route.abort()

    page = browser.new_page()
    page.route("**/*", answer)
    page.goto(ADDRESS)
    assert page.locator("h1").count() == 1
    page.get_by_role("link", name="活动进程").first.click()
    page.wait_for_url("**/timeline.html")
    looks_right(page)
    page.close()
    assert missing == []
