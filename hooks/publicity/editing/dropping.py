"""What a dropped file is called beside the text that names it: a picture among the pictures, all else attached."""

from pathlib import PurePosixPath
from unicodedata import normalize

from publicity.regex import regex

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
_UNFIT = regex(r"[^\w.-]+")


def staged_name(name: str, data: bytes) -> str:
    """`pictures/…` or `attachments/…`, with a name that any system can bear."""
    plain = _UNFIT.sub("-", normalize("NFC", PurePosixPath(name.replace("\\", "/")).name)).strip("-._") or "file"
    pure = PurePosixPath(plain)
    folder = "pictures" if pure.suffix.lower() in PICTURES else "attachments"
    return f"{folder}/{pure.stem}{pure.suffix.lower()}"
