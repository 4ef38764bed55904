"""Everything that can be had of a file, whatever it is packed in."""

import io
import zipfile
from typing import TypeVar

import pikepdf

from publicity.attachments.flaw import Flaw

from .making import AUTHOR, SECRET

Result = TypeVar("Result")


def everything(data: bytes) -> bytes:
    """All bytes of a file: of a zip and the zips in it, and of a PDF's streams and texts."""
    found = [data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as zipped:
            for name in zipped.namelist():
                found += [name.encode(), everything(zipped.read(name))]
    if data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for one in pdf.objects:
                if isinstance(one, pikepdf.Stream):
                    found.append(one.read_bytes())
                if isinstance(one, pikepdf.Dictionary):
                    found += [str(value).encode() for value in one.values() if isinstance(value, pikepdf.String)]
            found += [str(value).encode() for value in pdf.docinfo.values()]
    return b"\n".join(found)


def holds(data: bytes, text: str) -> bool:
    """Whether a text is anywhere in a file, in any usual encoding."""
    everywhere = everything(data)
    return any(text.encode(code) in everywhere for code in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"))


def quiet(data: bytes) -> bool:
    """Whether a file says neither who made it nor anything secret."""
    return not holds(data, AUTHOR) and not holds(data, SECRET)


def sure(result: Result | Flaw) -> Result:
    """The result, where there is no flaw."""
    assert not isinstance(result, Flaw), result
    return result
