"""Results drawn as one stacked bar per question, in percent of the width. Pure layout: a template prints it as SVG."""

from dataclasses import dataclass

from publicity.results.results import ABSTAINED
from publicity.results.tally import WITHHELD, Row, Tally

TONES = 6  # the last of the tones; grades are spread over all of them, from the best to the worst
NARROWEST = 9.0  # percent that a count needs beside the edges of its part, on a phone
LONGEST = 18  # characters of a question that fit above a bar on a phone; the table has it whole
TOP, LANE = 4, 54  # px


@dataclass(frozen=True)
class Part:
    """A stretch of a bar: the label is empty where there is no room. `tone` names its colour and pattern."""

    option: str
    tone: str
    x: float
    width: float
    label: str

    @property
    def middle(self) -> float:
        """Where the label stands."""
        return round(self.x + self.width / 2, 3)


@dataclass(frozen=True)
class Bar:
    """A question; `y` is the top of its lane in px."""

    title: str
    y: int
    parts: tuple[Part, ...]


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
    bars = [_bar(tally, lane, row, tones) for lane, row in enumerate(tally.rows)]
    return Drawing(TOP + LANE * len(bars), tuple(bars), tuple(key))


def _bar(tally: Tally, lane: int, row: Row, tones: dict[str, str]) -> Bar:
    counted = [(cell.option, tones[cell.option], cell.count) for cell in row.cells if cell.count is not None]
    valid = tally.results.valid
    left = valid - sum(count for _, _, count in counted)
    parts: list[Part] = []
    before = 0
    for option, tone, count in [*counted, (WITHHELD, "hidden", left)]:
        if count:
            x, width = round(100 * before / valid, 3), round(100 * count / valid, 3)
            parts.append(Part(option, tone, x, width, str(count) if width >= NARROWEST else ""))
        before += count
    title = f"{lane + 1}. {row.text if len(row.text) <= LONGEST else f'{row.text[: LONGEST - 1]}…'}"
    return Bar(title, TOP + LANE * lane, tuple(parts))
