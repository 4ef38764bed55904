"""The pictures by which a column is known elsewhere: the card of a shared link, and the icon on a phone's screen.

The card has one mark per promise, as the pages have, their number and the day on which they stood so. Drawn with
shapes and digits alone: Pillow carries a font for digits with it, and none of this machine's takes part, so that the
same column makes the same bytes everywhere.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, lru_cache
from io import BytesIO
from itertools import chain

from PIL import Image, ImageDraw, ImageFont

from publicity.pages.marks import Wall

CARD, ICON = (1200, 630), (180, 180)
FRAME, GROUND, INK, EDGE, NEAR, NOW = "#8f1d22", "#ffffff", "#5c5853", "#857e77", "#f6ebd3", "#8a5a00"
_SMOOTH = 3  # times larger than it goes out, so that edges are smooth
_UNITS = 44  # of the marks on the pages, whose places are used here
_LARGEST, _APART = 132, 1.14  # px of a mark; from one to the next
AREA = (70, 140, 1130, 500)

Pen = tuple[ImageDraw.ImageDraw, float, float, float]  # on what, where the mark begins, how large a unit is
Stroke = Callable[[Pen], None]


def card(wall: Wall, day: date) -> bytes:
    """The picture of a shared link, a PNG."""
    return _card(tuple(group.symbol for group in wall.groups for _ in group.marks), day)


@lru_cache(2)  # the preview asks for the same after every save
def _card(states: Sequence[str], day: date) -> bytes:
    picture, draw = _sheet(CARD, GROUND)
    width, height = (side * _SMOOTH for side in CARD)
    draw.rectangle((0, 0, width, 90 * _SMOOTH), FRAME)
    _emblem(draw, 70, 18, 54)
    for symbol, (x, y, side) in zip(states, places(len(states)), strict=True):
        _DRAWN[symbol]((draw, x * _SMOOTH, y * _SMOOTH, side * _SMOOTH / _UNITS))
    if states:
        draw.text((70 * _SMOOTH, height - 40 * _SMOOTH), str(len(states)), INK, _digits(72), anchor="ls")
    draw.text((width - 70 * _SMOOTH, height - 40 * _SMOOTH), day.isoformat(), INK, _digits(44), anchor="rs")
    return _png(picture, CARD)


@cache
def icon() -> bytes:
    """The icon, a PNG."""
    picture, draw = _sheet(ICON, FRAME)
    _emblem(draw, 22, 22, 136)
    return _png(picture, ICON)


def _sheet(size: tuple[int, int], colour: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", (size[0] * _SMOOTH, size[1] * _SMOOTH), colour)
    return picture, ImageDraw.Draw(picture)


def _png(picture: Image.Image, size: tuple[int, int]) -> bytes:
    out = BytesIO()
    reduced = picture.resize(size, Image.Resampling.BOX)
    reduced.quantize(64, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _digits(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size * _SMOOTH)


def _emblem(draw: ImageDraw.ImageDraw, x: int, y: int, side: int) -> None:
    """The three lines of the column's icon."""
    unit = side * _SMOOTH / 32
    for top, end in ((9, 24), (16, 24), (23, 18)):
        box = (x * _SMOOTH + 8 * unit, y * _SMOOTH + (top - 1.5) * unit)
        draw.rounded_rectangle((*box, x * _SMOOTH + end * unit, box[1] + 3 * unit), 1.5 * unit, GROUND)


def places(count: int) -> list[tuple[float, float, float]]:
    """Where each of so many marks lies and how large it is: as large as all fit, in rows that stand in the middle."""
    left, top, right, bottom = AREA
    side = next(s for s in range(_LARGEST, 1, -1) if _rows(count, s) * s * _APART <= bottom - top)
    step = side * _APART
    a_row = min(count, int((right - left) // step)) or 1
    first_x = (left + right - a_row * step) / 2
    first_y = (top + bottom - _rows(count, side) * step) / 2
    return [(first_x + i % a_row * step, first_y + i // a_row * step, side) for i in range(count)]


def _rows(count: int, side: int) -> int:
    left, _, right, _ = AREA
    return -(-count // int((right - left) // (side * _APART)))


def _polygon(points: Sequence[tuple[float, float]], fill: str, edge: str = "", width: float = 2) -> Stroke:
    def draw(pen: Pen) -> None:
        on, x, y, unit = pen
        placed = [(x + a * unit, y + b * unit) for a, b in points]
        on.polygon(placed, fill)
        if edge:
            on.line([*placed, placed[0], placed[1]], edge, max(1, round(width * unit)), "curve")

    return draw


def _circle(radius: float, fill: str, edge: str = "") -> Stroke:
    def draw(pen: Pen) -> None:
        on, x, y, unit = pen
        box = [x + (22 - radius) * unit, y + (22 - radius) * unit, x + (22 + radius) * unit, y + (22 + radius) * unit]
        on.ellipse(box, fill, edge or None, max(1, round(2 * unit)))

    return draw


def _lines(colour: str, width: float, *lines: tuple[float, ...]) -> Stroke:
    def draw(pen: Pen) -> None:
        on, x, y, unit = pen
        for line in lines:
            placed = [(x + a * unit, y + b * unit) for a, b in zip(line[::2], line[1::2], strict=True)]
            on.line(placed, colour, max(1, round(width * unit)), "curve")

    return draw


def _all(*parts: Stroke) -> Stroke:
    def draw(pen: Pen) -> None:
        for part in parts:
            part(pen)

    return draw


_SQUARE = ((4, 4), (40, 4), (40, 40), (4, 40))
_SIDES = [(4 + at, 4) for at in range(0, 36, 9)], [(40, 4 + at) for at in range(0, 36, 9)]
_DASHES = tuple(
    chain(
        ((x, y, x + 5, y) for x, y in chain(_SIDES[0], ((x, 40) for x, _ in _SIDES[0]))),
        ((x, y, x, y + 5) for x, y in chain(_SIDES[1], ((4, y) for _, y in _SIDES[1]))),
    )
)
_TICK = (12, 22, 19, 30, 32, 15)
_RED = _polygon(_SQUARE, GROUND, FRAME)
_DRAWN: dict[str, Stroke] = {
    "mark-overdue": _polygon(((14, 2), (30, 2), (42, 14), (42, 30), (30, 42), (14, 42), (2, 30), (2, 14)), FRAME),
    "mark-soon": _polygon(((22, 2.5), (41.5, 22), (22, 41.5), (2.5, 22)), NEAR, NOW, 3),
    "mark-adjusted": _all(
        _RED, _lines(FRAME, 2, (4, 29, 40, 29), (4, 36, 11, 29), (8, 40, 19, 29), (16, 40, 27, 29), (24, 40, 35, 29))
    ),
    "mark-underway": _all(_RED, _polygon(((4, 29), (40, 29), (40, 40), (4, 40)), FRAME)),
    "mark-waiting": _lines(EDGE, 2, *_DASHES),
    "mark-unreported": _all(_lines(EDGE, 2, *_DASHES), _polygon(((31, 5), (39, 5), (39, 13), (31, 13)), INK)),
    "mark-kept": _all(_circle(19.5, GROUND, EDGE), _circle(14.5, GROUND, EDGE)),
    "mark-unproved": _all(_circle(19.5, GROUND, EDGE), _lines(EDGE, 3, _TICK)),
    "mark-done": _all(_circle(20, INK), _lines(GROUND, 4, _TICK)),
    "mark-stopped": _all(_polygon(_SQUARE, GROUND, EDGE), _lines(EDGE, 2, (4, 4, 40, 40), (40, 4, 4, 40))),
}
