"""What readers do, in Firefox and in WebKit: pages stay within the window, and what is pressed does what it says."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.helpers.browsing import KINDS
from tests.helpers.engines import Engine, firefox, webkit

Serve = Callable[[Path], str]


@pytest.fixture(scope="module", params=[firefox, webkit], ids=["firefox", "webkit"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A browser with one page."""
    with request.param(tmp_path_factory.mktemp("profile")) as engine:
        yield engine


def test_every_kind_of_page_stays_within_the_window(engine: Engine, serve: Serve, shipped: Path) -> None:
    for pixels in (390, 1280):
        engine.width(pixels)
        for name in KINDS:
            engine.go(f"{serve(shipped)}/{name}")
            assert engine.run("document.documentElement.scrollWidth <= innerWidth"), (name, pixels)
            assert engine.run("document.querySelector('main').getBoundingClientRect().left >= 0"), (name, pixels)
            assert engine.run("[...document.images].every(it => it.naturalWidth > 0 || !it.complete)"), (name, pixels)
            between = """(links => links.slice(1).every((it, i) => it.getBoundingClientRect().left !== links[i]
              .getBoundingClientRect().right))([...document.querySelectorAll('.site-header nav a')])"""
            assert engine.run(between), f"{name}: the navigation runs together at {pixels}"


def test_chinese_punctuation_is_a_character_wide(engine: Engine, serve: Serve, shipped: Path) -> None:
    engine.go(f"{serve(shipped)}/plan.html")
    width = engine.run("""(() => { const it = document.createElement('span'); it.textContent = '学，习';
      document.querySelector('main p').append(it);
      return it.getBoundingClientRect().width / parseFloat(getComputedStyle(it).fontSize); })()""")
    assert 2.95 < width < 3.05


def test_a_choice_stands_in_the_address_and_agrees_with_the_table_after_back(
    engine: Engine, serve: Serve, shipped: Path
) -> None:
    engine.width(1280)
    engine.go(f"{serve(shipped)}/commitments/index.html")
    shown = "[...document.querySelectorAll('table tbody tr')].filter(row => row.offsetParent !== null).length"
    everything = engine.run(shown)
    engine.run("""(() => { const it = [...document.querySelectorAll('select')].find(one => [...one.options]
      .some(option => option.value === '未启动')); it.value = '未启动'; it.dispatchEvent(new Event('change',
      {bubbles: true})); })()""")
    engine.until(f"{shown} < {everything} && location.search !== ''")
    few = engine.run(shown)
    engine.go(engine.run("document.querySelector('table tbody tr:not([hidden]) a').href"))
    engine.back()
    engine.until(f"location.pathname.endsWith('index.html') && {shown} === {few}")
    assert engine.run("[...document.querySelectorAll('select')].some(it => it.value === '未启动')")


def test_large_print_and_search(engine: Engine, serve: Serve, shipped: Path) -> None:
    engine.go(f"{serve(shipped)}/index.html")
    before = engine.run("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    engine.click("button[data-larger]")
    assert engine.run("parseFloat(getComputedStyle(document.documentElement).fontSize)") > before
    engine.go(f"{serve(shipped)}/search.html?q=%E5%AD%A6%E4%B9%A0")
    engine.until("document.querySelectorAll('.results li').length > 4")
    assert engine.run("document.querySelectorAll('.results mark').length") > 0
    engine.run("localStorage.clear()")
