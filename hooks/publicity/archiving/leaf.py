"""A page of the site as a leaf of the dossier: its text alone, its links within the document, its pictures in it."""

import posixpath
from base64 import b64encode
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from publicity.archiving.media_types import media_type
from publicity.archiving.snapshot import Snapshot

# What leads about in a site, or does something on a screen: nothing of it has a meaning on paper.
_LEFT_OUT = (
    ".breadcrumb, .neighbours, .tools, .contents, .filters, .answers, form, button, script, noscript, dialog, p > .more"
)
_NAMING = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers", "list")


@dataclass(frozen=True)
class Leaf:
    """A page's heading, the day that it gives as its own ("" for none), the class of its body, and its HTML."""

    title: str
    day: str
    kind: str
    html: str


def leaf_of(page: LexborHTMLParser, path: str, places: dict[str, str], snapshot: Snapshot) -> Leaf:
    """Make a leaf of a page at a path within the site; the tree is changed for it.

    `places` are the ids of all leaves by their paths. Ids of a page are unique within it alone, so each gets the leaf's
    own before it. A link to a page that is in the document leads there; one to another file of the site is text.
    Raises UnusableSiteError and OSError.
    """
    main = page.css_first("main")
    if main is None:
        return Leaf(path, "", "", "")
    for node in main.css(_LEFT_OUT):
        node.decompose()
    own = places[path]
    for node in main.css("*"):
        _settle(node, own, path, places, snapshot)
    heading, moment, body = main.css_first("h1"), main.css_first(".byline time"), page.css_first("body")
    return Leaf(
        heading.text().strip() if heading else path,
        (moment.attributes.get("datetime") or "")[:10] if moment else "",
        (body.attributes.get("class") or "") if body else "",
        (main.inner_html or "") + (whence.html or "" if (whence := page.css_first(".on-paper")) else ""),
    )


def _settle(node: LexborNode, own: str, path: str, places: dict[str, str], snapshot: Snapshot) -> None:
    """Give one element's names and addresses their meaning within the document."""
    attributes = node.attributes
    if (name := attributes.get("id")) and node.tag != "pattern":  # style sheets call patterns by name, all alike
        node.attrs["id"] = f"{own}-{name}"
    for naming in _NAMING:
        if names := attributes.get(naming):
            node.attrs[naming] = " ".join(f"{own}-{name}" for name in names.split())
    if node.tag == "img":
        for attribute in ("srcset", "loading", "sizes"):
            if attribute in attributes:
                del node.attrs[attribute]
        if picture := _inlined(attributes.get("src") or "", path, snapshot):
            node.attrs["src"] = picture
    for attribute in ("href", "xlink:href"):
        if (address := attributes.get(attribute)) is None:
            continue
        target = _target(unescape(address), own, path, places)
        if target is None:
            del node.attrs[attribute]
        else:
            node.attrs[attribute] = target


def _target(address: str, own: str, path: str, places: dict[str, str]) -> str | None:
    """Where a link leads from the document; None where it can't."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return address
    fragment = parts.fragment
    if not parts.path:
        return f"#{own}-{fragment}" if fragment else f"#{own}"
    to = places.get(_beside(path, parts.path))
    if to is None:
        return None
    return f"#{to}-{fragment}" if fragment else f"#{to}"


def _beside(path: str, address: str) -> str:
    """The path within the site of what an address in the page at `path` means."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address)))


def _inlined(address: str, path: str, snapshot: Snapshot) -> str | None:
    """A picture as an address that holds it."""
    parts = urlsplit(address)
    file = None if parts.scheme else snapshot.file(_beside(path, parts.path))
    return f"data:{media_type(file.path)};base64,{b64encode(file.read()).decode()}" if file else None
