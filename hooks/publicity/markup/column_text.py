"""The Markdown of a column: one extension of Python-Markdown, the same for every page and for the preview.

    markdown_extensions: [publicity.markup.column_text]

It brings what it needs of Markdown's and pymdown-extensions' own parts. Left out on purpose, for they spoil Chinese:
betterem (`**一、时间：**5月` keeps its stars), nl2br (every wrapped line is one), truly_sane_lists (numbers are lost).
"""

import re
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import ReferenceProcessor
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import HtmlInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from publicity.markup.addresses import refused
from publicity.markup.attributes import AFTER_INLINE, AFTER_TEXT, ON_A_LINE
from publicity.markup.draft import BEGINS_HTML, ENDS_HTML, NUMBER
from publicity.markup.elements import INLINE
from publicity.markup.html_tags import TAG, is_allowed
from publicity.markup.meant import meant_lines
from publicity.markup.places import SLUG
from publicity.markup.soft_breaks import SoftBreaks
from publicity.regex import regex

COLUMN_TEXT = __name__
MKDOCS_OWN = ("toc", "tables", "fenced_code")  # what MkDocs adds before an office's extensions
_PARTS: Mapping[str, Mapping[str, Any]] = {
    "attr_list": {},
    "tables": {"use_align_attribute": True},  # the site's security policy allows no style=
    "toc": {"slugify": SLUG, "permalink": False, "marker": ""},
    "footnotes": {"BACKLINK_TITLE": "回到注 {} 的出处"},
    "pymdownx.tilde": {"subscript": False},
}


def extensions() -> list[str]:
    """What `markdown_extensions` of a column's configuration consists of."""
    return [COLUMN_TEXT]


def makeExtension(**configs: Any) -> Extension:  # noqa: N802 - Markdown's name
    """What Markdown calls."""
    return ColumnText(**configs)


class ColumnText(Extension):
    """Chinese as it is typed. `toc` are a column's own settings for the extension of that name."""

    def __init__(self, **configs: Any) -> None:
        self.config = {"toc": [{}, "settings for toc"]}
        super().__init__(**configs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register everything."""
        own = {"toc": self.getConfig("toc")}
        md.registerExtensions([*_PARTS], {name: {**config, **own.get(name, {})} for name, config in _PARTS.items()})
        SaneListExtension().extendMarkdown(md)
        blocks = md.parser.blockprocessors
        for name in ("code", "setextheader"):  # indented text, and text above a line of dashes, are text
            blocks.deregister(name)
        if "fenced_code_block" in md.preprocessors:
            md.preprocessors.deregister("fenced_code_block")
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, *(sign for sign in "|=~<>" if sign not in md.ESCAPED_CHARS)]
        md.preprocessors.register(_MeantLines(md), "column-lines", 35)  # sees the lines as they stand in the file
        md.preprocessors.register(_Finished(md), "html_block", 20)
        blocks.register(_Definitions(md.parser), "reference", 15)
        blocks.register(_WholeRows(md.parser, {"use_align_attribute": True}), "table", 75)
        md.inlinePatterns.register(_Tag(rf"({TAG.pattern})", md), "html", 90)
        md.treeprocessors.register(_Numbers(md), "column-numbers", 25)
        md.treeprocessors.register(SoftBreaks(md), "column-breaks", 15)
        md.treeprocessors.register(_Addresses(md), "column-addresses", 9)
        md.treeprocessors.register(_Attributes(md), "attr_list", 8)


class _MeantLines(Preprocessor):
    """The lines as they are meant."""

    def run(self, lines: list[str]) -> list[str]:
        return [*meant_lines((*lines,))]


class _Finished(Preprocessor):
    """Put aside what is HTML already."""

    HTML = regex(rf"^(?P<lead>[ >]*){BEGINS_HTML}\n(?P<html>.*?)\n[ >]*{ENDS_HTML}$", re.MULTILINE | re.DOTALL)

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return self.HTML.sub(self._stored, text).split("\n") if BEGINS_HTML in text else lines

    def _stored(self, match: re.Match[str]) -> str:
        lead, made = match["lead"], match["html"]
        if ">" in lead:
            quoted = re.compile(rf"^{re.escape(lead.rstrip())}[ ]?", re.MULTILINE)
            made = quoted.sub("", made)
        return lead + str(self.md.htmlStash.store(made))


class _Definitions(ReferenceProcessor):
    """[1]: http://… defines where links lead; [1]: 见《通知》 is text."""

    RE = regex(
        r"^[ ]{0,3}\[(?!\^)([^\[\]\n]*)\]:[ ]*(<?(?:[A-Za-z][A-Za-z0-9+.-]*:|\.{0,2}/|#|[\w%-]+[./])[^\s]*)"
        r"[ ]*((?P<q>[\"'])(.*)(?P=q)[ ]*|\((.*)\)[ ]*)?$",
        re.MULTILINE,
    )


class _WholeRows(TableProcessor):
    """A row's cells go out, all of them, however few the head has."""

    def _build_row(self, row: str, parent: Element, align: Any) -> None:
        more = max(0, len(self._split_row(row)) - len(align))  # type: ignore[attr-defined]
        super()._build_row(row, parent, [*align, *[None] * more])  # type: ignore[misc]


class _Tag(HtmlInlineProcessor):
    """Only tags that are allowed are tags."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, Any, Any]:  # type: ignore[override]  # noqa: N802
        return super().handleMatch(m, data) if is_allowed(m, INLINE) else (None, None, None)


class _Numbers(Treeprocessor):
    """Items that do not follow from the one before keep their number."""

    VALUE = regex(NUMBER.format(r"(\d+)"))

    def run(self, root: Element) -> None:
        for item in root.iter("li"):
            for holder in (item, *item[:1]):
                if holder.tag in ("li", "p") and (match := self.VALUE.match(holder.text or "")):
                    item.set("value", match[1])
                    holder.text = (holder.text or "")[match.end() :]


class _Addresses(Treeprocessor):
    """What was refused as an address is none in the preview either."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                if (address := element.get(name)) is not None and refused(address):
                    element.attrib.pop(name)


class _Attributes(AttrListTreeprocessor):
    """{…} is a list of attributes only where it is nothing else."""

    HEADER_RE = AFTER_TEXT  # type: ignore[misc]
    BLOCK_RE = ON_A_LINE  # type: ignore[misc]
    INLINE_RE = AFTER_INLINE  # type: ignore[misc]
