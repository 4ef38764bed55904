"""Numbers in a folded text as people write them: in groups, wrapped, with blanks, hyphens and dots between."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from publicity.regex import regex

# Letters that a scanner or a hurried hand writes for a digit; and the X that may end a resident's number.
LIKE_DIGITS = str.maketrans("OoIlSBZ", "0011582")
_RUN = regex(r"[0-9Il][0-9OoIlSBZXx×\s\-·._/]{9,}")
_PART = regex(r"[0-9OoIlSBZXx×]+")
_WITHIN = regex(r" {0,3}[-·._/]? {0,3}|[-]? {0,3}\n[ >]{0,6}")
_MOST_PARTS = 7
_LETTER = regex(r"[A-Za-z0-9]")


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
    """Every way to read so many digits beginning and ending where a part of a row of digits does, leftmost first.

    Nobody writes a number in more than seven parts, but for those who put a blank between all its digits.
    """
    for run in _RUN.finditer(text):
        parts = [(m.start() + run.start(), m[0]) for m in _PART.finditer(run[0])]
        if sum(len(part) for _, part in parts) < min(lengths):
            continue
        ends = [start + len(part) for start, part in parts]
        apart = [i for i in range(1, len(parts)) if not _WITHIN.fullmatch(text[ends[i - 1] : parts[i][0]])]
        for first, beyond in zip((0, *apart), (*apart, len(parts)), strict=True):
            for start, last in _readings([len(part) for _, part in parts[first:beyond]], lengths):
                yield _number(text, parts, first + start, first + last)


def _readings(sizes: list[int], lengths: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The first and the last part of each reading."""
    most = max(lengths)
    for first in range(len(sizes)):
        count = 0
        for last in range(first, min(first + _MOST_PARTS, len(sizes))):
            count += sizes[last]
            if count > most:
                break
            if count in lengths:
                yield first, last
    if len(sizes) > _MOST_PARTS and len(sizes) in lengths and max(sizes) == 1:
        yield 0, len(sizes) - 1


def _number(text: str, parts: list[tuple[int, str]], first: int, last: int) -> Number:
    within = parts[first : last + 1]
    starts, words = tuple(start for start, _ in within), tuple(part for _, part in within)
    ends = [start + len(word) for start, word in within]
    gaps = tuple(text[end:start] for end, start in zip(ends, starts[1:], strict=False))
    return Number(text, words, starts, gaps, _before(text, parts, first), _after(text, parts, last))


def _before(text: str, parts: list[tuple[int, str]], first: int) -> str:
    at = parts[first][0]
    if first and at - (parts[first - 1][0] + len(parts[first - 1][1])) == 1:
        return text[at - 1]
    return text[at - 1] if at and _LETTER.match(text[at - 1]) else ""


def _after(text: str, parts: list[tuple[int, str]], last: int) -> str:
    at = parts[last][0] + len(parts[last][1])
    if last + 1 < len(parts) and parts[last + 1][0] - at == 1:
        return text[at]
    return text[at] if at < len(text) and _LETTER.match(text[at]) else ""
