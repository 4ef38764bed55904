"""A real Chromium, and pages served as a web server would serve them."""

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.conftest import ROOT

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
MISSING = (
    "没有找到浏览器，网页没有在真实的浏览器里检查！"
    "装一个（apt-get install chromium，或 .venv/bin/playwright install chromium），或用 CHROMIUM=路径 指明。"
)


def find_browser() -> str | None:
    """The path of a browser: named, on the PATH, or Playwright's own, which is fetched if it can be."""
    if named := os.environ.get("CHROMIUM"):
        return named
    if found := next(filter(None, map(shutil.which, NAMES)), None):
        return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if not Path(own).exists():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, check=False)
    return own if Path(own).exists() else None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. Where none can be had: a loud skip, or under CI a failure."""
    path = find_browser()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(MISSING)
    if path is None:
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        except Error as error:
            pytest.fail(f"浏览器 {path} 启动不了：{error}")
        yield browser
        browser.close()


# One page of every kind.
KINDS = (
    "index.html",
    "plan.html",
    "timeline.html",
    "phases/analysis.html",
    "bulletins/index.html",
    "bulletins/2009/2009-05-26-democratic-meeting.html",
    "bulletins/2009/2009-04-13-study-week.html",
    "lists/all-2.html",
    "publications/index.html",
    "publications/rectification-plan.html",
    "publications/review-results.html",
    "commitments/index.html",
    "commitments/transferred-opinions.html",
    "lists/department-16f702ee.html",
    "duties.html",
    "search.html?q=学习",
    "404.html",
)


class Server(SimpleHTTPRequestHandler):
    """A server as offices should run one: with the policy of every page in a header, and in force for the rest."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", policy())
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """Say nothing."""


class HttpServer(ThreadingHTTPServer):
    """Says nothing of browsers that leave before an answer is out: another test may be listening to stderr."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@cache
def policy() -> str:
    """What the pages allow themselves, and that nobody may frame them, which only a header can say."""
    template = (ROOT / "overrides" / "main.html").read_text(encoding="utf-8")
    (found,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', template)
    return f"{found}; frame-ancestors 'none'"


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
