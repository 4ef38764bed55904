"""The text of a PDF's pages, as a reader would copy it (PDFium), and pages on which nothing can be read."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from publicity.attachments.flaw import UnreadableError

_INVISIBLE = 3  # text render mode
_OBJECTS = 200_000  # of a file that are looked at one by one
_LINE = 5  # points; what is thinner covers no words
_SCAN = 0.5  # of a page, covered by one picture


@dataclass(frozen=True)
class PageText:
    """A page: its number from 1, its text, whether pictures cover most of it, how much text is drawn invisibly."""

    number: int
    text: str
    pictured: bool
    invisible: int
    covered: str  # text with a filled dark box drawn over it: the box hides nothing
    whole: bool  # whether everything drawn on it was looked at


def page_texts(data: bytes) -> Iterator[PageText]:
    """Yield every page. Raises UnreadableError where PDFium can't open the file."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise UnreadableError("PDF 坏了，读不出来", "重新导出一份") from error
    left = _OBJECTS
    try:
        for number in range(len(document)):
            page, looked_at = _page_text(document, number, left)
            left = max(0, left - looked_at)
            yield page
    finally:
        document.close()


def _page_text(document: Any, number: int, most: int) -> tuple[PageText, int]:
    """A page, of which at most so many objects are looked at; how many were."""
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return PageText(number + 1, "", True, 0, "", True), 0
    try:
        textpage = page.get_textpage()
        text = textpage.get_text_range().replace("\ufffe", "-")
        count = raw.FPDFPage_CountObjects(page.raw)
        pictured, invisible, boxes = _objects(page, min(count, most))
        covered = " ".join(textpage.get_text_bounded(*box) for box in boxes).strip()
        textpage.close()
        return PageText(number + 1, text, pictured, invisible, covered, count <= most), count
    finally:
        page.close()


def _objects(page: Any, count: int) -> tuple[bool, int, list[tuple[float, float, float, float]]]:
    """Whether pictures cover the page, the count of invisible texts, dark boxes drawn over texts."""
    width, height = page.get_size()
    pictured, invisible = False, 0
    texts: list[tuple[float, float, float, float]] = []
    boxes: list[tuple[float, float, float, float]] = []
    for at in range(count):
        one = raw.FPDFPage_GetObject(page.raw, at)
        sort = raw.FPDFPageObj_GetType(one)
        if sort == raw.FPDF_PAGEOBJ_TEXT:
            invisible += raw.FPDFTextObj_GetTextRenderMode(one) == _INVISIBLE
            if len(texts) < 2000:
                texts.append(_bounds(one))
        elif sort in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            left, bottom, right, top = _bounds(one)
            if sort == raw.FPDF_PAGEOBJ_IMAGE and (right - left) * (top - bottom) > _SCAN * width * height:
                pictured = True
        elif sort == raw.FPDF_PAGEOBJ_PATH and len(boxes) < 50 and _is_black(one):
            box = _bounds(one)
            if box[2] - box[0] >= _LINE and box[3] - box[1] >= _LINE and any(_within(text, box) for text in texts):
                boxes.append(box)
    return pictured, invisible, boxes


def _bounds(one: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right, top."""
    sides = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(one, *sides):
        return 0, 0, 0, 0
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top


def _is_black(path: Any) -> bool:
    """Whether it is filled with something dark and opaque."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    colour = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPath_GetDrawMode(path, mode, stroke) or not mode.value:
        return False
    if not raw.FPDFPageObj_GetFillColor(path, *colour):
        return False
    red, green, blue, opaque = (part.value for part in colour)
    return opaque > 250 and max(red, green, blue) < 60


def _within(text: tuple[float, float, float, float], box: tuple[float, float, float, float]) -> bool:
    """Whether the middle of a text lies in a box that is no mere line."""
    across, up = (text[0] + text[2]) / 2, (text[1] + text[3]) / 2
    if text[2] - text[0] < 2 or box[3] - box[1] < 0.6 * (text[3] - text[1]):
        return False
    return box[0] <= across <= box[2] and box[1] <= up <= box[3]
