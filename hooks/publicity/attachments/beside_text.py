"""Residents' numbers that go out with a file where no reading of its text finds them.

Formulas, choices of a list, addresses of links, tooltips, names of bookmarks and layers, private entries: what formats
keep besides text has no end, so the bytes that would go out are asked for the one thing that can't be mistaken.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from publicity.attachments.bounds import DEPTH, Allowance
from publicity.attachments.contents import Passage
from publicity.attachments.package import unzip
from publicity.regex import regex
from publicity.screening.identity_numbers import is_number

_NUMBER = regex(rb"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])")
_ZIPPED = b"PK\x03\x04"


def numbers_beside(name: str, data: bytes) -> Iterator[Passage]:
    """Yield every resident's number in a file's bytes, those in its text too, with the part that holds it.

    Raises UnreadableError, and what libraries raise on broken files.
    """
    parts = _pdf(data) if data.startswith(b"%PDF") else _parts(name, data, Allowance(), 0)
    for place, content in parts:
        for match in _NUMBER.finditer(content):
            number = match[0].decode("ascii")
            if is_number(number.upper()):
                yield Passage(f"文件内部的 {place}", number, hidden=True)


def _parts(name: str, data: bytes, allowance: Allowance, depth: int) -> Iterator[tuple[str, bytes]]:
    yield name, name.encode(errors="replace")
    if not data.startswith(_ZIPPED) or depth > DEPTH:
        yield name, data
        return
    for inner, content in unzip(data, allowance).items():
        yield from _parts(inner, content, allowance, depth + 1)


def _pdf(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The strings of a PDF's objects: what its pages draw is text, and read as such."""
    import pikepdf  # here: only who needs a reader loads it

    with pikepdf.open(BytesIO(data)) as pdf:
        for one in (*pdf.objects, pdf.trailer):
            yield "对象", "\n".join(_strings(one, pikepdf)).encode(errors="replace")


def _strings(one: Any, pikepdf: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(one, pikepdf.String):
        yield str(one)
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array) and depth < DEPTH * 4:
        pairs: Iterable[Any] = one.items() if not isinstance(one, pikepdf.Array) else (("", each) for each in one)
        for key, value in pairs:
            yield key
            if not getattr(value, "is_indirect", False):
                yield from _strings(value, pikepdf, depth + 1)
