"""What a reader sets: the size of print, the colours, paper; and what stands between here and another site."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.helpers.project import PINNED, make_project

pytestmark = pytest.mark.shipped

Serve = Callable[[Path], str]
BULLETIN = "bulletins/2009/2009-05-26-democratic-meeting.html"
GROUND = "getComputedStyle(document.body).backgroundColor"
SIZE = "parseFloat(getComputedStyle(document.querySelector('.text p')).fontSize)"


def test_the_size_of_print_is_remembered(phone: Page, serve: Serve, shipped: Path) -> None:
    base = serve(shipped)
    phone.goto(f"{base}/{BULLETIN}")
    usual = phone.evaluate(SIZE)
    tools = phone.locator("main .tools")
    tools.get_by_role("button", name="大", exact=True).click()
    assert phone.evaluate(SIZE) == pytest.approx(usual * 1.25)
    phone.reload()
    assert phone.evaluate(SIZE) == pytest.approx(usual * 1.25)
    assert tools.get_by_role("button", name="大", exact=True).get_attribute("aria-pressed") == "true"
    tools.get_by_role("button", name="标准", exact=True).click()
    assert phone.evaluate(SIZE) == usual


def test_large_print_has_its_name_in_every_head(phone: Page, serve: Serve, shipped: Path) -> None:
    """16, 20 and 24 px, one after the other; drawings follow, and it is remembered on other pages."""
    phone.goto(f"{serve(shipped)}/{BULLETIN}")
    sizes = [phone.evaluate(SIZE)]
    for says in ("大字版", "更大"):
        phone.locator(".site-header").get_by_role("button", name=says, exact=True).click()
        sizes.append(phone.evaluate(SIZE))
    assert sizes == [16, 20, 24]
    phone.goto(f"{serve(shipped)}/publications/review-results.html")
    drawn = "parseFloat(getComputedStyle(document.querySelector('.results svg text')).fontSize)"
    assert phone.evaluate(drawn) == pytest.approx(13 * 1.5)
    phone.get_by_role("button", name="标准字", exact=True).click()
    assert phone.evaluate(drawn) == 13


def test_the_colours_are_the_systems_until_chosen(browser: Browser, serve: Serve, shipped: Path) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{serve(shipped)}/index.html")
    assert page.evaluate(GROUND) == "rgb(23, 21, 19)"
    page.get_by_role("button", name="浅色").click()
    assert page.evaluate(GROUND) == "rgb(255, 255, 255)"
    page.goto(f"{serve(shipped)}/plan.html")
    assert page.evaluate(GROUND) == "rgb(255, 255, 255)"
    page.get_by_role("button", name="高对比").click()
    assert page.evaluate(GROUND) == "rgb(0, 0, 0)"
    page.get_by_role("button", name="自动").click()
    assert page.evaluate(GROUND) == "rgb(23, 21, 19)"
    context.close()


def test_without_script_the_system_decides_and_no_button_is_dead(browser: Browser, serve: Serve, shipped: Path) -> None:
    context = browser.new_context(color_scheme="dark", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{serve(shipped)}/{BULLETIN}")
    assert page.locator("button[data-set]:visible, button[data-print]:visible").count() == 0
    assert page.locator("link[data-palette=dark]").get_attribute("media") == "screen and (prefers-color-scheme: dark)"
    context.close()


def test_a_bulletin_prints_in_the_form_of_one(phone: Page, serve: Serve, shipped: Path) -> None:
    phone.goto(f"{serve(shipped)}/{BULLETIN}")
    assert phone.locator(".paper:visible").count() == 0
    phone.emulate_media(media="print", color_scheme="dark")
    assert phone.evaluate(GROUND) == "rgb(255, 255, 255)"
    head = phone.locator(".paper-head").inner_text()
    assert "简报" in head and "第 8 期" in head and "2009年5月27日" in head
    foot = phone.locator(".paper-foot").inner_text()
    assert all(word in foot for word in ("报", "送", "发", "签发"))
    rules = "all => all.slice(1).map(one => getComputedStyle(one).borderTopStyle)"
    assert set(phone.locator(".paper-foot > div").evaluate_all(rules)) == {"solid"}, "its lines are parted by rules"
    hidden = (".site-header", ".site-footer", ".tools", ".side", ".byline", ".neighbours", ".breadcrumb")
    assert [name for name in hidden if phone.locator(f"{name}:visible").count()] == []


def test_everything_else_prints_clean(phone: Page, serve: Serve, shipped: Path) -> None:
    phone.emulate_media(media="print")
    phone.goto(f"{serve(shipped)}/index.html")
    assert (
        phone.locator("main h2:visible").count() >= 6 and phone.locator(".strip:visible, .marks:visible").count() == 2
    )
    for name in ("index.html", "commitments/index.html", "duties.html"):
        phone.goto(f"{serve(shipped)}/{name}")
        assert phone.locator("button:visible, select:visible, input:visible, nav:visible").count() == 0, name


def test_printing_is_asked_for_by_the_button(phone: Page, serve: Serve, shipped: Path) -> None:
    phone.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; }")
    phone.goto(f"{serve(shipped)}/{BULLETIN}")
    phone.locator(".tools").get_by_role("button", name="打印").click()
    assert phone.evaluate("window.printed") == 1


# -- leaving -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def linking(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped column with a page that links to other sites."""
    project = make_project(tmp_path_factory.mktemp("linking"))
    hosts = {
        "别处": "example.org/a?b=1",
        "法规": "www.example.gov.cn/law",
        "冒充": "evilgov.cn/",
        "信任": "example.net/",
    }
    links = "　".join(f"[{name}](https://{address})" for name, address in hosts.items())
    project.edit("docs/timeline.md", "图和表", f"{links}\n\n图和表")
    project.edit("mkdocs.yml", PINNED, f"{PINNED}  outside_trusted: [example.net]\n")
    return project.build()


@pytest.fixture
def leaving(phone: Page, serve: Serve, linking: Path) -> tuple[Page, list[str]]:
    """That page, and where it went."""
    went: list[str] = []

    def stop(route: object, request: object) -> None:
        went.append(request.url)  # type: ignore[attr-defined]
        route.fulfill(body="there")  # type: ignore[attr-defined]

    for host in ("example.org", "www.example.gov.cn", "evilgov.cn", "example.net"):
        phone.route(f"https://{host}/**", stop)
    phone.goto(f"{serve(linking)}/timeline.html")
    return phone, went


def test_another_site_is_left_for_only_after_a_notice(leaving: tuple[Page, list[str]]) -> None:
    page, went = leaving
    page.get_by_role("link", name="别处").click()
    dialog = page.get_by_role("dialog", name="您将离开本专栏")
    assert "example.org" in dialog.inner_text()
    dialog.get_by_role("button", name="留在这里").click()
    assert dialog.count() == 0
    page.get_by_role("link", name="别处").click()
    page.keyboard.press("Escape")
    assert dialog.count() == 0 and went == []
    page.get_by_role("link", name="别处").click()
    dialog.get_by_role("link", name="继续前往").click()
    page.wait_for_url("https://example.org/**")
    assert went == ["https://example.org/a?b=1"]


def test_a_government_site_needs_none(leaving: tuple[Page, list[str]]) -> None:
    page, went = leaving
    page.get_by_role("link", name="法规").click()
    page.wait_for_url("https://www.example.gov.cn/**")
    assert went == ["https://www.example.gov.cn/law"]


def test_nor_does_one_that_the_column_trusts(leaving: tuple[Page, list[str]]) -> None:
    page, went = leaving
    page.get_by_role("link", name="信任").click()
    page.wait_for_url("https://example.net/**")
    assert went == ["https://example.net/"]


def test_a_name_that_only_looks_like_a_governments_is_another_site(leaving: tuple[Page, list[str]]) -> None:
    page, went = leaving
    page.get_by_role("link", name="冒充").click()
    assert "evilgov.cn" in page.get_by_role("dialog").inner_text()
    assert went == []


def test_the_mark_of_another_site_needs_no_script(browser: Browser, serve: Serve, linking: Path) -> None:
    context = browser.new_context(java_script_enabled=True)
    page = context.new_page()
    page.goto(f"{serve(linking)}/timeline.html")
    mark = "link => getComputedStyle(link, '::after').content"
    assert page.get_by_role("link", name="别处").evaluate(mark) == '"（站外）"'
    assert page.get_by_role("link", name="法规").evaluate(mark) == "none"
    context.close()
