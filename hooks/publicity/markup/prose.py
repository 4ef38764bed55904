"""A Markdown converter that spends no time on text in which nothing can be marked up."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from logging import LogRecord
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import Pattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from publicity.markup.column_text import COLUMN_TEXT, MKDOCS_OWN
from publicity.markup.patterns import is_plain, needs_markup
from publicity.markup.plain import Plain, plain
from publicity.regex import regex

_TABLE = regex(r"<table>.*?</table>", re.DOTALL)
INLINE, PRIORITY = "inline", 20  # Markdown's own name and priority for what applies the inline patterns


@dataclass(frozen=True)
class Converted:
    """A text and its HTML; its anchors, and those that it links to by their file's path; what loggers were told.

    `asked` says of every path within docs/ that was asked for whether there is a file.
    """

    markdown: str
    html: str
    anchors: set[str]
    links: dict[str, dict[str, str]]
    records: list[LogRecord]
    asked: Mapping[str, bool] = field(default_factory=dict)


class Prose(Markdown):
    """Markdown that can tell a plain text and has its HTML at once.

    Only as it is shipped: what another extension or setting makes of a text, nobody knows.
    """

    def __init__(self, extensions: Sequence[Any], configs: Mapping[str, Mapping[str, Any]]) -> None:
        super().__init__(extensions=extensions, extension_configs=configs)
        self._shipped = all(one in (*MKDOCS_OWN, COLUMN_TEXT) for one in extensions) and COLUMN_TEXT in extensions
        self._shipped &= not any(configs.values())

    def plainly(self, source: str) -> Plain | None:
        """What `convert` would give for a plain text, without it; None for any other."""
        return plain(source) if self._shipped else None


def converter(extensions: Sequence[Any], configs: Mapping[str, Mapping[str, Any]]) -> Prose:
    """Make a converter that gives what `Markdown(extensions=…)` gives, for Chinese prose in two thirds of the time."""
    md = Prose(extensions, configs)
    if not _inline_as_usual(md):
        return md
    at = md.treeprocessors.get_index_for_name(INLINE)
    md.treeprocessors.register(_PlainTextAside(md), INLINE, PRIORITY)
    if md.treeprocessors.get_index_for_name(INLINE) != at:  # an extension has moved it
        return Prose(extensions, configs)
    return md


def _inline_as_usual(md: Markdown) -> bool:
    """Whether no extension has put something of its own in the place of what applies the inline patterns."""
    if INLINE not in md.treeprocessors:
        return False
    inline = md.treeprocessors[INLINE]
    # The stubs give the patterns a wrong type.
    return type(inline) is InlineProcessor and inline.inlinePatterns is md.inlinePatterns  # type: ignore[comparison-overlap]


def scrollable(html: str) -> str:
    """Put every table of a text into a frame that scrolls when it is too wide, by keys too (WCAG 2.1.1)."""
    return _TABLE.sub(r'<div class="scroll" role="group" aria-label="表格" tabindex="0">\g<0></div>', html)


class _PlainTextAside(InlineProcessor):
    """Applies the inline patterns, some twenty, but not to plain text, where each would search for nothing.

    Where one of them might find something there, as an extension's for 《…》, all text is searched. That is asked for
    every document: a document may bring patterns of its own, such as abbreviations.
    """

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Mark plain text as finished, and give it back as it was: what an extension does later holds for all text."""
        aside = self._plain_texts(tree) if all(map(_needs_markup, self.md.inlinePatterns)) else []
        for element, text in aside:
            element.text = AtomicString(text)
        applied = super().run(tree, ancestors)
        for element, text in aside:
            element.text = text
        return applied

    def _plain_texts(self, tree: Element) -> list[tuple[Element, str]]:
        texts = ((element, element.text) for element in tree.iter())
        return [
            (element, text) for element, text in texts if text and not isinstance(text, AtomicString) and is_plain(text)
        ]


def _needs_markup(pattern: Pattern) -> bool:
    return needs_markup(pattern.getCompiledRegExp())
