"""The public address of the column: what is given, else `site_url` in mkdocs.yml; and what its pages say it is."""

from pathlib import Path
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from publicity.problem import Problem
from publicity.source import load
from publicity.tree import parse

EXAMPLE = "https://www.example.gov.cn/zt/xxsj/"


def checked(address: str) -> str:
    """The address with a slash at its end. Raises ValueError with a Chinese reason where it is none."""
    try:
        parts = urlsplit(address.strip())
        whole = parts.scheme in ("http", "https") and parts.hostname and not (parts.query or parts.fragment)
        whole = whole and not parts.path.endswith((".html", ".htm"))  # a page, not the folder of all
    except ValueError:
        whole = False
    if not whole or any(character.isspace() for character in address.strip()):
        raise ValueError(f"“{address}”不是网站的网址；写成 {EXAMPLE} 这样")
    return address.strip().rstrip("/") + "/"


def configured(settings: Path) -> str | Problem | None:
    """The address in the settings file; None where none is written."""
    source = load(settings, settings.name)
    if isinstance(source, Problem):
        return source
    tree, problems = parse(source)
    if problems:
        return problems[0]
    written = tree.data.get("site_url") if isinstance(tree.data, dict) else None
    if not written:
        return None
    try:
        return checked(str(written))
    except ValueError as error:
        return source.problem(tree.at(("site_url",)), f"site_url：{error}", f"site_url: {EXAMPLE}")


def canonical(page: bytes) -> str | None:
    """The address that a page says is its own; None where it says nothing."""
    link = LexborHTMLParser(page).css_first('link[rel="canonical"]')
    return link.attributes.get("href") if link else None
