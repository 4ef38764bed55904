"""A picture's file without what it tells beside the picture: bytes are left out, none is encoded anew.

What is kept is listed, so that a kind of metadata nobody has heard of goes as well. Pictures are decoded before:
this trusts their structure, and raises ValueError, IndexError or struct.error where there is none.
"""

import struct
from collections.abc import Callable, Iterator

_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT", b"sRGB", b"gAMA", b"cHRM"}
_PNG_COLOURS = {b"iCCP", b"pHYs", b"sBIT", b"bKGD"}
_WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"}
_WEBP_TOLD = 0b00101100  # flags of VP8X that announce ICC, EXIF, XMP
_WEBP_NOTES = 0b00001100  # of these, EXIF and XMP
_GIF_APPLICATIONS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")  # how often the film repeats


def strip(data: bytes, format_name: str, colours: bool = False) -> bytes:
    """The picture alone, every pixel and frame of it; with `colours` the profile too that its pixels are meant in."""
    takers: dict[str, Callable[[bytes, bool], bytes]] = {"JPEG": _jpeg, "PNG": _png, "GIF": _gif, "WEBP": _webp}
    return takers[format_name](data, colours)


def webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield (name, content) of a WebP's chunks."""
    at, end = 12, struct.unpack_from("<I", data, 4)[0] + 8
    while at + 8 <= min(end, len(data)):
        name, size = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        yield name, data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _webp(data: bytes, colours: bool) -> bytes:
    kept = bytearray()
    for name, content in webp_chunks(data):
        if name not in _WEBP_KEPT and not (colours and name == b"ICCP"):
            continue
        announced = ~(_WEBP_NOTES if colours else _WEBP_TOLD)
        told = bytes([content[0] & announced]) + content[1:] if name == b"VP8X" else content
        kept += name + struct.pack("<I", len(told)) + told + b"\0" * (len(told) % 2)
    return b"RIFF" + struct.pack("<I", len(kept) + 4) + b"WEBP" + bytes(kept)


def _png(data: bytes, colours: bool) -> bytes:
    kept, at = bytearray(_PNG_HEAD), len(_PNG_HEAD)
    while True:
        size, name = struct.unpack_from(">I4s", data, at)
        if name in _PNG_KEPT or (colours and name in _PNG_COLOURS):
            kept += data[at : at + 12 + size]
        if name == b"IEND":
            return bytes(kept)
        at += 12 + size


def _gif(data: bytes, _colours_kept: bool) -> bytes:
    at = 13 + _colours(data[10])
    kept = bytearray(data[:at])
    while at < len(data) and data[at] != 0x3B:  # browsers miss no end either
        start, kind = at, data[at]
        if kind == 0x21:  # an extension: what sort, then blocks
            sort, at = data[at + 1], at + 2
            named = data[at + 1 : at + 12]
            wanted = sort == 0xF9 or (sort == 0xFF and named in _GIF_APPLICATIONS)
        elif kind == 0x2C:  # a frame: its place, its colours, how it is packed, then blocks
            at += 11 + _colours(data[at + 9])
            wanted = True
        else:
            raise ValueError(f"GIF block {kind}")
        while data[at]:
            at += 1 + data[at]
        at += 1
        if wanted:
            kept += data[start:at]
    return bytes(kept) + b"\x3b"


def _colours(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _jpeg(data: bytes, colours: bool) -> bytes:
    kept, at = bytearray(data[:2]), 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("no JPEG marker")
        marker = data[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        if marker == 0xD9:
            return bytes(kept) + b"\xff\xd9"
        size = struct.unpack_from(">H", data, at + 2)[0]
        segment = data[at : at + 2 + size]
        at += 2 + size
        plain_head = marker == 0xE0 and size == 16 and segment[4:8] == b"JFIF"  # longer ones hold a small picture
        profile = colours and marker == 0xE2 and segment[4:16] == b"ICC_PROFILE\0"
        if plain_head or profile or marker == 0xEE or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            kept += segment
        if marker == 0xDA:
            end = _scan_end(data, at)
            kept += data[at:end]
            at = end


def _scan_end(data: bytes, at: int) -> int:
    """Where a scan's packed pixels end: at a marker that is neither a stuffed byte nor a restart."""
    while True:
        at = data.index(b"\xff", at)
        following = data[at + 1]
        if following == 0 or 0xD0 <= following <= 0xD7:
            at += 2
        elif following == 0xFF:
            at += 1
        else:
            return at
