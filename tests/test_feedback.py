"""A reader may answer: every way that an office gives, on every page, with the page's own address and title."""

import json
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicity.column.feedback import Feedback
from publicity.column.settings_file import read_settings
from publicity.fields.contact import dialled, filled
from publicity.pages.feedback import mailto, ways
from publicity.problems.problem import Severity
from tests.helpers.official import Built
from tests.helpers.project import Project

pytestmark = pytest.mark.shipped

ADDRESS = "https://rd.example.gov.cn/zt/"
# As they stand on pages of offices, banks and schools; what is none of one telephone is refused.
PHONES = {
    "0755-83571111": "075583571111",
    "010-8025-8108": "01080258108",
    "（0536）5603066": "05365603066",
    "(010)59306967": "01059306967",
    "0396 7636111": "03967636111",
    "010-62176655-6738": "01062176655",
    "010－62176655转6738": "01062176655",
    "０１０－６２１７６６５５": "01062176655",
    "+86 10 6217 6655": None,
    "+86-010-62176655": "01062176655",
    "60391609": "60391609",
    "5641079": "5641079",
    "12345": "12345",
    "010-12123": "01012123",
    "010-122": "010122",
    "95595": "95595",
    "400-810-0000": "4008100000",
    "4008100000": "4008100000",
    "13800138000": "13800138000",
    "0539-889333": None,
    "0431-00000000": None,
    "029-86692262  18629387797": None,
    "010-62176655-6738、6799": None,
    "电话 0431-88888888": None,
    "": None,
}


@pytest.mark.parametrize("phone", PHONES)
def test_telephones_as_they_are_printed(phone: str) -> None:
    assert dialled(phone) == PHONES[phone]


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_letter_says_which_page_it_is_about(title: str, address: str) -> None:
    letter = urlsplit(mailto("rd+zl@example.gov.cn", title, address))
    assert (letter.scheme, letter.path, letter.fragment) == ("mailto", "rd+zl@example.gov.cn", "")
    said = parse_qs(letter.query, strict_parsing=True, keep_blank_values=True)
    assert said["subject"] == [f"关于网页“{title if len(title) <= 40 else title[:40] + '…'}”"]
    assert said["body"] == [f"网页：{address}\r\n意见：\r\n"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_is_put_into_a_form_stays_one_value(url: str, title: str) -> None:
    form = filled("https://example.gov.cn/jiucuo.html?site_code=22&url={url}&t={title}", url, title)
    said = parse_qs(urlsplit(form).query, strict_parsing=True, keep_blank_values=True)
    assert said == {"site_code": ["22"], "url": [url], "t": [title]}


def test_nothing_is_printed_that_nobody_gave(shipped: Path) -> None:
    assert ways(Feedback(), "题目", "x.html") == ()
    for page in ("index.html", "404.html", "plan.html"):
        assert Built(shipped / page).tree.css(".answers") == []


def test_every_page_can_be_answered(official: Project) -> None:
    site = official.root / "site"
    pages = [path.relative_to(site).as_posix() for path in site.rglob("*.html")]
    for page in (page for page in pages if not page.startswith("fragments/")):
        built = Built(site / page)
        if not built.tree.css_first("main"):  # it only leads on
            continue
        (answers,) = built.tree.css("main .answers")
        for words in ("0431-80000000、0431-80000001转8001（工作日 8:30—11:30）", "示例区示例路 1 号"):
            assert words in " ".join(answers.text().split()), page
        links = [link.attributes["href"] or "" for link in answers.css("a")]
        assert [urlsplit(link).scheme for link in links] == ["tel", "tel", "mailto", "https", "https"]
        title = built.tree.css_first("head > title").text().partition(" - ")[0]  # type: ignore[union-attr]
        address = ADDRESS if page == "404.html" else ADDRESS + page
        assert f"网页：{address}\r\n" in unquote(links[2])
        assert parse_qs(urlsplit(links[3]).query)["url"] == [address]
        if page != "404.html":
            assert parse_qs(urlsplit(links[4]).query)["t"] == [title]


def test_what_stands_on_every_page_is_not_searched(official: Project) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (official.root / "site/search").rglob("*.json")]
    assert texts
    for text in texts:
        assert "示例路" not in text
        assert "对本页有疑问" not in json.dumps(json.loads(text), ensure_ascii=False)


def test_without_an_address_of_the_site_the_path_stands_for_it() -> None:
    (way,) = ways(Feedback(mail="rd@example.gov.cn"), "工作方案", "plan.html")
    assert "网页：plan.html\r\n" in unquote(way.leading[0].link)
    address = Feedback(address="示例路 1 号", hours="工作日")
    assert [(way.name, way.hours) for way in ways(address, "", "")] == [("地址", "工作日")]


# What offices have in the foot of their sites (the host made up): copied, it names one page for ever.
@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("https://zfwzgl.example.gov.cn/exposure/jiucuo.html?site_code=4100000001&url=https%3A%2F%2Fwww.h.cn%2F", 1),
        ("http://pucha.example.cn/jiucuo.html?site_code=bm07000001&url=https://www.m.gov.cn/gxsj/index.html", 1),
        ("http://192.0.2.40/exposure/jiucuo.html?site_code=bm36000002", 0),
        ("https://zfwzgl.example.gov.cn/exposure/jiucuo.html?site_code=2201060012&url={url}", 0),
    ],
)
def test_a_form_that_would_always_name_one_page_is_told(tmp_path: Path, form: str, told: int) -> None:
    path = tmp_path / "mkdocs.yml"
    path.write_text(f"site_name: 示例专栏\nextra:\n  feedback:\n    correction: {form}\n", encoding="utf-8")
    found = read_settings(path, "mkdocs.yml")
    assert found.settings
    notices = [p for p in found.problems if "找错" in p.message]
    assert [(p.place, p.severity) for p in notices] == [("mkdocs.yml:4:17", Severity.NOTICE)] * told
