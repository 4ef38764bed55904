"""What an editor wrote: the letters, digits and signs of a body that readers must see, each with its place.

What is left out is only what the typing layer takes for markup, by the same patterns.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from publicity.markup.addresses import DEFINITION, TARGET, WIDE_TARGET, is_address
from publicity.markup.attributes import WITHIN
from publicity.markup.html_tags import TAG, is_allowed
from publicity.markup.shapes import NOTE
from publicity.markup.tables import Table, table_at
from publicity.markup.verbatim import CODE, code_blocks, comment_spans
from publicity.regex import regex

# Not compared: ASCII signs (markup, or told as left over), blanks, what chooses between shapes of one letter, and
# the two full-width signs that make headings and tables.
UNCOMPARED = regex(r"[\x00-/:-@\[-`{-\x7f\s\u200b-\u200d\ufe00-\ufe0f＃｜\u00ad\ufeff]+")
_MARKED_UP = regex(r"[\[<&{`~|｜]")
_ENTITY = regex(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
_ALT = regex(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+))", re.IGNORECASE)
_DEFINITIONS = regex(rf"^{DEFINITION.pattern}", re.MULTILINE)
_WIDE_SEPARATOR = regex(r"[|｜][ ]*[—－─–：:-]*[—－─–：]")
_NOTES = regex(rf"^{NOTE.pattern}", re.MULTILINE)
_REFERENCE = regex(r"\[\^([^\]\s]+)\](?!:)")
_TO_DEFINITION = regex(r"(?<=\])[ ]?\[([^\[\]\n]*)\]")


@dataclass(frozen=True)
class Written:
    """The text of a body with blanks in the place of markup, as long as the body; in which order readers see it."""

    text: str
    stretches: tuple[tuple[int, int], ...]

    @property
    def letters(self) -> str:
        """What must be read."""
        return "".join(UNCOMPARED.sub("", self.text[start:end]) for start, end in self.stretches)

    def place(self, count: int) -> int:
        """Where in the body the letter stands that comes after so many; its length where there is none."""
        for start, end in self.stretches:
            at = start
            for gap in UNCOMPARED.finditer(self.text, start, end):
                if count < gap.start() - at:
                    return at + count
                count -= gap.start() - at
                at = gap.end()
            if count < end - at:
                return at + count
            count -= end - at
        return len(self.text)


def written(body: str) -> Written:
    """Read a body. Lines end in a line feed."""
    if not _MARKED_UP.search(body):
        return Written(body, ((0, len(body)),))
    page = _Page(body)
    page.blank_markup()
    return Written(page.text, tuple(page.stretches()))


class _Page:
    """A body, and what of it is markup: stretches, and the letter that each stands for, mostly none."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.lines = body.split("\n")
        self.cuts: list[tuple[int, int, str]] = []
        self.seen = body  # the body without comments and code, in which markup is sought

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins, and the text ends."""
        return [0, *accumulate(len(line) + 1 for line in self.lines)]

    @property
    def text(self) -> str:
        """The body with blanks in the place of markup."""
        parts, at = [], 0
        for start, end, letter in sorted(self.cuts):
            if end <= at:
                continue
            start = max(start, at)
            parts += [self.body[at:start], letter, " " * (end - start - len(letter))]
            at = end
        return "".join([*parts, self.body[at:]])

    def blank_markup(self) -> None:
        """Blank everything that the typing layer takes for markup."""
        for span in comment_spans(self.lines):
            self._blank(*span)
        self.seen = self.text
        if "`" in self.seen or "~~~" in self.seen:
            self._leave_code_alone()
        if _WIDE_SEPARATOR.search(self.body):
            self._separators()
        definitions = list(self._each(_DEFINITIONS, "]:"))
        labels = {match["label"].strip().lower() for match in definitions}
        for match in definitions:
            self._blank(*match.span())
        for match in self._each(TARGET, "]("):
            if is_address(match["target"]):
                self._blank(*match.span())
        for match in self._each(WIDE_TARGET, "]（"):
            self._blank(*match.span())
        for match in self._each(_TO_DEFINITION, "["):
            if match[1].strip().lower() in labels:
                self._blank(*match.span())
        for match in self._each(TAG, "<"):
            if is_allowed(match):
                self._blank_tag(match)
        for match in self._each(WITHIN, "{"):
            if self._holds_attributes(match.start()):
                self._blank(*match.span())
        notes = {match["label"] for match in self._each(_NOTES, "[^")}
        for match in self._each(_REFERENCE, "[^"):
            if match[1] in notes:
                self._blank(*match.span())
        for match in self._each(_ENTITY, "&"):
            letter = html.unescape(match[0])
            if letter != match[0]:
                self.cuts.append((*match.span(), letter if len(letter) == 1 else ""))

    def stretches(self) -> Iterator[tuple[int, int]]:
        """The text, then its footnotes in the order of their definitions."""
        if "[^" not in self.body:
            yield 0, len(self.body)
            return
        notes, at, number = [], 0, 0
        seen = self.seen.split("\n")
        while number < len(seen):
            if match := NOTE.match(seen[number]):
                first = number
                number += 1
                while number < len(seen) and seen[number].strip() and not NOTE.match(seen[number]):
                    number += 1
                yield at, self.starts[first]
                at = min(self.starts[number], len(self.body))
                notes.append((self.starts[first] + match.start("text"), at))
            else:
                number += 1
        yield at, len(self.body)
        yield from notes

    def _leave_code_alone(self) -> None:
        seen = list(self.seen)
        for block in code_blocks(self.lines):
            fences = (block.first, block.end - 1) if block.closed else (block.first,)
            for number in fences:
                self._blank(self.starts[number], self.starts[number] + len(self.lines[number]))
            for at in range(self.starts[block.first], min(self.starts[block.end], len(seen))):
                seen[at] = " " if seen[at] != "\n" else "\n"
        self.seen = "".join(seen)
        if "`" in self.seen:
            self.seen = "\n".join(CODE.sub(lambda m: "\0" * len(m[0]), line) for line in self.seen.split("\n"))

    def _separators(self) -> None:
        """Dashes of any width between full-width bars."""
        for number in range(len(self.lines) - 1):
            if _WIDE_SEPARATOR.search(self.lines[number + 1]) and isinstance(table_at(self.lines, number), Table):
                self._blank(self.starts[number + 1], self.starts[number + 1] + len(self.lines[number + 1]))

    def _each(self, pattern: re.Pattern[str], sign: str) -> Iterator[re.Match[str]]:
        return pattern.finditer(self.seen) if sign in self.seen else iter(())

    def _holds_attributes(self, at: int) -> bool:
        """Whether a list of attributes may stand at a place: behind a word only in a heading or a cell."""
        line = self.seen[self.seen.rfind("\n", 0, at) + 1 : at]
        return not line.strip() or line[-1] != " " or line.lstrip()[0] in "#＃|｜"

    def _blank_tag(self, tag: re.Match[str]) -> None:
        alt = _ALT.search(tag[0]) if tag["name"].lower() == "img" else None
        if alt is None:
            self._blank(*tag.span())
            return
        start, end = next(alt.span(group) for group in (1, 2, 3) if alt[group] is not None)
        self._blank(tag.start(), tag.start() + start)
        self._blank(tag.start() + end, tag.end())

    def _blank(self, start: int, end: int) -> None:
        self.cuts.append((start, end, ""))
