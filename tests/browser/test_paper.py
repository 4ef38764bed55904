"""What comes out of a printer: every letter, every column, numbered pages. Chromium's own PDF is read."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, Page

Serve = Callable[[Path], str]
BULLETIN = "bulletins/2009/2009-05-26-democratic-meeting.html"
NOTICE = "publications/review-results.html"
POINT = 72 / 25.4  # of a millimetre
# What an editor's table of so many columns looks like in the page.
WIDE = """(columns) => {
  const cells = (tag, text) => Array.from({length: columns}, (_, i) => `<${tag}>${text(i)}</${tag}>`).join('');
  const row = `<tr>${cells('td', i => i % 2 ? '120,000' : '财政经济委员会')}</tr>`;
  const head = `<thead><tr>${cells('th', i => `甲${i + 1}栏`)}</tr></thead>`;
  document.querySelector('.text').insertAdjacentHTML('beforeend',
    `<div class="scroll"><table>${head}<tbody>${row.repeat(3)}</tbody></table></div>`);
}"""


def printed(page: Page) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))


def text_of(document: pypdfium2.PdfDocument, number: int) -> str:
    return "".join(document[number].get_textpage().get_text_bounded().split())


def test_every_column_of_every_table_is_on_the_paper(phone: Page, serve: Serve, shipped: Path) -> None:
    for name in (NOTICE, BULLETIN):
        for columns in (8, 14):
            phone.goto(f"{serve(shipped)}/{name}")
            phone.evaluate(WIDE, columns)
            document = printed(phone)
            whole = "".join(text_of(document, number) for number in range(len(document)))
            assert whole.count("甲") == columns and whole.count("120,000") == 3 * (columns // 2), (name, columns)
            assert f"甲{columns}栏" in whole
            turned = [page.get_width() > page.get_height() for page in document]
            assert any(turned) == (columns == 14 and name == NOTICE), (name, columns)


def test_a_bulletin_has_the_margins_and_numbers_of_an_official_document(
    phone: Page, serve: Serve, shipped: Path
) -> None:
    phone.goto(f"{serve(shipped)}/{BULLETIN}")
    phone.evaluate("document.querySelectorAll('.text p').forEach(p => { p.textContent = '绿水青山'.repeat(60); })")
    document = printed(phone)
    for number in range(len(document)):
        page, found = document[number], []
        letters = page.get_textpage()
        search = letters.search(f"— {number + 1} —")
        if place := search.get_next():
            found = [letters.get_charbox(index) for index in range(place[0], place[0] + place[1])]
        assert found, f"page {number + 1} has no number"
        left, right = found[0][0], found[-1][2]
        assert (right > page.get_width() / 2) == (number % 2 == 0), "odd numbers stand right, even ones left"
        assert (left < page.get_width() / 2) == (number % 2 == 1)
    row = next(line for line in document[0].get_textpage().get_text_bounded().splitlines() if "绿水青山绿水" in line)
    assert len(row.strip()) in (26, 28), "28 characters a line, two of them blank where a paragraph begins"


def test_no_paper_where_there_is_none(browser: Browser, serve: Serve, shipped: Path) -> None:
    for agent, count in (("Mozilla/5.0 Chrome/126 Mobile Safari/537.36", 2), ("Mozilla/5.0 MicroMessenger/8.0.49", 0)):
        page = browser.new_page(user_agent=agent)
        page.goto(f"{serve(shipped)}/{BULLETIN}")
        assert page.locator("button[data-print]:visible").count() == count, agent
        page.close()
