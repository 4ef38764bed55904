"""What a picture file is, by its first and last bytes: fit to be published, or what is wrong with it."""

import warnings
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from publicity.pictures.drawing import Flaw, examine_drawing

FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "GIF"}
DRAWING = ".svg"
# Browsers don't show these, or not all do; their metadata would go out with them.
UNFIT = (".heic", ".heif", ".avif", ".tif", ".tiff", ".bmp", ".jfif", ".jpe", ".jp2")
PICTURES = (*FORMATS, DRAWING, *UNFIT)
LARGEST = 120_000_000  # pixels; the finest telephone cameras make 108 million
TAIL = 64 * 1024


@dataclass(frozen=True)
class Look:
    """A picture as its file describes itself: pixels as stored, before any turning."""

    format: str
    width: int
    height: int
    animated: bool = False


def is_picture(uri: str) -> bool:
    """Whether a file is one by its name."""
    return uri.lower().endswith(PICTURES)


def is_raster(uri: str) -> bool:
    """Whether a file is, by its name, a picture made of pixels that can be published."""
    return uri.lower().endswith(tuple(FORMATS))


def examine(path: Path) -> Look | Flaw:
    """Look at a picture without decoding it. A file looked at before is not opened again until it changes."""
    try:
        status = path.stat()
    except OSError:
        return Flaw("图片打不开", "检查文件和它所在文件夹的权限")
    # The time of the last change of any kind is one that nobody can set.
    return _examine(path, status.st_size, (status.st_ino, status.st_mtime_ns, status.st_ctime_ns))


@lru_cache(maxsize=10_000)
def _examine(path: Path, size: int, _touched: tuple[int, ...]) -> Look | Flaw:
    suffix = path.suffix.lower()
    if suffix in UNFIT:
        hint = "把扩展名改成 .jpg" if suffix in (".jfif", ".jpe") else "用看图软件打开，另存为 JPG 或 PNG"
        return Flaw(f"{suffix} 图片在很多浏览器里显示不了", f"{hint}，文中的文件名一起改")
    if suffix == DRAWING:
        drawing = examine_drawing(path)
        return drawing if isinstance(drawing, Flaw) else Look("SVG", drawing.width, drawing.height)
    look = _look(path)
    if look is None:
        return Flaw("这不是图片，或者图片坏了", "用看图软件打开看看，另存为 JPG 或 PNG；打不开的，请重新取一份")
    if look.format != FORMATS[suffix]:
        right = next(name for name, format_ in FORMATS.items() if format_ == look.format)
        return Flaw(f"这是 {look.format} 图片，文件名却以 {suffix} 结尾", f"把扩展名改成 {right}，文中的文件名一起改")
    if look.width * look.height > LARGEST:
        return Flaw(f"图片太大：{look.width}×{look.height} 像素", f"先缩小到 {LARGEST // 10_000} 万像素以内")
    if _cut_off(path, look.format, size):
        return Flaw("图片不完整，后面缺了一截", "多半是没有传完；请重新取一份")
    return look


def _look(path: Path) -> Look | None:
    from PIL import Image  # imported here: a command that meets no picture starts faster

    from publicity.pictures.opening import open_picture

    Image.MAX_IMAGE_PIXELS = None  # what is too large is told in our words, before anything is decoded
    try:
        with warnings.catch_warnings(action="ignore"), open_picture(path, sorted(set(FORMATS.values()))) as image:
            # A camera's MPO is a JPEG with more pictures behind the first, which no browser shows.
            name = "JPEG" if image.format == "MPO" else str(image.format)
            animated = name != "JPEG" and bool(getattr(image, "is_animated", False))
            return Look(name, image.width, image.height, animated)
    except Exception:  # a broken file may make Pillow raise almost anything
        return None


def _cut_off(path: Path, name: str, size: int) -> bool:
    """Whether the end of a file is plainly missing. Cameras put things behind it, a film even."""
    with path.open("rb") as file:
        if name == "WEBP":
            return int.from_bytes(file.read(8)[4:], "little") + 8 > size
        end = {"JPEG": b"\xff\xd9", "PNG": b"IEND"}.get(name, b"")
        file.seek(max(0, size - TAIL))
        if end in file.read():
            return False
        file.seek(0)
        return end not in file.read()
