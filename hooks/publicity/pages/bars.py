"""Results drawn as one stacked bar per question, in percent of the width. Pure layout: a template prints it as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

from publicity.results.results import ABSTAINED
from publicity.results.tally import WITHHELD, Row, Tally

TONES = 6  # the last of the tones; grades are spread over all of them, from the best to the worst
NARROWEST = 9.0  # percent that a count needs beside the edges of its part, on a phone
LONGEST = 18  # characters of a question that fit above a bar on a phone; the table has it whole
TOP, LANE, BELOW = 4, 54, 18  # px; below a bar stand the numbers that found no room in it
WIDEST = 20.0  # of a line below a bar on a phone, in widths of a Chinese character


@dataclass(frozen=True)
class Part:
    """A stretch of a bar: the label is empty where the count has no room. `tone` names its colour and pattern."""

    option: str
    tone: str
    x: float
    width: float
    count: int
    label: str

    @property
    def middle(self) -> float:
        """Where the label stands."""
        return round(self.x + self.width / 2, 3)


@dataclass(frozen=True)
class Bar:
    """A question; `y` is the top of its lane in px. `rest` says the numbers of the parts that are too narrow."""

    title: str
    y: int
    parts: tuple[Part, ...]
    rest: str


@dataclass(frozen=True)
class Drawing:
    """Everything drawn, `height` px high, and the key to it: (tone, option)."""

    height: int
    bars: tuple[Bar, ...]
    key: tuple[tuple[str, str], ...]


def draw(tally: Tally) -> Drawing:
    """Lay the bars out. What is hidden is one part of each bar: as wide as what the shown ones leave."""
    last = len(tally.results.grades) - 1
    tones = {grade: str(TONES * i // last) for i, grade in enumerate(tally.results.grades)} | {ABSTAINED: "abstained"}
    key = [(tones[option], option) for option in tally.results.options]
    if tally.hides:
        key.append(("hidden", WITHHELD))
    drawn = [_parts(tally, row, tones) for row in tally.rows]
    lane = LANE + (BELOW if any(map(_rest, drawn)) else 0)
    bars = [
        Bar(_title(i, row), TOP + lane * i, parts, _rest(parts))
        for i, (row, parts) in enumerate(zip(tally.rows, drawn, strict=True))
    ]
    return Drawing(TOP + lane * len(bars), tuple(bars), tuple(key))


def _title(i: int, row: Row) -> str:
    return f"{i + 1}. {row.text if len(row.text) <= LONGEST else f'{row.text[: LONGEST - 1]}…'}"


def _rest(parts: Sequence[Part]) -> str:
    """What stands below a bar: the narrow parts with their numbers, or, where that is too long, the numbers alone."""
    narrow = [part for part in parts if not part.label]
    named = "，".join(f"{part.option} {part.count}" for part in narrow)
    wide = sum(1.0 if char > "\u2000" else 0.6 for char in named)
    return named if wide <= WIDEST else "窄的依次是 " + "、".join(str(part.count) for part in narrow)


def _parts(tally: Tally, row: Row, tones: dict[str, str]) -> tuple[Part, ...]:
    counted = [(cell.option, tones[cell.option], cell.count) for cell in row.cells if cell.count is not None]
    valid = tally.results.valid
    left = valid - sum(count for _, _, count in counted)
    parts: list[Part] = []
    before = 0
    for option, tone, count in [*counted, (WITHHELD, "hidden", left)]:
        if count:
            x, width = round(100 * before / valid, 3), round(100 * count / valid, 3)
            parts.append(Part(option, tone, x, width, count, str(count) if width >= NARROWEST else ""))
        before += count
    return tuple(parts)
