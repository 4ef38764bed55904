"""The files that the program carries to lay them down: the starter's own, and what this repository has as it stands."""

from functools import cache
from importlib import import_module
from pathlib import Path

FILES = Path(__file__).parent / "files"


@cache
def top_level() -> Path:
    """The folder of `publicity_shipped`: in a wheel a part of the wheel, in a checkout the repository itself.

    It has no code, and `importlib.resources` can't read a package without code from an editable installation.
    """
    return next(path for path in map(Path, import_module("publicity_shipped").__path__) if path.is_dir())


def own(name: str) -> str:
    """A file of the starter."""
    return (FILES / name).read_text(encoding="utf-8")


def shared(name: str) -> bytes:
    """A file that the repository of the program has too."""
    return (top_level() / name).read_bytes()


def demonstration() -> dict[str, bytes]:
    """The content of the demonstration, by path from the column's folder."""
    docs = top_level() / "docs"
    found = sorted(path for path in docs.rglob("*") if path.is_file() and path.name[0] != ".")
    return {f"docs/{path.relative_to(docs).as_posix()}": path.read_bytes() for path in found}
