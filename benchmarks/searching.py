"""How well search finds, and what it costs: in a real Chromium, on sites built here, in texts and words of a seed.

Run with `make bench`. The truth is plain text search over the pages as they were written, punctuation apart; `verbatim`
is the part of what was shown that has the words with the same punctuation too. It prints and judges nothing.
"""

import re
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Thread
from urllib.parse import quote

from playwright.sync_api import Browser, Locator, Page, Request, sync_playwright
from selectolax.lexbor import LexborHTMLParser
from tests.helpers.browsing import QUIET
from tests.helpers.searching import search_files
from tests.provide import program

from builds import ROOT, build, make_ours
from generate import articles
from publicity.search.page import SearchPage
from publicity.search.text import fold
from publicity.search.visible import visible_text
from varied import varied

SEED = int(time.time()) if "--any-seed" in sys.argv else 20090422
QUERIES = 60
FIRST = 20  # of them, each as the first search of a reader
LISTED = 40  # hits that are all looked at; of more, the number told and the first ones
FOLDERS = ("bulletins", "phases")
STATUS = "[data-search-status]"
PLAN = ROOT / "docs" / "plan.yml"
DONE = f"() => !/正在找|要用到脚本/.test(document.querySelector('{STATUS}').textContent)"


class Lines(HTMLParser):
    """The lines of a page's <main>: by other means than the index reads them."""

    INLINE = frozenset(("a", "b", "em", "strong", "time", "code", "mark", "sup", "sub"))
    VOID = frozenset(("br", "img", "input", "hr", "meta", "link"))
    LEFT_OUT = frozenset(
        ("items", "tools", "paper", "page-foot")
    )  # of others; what readers set; only on paper; how to answer

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self.inside = self.outside = 0
        self.beside = False  # in what stands beside an article: there labels are no text of its

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line at a block."""
        self.beside = self.beside or tag == "aside"
        classes = {*(dict(attrs).get("class") or "").split()}
        label = tag in ("h2", "dt") and self.beside
        left_out = label or tag in ("nav", "svg", "script") or not self.LEFT_OUT.isdisjoint(classes)
        if tag == "main":
            self.inside = 1
        elif tag not in self.VOID and (self.outside or left_out):
            self.outside += 1
        if tag not in self.INLINE:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        """End a line at a block."""
        self.beside = self.beside and tag != "aside"
        if tag == "main":
            self.inside = 0
        elif self.outside and tag not in self.VOID:
            self.outside -= 1
        if tag not in self.INLINE:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        """Take what is shown."""
        if self.inside and not self.outside:
            self.lines[-1] += data


@dataclass
class Found:
    """What the searches of one length of words gave."""

    wanted: int = 0
    got: int = 0
    wrong: int = 0
    verbatim: int = 0
    shown: int = 0
    first: list[bool] = field(default_factory=list)
    size: list[int] = field(default_factory=list)
    taken: list[float] = field(default_factory=list)


def texts_of(site: Path, summaries: dict[str, str]) -> dict[str, list[str]]:
    """The lines of every page that has a text of its own, by address."""
    pages = [path for folder in FOLDERS for path in (site / folder).rglob("*.html") if path.stem != "index"]
    found = {}
    for path in [*pages, site / "plan.html", site / "duties.html"]:
        lines = Lines()
        lines.feed(path.read_text(encoding="utf-8"))
        url = path.relative_to(site).as_posix()
        kept = [" ".join(line.split()) for line in [summaries.get(url, ""), *lines.lines]]
        found[url] = [line for line in kept if line]
    return found


def words_from(texts: dict[str, list[str]], random: Random) -> Iterator[str]:
    """Yield pieces of two to eight characters of random bulletins."""
    urls = sorted(url for url in texts if url.startswith("bulletins/"))
    while True:
        line = random.choice(texts[random.choice(urls)])
        length = random.randint(2, 8)
        if len(line) >= length:
            start = random.randrange(len(line) - length + 1)
            piece = line[start : start + length]
            if len(fold(piece)) > 1 and " " not in piece:
                yield piece


def search(page: Page, address: str, words: str) -> tuple[list[str], int]:
    """The addresses listed and the number told: all where they are few, else the first."""
    page.goto(f"{address}/search.html?q={quote(words, safe='')}")
    page.wait_for_function(DONE)
    hits, more = page.locator("[data-search-results] > li > a"), page.locator("[data-search-more]")
    told = "".join(filter(str.isdigit, page.locator(STATUS).inner_text().partition("篇")[0].rpartition("找到")[2]))
    if told and int(told) <= LISTED:
        while more.is_visible():
            said = page.locator(STATUS).inner_text()
            more.click()
            page.wait_for_function(
                "was => document.querySelector('[data-search-status]').textContent !== was", arg=said
            )
        return [link.removeprefix(f"{address}/") for link in _links(hits)], hits.count()
    return [link.removeprefix(f"{address}/") for link in _links(hits)], int(told or 0)


def _links(hits: Locator) -> list[str]:
    links: list[str] = hits.evaluate_all("links => links.map(link => decodeURI(link.href))")
    return links


def first_search(browser: Browser, address: str, words: str) -> tuple[int, float]:
    """The bytes that a first search loads, its script among them, and the seconds from Enter until hits stand there."""
    page = browser.new_page()
    asked: list[Request] = []
    page.on("requestfinished", lambda it: asked.append(it) if re.search("/search(/|[.]js$)", it.url) else None)
    page.goto(f"{address}/search.html")
    page.wait_for_function(DONE)
    start = time.perf_counter()
    page.get_by_label("要找的字词").fill(words)
    page.get_by_label("要找的字词").press("Enter")
    page.wait_for_function(DONE)
    taken = time.perf_counter() - start
    size = sum(request.sizes()["responseBodySize"] for request in asked)
    page.close()
    return size, taken


def index_time(site: Path) -> float:
    """The processor seconds that a build spends on the index of a site."""
    start = time.process_time()
    pages = []
    for path in sorted(path for folder in FOLDERS for path in (site / folder).rglob("*.html")):
        seen = visible_text(LexborHTMLParser(path.read_bytes()))
        pages.append(SearchPage(path.name, seen.title, "", date.min, {}, seen.text, about=seen.about))
    search_files(pages, ())
    return time.process_time() - start


def measure(site: Path, browser: Browser, summaries: dict[str, str], random: Random) -> dict[str, Found]:
    """Search a site for random words; what was found, by how many characters were looked for."""
    texts = texts_of(site, summaries)
    whole = {url: "\n".join(lines) for url, lines in texts.items()}
    folded = {url: fold(text) for url, text in whole.items()}
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    page = browser.new_page()
    found = {"2": Found(), "3-4": Found(), "5-8": Found()}
    for words, number in zip(words_from(texts, random), range(QUERIES), strict=False):
        key = "2" if len(words) == 2 else "3-4" if len(words) < 5 else "5-8"
        right = {url for url, text in folded.items() if fold(words) in text}
        urls, told = search(page, address, words)
        it = found[key]
        it.wanted += len(right)
        it.got += len(right & set(urls)) if told <= LISTED else min(told, len(right))
        it.wrong += len(set(urls) - right)
        it.shown += len(urls)
        it.verbatim += sum(words in whole.get(url, "") for url in urls)
        it.first.append(bool(urls) and urls[0] in right)
        if number < FIRST or not it.size:
            size, taken = first_search(browser, address, words)
            it.size.append(size)
            it.taken.append(taken)
    page.close()
    server.shutdown()
    return found


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """Say nothing."""


def compare(sizes: list[int]) -> None:
    """Measure and print."""
    print(f"\nSearch: {QUERIES} random pieces of 2 to 8 characters, seed {SEED}; texts repetitive and varied")
    print(
        f"{'N':>6} {'text':<11}{'chars':>6}{'recall':>8}{'precision':>11}{'verbatim':>10}{'top-1':>7}"
        f"{'KB first':>10}{'most':>6}{'ms':>6}"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program("chromium"), args=QUIET)
        for size in sizes:
            for name in ("repetitive", "varied"):
                with TemporaryDirectory() as folder:
                    project = Path(folder) / "column"
                    written = list(articles(size, PLAN))
                    if name == "varied":
                        written = list(varied(written, ROOT / "docs", SEED))
                    make_ours(project, written)
                    build(project)
                    site = project / "site"
                    taken = index_time(site)
                    summaries = {it.uri.removesuffix("md") + "html": it.meta["summary"] for it in written}
                    rows = measure(site, browser, summaries, Random(SEED))
                    index = [path.stat().st_size for path in (site / "search").rglob("*") if path.is_file()]
                for length, it in rows.items():
                    print(
                        f"{size:>6} {name:<11}{length:>6}{it.got / it.wanted:8.3f}{1 - it.wrong / it.shown:11.3f}"
                        f"{it.verbatim / it.shown:10.3f}{statistics.mean(it.first):7.2f}"
                        f"{statistics.median(it.size) / 1000:10.0f}{max(it.size) / 1000:6.0f}"
                        f"{statistics.median(it.taken) * 1000:6.0f}"
                    )
                print(
                    f"{'':>7}index: made in {taken:.2f} s; {sum(index) / 1e6:.1f} MB in {len(index)} files",
                    flush=True,
                )
        browser.close()


if __name__ == "__main__":
    compare(sorted(int(given) for given in sys.argv[1:] if given.isdigit()) or [100, 1000])
