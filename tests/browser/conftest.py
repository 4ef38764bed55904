"""A real Chromium, and pages served as a web server would serve them."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests import provide
from tests.helpers.browsing import QUIET, HttpServer, Server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    path = provide.browser()
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        except Error as error:
            pytest.fail(f"浏览器 {path} 启动不了：{error}")
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder and gives its address."""
    servers: dict[Path, HttpServer] = {}

    def start(folder: Path) -> str:
        if folder not in servers:
            servers[folder] = HttpServer(("127.0.0.1", 0), partial(Server, directory=str(folder)))
            threading.Thread(target=servers[folder].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[folder].server_port}"

    yield start
    for server in servers.values():
        server.shutdown()
        server.server_close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page 390 px wide."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    yield page
    page.close()
