"""A built page as a browser takes it apart: what the checks of the finished site look at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from publicity.regex import regex

# What a browser fetches by itself, by element and attribute; a link element only for some relations.
_LOADS = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "input": ("src",),
    "track": ("src",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
    "form": ("action",),
}
_FETCHED_RELATIONS = frozenset(
    {
        *("stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload", "prefetch"),
        *("preconnect", "dns-prefetch", "prerender"),
    }
)
# The pages run under a policy that lets none of these do anything.
_BARRED = frozenset({"iframe", "frame", "object", "embed", "applet", "video", "audio", "style", "base"})
_DATA_BLOCKS = frozenset({"application/ld+json", "application/json"})
_REFRESH = regex(r"^\s*\d+\s*[;,]\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
_NUMBER = regex(r"\d+")


@dataclass
class SitePage:
    """What a page holds. `path` is its place in the site; addresses are as written."""

    path: str
    language: str = ""
    title: str = ""
    headings: int = 0
    metas: list[tuple[str, str]] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    repeated_ids: list[str] = field(default_factory=list)
    links: set[str] = field(default_factory=set)
    loads: set[tuple[str, str]] = field(default_factory=set)  # (element, address)
    pictures: list[tuple[str, str]] = field(default_factory=list)  # (address, what it lacks)
    barred: list[str] = field(default_factory=list)  # what the policy would block, as it may be called
    leads_on: bool = False  # a page that only sends its reader to another


def take_apart(path: str, data: bytes) -> SitePage:
    """Read a page. Never raises: whatever it is, a browser makes something of it."""
    return site_page(path, LexborHTMLParser(data))  # bytes: five times as fast as text


def site_page(path: str, tree: LexborHTMLParser) -> SitePage:
    """What a parsed page holds; it stays as it is."""
    page = SitePage(path)
    used: set[str] = set()
    root = tree.root
    for node in root.traverse(include_text=False) if root else ():
        attributes = node.attributes
        tag = node.tag
        if tag == "h1":
            page.headings += 1
        elif tag in _BARRED:
            page.barred.append(f"<{tag}>")
        if not attributes:
            if tag == "script":
                page.barred.append("写在网页里的脚本")
            elif tag == "img":
                page.pictures.append(("", "src"))
            continue
        used.update(attributes)
        if "id" in attributes:
            _note_id(page, attributes["id"] or "")
        if tag in ("a", "area"):
            for name in ("href", "xlink:href"):
                if (address := attributes.get(name)) is not None:
                    page.links.add(address)
        elif tag in _LOADS:
            _note_load(page, tag, attributes)
        elif tag == "meta":
            _note_meta(page, attributes)
        elif tag == "link":
            _note_relation(page, attributes)
        elif tag == "html":
            page.language = attributes.get("lang") or ""
    title = tree.css_first("head > title")
    page.title = title.text().strip() if title else ""
    if "style" in used or any(name.startswith("on") for name in used):
        page.barred += sorted(set(_handlers(root)))
    return page


def _note_id(page: SitePage, name: str) -> None:
    if name in page.ids and name not in page.repeated_ids:
        page.repeated_ids.append(name)
    page.ids.add(name)


def _note_load(page: SitePage, tag: str, attributes: dict[str, str | None]) -> None:
    for name in _LOADS[tag]:
        if (value := attributes.get(name)) is not None:
            parts = [part.split()[0] for part in value.split(",") if part.strip()] if name == "srcset" else [value]
            page.loads.update((tag, part) for part in parts)
    if tag == "script" and "src" not in attributes and (attributes.get("type") or "").lower() not in _DATA_BLOCKS:
        page.barred.append("写在网页里的脚本")
    if tag == "img":
        lacking = [name for name in ("src", "alt") if name not in attributes]
        lacking += [name for name in ("width", "height") if not _NUMBER.fullmatch(attributes.get(name) or "")]
        if lacking:
            page.pictures.append((attributes.get("src") or "", "、".join(lacking)))


def _note_meta(page: SitePage, attributes: dict[str, str | None]) -> None:
    if (name := attributes.get("name")) is not None:
        page.metas.append((name, attributes.get("content") or ""))
    elif (attributes.get("http-equiv") or "").lower() == "refresh":
        page.leads_on = True
        if match := _REFRESH.match(attributes.get("content") or ""):
            page.links.add(match[1].strip())


def _note_relation(page: SitePage, attributes: dict[str, str | None]) -> None:
    relations = set((attributes.get("rel") or "").lower().split())
    address = attributes.get("href") or ""
    if relations & _FETCHED_RELATIONS:
        page.loads.add(("link", address))
    elif address:
        page.links.add(address)


def _handlers(root: Any) -> Iterator[str]:
    for node in root.traverse(include_text=False):
        for name in node.attributes:
            if name == "style" or name.startswith("on"):
                yield f"<{node.tag} {name}=…>"
