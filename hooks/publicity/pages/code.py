"""The address of a page as a QR code: on paper it is the way back to the page.

The mask is always the same one: to try all eight, as an encoder may, takes ten times as long, and readers know which
it is. Errors of 15 % are put right (level M), so that a fold or a stain does not matter.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

import segno

LONGEST = 300  # bytes of an address that still makes a code of a size to be read from paper
MODULE = 0.6  # mm of a printed dot
VERSION = f"segno {segno.__version__}, M, 3"  # of what makes the dots
_MASK = 3

Rows = tuple[int, ...]  # from the top; the bits of a row from the left, highest first, one for a dark dot


def rows(address: str) -> Rows:
    """The dots of an address's code; none where it is too long. `address` is ASCII, as addresses are."""
    if len(address) > LONGEST:
        return ()
    made = segno.make_qr(address, error="m", boost_error=False, mask=_MASK)
    return tuple(int("".join(map(str, row)), 2) for row in made.matrix)


def drawing(dots: Rows) -> str:
    """Dots as an SVG of a size for paper; nothing for none."""
    if not dots:
        return ""
    side, size = len(dots), f"{len(dots) * MODULE:.1f}mm"
    return (
        f'<svg class="code" viewBox="0 0 {side} {side}" width="{size}" height="{size}" aria-hidden="true">'
        f'<path stroke="#000" d="{"".join(_path(dots, side))}"/></svg>'
    )


def _path(dots: Sequence[int], side: int) -> Iterator[str]:
    """A line for each run of dark dots; in steps from one to the next, which compress to half of their places."""
    yield "M0 .5"
    for row in dots:
        for dark, run in groupby(f"{row:0{side}b}"):
            length = len(list(run))
            yield f"h{length}" if dark == "1" else f"m{length} 0"
        yield f"m-{side} 1"
