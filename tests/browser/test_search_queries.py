"""What readers type finds the page they look for among the first three: questions, slips, other scripts and forms."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

CASES = Path(__file__).parents[1] / "cases" / "search_queries.yml"
FOLDERS = {"b": "bulletins/2009/2009-", "c": "commitments/", "p": "publications/", "l": "lists/"}
Serve = Callable[[Path], str]
# Searches one after the other in one page; by what was typed the first three addresses.
ASK = """async queries => {
  const found = {}, input = document.querySelector('#search-q'), form = input.form;
  const status = document.querySelector('[data-search-status]');
  for (const query of queries) {
    input.value = query;
    form.requestSubmit();
    while (/正在找/.test(status.textContent)) await new Promise(done => setTimeout(done, 2));
    const links = document.querySelectorAll('[data-search-results] > li > a');
    found[query] = Array.from(links).slice(0, 3).map(link => decodeURI(link.pathname).slice(1));
  }
  return found;
}"""


def cases() -> list[tuple[str, set[str]]]:
    """Pairs of what is typed and the pages that will do."""
    grouped: dict[str, list[list[Any]]] = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [(str(query), {_url(page) for page in pages}) for listed in grouped.values() for query, *pages in listed]


def _url(page: str) -> str:
    folder, _, name = page.partition("/")
    name = FOLDERS[folder] + name if folder in FOLDERS else page
    if name.startswith("bulletins/2009/2009-attachments/"):
        name = name.replace("2009-attachments", "attachments")
    return name if name.rpartition(".")[2] in ("xlsx", "pdf", "csv") else f"{name}.html"


@pytest.mark.shipped
def test_what_readers_type_is_found(browser: Browser, serve: Serve, shipped: Path) -> None:
    page = browser.new_page()
    page.goto(f"{serve(shipped)}/search.html")
    asked = cases()
    found = page.evaluate(ASK, [query for query, _ in asked])
    page.close()
    missed = {query: found[query] for query, right in asked if not right & {*found[query]}}
    assert len(missed) <= len(asked) * 0.05, f"{len(missed)} of {len(asked)}: {missed}"
