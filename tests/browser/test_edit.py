"""The form in a real browser: a bulletin with a picture and an attachment, a mistake, a preview, a commit."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.helpers.forms import EDITOR, Form, decap, served_form
from tests.helpers.project import ROOT

pytestmark = pytest.mark.shipped
PICTURE: FilePayload = {
    "name": "走访 1.PNG",
    "mimeType": "image/png",
    "buffer": (ROOT / "docs/bulletins/2009/pictures/opinions.png").read_bytes(),
}
TABLE: FilePayload = {"name": "名单.csv", "mimeType": "text/csv", "buffer": "社区,日期\n示例,4月14日\n".encode()}
STEM = "2009-06-15-dongtai-1"


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Form]:
    with served_form(tmp_path_factory.mktemp("form") / "column", decap()) as made:
        yield made


@pytest.fixture(scope="module")
def page(browser: Browser, form: Form) -> Iterator[Page]:
    """The form, which asks nobody but its own server and makes no mistakes."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000}, locale="zh-CN")
    asked, wrong = list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.set_default_timeout(10_000)
    page.goto(form.server.address)
    expect(page.get_by_role("heading", name="动态和简报")).to_be_visible()
    yield page
    page.close()
    assert not [url for url in asked if not url.startswith((form.server.address, "blob:", "data:"))]
    assert not [
        error for error in wrong if error not in ("undefined", "Object")
    ]  # with which Decap lets a refused save end


def field(name: str, tag: str = "input") -> str:
    return f"{tag}[id^='{name}-field-']"


def save(page: Page) -> None:
    page.get_by_role("button", name="保存", exact=True).first.click()
    page.get_by_role("menuitem", name="保存", exact=True).click()


def test_a_clerk_publishes_a_bulletin(page: Page, form: Form) -> None:
    page.get_by_role("link", name="动态和简报").last.click()
    page.fill(field("title"), "示例：代表走访社区")
    page.fill(field("summary", "textarea"), "代表走访了三个社区。")
    page.set_input_files("input[aria-label='图片文件：选文件']", PICTURE)
    page.fill(field("date"), "2009-04-14")
    page.fill(field("alt"), "示例图")
    body = page.locator(field("body", "textarea"))
    body.fill("一、走访\n\n**走访了：**三个社区。绝密★10年")
    page.set_input_files("input[aria-label='正文：选文件']", TABLE)
    expect(body).to_have_value(re.compile(r"\[名单\]\(attachments/名单\.csv\)"))
    preview = page.frame_locator("iframe").locator("article")
    expect(preview.locator("strong")).to_have_text("走访了：")
    expect(preview.locator("h1")).to_have_text("示例：代表走访社区")
    assert preview.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    save(page)
    expect(page.locator("#said")).to_contain_text("没有保存，先改好这些")
    expect(page.locator(".publicity-wrong", has_text="密级标志")).to_be_visible()
    assert form.git("status", "--porcelain") == ""
    body.fill(body.input_value().replace("绝密★10年", ""))
    save(page)
    expect(page).to_have_url(f"{form.server.address}#/collections/bulletins/entries/{STEM}")
    expect(page.locator(".publicity-wrong")).to_have_count(0)
    assert form.git("log", "-1", "--format=%an %s") == f"{EDITOR} 新建动态和简报：示例：代表走访社区"
    assert sorted(Path(name).name for name in form.git("show", "--format=", "--name-only").split()) == [
        f"{STEM}.md",
        "名单.csv",
        "走访-1.png",
    ]


def test_one_field_changed_is_one_line_changed(page: Page, form: Form) -> None:
    stem = "2009-05-06-opinions-sorted"
    page.goto(f"{form.server.address}#/collections/bulletins")
    expect(page.get_by_role("heading", name="动态和简报")).to_be_visible()
    page.goto(f"{form.server.address}#/collections/bulletins/entries/{stem}")
    title = page.locator(field("title")).first
    expect(title).to_have_value("征求到的意见建议归为五类九十六条")
    title.clear()
    title.fill("意见梳理完了")
    save(page)
    expect(page.get_by_text("已保存", exact=True)).to_be_visible()
    assert form.git("log", "-1", "--format=%s") == "修改动态和简报：意见梳理完了"
    assert form.git("show", "--format=", "--numstat").split() == ["1", "1", f"docs/bulletins/2009/{stem}.md"]
    title.clear()
    title.fill("意见梳理好了")
    expect(title).to_have_value("意见梳理好了")
    save(page)
    expect(page.get_by_text("已保存", exact=True)).to_be_visible()
    assert form.git("log", "-1", "--format=%s") == "修改动态和简报：意见梳理好了"
    form.project.edit(f"docs/bulletins/2009/{stem}.md", "意见梳理好了", "别人改的")
    title.clear()
    title.fill("意见梳理妥了")
    save(page)
    expect(page.locator("#said")).to_contain_text("被别人改过")
    assert "别人改的" in (form.project.root / f"docs/bulletins/2009/{stem}.md").read_text(encoding="utf-8")
