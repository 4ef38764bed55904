"""The way back from paper to the page: its address as a QR code, read from Chromium's own PDF as a phone reads it."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Page

from publicity.pages.code import LONGEST, drawing, rows
from publicity.pages.kept_codes import KeptCodes
from tests.helpers.browsing import KINDS
from tests.helpers.project import Project

Serve = Callable[[Path], str]
SITE = "https://rd.example.gov.cn/zt/"
BULLETIN = "bulletins/2009/2009-05-26-democratic-meeting.html"
MOST = 700  # bytes, gzipped, that code and address add to a page


def read(document: pypdfium2.PdfDocument) -> list[str]:
    """What the codes of a printed document say, seen as a camera sees them: 120 dots an inch."""
    seen = (page.render(scale=120 / 72).to_pil() for page in document)
    return [code.text for one in seen for code in zxingcpp.read_barcodes(one, formats=zxingcpp.BarcodeFormat.QRCode)]


def words(document: pypdfium2.PdfDocument) -> str:
    return "".join("".join(page.get_textpage().get_text_bounded() for page in document).split())


@pytest.mark.parametrize("name", [kind for kind in KINDS if not kind.startswith(("404", "search"))])
def test_every_printed_page_leads_back(phone: Page, serve: Serve, official: Project, name: str) -> None:
    phone.goto(f"{serve(official.root / 'site')}/{name}")
    assert phone.locator(".on-paper").is_hidden()
    document = pypdfium2.PdfDocument(phone.pdf(prefer_css_page_size=True))
    address = SITE + name
    assert read(document) == [address]
    said = words(document)
    assert address in said and "内容截至2009年6月15日" in said


def test_a_column_without_an_address_prints_the_day(phone: Page, serve: Serve, shipped: Path) -> None:
    phone.goto(f"{serve(shipped)}/{BULLETIN}")
    document = pypdfium2.PdfDocument(phone.pdf(prefer_css_page_size=True))
    assert read(document) == [] and words(document).endswith("学习实践活动专栏，内容截至2009年6月15日")


def test_it_costs_readers_of_the_screen_little(official: Project) -> None:
    for name in KINDS[:-2]:
        page = (official.root / "site" / name).read_text(encoding="utf-8")
        without = re.sub(r'<div class="on-paper.*?</div>', "", page, flags=re.DOTALL)
        assert 0 < len(gzip.compress(page.encode())) - len(gzip.compress(without.encode())) < MOST, name


@pytest.mark.parametrize("length", [20, 60, 120, LONGEST])
def test_a_code_says_its_address(length: int, phone: Page) -> None:
    address = f"https://a.gov.cn/{'x%E5-' * length}"[:length]
    phone.set_content(f'<body style="margin:10mm">{drawing(rows(address))}')
    assert read(pypdfium2.PdfDocument(phone.pdf())) == [address]
    assert drawing(rows(address + "y" * LONGEST)) == ""


def test_codes_that_are_kept_are_the_same(tmp_path: Path) -> None:
    file = tmp_path / ".cache" / "codes.json"
    made, address = KeptCodes(file), SITE
    drawn = made.drawn(address)
    made.keep({address})
    kept = file.read_bytes()
    again = KeptCodes(file)
    assert again.drawn(address) == drawn
    again.keep({address})
    assert file.read_bytes() == kept
    KeptCodes(file).keep({address, "https://other/"})
    assert file.read_bytes() == kept, "a page that stays asks for none"
    for spoilt in (b"", b"[]", b"{}", kept.replace(b"segno", b"other"), kept[:-9], kept.replace(b"[", b'["x",')):
        file.write_bytes(spoilt)
        assert KeptCodes(file).drawn(address) == drawn
    file.write_bytes(kept)
    KeptCodes(file).keep({"https://other/"})
    assert file.read_bytes() != kept, "no page has the address any more"
