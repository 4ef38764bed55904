"""Pictures as they go out: upright, in sRGB, no wider than shown, without a word of metadata (DOMAIN §5).

The same file gives the same bytes, with the same release of Pillow.
"""

from dataclasses import dataclass
from io import BytesIO

import PIL
from PIL import Image, ImageCms, features
from PIL.Image import Dither, Quantize, Resampling, Transpose

from publicity.picture_file import Look
from publicity.picture_stripping import strip, webp_chunks

COLUMN = 888  # CSS pixels that a picture may take on a wide screen: .frame in column.css, less its padding
# What making depends on beside the picture and the recipe.
MAKERS = (PIL.__version__, *map(features.version, ("jpg", "libjpeg_turbo", "zlib", "webp", "littlecms2")))
_WORTH = 0.7  # a narrower or newly packed file is used where it is this much smaller: a chart has to stay legible
_ORIENTATION = 0x0112
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


SHOWN = Recipe(2 * COLUMN, (960, 480), 82)
LINKED = Recipe(None, (), 92)  # to download: all its pixels


@dataclass(frozen=True)
class Variant:
    """A picture in one width."""

    width: int
    height: int
    content: bytes


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
    with Image.open(BytesIO(data), formats=[look.format]) as opened:
        turn = _orientation(opened)
        stored = (opened.height, opened.width) if turn >= 5 else opened.size
        size = _fitted(stored, recipe.widest)
        if size != stored and look.format == "JPEG":
            opened.draft(None, size[::-1] if turn >= 5 else size)
        opened.load()
        pixels, plain = _in_srgb(opened.transpose(_TURNS[turn]) if turn in _TURNS else opened)
    lossless = look.format == "WEBP" and any(name == b"VP8L" for name, _ in webp_chunks(data))

    def packed(image: Image.Image) -> bytes:
        return _encode(image, look.format, recipe.quality, lossless)

    if size != stored:
        pixels = _resized(pixels, size)
        widest = packed(pixels)
    elif plain and turn == 1:
        widest = strip(data, look.format)
        if recipe.widest and len(again := packed(pixels)) < _WORTH * len(widest):
            widest = again
    else:
        widest = packed(pixels)
    variants = [Variant(*size, widest)]
    for width in recipe.narrower:
        if width < size[0]:
            smaller = _fitted(size, width)
            content = packed(_resized(pixels, smaller))
            if len(content) < _WORTH * len(variants[-1].content):
                variants.append(Variant(*smaller, content))
    return variants


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


def _in_srgb(image: Image.Image) -> tuple[Image.Image, bool]:
    """The bare pixels in a mode that the web knows, and whether they are those of the file as they were."""
    profile = _profile(image.info.get("icc_profile"))
    clear = image.has_transparency_data
    mode, plain = image.mode, True
    if mode.startswith("I"):  # 16 bits of grey
        image, plain = image.convert("I").point(lambda value: value * (1 / 256)).convert("L"), False
    elif mode == "P" and profile:
        image = image.convert("RGBA" if clear else "RGB")
    elif mode in ("L", "RGB") and clear:
        image = image.convert("LA" if mode == "L" else "RGBA")
    elif mode not in ("1", "P", "L", "LA", "RGB", "RGBA", "CMYK"):
        image, plain = image.convert("RGBA" if clear else "RGB"), False
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        image, plain = _converted(image, profile), False
    if image.mode == "CMYK":
        image, plain = image.convert("RGB"), False
    bare = image.copy()
    bare.info = {"transparency": image.info["transparency"]} if mode == "P" == image.mode and clear else {}
    return bare, plain


def _profile(icc: bytes | None) -> ImageCms.ImageCmsProfile | None:
    """A colour profile that makes a difference."""
    if not icc:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(icc))
        return None if "sRGB" in ImageCms.getProfileDescription(profile) else profile
    except (OSError, ValueError, ImageCms.PyCMSError):
        return None


def _converted(image: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    mode = "RGB" if image.mode == "CMYK" else image.mode
    try:
        return ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"), outputMode=mode) or image
    except ImageCms.PyCMSError:  # a profile for other colours than the picture's
        return image


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
