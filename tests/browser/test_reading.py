"""What readers see: on a phone, on paper, without scripts, in an old copy; and that nothing leaves the page."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.helpers.project import make_project

pytestmark = pytest.mark.shipped

Serve = Callable[[Path], str]
PAGES = ("index.html", "plan.html", "timeline.html", "phases/analysis.html", "404.html")


@pytest.mark.parametrize("name", PAGES)
def test_no_request_leaves_the_site_and_nothing_fails(phone: Page, serve: Serve, shipped: Path, name: str) -> None:
    base = serve(shipped)
    asked: list[str] = []
    trouble: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.on("response", lambda answer: trouble.append(answer.url) if answer.status >= 400 else None)
    phone.on("console", lambda said: trouble.append(said.text) if said.type in ("error", "warning") else None)
    phone.on("pageerror", lambda error: trouble.append(str(error)))
    phone.goto(f"{base}/{name}", wait_until="networkidle")
    assert asked
    assert [url for url in asked if not url.startswith((base, "data:"))] == []
    assert trouble == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_sticks_out(browser: Browser, serve: Serve, shipped: Path, name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(f"{serve(shipped)}/{name}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


DRAWN = """() => {
  const box = document.querySelector('.timeline').getBoundingClientRect();
  return [...document.querySelectorAll('.timeline svg text, .drawing .label > *')].map(text => {
    const it = text.getBoundingClientRect();
    return [text.textContent, it.left - box.left, box.right - it.right, parseFloat(getComputedStyle(text).fontSize)];
  });
}"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("site", ["shipped", "four_phases"])
def test_the_drawing_is_legible(
    browser: Browser, serve: Serve, request: pytest.FixtureRequest, site: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(f"{serve(request.getfixturevalue(site))}/timeline.html")
    texts = page.evaluate(DRAWN)
    assert len(texts) > 8
    for text, left, right, size in texts:
        assert left >= -9, f"{text} sticks out on the left"  # a tick's name may use the margin
        assert right >= -9, f"{text} sticks out on the right"
        assert size >= 12, f"{text} is too small"
    page.close()


def test_bars_stand_on_a_calendar_scale(phone: Page, serve: Serve, shipped: Path) -> None:
    phone.goto(f"{serve(shipped)}/timeline.html")
    bars = phone.evaluate(
        "[...document.querySelectorAll('.lane .bar')].map(bar => bar.getBoundingClientRect().toJSON())"
    )
    per_day = bars[3]["width"] / 61  # 06-01 … 07-31
    assert [round(bar["width"] / per_day) for bar in bars] == [11, 30, 41, 61, 31]
    assert round((bars[2]["x"] - bars[1]["x"]) / per_day) == 40  # 04-01 → 05-11
    assert len({bar["y"] for bar in bars}) == 5, "overlapping phases lie in lanes of their own"


def test_without_scripts_everything_is_there(browser: Browser, serve: Serve, shipped: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{serve(shipped)}/index.html")
    assert cards(page) == ["（三）分析检查阶段", "（四）整改落实阶段"]
    assert "截至 2009年6月15日" in page.inner_text("body")
    page.goto(f"{serve(shipped)}/timeline.html")
    assert page.locator(".drawing").bounding_box()["height"] > 300  # type: ignore[index]
    assert page.locator("table tbody tr.stage:visible").count() == 5
    page.click(".site-header >> text=工作方案")
    assert "要解决的突出问题" in page.inner_text("main")
    context.close()


def test_on_paper(browser: Browser, serve: Serve, shipped: Path) -> None:
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(f"{serve(shipped)}/timeline.html")
    assert page.locator(".site-header nav").is_hidden()
    assert page.locator(".drawing").is_visible()
    assert page.locator("table.sheet").first.is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.close()


# -- an old copy ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A column that follows the calendar, built in mid-April."""
    project = make_project(tmp_path_factory.mktemp("living"))
    project.unpin()
    return project.build(AS_OF="2009-04-15")


def cards(page: Page) -> list[str]:
    """What is said to be running: by the sentence of a fresh copy, by the list in its place in an old one."""
    return page.locator(".stands .lead:visible a[href^=phases], .now .stage:visible a").all_inner_texts()


def states(page: Page) -> list[str]:
    return [text.replace("✓", "").strip() for text in page.locator("ol.stages .state").all_inner_texts()]


def at(page: Page, time: str, url: str) -> None:
    page.clock.set_fixed_time(time)
    page.goto(url)


def test_a_fresh_copy_is_left_alone(phone: Page, serve: Serve, living: Path) -> None:
    at(phone, "2009-04-15T20:00:00+08:00", f"{serve(living)}/index.html")
    assert cards(phone) == ["（二）学习调研阶段"]
    assert phone.locator(".age").count() == 0
    assert "离计划完成还有 138 天" in phone.inner_text("body")


def test_an_old_copy_is_corrected_and_says_so(phone: Page, serve: Serve, living: Path) -> None:
    at(phone, "2009-06-10T08:00:00+08:00", f"{serve(living)}/index.html")
    assert cards(phone) == ["（三）分析检查阶段", "（四）整改落实阶段"]
    assert states(phone) == ["已结束", "已结束", "进行中", "进行中", "未开始"]
    assert "56 天前的网页" in phone.inner_text("body")
    assert "离计划完成还有" not in phone.inner_text("body")
    phone.goto(f"{serve(living)}/phases/rectify.html")
    assert phone.locator(".headline .state").inner_text() == "进行中"


@pytest.fixture(scope="module")
def june(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A column that follows the calendar, built in mid-June."""
    project = make_project(tmp_path_factory.mktemp("june"))
    project.unpin()
    return project.build(AS_OF="2009-06-15")


@pytest.mark.parametrize(
    ("age", "notice", "unknown", "duties"),
    [(1, "正在公示", 0, 0), (20, "已经结束", 2, 0), (90, "已经结束", 7, 4), (400, "", 9, 4)],
)
def test_an_old_copy_claims_nothing_that_it_does_not_know(
    phone: Page, serve: Serve, june: Path, age: int, notice: str, unknown: int, duties: int
) -> None:
    """Copies of 1, 20, 90 and 400 days: what was due meanwhile is neither kept nor overdue, as far as they know."""
    base = serve(june)
    day = (date(2009, 6, 15) + timedelta(days=age)).isoformat()
    at(phone, f"{day}T08:00:00+08:00", f"{base}/index.html")
    assert "没有逾期的" not in phone.inner_text("main")
    assert f"这是 {age} 天前的网页" in phone.inner_text("main") and "其他都停在 2009年6月15日" in phone.inner_text(
        "main"
    )
    if age > 80:
        assert phone.locator(".between").inner_text() == "各阶段都已经结束。"
    if notice:
        phone.goto(f"{base}/publications/service-standards.html")
        assert phone.locator("[data-notice]").inner_text() == notice
    for name in ("index", "commitments/index", "plan", "timeline"):
        phone.goto(f"{base}/{name}.html")
        assert phone.locator("[data-counted]:visible").count() == 0, name
    for name, count in (("commitments/index", unknown), ("duties", duties)):
        phone.goto(f"{base}/{name}.html")
        assert phone.locator("table").get_by_text("时限已过，这份网页没有记录结果").count() == count, name


def test_an_old_copy_between_two_phases(phone: Page, serve: Serve, living: Path) -> None:
    at(phone, "2009-05-05T08:00:00+08:00", f"{serve(living)}/index.html")
    assert cards(phone) == []
    assert states(phone) == ["已结束", "已结束", "未开始", "未开始", "未开始"]


def test_the_day_is_beijings(phone: Page, serve: Serve, living: Path) -> None:
    at(phone, "2009-04-30T15:59:00Z", f"{serve(living)}/index.html")
    assert states(phone)[1] == "进行中"
    at(phone, "2009-04-30T16:01:00Z", f"{serve(living)}/index.html")
    assert "已结束" in states(phone)[1]


def test_a_wrong_clock_in_the_past_changes_nothing(phone: Page, serve: Serve, living: Path) -> None:
    at(phone, "2001-01-01T00:00:00Z", f"{serve(living)}/index.html")
    assert cards(phone) == ["（二）学习调研阶段"]


def test_a_pinned_column_is_never_corrected(phone: Page, serve: Serve, on_days: dict[str, Path]) -> None:
    at(phone, "2026-01-01T00:00:00Z", f"{serve(on_days['2009-06-10'])}/index.html")
    assert cards(phone) == ["（三）分析检查阶段", "（四）整改落实阶段"]
    assert phone.locator(".age").count() == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_old_address_leads_on(browser: Browser, serve: Serve, shipped: Path, scripts: bool) -> None:
    """With what stood behind it, where scripts run."""
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{serve(shipped)}/zt/xxsj/200903/t20090331_5.html?from=list#foot")
    new = f"{serve(shipped)}/bulletins/2009/2009-03-31-kickoff.html"
    page.wait_for_url(f"{new}?from=list#foot" if scripts else new)
    assert page.locator("h1").count() == 1
    context.close()
