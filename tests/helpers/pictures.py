"""Pictures as editors bring them: with everything that cameras and programs write beside the pixels."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

MARKER = "zhxcameraqv"
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><d>{MARKER}</d></x:xmpmeta>'.encode()
GPS = {1: "N", 2: (31.0, 13.0, 56.25), 3: "E", 4: (121.0, 28.0, 12.5), 27: MARKER.encode()}


def scene(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Something to see: dark at the top, light at the bottom, red at the right, a ring in blue."""
    down = Image.linear_gradient("L").resize((width, height))
    right = Image.linear_gradient("L").rotate(90).resize((width, height))
    return Image.merge("RGB", (right, down, Image.radial_gradient("L").resize((width, height)))).convert(mode)


def saved(image: Image.Image, format_name: str, **options: Any) -> bytes:
    """The bytes of a picture file."""
    stream = BytesIO()
    image.save(stream, format_name, **options)
    return stream.getvalue()


def opened(content: bytes) -> Image.Image:
    """A picture, decoded to its end."""
    image = Image.open(BytesIO(content))
    image.load()
    return image


def exif(turn: int = 1) -> Image.Exif:
    """What a telephone writes: maker, owner, where it was, how it was held."""
    told = Image.Exif()
    told[0x010E] = told[0x010F] = told[0x013B] = MARKER
    told[0x0112] = turn
    told[0x8825] = GPS
    return told


def icc(kind: str = "sRGB") -> bytes:
    """A colour profile with a text of its maker's."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(kind)).tobytes() + MARKER.encode()


def chatty(image: Image.Image, format_name: str, turn: int = 1, **options: Any) -> bytes:
    """A picture with the marker in every place that its format has for metadata, and behind its end."""
    told: dict[str, Any] = {"exif": exif(turn), "icc_profile": icc(), **options}
    if format_name == "PNG":
        text = PngInfo()
        text.add_text("Comment", MARKER)
        text.add_text("Software", MARKER, zip=False)
        text.add_itxt("XML:com.adobe.xmp", XMP.decode())
        text.add(b"zhXq", MARKER.encode())  # a chunk that nobody knows
        told["pnginfo"] = text
    elif format_name == "GIF":
        told = {"comment": MARKER.encode(), "xmp": XMP, **options}
    else:
        told |= {"xmp": XMP} | ({"comment": MARKER.encode()} if format_name == "JPEG" else {})
    return saved(image, format_name, **told) + MARKER.encode()


def film(format_name: str, chatter: bool = True) -> bytes:
    """Four frames that move."""
    frames = [scene(300, 200).rotate(20 * i) for i in range(4)]
    options = {"save_all": True, "append_images": frames[1:], "duration": 90, "loop": 0}
    return chatty(frames[0], format_name, **options) if chatter else saved(frames[0], format_name, **options)
