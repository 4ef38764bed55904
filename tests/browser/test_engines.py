"""What readers do in Firefox, in WebKit, and in Chromium of 2018 and 2020, which many an office still runs: pages stay
within the window, nothing runs together, what is pressed does what it says.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pypdfium2
import pytest

from tests.helpers.browsing import KINDS
from tests.helpers.engines import Engine, firefox, webkit
from tests.helpers.old_chromium import old_chromium

Serve = Callable[[Path], str]
MILLIMETRE = 72 / 25.4  # points
ENGINES = {
    "firefox": firefox,
    "webkit": webkit,
    "chromium-70": partial(old_chromium, 70),
    "chromium-83": partial(old_chromium, 83),
}
# Neighbours in a row, both with words, between which there is nothing.
TOUCHING = """[...document.querySelectorAll('*')].flatMap(row => {
  if (!/flex/.test(getComputedStyle(row).display)) return [];
  const words = [...row.children].filter(it => it.textContent.trim() && it.getBoundingClientRect().width > 1);
  const [side, nothing] = [(it, name) => parseFloat(getComputedStyle(it)[name]), .5];
  return words.slice(1).map((it, i) => [words[i], it]).filter(([a, b]) => {
    const [one, other] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
    return one.top < other.bottom && other.top < one.bottom && other.left - one.right < nothing &&
      side(a, 'paddingRight') + side(b, 'paddingLeft') < nothing && getComputedStyle(b, '::before').content === 'none';
  }).map(([a, b]) => `${row.tagName}.${row.className}: ${a.textContent.trim()}|${b.textContent.trim()}`);
})"""


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A browser with one page."""
    with ENGINES[request.param](tmp_path_factory.mktemp("profile")) as engine:
        yield engine


def test_every_kind_of_page_stays_within_the_window(engine: Engine, serve: Serve, shipped: Path) -> None:
    for pixels in (390, 1280):
        engine.width(pixels)
        for name in KINDS:
            engine.go(f"{serve(shipped)}/{name}")
            assert engine.run("document.documentElement.scrollWidth <= innerWidth"), (name, pixels)
            assert engine.run("document.querySelector('main').getBoundingClientRect().left >= 0"), (name, pixels)
            assert engine.run("[...document.images].every(it => it.naturalWidth > 0 || !it.complete)"), (name, pixels)
            assert engine.run("parseFloat(getComputedStyle(document.querySelector('main')).paddingLeft) >= 16"), name
            assert engine.run(TOUCHING) == [], (name, pixels)


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
    engine.go(f"{serve(shipped)}/search.html?q=%E8%B4%A2%E4%BA%AC%E5%B7%A5%E5%A7%94")  # 财京工委
    engine.until("document.querySelector('[data-search-status]').textContent.includes('下面是“财经工委”的结果')")
    engine.run("localStorage.clear()")


def test_another_site_is_left_for_only_after_a_notice(engine: Engine, serve: Serve, shipped: Path) -> None:
    engine.go(f"{serve(shipped)}/timeline.html")
    engine.run("""document.querySelector('main').insertAdjacentHTML('afterbegin',
      '<p><a id="leads" href="https://example.org/">别处</a></p>')""")
    engine.click("#leads")
    assert engine.run("document.querySelector('dialog[open]').textContent").count("example.org") == 1
    engine.click("dialog button")
    assert engine.run("document.querySelector('dialog[open]') === null && location.protocol === 'http:'")


def test_no_sheet_of_paper_is_blank(engine: Engine, serve: Serve, shipped: Path) -> None:
    """A bulletin has the margins of an official document from the first sheet on; what is folded is on paper too."""
    if engine.name == "webkit":
        return  # its driver has no paper
    engine.go(f"{serve(shipped)}/bulletins/2009/2009-05-26-democratic-meeting.html")
    engine.run("""document.querySelector('.text').insertAdjacentHTML('beforeend',
      '<details class="fold"><summary>名单</summary><p>折起来的话</p></details>')""")
    sheets = pypdfium2.PdfDocument(engine.printed())
    assert any("折起来的话" in sheet.get_textpage().get_text_bounded() for sheet in sheets)
    assert len(sheets) == 2
    for sheet in sheets:
        letters = sheet.get_textpage()
        boxes = [letters.get_charbox(index) for index in range(letters.count_chars())]
        left, top = min(box[0] for box in boxes), sheet.get_height() - max(box[3] for box in boxes)
        assert len(boxes) > 200
        assert (left / MILLIMETRE, top / MILLIMETRE) == (pytest.approx(28, abs=0.5), pytest.approx(38.5, abs=1.5))
