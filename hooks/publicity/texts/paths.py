"""Paths within docs/: what a page names, seen from where it stands."""

from urllib.parse import unquote

FOLDERS = ("bulletins/", "publications/", "commitments/")  # of these only what is public goes out


def linked_path(uri: str, target: str) -> str:
    """The path within docs/ that a link written in a page leads to."""
    return resolve(uri, unquote(target.partition("#")[0].partition("?")[0]))


def resolve(uri: str, file: str) -> str:
    """The path within docs/ of a file named in a page."""
    parts = uri.split("/")[:-1]
    for part in file.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
