"""The README's pictures, taken of the shipped column in a real browser. Run with `make screenshots`."""

from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import MISSING, QUIET, find_browser

ROOT = Path(__file__).resolve().parents[2]
SHOTS = (
    ("home-phone", "index.html", 390, 1000),
    ("timeline-phone", "timeline.html", 390, 1000),
    ("home-desktop", "index.html", 1280, 900),
    ("timeline-desktop", "timeline.html", 1280, 900),
)


def main() -> None:
    """Photograph site/ into screenshots/."""
    path = find_browser()
    if path is None:
        raise SystemExit(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        for name, page_name, width, height in SHOTS:
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto((ROOT / "site" / page_name).as_uri())
            page.screenshot(path=ROOT / "screenshots" / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
