"""Numbers in a folded text as people write them: in groups, wrapped, with blanks, hyphens and dots between."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

# Letters that a scanner or a hurried hand writes for a digit; and the X that may end a resident's number.
LIKE_DIGITS = str.maketrans("OoIlSBZ", "0011582")
_RUN = re.compile(r"[0-9Il][0-9OoIlSBZXx×\s\-·._/]{9,}")
_PART = re.compile(r"[0-9OoIlSBZXx×]+")
_WITHIN = re.compile(r" {0,3}[-·._/]? {0,3}|[-]? {0,3}\n[ >]{0,6}")
_LETTER = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True)
class Number:
    """Digits that stand together, in the parts in which they are written.

    `starts` are the places of the parts in the text, `gaps` what stands between them. `before` and `after` are what
    is written right beside it, within the same row of numbers: a blank and more digits, a decimal point, a letter.
    """

    text: str
    parts: tuple[str, ...]
    starts: tuple[int, ...]
    gaps: tuple[str, ...]
    before: str
    after: str

    @cached_property
    def value(self) -> str:
        """The digits without what separates them."""
        return "".join(self.parts)

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.starts[0]

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.starts[-1] + len(self.parts[-1])

    @property
    def shape(self) -> tuple[int, ...]:
        """How many digits each part has."""
        return tuple(map(len, self.parts))

    @property
    def evenly(self) -> bool:
        """Whether all parts are separated alike, or one line's end separates two."""
        return len(set(self.gaps)) <= 1 or (
            {gap.strip(" >") for gap in self.gaps} <= {"", "-", "\n"} and self.wrapped == 1
        )

    @property
    def wrapped(self) -> int:
        """How many lines' ends it goes over."""
        return sum("\n" in gap for gap in self.gaps)

    @property
    def in_row(self) -> bool:
        """Whether more digits stand beside it, one blank away, as in a row of a table."""
        return self.before == " " or self.after == " "


def numbers(text: str, lengths: frozenset[int]) -> Iterator[Number]:
    """Every way to read so many digits beginning and ending where a part of a row of digits does, leftmost first."""
    for run in _RUN.finditer(text):
        parts = [(m.start() + run.start(), m[0]) for m in _PART.finditer(run[0])]
        if sum(len(part) for _, part in parts) >= min(lengths):
            yield from _readings(text, parts, lengths)


def _readings(text: str, parts: list[tuple[int, str]], lengths: frozenset[int]) -> Iterator[Number]:
    ends = [start + len(part) for start, part in parts]
    for first in range(len(parts)):
        count, gaps = 0, list[str]()
        for last in range(first, len(parts)):
            if last > first:
                gap = text[ends[last - 1] : parts[last][0]]
                if not _WITHIN.fullmatch(gap):
                    break
                gaps.append(gap)
            count += len(parts[last][1])
            if count > max(lengths):
                break
            if count in lengths:
                within = parts[first : last + 1]
                yield Number(
                    text,
                    tuple(part for _, part in within),
                    tuple(start for start, _ in within),
                    tuple(gaps),
                    _before(text, parts, ends, first),
                    _after(text, parts, ends, last),
                )


def _before(text: str, parts: list[tuple[int, str]], ends: list[int], first: int) -> str:
    at = parts[first][0]
    if first and at - ends[first - 1] == 1:
        return text[at - 1]
    return text[at - 1] if at and _LETTER.match(text[at - 1]) else ""


def _after(text: str, parts: list[tuple[int, str]], ends: list[int], last: int) -> str:
    at = ends[last]
    if last + 1 < len(parts) and parts[last + 1][0] - at == 1:
        return text[at]
    return text[at] if at < len(text) and _LETTER.match(text[at]) else ""
