"""`<img>` tags in finished HTML: given their size, their narrower variants, and told when to load."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import quote

from publicity.regex import regex

COLUMN = 684  # CSS pixels that a picture takes on a wide screen: .article in article.css
PADDING = 32  # CSS pixels at both sides of the column together
_TAG = regex(r"<img\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*?)\s*/?>", re.IGNORECASE)
_ATTRIBUTE = regex(r"([^\s\"'>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")


@dataclass(frozen=True)
class Shown:
    """A picture that pages show: its size in pixels; its narrower variants as (file name, width), widest first."""

    width: int
    height: int
    narrower: tuple[tuple[str, int], ...] = ()


def complete_tags(html: str, find: Callable[[str], Shown | None]) -> str:
    """Add to every `<img>` what it lacks. `find` knows a picture by its address as written, or doesn't."""

    def completed(match: re.Match[str]) -> str:
        given = {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(match[1])}
        source = given.get("src", "")
        lacking = [(name, value) for name, value in attributes(source, find(source), given) if name not in given]
        return f"<img{match[1]}{attributes_text(lacking)}>"

    return _TAG.sub(completed, html) if "<img" in html or "<IMG" in html else html


def attributes(
    source: str, shown: Shown | None, given: dict[str, str], first: bool = False
) -> Iterable[tuple[str, str]]:
    """Yield what belongs to an `<img>` with a source. `given`: attributes as written; `first`: it is seen at once."""
    if shown:
        yield from _size(shown, given)
        if shown.narrower and "srcset" not in given:
            plain = quote(source, safe="/%:@!$&'()*+;=~")  # a blank or comma would end an address
            folder = plain[: plain.rfind("/") + 1]
            listed = [f"{folder}{quote(name)} {wide}w" for name, wide in reversed(shown.narrower)]
            yield "srcset", ", ".join([*listed, f"{plain} {shown.width}w"])
            yield "sizes", _sizes(int(given["width"]) if given.get("width", "").isdecimal() else COLUMN)
    if first:
        yield "fetchpriority", "high"
    else:
        yield "loading", "lazy"
    yield "decoding", "async"


def _sizes(width: int) -> str:
    """How wide a picture is shown; in pixels, for lengths here know nothing of the page's own font size."""
    return f"(min-width: {width + PADDING}px) {width}px, calc(100vw - {PADDING}px)"


def attributes_text(pairs: Iterable[tuple[str, str]]) -> str:
    """Attributes as HTML, a blank before each."""
    return "".join(f' {name}="{escape(value)}"' for name, value in pairs)


def _size(shown: Shown, given: dict[str, str]) -> Iterable[tuple[str, str]]:
    """Width and height in the picture's proportion; one that was written decides."""
    width, height = given.get("width", ""), given.get("height", "")
    if width.isdecimal():
        yield "height", str(max(1, round(int(width) * shown.height / shown.width)))
    elif height.isdecimal():
        yield "width", str(max(1, round(int(height) * shown.width / shown.height)))
    elif not width and not height:
        yield "width", str(shown.width)
        yield "height", str(shown.height)
