"""The public address of the column, and what its pages say it is."""

from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

EXAMPLE = "https://www.example.gov.cn/zt/xxsj/"


def checked(address: str) -> str:
    """The address with a slash at its end. Raises ValueError with a Chinese reason where it is none."""
    try:
        parts = urlsplit(address.strip())
        whole = parts.scheme in ("http", "https") and parts.hostname and not (parts.query or parts.fragment)
        whole = whole and not parts.path.endswith((".html", ".htm"))  # a page, not the folder of all
    except ValueError:
        whole = False
    if not whole or any(character.isspace() for character in address.strip()):
        raise ValueError(f"“{address}”不是网站的网址；写成 {EXAMPLE} 这样")
    return address.strip().rstrip("/") + "/"


def canonical(page: bytes) -> str | None:
    """The address that a page says is its own; None where it says nothing."""
    link = LexborHTMLParser(page).css_first('link[rel="canonical"]')
    return link.attributes.get("href") if link else None
