"""Results as readers see them: bars to scale, legible on a phone, never by colour alone, the table beside them."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page

from tests.helpers.project import make_project
from tests.helpers.results import HEAD

pytestmark = pytest.mark.shipped

Serve = Callable[[Path], str]
REVIEW = "publications/review-results.html"
SEVEN = "publications/seven.html"


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped column and a table of seven grades, long questions and hidden counts."""
    project = make_project(tmp_path_factory.mktemp("wide"))
    results = {
        "sent": 1000,
        "returned": 990,
        "valid": 980,
        "grades": ["非常满意", "很满意", "满意", "基本满意", "不太满意", "不满意", "非常不满意"],
        "questions": [
            {"text": "对人大机关开展活动以来各项工作的总体评价如何" * 3, "counts": [180, 180, 180, 180, 120, 80, 60]},
            {"text": "领导班子", "counts": [970, 6, 1, 1, 1, 1, 0]},
        ],
        "rule": {"text": "规则", "positive": ["非常满意", "很满意", "满意"], "at_least": {"优秀": 90}},
        "hide_below": 5,
    }
    head = yaml.safe_dump(HEAD | {"results": results}, allow_unicode=True)
    (project.root / "docs/publications/seven.md").write_text(f"---\n{head}---\n\n正文。\n", encoding="utf-8")
    return project.build()


DRAWN = """() => {
  const box = document.querySelector('.results figure svg').getBoundingClientRect();
  return [...document.querySelectorAll('.results figure > svg text')].map(text => {
    const it = text.getBoundingClientRect();
    return [text.textContent, it.left - box.left, box.right - it.right, parseFloat(getComputedStyle(text).fontSize)];
  });
}"""


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("name", [REVIEW, SEVEN, "plan.html", "phases/study.html"])
def test_nothing_sticks_out(browser: Browser, serve: Serve, wide: Path, name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(f"{serve(wide)}/{name}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for text, left, right, size in page.evaluate(DRAWN) if name in (REVIEW, SEVEN) else ():
        assert left >= -1 and right >= -1, f"{text} sticks out at {width}"
        assert size >= 12
    page.close()


def test_bars_are_to_scale(phone: Page, serve: Serve, shipped: Path) -> None:
    phone.goto(f"{serve(shipped)}/{REVIEW}")
    parts = phone.evaluate(
        "[...document.querySelectorAll('.results figure > svg > .part')].map(it => it.getBBox().width)"
    )
    whole = phone.evaluate("document.querySelector('.results figure > svg').getBoundingClientRect().width")
    votes = [[38, 6, 1], [35, 8, 2], [33, 8, 3, 1], [36, 7, 2], [34, 8, 2, 1]]
    assert [round(45 * part / whole) for part in parts] == [count for row in votes for count in row]


def test_a_part_is_known_by_its_pattern_and_fits_its_label(phone: Page, serve: Serve, wide: Path) -> None:
    phone.goto(f"{serve(wide)}/{SEVEN}")
    fills = phone.eval_on_selector_all(".results figcaption rect", "all => all.map(it => it.getAttribute('fill'))")
    assert len(fills) == len(set(fills)) == 8  # seven grades and what is hidden
    drawn = phone.eval_on_selector_all(
        ".results pattern", "all => all.map(it => it.innerHTML + it.getAttribute('patternTransform'))"
    )
    assert len(set(drawn)) >= len(drawn) - 1, "patterns differ by more than their colour"  # two are plain
    widths = phone.eval_on_selector_all(
        ".results .votes",
        "all => all.map(it => [it.getBBox().width, parseFloat(it.previousElementSibling.getBBox().width)])",
    )
    assert all(text <= part for text, part in widths)


def test_it_is_told_to_screen_readers(phone: Page, serve: Serve, shipped: Path) -> None:
    phone.goto(f"{serve(shipped)}/{REVIEW}")
    image = phone.get_by_role("img", name="领导班子分析检查报告群众评议结果：各题票数")
    assert image.count() == 1
    assert "有效票 45 张" in phone.locator("#results-text").inner_html()
    table = phone.get_by_role("table")
    assert table.count() == 1
    assert table.get_by_role("row").count() == 6
    assert table.get_by_role("rowheader").all_inner_texts()[0] == "认识深不深"
    assert table.get_by_role("columnheader").count() == 8


def test_no_style_is_inline(phone: Page, serve: Serve, wide: Path) -> None:
    for name in (REVIEW, SEVEN, "plan.html"):
        phone.goto(f"{serve(wide)}/{name}")
        assert phone.locator("main [style]").count() == 0


def test_the_table_of_votes_fits_with_the_largest_print(browser: Browser, serve: Serve, wide: Path) -> None:
    page = browser.new_page(viewport={"width": 768, "height": 844})
    page.add_init_script("localStorage.setItem('column-size', 'larger')")
    page.goto(f"{serve(wide)}/{REVIEW}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 768
    page.close()
