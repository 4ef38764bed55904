"""A Markdown converter that spends no time on text in which nothing can be marked up."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from logging import LogRecord
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

# No inline pattern begins in Chinese text, digits and single blanks. Latin letters are left to the patterns: an
# extension may look for words.
_MARKUP = re.compile(r"[\x00-\x1f!-/:-\x7f]|  ")
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)


@dataclass(frozen=True)
class Converted:
    """A text and its HTML; what is to be said of it; its anchors, and those that it links to by their file's path."""

    markdown: str
    html: str
    anchors: set[str]
    links: dict[str, dict[str, str]]
    told: list[LogRecord]


def converter(extensions: Sequence[Any], configs: Mapping[str, Mapping[str, Any]]) -> Markdown:
    """Make a converter that gives what `Markdown(extensions=…)` gives, for Chinese prose in two thirds of the time."""
    md = Markdown(extensions=extensions, extension_configs=configs)
    plain: list[tuple[Element, str]] = []
    md.treeprocessors.register(_SetAside(plain), "set-aside", 20.5)  # right before and after `inline`
    md.treeprocessors.register(_TakeBack(plain), "take-back", 19.5)
    return md


def scrollable(html: str) -> str:
    """Put every table of a text into a frame that scrolls when it is too wide, by keys too (WCAG 2.1.1)."""
    return _TABLE.sub(r'<div class="scroll" role="group" aria-label="表格" tabindex="0">\g<0></div>', html)


class _SetAside(Treeprocessor):
    """Mark plain text as finished: the inline patterns, some twenty, would each search it for nothing."""

    def __init__(self, plain: list[tuple[Element, str]]) -> None:
        super().__init__()
        self.plain = plain

    def run(self, root: Element) -> None:
        self.plain.clear()
        for element in root.iter():
            text = element.text
            if text and not isinstance(text, AtomicString) and not _MARKUP.search(text):
                self.plain.append((element, text))
                element.text = AtomicString(text)


class _TakeBack(Treeprocessor):
    """Give it back as it was: what an extension does later with text holds for all text."""

    def __init__(self, plain: list[tuple[Element, str]]) -> None:
        super().__init__()
        self.plain = plain

    def run(self, root: Element) -> None:
        for element, text in self.plain:
            element.text = text
