"""The README's pictures, taken of the shipped column in a real browser. Run with `make screenshots`."""

import threading
from dataclasses import dataclass
from functools import partial
from typing import Literal

from playwright.sync_api import sync_playwright

from tests.helpers.browsing import QUIET, HttpServer, Server
from tests.helpers.project import ROOT
from tests.provide import MissingProgramError, program

ARTICLE = "bulletins/2009/2009-05-26-democratic-meeting.html"


@dataclass(frozen=True)
class Shot:
    """One picture: of which page, how large, in which colours, of the screen or of paper."""

    name: str
    page: str
    width: int = 1280
    height: int = 900
    colours: Literal["light", "dark"] = "light"
    media: Literal["screen", "print"] = "screen"


SHOTS = (
    Shot("home-phone", "index.html", 390, 1000),
    Shot("article-phone", ARTICLE, 390, 1000),
    Shot("search-phone", "search.html?q=制度", 390, 1000),
    Shot("timeline-phone", "timeline.html", 390, 1000),
    Shot("home-desktop", "index.html"),
    Shot("timeline-desktop", "timeline.html"),
    Shot("commitments-dark", "commitments/index.html", colours="dark"),
    Shot("article-paper", ARTICLE, 794, 1123, media="print"),
)


def main() -> None:
    """Photograph site/ into screenshots/."""
    try:
        path = program("chromium")
    except MissingProgramError as missing:
        raise SystemExit(str(missing)) from None
    server = HttpServer(("127.0.0.1", 0), partial(Server, directory=str(ROOT / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        for shot in SHOTS:
            page = browser.new_page(
                viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.colours, locale="zh-CN"
            )
            page.emulate_media(media=shot.media, color_scheme=shot.colours)
            page.goto(f"http://127.0.0.1:{server.server_port}/{shot.page}", wait_until="networkidle")
            if shot.media == "print":
                page.evaluate("document.body.style.padding = '37mm 26mm 0 28mm'")  # the margins of its paper
            page.screenshot(path=ROOT / "screenshots" / f"{shot.name}.png")
            page.close()
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
