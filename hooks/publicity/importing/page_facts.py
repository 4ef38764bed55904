"""What a saved page says of itself: title, day and hour, source, author, its own address."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from publicity.importing.html_looks import children
from publicity.importing.labels import labelled
from publicity.importing.printed_day import day_in, time_after
from publicity.regex import regex

_META = {
    "title": ("articletitle", "og:title", "twitter:title"),
    "date": ("pubdate", "publishdate", "article:published_time", "og:release_date", "others"),
    "source": ("contentsource", "source"),
    "author": ("author", "og:article:author"),
    "summary": ("description", "og:description"),
    "address": ("og:url", "url"),
}
_ELEMENTS = {"title": ("#activity-name", "h1"), "source": ("#js_name",), "date": ("#publish_time",)}
_SAVED_FROM = regex(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")
_MADE = regex(r"\b(?:createTime|publish_time)\s*=\s*['\"](\d{4}-\d\d-\d\d(?: \d\d:\d\d)?)['\"]")
_BEHIND = regex(r"[-_|｜–—]+|\s+")
_SITE = regex(r"\s*(?:[_|｜]|\s[-–—]\s|--+)\s*")
SECTION = regex(r"首页|专题|.{0,4}(?:动态|新闻|公告|要闻|信息|中心|专栏)")  # no title of an article
_LONGEST_LINE = 120


def facts_of(tree: LexborHTMLParser, text: str) -> dict[str, str]:
    """The facts by name; `date` as `YYYY-MM-DD`, with an hour where one is printed. Absent ones are left out."""
    metas: dict[str, str] = {}
    for meta in tree.css("meta"):
        name = (meta.attributes.get("name") or meta.attributes.get("property") or "").lower()
        metas.setdefault(name, " ".join((meta.attributes.get("content") or "").split()))
    facts = {key: next((metas[n] for n in names if metas.get(n)), "") for key, names in _META.items()}
    facts["date"] = next((metas[n] for n in _META["date"] if day_in(metas.get(n, ""))), "")
    if not metas.get("articletitle"):  # whose pages keep the contract of government sites; others' metas are templates'
        facts["title"] = _title(tree, facts["title"])
        facts["author"] = ""
    for key, selectors in _ELEMENTS.items():
        if key != "title" and not facts[key]:
            facts[key] = next((said for s in selectors for n in tree.css(s) if (said := _words(n.text(deep=True)))), "")
    printed = _printed(tree)
    for key, label in (
        ("date", "日期"),
        ("source", "来源"),
        ("author", "作者"),
        ("editor", "编辑"),
        ("reviewer", "审核"),
    ):
        facts[key] = facts.get(key) or printed.get(label, "")
    if SECTION.fullmatch(facts["title"]):
        facts["title"] = ""
    if not facts["date"] and (made := _MADE.search(text)):
        facts["date"] = made[1]
    facts["date"] = _moment(facts["date"])
    source = labelled(facts["source"])
    facts["source"] = source.get("来源", facts["source"])
    facts["address"] = _address(tree, text) or facts["address"]
    return {key: value for key, value in facts.items() if value}


def _words(text: str | None) -> str:
    return " ".join((text or "").split())


def _title(tree: LexborHTMLParser, said: str) -> str:
    """The only heading of the page; else what its window is called, as far as a line of the page says it too."""
    window = said or _words(next((node.text() for node in tree.css("title")), ""))
    for selector in _ELEMENTS["title"]:
        heads = [words for node in tree.css(selector) if (words := _words(node.text(deep=True)))]
        if len(heads) == 1 and len(heads[0]) > 3 and (not window or heads[0][:8] in window or selector != "h1"):
            return heads[0]
    ends = [match.start() for match in _BEHIND.finditer(window)]
    parts = [window, *(window[:end].strip() for end in reversed(ends))]
    lines = {"".join(line.split()) for line in _lines(tree)}
    named = next((part for part in parts if len(part) > 1 and "".join(part.split()) in lines), "")
    return named or max(_SITE.split(window)[:1], default="") or window


def _lines(tree: LexborHTMLParser) -> Iterator[str]:
    """Yield what the innermost blocks of the page say."""
    for node in tree.css("p, div, span, td, li, h1, h2, h3, h4, h5, dd, section, strong, b, font, center"):
        if any((child.tag or "") in ("p", "div", "table", "ul") for child in children(node)):
            continue
        line = _words(node.text(deep=True))
        if 0 < len(line) <= _LONGEST_LINE:
            yield line


def _printed(tree: LexborHTMLParser) -> dict[str, str]:
    """The first line of the page that says when, and what else it says."""
    for line in _lines(tree):
        if (facts := labelled(line)) and day_in(facts.get("日期", "")):
            return facts
    return {}


def _moment(text: str) -> str:
    dated = day_in(text)
    if dated is None:
        return ""
    day, match = dated
    return f"{day} {time_after(text, match)}".strip()


def _address(tree: LexborHTMLParser, text: str) -> str:
    """Where the page was saved from."""
    saved = _SAVED_FROM.search(text[:4000])
    found = [saved[1]] if saved else []
    found += [node.attributes.get("href") or "" for node in tree.css('link[rel="canonical"]')]
    return next((one for one in found if urlsplit(one).scheme in ("http", "https")), "")
