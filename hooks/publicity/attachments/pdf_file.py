"""A PDF opened within bounds, and what its annotations, layers and actions are called."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from publicity.attachments import bounds
from publicity.attachments.bounds import Allowance
from publicity.attachments.flaw import UnreadableError

# Annotations by which somebody says something about the text, not to the reader.
REMARKS = {
    "/Text",
    "/Popup",
    "/Highlight",
    "/Underline",
    "/Squiggly",
    "/StrikeOut",
    "/Caret",
    "/Sound",
    "/Redact",
    "/Projection",
}
FLAG_HIDDEN = 0b100010  # hidden, or shown on paper only when printed
ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute"}
_PIECE = 64 * 1024
_FLATE = ("/FlateDecode", "/Fl")


def open_pdf(data: bytes) -> pikepdf.Pdf:
    """Open it. Raises UnreadableError where it is encrypted, broken or beyond bounds."""
    if max(data.count(b" obj"), data.count(b"/ObjStm")) > bounds.OBJECTS:
        raise UnreadableError(f"PDF 里超过 {bounds.OBJECTS // 10_000} 万个对象", "重新导出一份，或拆成几个文件")
    _unpack_object_streams(data)
    try:
        pdf = _opened(data)
    except pikepdf.PasswordError as error:
        raise UnreadableError("PDF 加了密码，公众打不开，也没法检查", "去掉密码再放进来") from error
    except (pikepdf.PdfError, RuntimeError, ValueError, OverflowError) as error:
        raise UnreadableError("PDF 坏了，读不出来", "重新导出一份") from error
    if pdf.is_encrypted:
        hint = "导出时不要限制打印、复制；限制不了什么，读屏软件却读不了"
        raise UnreadableError("PDF 加了密（限制打印或复制），没法去掉里面的文件信息", hint)
    if len(pdf.objects) > bounds.OBJECTS:
        raise UnreadableError(f"PDF 里超过 {bounds.OBJECTS // 10_000} 万个对象", "重新导出一份，或拆成几个文件")
    if not 0 < len(pdf.pages) <= bounds.PAGES:
        raise UnreadableError(f"PDF 没有页，或超过 {bounds.PAGES} 页", "重新导出一份，或拆成几个文件")
    _weigh(pdf)
    return pdf


def _opened(data: bytes) -> pikepdf.Pdf:
    """Open it; what is somewhat broken is put together again, which for large files would take minutes."""
    try:
        return pikepdf.open(BytesIO(data), suppress_warnings=True, attempt_recovery=False)
    except pikepdf.PasswordError:
        raise
    except pikepdf.PdfError:
        if len(data) > bounds.MENDED:
            raise
        return pikepdf.open(BytesIO(data), suppress_warnings=True)


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """All dictionaries and streams that have a number of their own."""
    return (one for one in pdf.objects if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)))


def _unpack_object_streams(data: bytes) -> None:
    """Weigh streams of objects, which are unpacked as soon as a PDF is opened, before it is."""
    allowance, last = Allowance(), -1
    for mark in re.finditer(rb"/ObjStm", data):
        start = data.find(b"stream", mark.end(), mark.end() + 4096)
        if start > last:
            last = start
            begin = start + 6
            while data[begin : begin + 1] in (b"\r", b"\n"):
                begin += 1
            _inflate(memoryview(data)[begin:], allowance)


def _weigh(pdf: pikepdf.Pdf) -> None:
    """Unpack what readers unpack to show text: everything but pictures. Raises UnreadableError when it is too much."""
    allowance = Allowance()
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") != "/Image":
            filters = [str(name) for name in _list(one.get("/Filter"))]
            if len(filters) > 1 and sum(name in _FLATE for name in filters) > 1:
                raise UnreadableError("PDF 里有压缩了几遍的内容", "重新导出一份；来历不明的文件不要用")
            if any(name in _FLATE for name in filters):
                _inflate(one.read_raw_bytes(), allowance)


def _inflate(raw: bytes | memoryview, allowance: Allowance) -> None:
    """Unpack to the end of what is packed there, keeping nothing. Raises UnreadableError when it is too much."""
    packed, size = zlib.decompressobj(), 0
    try:
        for at in range(0, len(raw), _PIECE):
            piece: bytes | memoryview = raw[at : at + _PIECE]
            while piece and not packed.eof:
                allowance.take(unpacked := len(packed.decompress(piece, bounds.MEGABYTE)))
                size += unpacked
                if size > bounds.PART:
                    raise UnreadableError("PDF 里有一段内容解开后太大", "重新导出一份；来历不明的文件不要用")
                piece = packed.unconsumed_tail
            if packed.eof:
                return
    except zlib.error:  # whatever reads it will stop there too
        return


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def listed(value: Any) -> list[Any]:
    """The items of an array, or of nothing."""
    return list(value) if isinstance(value, pikepdf.Array) else []


def named(tree: Any) -> list[tuple[str, Any]]:
    """(name, value) of a name tree, with a bound on how it is nested."""
    found, ahead, steps = [], [tree], 0
    while ahead and steps < 10_000:
        node, steps = ahead.pop(), steps + 1
        if not isinstance(node, pikepdf.Dictionary):
            continue
        names = listed(node.get("/Names"))
        found += [(str(names[at]), names[at + 1]) for at in range(0, len(names) - 1, 2)]
        ahead += listed(node.get("/Kids"))
    return found


def annotations(page: Any) -> list[Any]:
    """A page's annotations."""
    return [one for one in listed(page.obj.get("/Annots")) if isinstance(one, pikepdf.Dictionary)]


def hidden_layers(pdf: pikepdf.Pdf) -> list[Any]:
    """The layers that are off when the file is opened."""
    layers = pdf.Root.get("/OCProperties")
    if not isinstance(layers, pikepdf.Dictionary) or not isinstance(layers.get("/D"), pikepdf.Dictionary):
        return []
    chosen = layers.D
    if chosen.get("/BaseState") == "/OFF":
        on = {one.objgen for one in listed(chosen.get("/ON"))}
        return [one for one in listed(layers.get("/OCGs")) if one.objgen not in on]
    return [one for one in listed(chosen.get("/OFF")) if isinstance(one, pikepdf.Dictionary)]


def is_signed(pdf: pikepdf.Pdf) -> bool:
    """Whether there is a signature: then not a byte may change."""
    return any("/ByteRange" in one and "/Contents" in one for one in dictionaries(pdf))
