"""Words within a paragraph: strong ones, links, pictures, notes.

A link to another site can't be followed from a WeChat article. So its words get a number, and the addresses stand in a
list at the end of the article; a link to another WeChat article stays one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborNode

from publicity.regex import regex
from publicity.wechat import styles
from publicity.wechat.pictures import Pictures

OWN = "mp.weixin.qq.com"
LEFT_OUT = frozenset({"svg", "script", "style", "form", "button", "input", "select", "template", "noscript", "dialog"})
_STYLED = {
    "strong": ("strong", styles.STRONG),
    "b": ("strong", styles.STRONG),
    "em": ("em", styles.EMPHASIS),
    "i": ("em", styles.EMPHASIS),
    "del": ("span", styles.STRUCK),
    "s": ("span", styles.STRUCK),
    "ins": ("span", styles.UNDERLINED),
    "u": ("span", styles.UNDERLINED),
    "sup": ("span", styles.RAISED),
    "sub": ("span", styles.LOWERED),
    "code": ("span", styles.CODE),
    "kbd": ("span", styles.CODE),
}
_BLANK = regex(r"[ \t\r\n\f]+")  # not the wide blank, and none that does not break


@dataclass
class Inline:
    """Writes words. `address` is the public address of the page, or ""; `links` are those met so far, in order."""

    address: str
    pictures: Pictures
    links: list[str] = field(default_factory=list)

    def within(self, node: LexborNode) -> str:
        """What stands in an element."""
        return "".join(self.each(node.iter(include_text=True)))

    def each(self, nodes: Iterator[LexborNode] | list[LexborNode]) -> Iterator[str]:
        """Yield nodes as HTML."""
        for node in nodes:
            tag = str(node.tag)
            if tag == "-text":
                yield escape(_BLANK.sub(" ", node.text_content or ""), quote=False)
            elif tag == "br":
                yield "<br>"
            elif tag == "img":
                yield self.pictures.show(node)
            elif tag == "a":
                yield self._link(node)
            elif tag in _STYLED:
                name, style = _STYLED[tag]
                yield f'<{name} style="{style}">{self.within(node)}</{name}>'
            elif tag not in LEFT_OUT and tag[0] not in "-_!":
                yield self.within(node)

    def _link(self, node: LexborNode) -> str:
        classes = (node.attributes.get("class") or "").split()
        if "footnote-backref" in classes:
            return ""
        words = self.within(node)
        if "footnote-ref" in classes:
            return f"[{words}]"
        target = self._target((node.attributes.get("href") or "").strip())
        if not target or not words.strip() or target in (node.text() or ""):
            return words
        if urlsplit(target).hostname == OWN:
            return f'<a href="{escape(target)}">{words}</a>'
        if target not in self.links:
            self.links.append(target)
        return f'{words}<span style="{styles.RAISED}">[网址{self.links.index(target) + 1}]</span>'

    def _target(self, written: str) -> str:
        """The whole address of a link; nothing for one that leads nowhere from outside."""
        try:
            parts = urlsplit(written)
            if parts.scheme in ("http", "https"):
                return written
            if parts.scheme or not self.address or not (parts.path or parts.netloc):
                return ""
            return urljoin(self.address, written)
        except ValueError:
            return ""
