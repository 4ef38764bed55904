"""Paths within docs/: what a page names, seen from where it stands.

What is written as an address (a link, evidence) may hold `%20`, `?…` and `#…`; what is written as a file's name (an
attachment, a picture) is the name itself. Nobody else takes addresses apart.
"""

from urllib.parse import unquote

from publicity.regex import regex

_ELSEWHERE = regex(r"[A-Za-z][A-Za-z0-9+.-]*:|//")

FOLDERS = ("bulletins/", "publications/", "commitments/")  # of these only what is public goes out


def linked_path(uri: str, target: str) -> str:
    """The path within docs/ that a link written in a page leads to."""
    return resolve(uri, file_part(target))


def file_part(target: str) -> str:
    """The file that an address names, without what is asked of it (`?…`) and the place in it (`#…`)."""
    return unquote(target.partition("#")[0].partition("?")[0])


def place_part(target: str) -> str:
    """The rest of an address: `?…` and `#…`; empty where only a file is named."""
    return target[min((at for sign in "?#" if (at := target.find(sign)) >= 0), default=len(target)) :]


def leads_elsewhere(target: str) -> bool:
    """Whether an address leads to another site, by its scheme or host."""
    return bool(_ELSEWHERE.match(target))


def resolve(uri: str, file: str) -> str:
    """The path within docs/ of a file named in a page."""
    parts = uri.split("/")[:-1]
    for part in file.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
