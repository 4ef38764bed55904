"""Pictures and recordings without what they tell beside what is seen and heard: places, cameras, names, times."""

import struct

from publicity.attachments.flaw import UnreadableError
from publicity.pictures.stripping import strip

_STRIPPED = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".gif": "GIF", ".webp": "WEBP"}
_HEADS = {"JPEG": b"\xff\xd8\xff", "PNG": b"\x89PNG\r\n\x1a\n", "GIF": b"GIF8", "WEBP": b"RIFF"}
_BOXES = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"moof", b"traf"}
_TOLD = {b"udta", b"meta", b"uuid"}
_TIMED = {b"mvhd", b"tkhd", b"mdhd"}
_ORIENTATION = 0x0112


def without_metadata(data: bytes, name: str) -> bytes | None:
    """A picture without metadata, colours and turning kept; None for what is no picture, or none that can be read."""
    format_name = _STRIPPED.get("." + name.rpartition(".")[2].lower())
    if not format_name or not data.startswith(_HEADS[format_name]):
        return None
    try:
        turned = _orientation(data) if format_name == "JPEG" else 1
        stripped = strip(data, format_name, colours=True)
    except (ValueError, IndexError, struct.error):
        return None
    return stripped if turned == 1 else stripped[:2] + _turned(turned) + stripped[2:]


def _orientation(jpeg: bytes) -> int:
    """How a camera was held, 1 to 8."""
    at = jpeg.find(b"Exif\0\0", 0, 65536)
    if at < 0:
        return 1
    tiff = jpeg[at + 6 : at + 6 + 65536]
    order = "<" if tiff[:2] == b"II" else ">"
    (start,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, start)
    for number in range(min(count, 200)):
        tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
        if tag == _ORIENTATION and kind == 3 and 1 <= value <= 8:
            return int(value)
    return 1


def _turned(orientation: int) -> bytes:
    """An EXIF segment that says nothing but how to turn the picture."""
    tiff = b"MM\0*" + struct.pack(">IH", 8, 1) + struct.pack(">HHIHH", _ORIENTATION, 3, 1, orientation, 0) + b"\0" * 4
    content = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content


def strip_mp3(data: bytes) -> bytes:
    """A recording without ID3 and APE tags."""
    while data[:3] == b"ID3" and len(data) > 10:
        size = sum((data[6 + at] & 0x7F) << (7 * (3 - at)) for at in range(4)) + 10
        data = data[size + (10 if data[5] & 0x10 else 0) :]
    if data[-128:-125] == b"TAG":
        data = data[:-128]
    if data[-32:-24] == b"APETAGEX":
        size, _, flags = struct.unpack_from("<III", data, len(data) - 20)
        data = data[: max(0, len(data) - size - (32 if flags & 0x80000000 else 0))]
    if not data:
        raise UnreadableError("音频里只有曲名一类的标签，没有声音", "多半是没有传完；请重新取一份")
    return data


def strip_mp4(data: bytes) -> bytes:
    """A film without its notes: they become free space of the same size, so that nothing else moves; times are zero."""
    film = bytearray(data)
    ahead = [(0, len(film))]
    while ahead:
        at, end = ahead.pop()
        while at + 8 <= end:
            size, name = struct.unpack_from(">I4s", film, at)
            head = 8
            if size == 1 and at + 16 <= end:
                (size,), head = struct.unpack_from(">Q", film, at + 8), 16
            elif size == 0:
                size = end - at
            if size < head or at + size > end:
                return bytes(film)
            _quieten(film, at, head, size, name)
            if name in _BOXES:
                ahead.append((at + head, at + size))
            at += size
    return bytes(film)


def _quieten(film: bytearray, at: int, head: int, size: int, name: bytes) -> None:
    if name in _TOLD:
        film[at + 4 : at + 8] = b"free"
        film[at + head : at + size] = bytes(size - head)
    elif name in _TIMED and size >= head + 20:
        wide = 8 if film[at + head] == 1 else 4
        film[at + head + 4 : at + head + 4 + 2 * wide] = bytes(2 * wide)
