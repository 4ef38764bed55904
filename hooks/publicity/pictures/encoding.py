"""Pictures as they go out: upright, in sRGB, no wider than shown, without a word of metadata.

The same file gives the same bytes, with the same release of Pillow.

Source: handbook/domain.md#screening.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import PIL
from PIL import Image, ImageCms, features
from PIL.Image import Dither, Quantize, Resampling, Transpose

from publicity.pictures.file import Look
from publicity.pictures.opening import open_picture
from publicity.pictures.stripping import strip, webp_chunks

WIDEST = 888  # CSS pixels that a picture is made for: an article's column has 684, in large print 855
# What making depends on beside the picture and the recipe.
MAKERS = (PIL.__version__, *map(features.version, ("jpg", "libjpeg_turbo", "zlib", "webp", "littlecms2")))
_WORTH = 0.7  # a narrower or newly packed file is used where it is this much smaller: a chart has to stay legible
_ORIENTATION = 0x0112
_MODES = ("1", "P", "L", "LA", "RGB", "RGBA")
_TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}


class UnusableError(Exception):
    """A picture that can't be decoded to its end."""


@dataclass(frozen=True)
class Recipe:
    """How wide a picture may be (None: as it is), in which narrower widths too, and the quality of lossy formats."""

    widest: int | None
    narrower: tuple[int, ...]
    quality: int


SHOWN = Recipe(2 * WIDEST, (960, 480), 82)
LINKED = Recipe(None, (), 92)  # to download: all its pixels


@dataclass(frozen=True)
class Variant:
    """A picture in one width."""

    width: int
    height: int
    content: bytes


@contextmanager
def unwarned() -> Iterator[None]:
    """Let Pillow not warn meanwhile of metadata that isn't what it says: it is dropped anyway.

    This is for around the threads in which pictures are made, not for each: the process has one list of filters.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="PIL")
        yield


def remake(data: bytes, look: Look, recipe: Recipe) -> tuple[Variant, ...]:
    """A picture by a recipe, the widest variant first. What moves keeps its frames and width. Raises UnusableError."""
    try:
        if look.animated:
            _decode_all(data)
            return (Variant(look.width, look.height, strip(data, look.format)),)
        return tuple(_variants(data, look, recipe))
    except Exception as error:  # a broken file may make Pillow raise almost anything
        raise UnusableError(str(error)) from error


def _variants(data: bytes, look: Look, recipe: Recipe) -> list[Variant]:
    pixels, as_given = _decoded(data, look, recipe.widest)
    lossless = look.format == "WEBP" and any(name == b"VP8L" for name, _ in webp_chunks(data))

    def packed(image: Image.Image) -> bytes:
        return _encode(image, look.format, recipe.quality, lossless)

    widest = strip(data, look.format) if as_given else packed(pixels)
    if as_given and recipe.widest and len(again := packed(pixels)) < _WORTH * len(widest):
        widest = again
    variants = [Variant(*pixels.size, widest)]
    for width in recipe.narrower:
        if width < pixels.width:
            smaller = _resized(pixels, _fitted(pixels.size, width))
            content = packed(smaller)
            if len(content) < _WORTH * len(variants[-1].content):
                variants.append(Variant(*smaller.size, content))
    return variants


def _decoded(data: bytes, look: Look, widest: int | None) -> tuple[Image.Image, bool]:
    """The pixels as they are to be seen, and whether the file has just these. What is large is made small first."""
    with open_picture(BytesIO(data), [look.format]) as opened:
        turn = _orientation(opened)
        upright = (opened.height, opened.width) if turn >= 5 else opened.size
        size = _fitted(upright, widest)
        within = size[::-1] if turn >= 5 else size  # as the file has them
        if size != upright and look.format == "JPEG":
            opened.draft(None, within)
        opened.load()
    profile = _profile(opened.info.get("icc_profile"))
    as_given = size == upright and turn == 1 and not profile and opened.mode in _MODES
    pixels = _in_known_mode(opened, keep_palette=not profile)
    if size != upright:
        pixels = _resized(pixels, within)
    pixels = _in_srgb(pixels, profile)
    pixels = pixels.transpose(_TURNS[turn]) if turn in _TURNS else pixels.copy()
    clear = pixels.mode == "P" and "transparency" in pixels.info
    pixels.info = {"transparency": pixels.info["transparency"]} if clear else {}
    return pixels, as_given


def _decode_all(data: bytes) -> None:
    with Image.open(BytesIO(data)) as film:
        for number in range(getattr(film, "n_frames", 1)):
            film.seek(number)
            film.load()


def _orientation(image: Image.Image) -> int:
    """How a camera was held, 1 to 8; 1 where it can't be read."""
    try:
        turn = int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # metadata that isn't what it says is dropped like any other
        return 1
    return turn if 1 <= turn <= 8 else 1


def _fitted(size: tuple[int, int], widest: int | None) -> tuple[int, int]:
    width, height = size
    if not widest or width <= widest:
        return size
    return widest, max(1, round(height * widest / width))


def _in_known_mode(image: Image.Image, keep_palette: bool) -> Image.Image:
    """The pixels in a mode that the web knows, or in CMYK."""
    clear = image.has_transparency_data
    if image.mode.startswith("I"):  # 16 bits of grey
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "L" and clear:
        return image.convert("LA")
    if (image.mode == "P" and keep_palette) or image.mode in ("1", "LA", "RGBA", "CMYK"):
        return image
    if image.mode in ("L", "RGB") and not clear:
        return image
    return image.convert("RGBA" if clear else "RGB")


def _profile(icc: bytes | None) -> ImageCms.ImageCmsProfile | None:
    """A colour profile that makes a difference."""
    if not icc:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(icc))
        return None if "sRGB" in ImageCms.getProfileDescription(profile) else profile
    except (OSError, ValueError, ImageCms.PyCMSError):
        return None


def _in_srgb(image: Image.Image, profile: ImageCms.ImageCmsProfile | None) -> Image.Image:
    mode = "RGB" if image.mode == "CMYK" else image.mode
    if profile and mode in ("RGB", "RGBA"):
        try:
            srgb = ImageCms.createProfile("sRGB")
            image = ImageCms.profileToProfile(image, profile, srgb, outputMode=mode) or image
        except ImageCms.PyCMSError:  # a profile for other colours than the picture's
            pass
    return image if image.mode == mode else image.convert(mode)


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Smooth, and with a palette again where there was one: a chart stays as light as it was."""
    if image.mode == "P":
        clear = image.has_transparency_data
        full = image.convert("RGBA" if clear else "RGB").resize(size, Resampling.LANCZOS)
        method = Quantize.FASTOCTREE if clear else Quantize.MEDIANCUT
        return full.quantize(256, method, dither=Dither.NONE)
    return (image.convert("L") if image.mode == "1" else image).resize(size, Resampling.LANCZOS)


def _encode(image: Image.Image, format_name: str, quality: int, lossless: bool) -> bytes:
    stream = BytesIO()
    match format_name:
        case "JPEG":
            image.save(stream, "JPEG", quality=quality, progressive=True, optimize=True)
        case "WEBP":
            image.save(stream, "WEBP", quality=quality, lossless=lossless)
        case _:
            image.save(stream, format_name, optimize=True)
    return stream.getvalue()
