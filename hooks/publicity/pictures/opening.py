"""To open pictures of the formats that can be published, with what Pillow needs for these: it would load all it has."""

from pathlib import Path
from typing import BinaryIO

from PIL import GifImagePlugin, Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin
from PIL.ImageFile import ImageFile

# Pillow knows a format from the import of its module on, and loads those of sixty others where it knows one not yet.
READERS = (GifImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin)


def open_picture(picture: Path | BinaryIO, formats: list[str]) -> ImageFile:
    """Open a picture, if it is of one of the formats. Raises what Pillow raises, which may be almost anything."""
    return Image.open(picture, formats=formats)
