"""A real Chromium's options, and pages served as a web server should serve them."""

import re
import sys
from functools import cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .project import ROOT

QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
# One page of every kind.
KINDS = (
    "index.html",
    "plan.html",
    "timeline.html",
    "phases/analysis.html",
    "bulletins/index.html",
    "bulletins/2009/2009-05-26-democratic-meeting.html",
    "bulletins/2009/2009-04-13-study-week.html",
    "lists/all-latest.html",
    "publications/index.html",
    "publications/rectification-plan.html",
    "publications/review-results.html",
    "commitments/index.html",
    "commitments/transferred-opinions.html",
    "lists/department-16f702ee.html",
    "duties.html",
    "data.html",
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
    (listed,) = re.findall(r"set allowed = \((.*?)\) %", template, re.DOTALL)
    return "; ".join([*re.findall(r'"([^"]+)"', listed), "frame-ancestors 'none'"])
