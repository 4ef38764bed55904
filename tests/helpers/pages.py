"""Built pages taken apart, and sites compared."""

import filecmp
import re
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib


def parse(page: Path) -> Element:
    """A page as a browser's parser sees it; parse errors fail the test."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree: Element = parser.parse(page.read_text(encoding="utf-8"))
    return tree


def pages(site: Path) -> list[Path]:
    """All pages but those that only lead from an old address to a new one, and the blocks for other pages."""
    return [page for page in written(site) if 'http-equiv="refresh"' not in page.read_text(encoding="utf-8")]


def written(site: Path) -> list[Path]:
    """All pages, and not the blocks for other pages."""
    return [page for page in sorted(site.rglob("*.html")) if page.parent != site / "fragments"]


def text(element: Element) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def classed(tree: Element, name: str) -> list[Element]:
    return [e for e in tree.iter() if name in e.get("class", "").split()]


def differences(a: Path, b: Path) -> list[str]:
    compared = filecmp.dircmp(a, b)
    found = [*compared.left_only, *compared.right_only]
    _, changed, odd = filecmp.cmpfiles(a, b, compared.common_files, shallow=False)
    for folder in compared.common_dirs:
        found += differences(a / folder, b / folder)
    return [*found, *changed, *odd]
