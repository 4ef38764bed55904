"""Pictures in a real browser: nothing moves while they arrive, and a phone takes the narrow one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.helpers.pictures import saved, scene
from tests.helpers.project import make_project

pytestmark = pytest.mark.shipped

Serve = Callable[[Path], str]
ARTICLE = "bulletins/2009/2009-04-17-study-lecture"
# Layout shift as browsers measure it for their users: CLS, the sum of all that moved unasked.
WATCH = """window.moved = 0; window.painted = new Promise(resolve => {
  new PerformanceObserver(() => resolve(true)).observe({type: 'paint', buffered: true});
});
new PerformanceObserver(list => {
  for (const shift of list.getEntries()) window.moved += shift.value;
}).observe({type: 'layout-shift', buffered: true});"""
# All pictures, lazy ones too, then two frames in which what they moved would be seen.
ARRIVE = """async () => {
  for (const image of document.images) image.loading = 'eager';
  await Promise.all([...document.images].map(image => image.decode()));
  await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return [...document.images].map(image => image.currentSrc.split('/').pop());
}"""


@pytest.fixture(scope="module")
def album(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article with a photograph at its top, and two in its text, one as raw HTML."""
    project = make_project(tmp_path_factory.mktemp("album"))
    project.keep_private("study-days.png")
    folder = project.root / "docs/bulletins/2009/pictures"
    for name in ("lead", "inline", "raw"):
        (folder / f"{name}.jpg").write_bytes(saved(scene(2400, 1600), "JPEG"))
    project.edit(f"docs/{ARTICLE}.md", "file: pictures/study-days.png", "file: pictures/lead.jpg")
    path = project.root / f"docs/{ARTICLE}.md"
    more = '\n\n![一](pictures/inline.jpg)\n\n后面的话。\n\n<p><img src="pictures/raw.jpg" alt="二"></p>\n\n还有话。\n'
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    return project.build()


def arrive(page: Page, address: str) -> list[str]:
    """Open a page whose pictures come only after its text was seen; what was taken for each of them."""
    waiting: list[Route] = []
    text_seen = False

    def hold_back(route: Route) -> None:
        if text_seen:
            route.continue_()
        else:
            waiting.append(route)

    page.add_init_script(WATCH)
    page.route("**/pictures/*", hold_back)
    page.goto(address, wait_until="domcontentloaded")
    page.evaluate("window.painted")
    assert waiting, "no picture was asked for"
    text_seen = True
    for route in waiting:
        route.continue_()
    taken: list[str] = page.evaluate(ARRIVE)
    return taken


@pytest.mark.parametrize(
    ("width", "density", "suffix"),
    [(390, 1, ".w480.jpg"), (390, 2, ".w960.jpg"), (1280, 1, ".w960.jpg"), (1280, 2, ".jpg")],
)
def test_nothing_moves_and_no_more_is_taken_than_shown(
    browser: Browser, serve: Serve, album: Path, width: int, density: int, suffix: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844}, device_scale_factor=density)
    taken = arrive(page, f"{serve(album)}/{ARTICLE}.html")
    assert taken == [name + suffix for name in ("lead", "inline", "raw")]
    assert page.evaluate("window.moved") == 0
    wide = page.evaluate("[...document.images].map(image => image.getBoundingClientRect().width)")
    assert set(wide) == {min(684, width - 32)}, "`sizes` tells another width than the pictures have"
    page.close()


def test_only_the_picture_at_the_top_is_urgent(browser: Browser, serve: Serve, album: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{serve(album)}/{ARTICLE}.html")
    told = page.evaluate("[...document.images].map(image => [image.getAttribute('loading'), image.fetchPriority])")
    assert told == [[None, "high"], ["lazy", "auto"], ["lazy", "auto"]]
    page.close()
