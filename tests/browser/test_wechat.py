"""An article for a WeChat account, copied by its button and pasted into an editor that cleans what is pasted."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from publicity.commands.program import main
from tests.helpers.project import Project
from tests.helpers.wechat import EDITOR

LETTERS = "node => node.textContent.replace(/\\s+/g, '')"


@pytest.mark.parametrize(
    "uri",
    ["bulletins/2009/2009-05-06-opinions-sorted.md", "publications/review-results.md", "publications/activity-plan.md"],
)
def test_what_is_copied_arrives_whole(browser: Browser, official: Project, tmp_path: Path, uri: str) -> None:
    out = tmp_path / "a.html"
    done = CliRunner().invoke(main, ["wechat", f"docs/{uri}", str(out), "--root", str(official.root)])
    assert done.exit_code == 0, done.output
    (tmp_path / "editor.html").write_text(EDITOR, encoding="utf-8")
    context = browser.new_context(viewport={"width": 375, "height": 812})
    page = context.new_page()
    page.goto(out.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    written = page.eval_on_selector("main", LETTERS)
    pictures = page.locator("main img").count()
    page.locator("[data-article]").click()
    assert page.locator("output").inner_text() == "已复制，去粘贴"
    editor = context.new_page()
    editor.goto((tmp_path / "editor.html").as_uri())
    editor.locator("#editor").focus()
    editor.keyboard.press("Control+V")
    assert editor.eval_on_selector("#editor", LETTERS) == written
    assert "复制正文" not in editor.locator("#editor").inner_text()
    assert editor.locator("#editor img").count() == pictures
    assert editor.evaluate("[...document.images].every(one => one.complete && one.naturalWidth > 0)")
    assert editor.evaluate("document.documentElement.scrollWidth") <= 375
    assert editor.evaluate("getComputedStyle(document.querySelector('#editor p')).fontSize") != "17px"
    context.close()
