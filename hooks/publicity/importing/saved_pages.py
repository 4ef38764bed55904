"""A folder of saved pages, or a list of saved addresses: which files are pages, where each was, what lies beside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from publicity.importing.grid import CannotImportError
from publicity.importing.html_text import decoded
from publicity.regex import regex

_PAGES = (".html", ".htm", ".shtml", ".xhtml")
_PARTS = regex(r"(?:_files|\.files|_文件|\.assets)$")  # what browsers and Word lay beside a page
_HOST = regex(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?::\d+)?")
_LARGEST = 20 * 1024 * 1024


@dataclass(frozen=True)
class SavedPage:
    """A page as it was saved. `address`: where it was, or its path in the folder; `sure`: it is no guess."""

    path: Path
    address: str
    sure: bool


@dataclass(frozen=True)
class Saved:
    """The pages in order, the folder that they lie in, and what of it is no page."""

    folder: Path
    pages: tuple[SavedPage, ...]
    others: tuple[str, ...] = ()


def saved_in(where: Path) -> Saved:
    """What was saved in a folder, or is in a list of lines `address file`. Raises CannotImportError."""
    try:
        if where.is_dir():
            return _folder(where)
        return _listed(where, decoded(where.read_bytes()))
    except OSError as error:
        raise CannotImportError(f"读不了 {where}（系统错误 {error.errno}），检查文件名和权限") from error


def _folder(folder: Path) -> Saved:
    pages, others = [], []
    for path in sorted(folder.rglob("*")):
        within = path.relative_to(folder)
        if not path.is_file() or any(part.startswith(".") for part in within.parts):
            continue
        if any(_PARTS.search(part) for part in within.parts[:-1]):
            continue
        if path.suffix.lower() in _PAGES:
            pages.append(_page(path, within))
        elif path.suffix.lower() in (".mht", ".mhtml", ".asp", ".aspx", ".jsp", ".php"):
            others.append(f"{within.as_posix()}：不是 html，另存为“网页，全部”再导入")
    if not pages:
        raise CannotImportError(f"{folder} 里没有网页（.html、.htm、.shtml）")
    return Saved(folder, tuple(pages), tuple(others))


def _page(path: Path, within: Path) -> SavedPage:
    """A page by its place: below a folder named as a host it is the address."""
    parts = within.parts
    if len(parts) > 1 and _HOST.fullmatch(parts[0]):
        return SavedPage(path, f"http://{within.as_posix()}", sure=True)
    return SavedPage(path, within.as_posix(), sure=len(parts) > 1)


def _listed(where: Path, text: str) -> Saved:
    pages, others = [], []
    for number, line in enumerate(text.splitlines(), 1):
        words = [word for word in re.split(r"[\t,，]|\s+", line.strip()) if word]
        if not words or line.lstrip().startswith("#"):
            continue
        address = next((word for word in words if re.match(r"https?://", word)), "")
        name = " ".join(word for word in words if word != address)
        path = where.parent / (name or (urlsplit(address).netloc + unquote(urlsplit(address).path)))
        if address and path.is_file():
            pages.append(SavedPage(path, address, sure=True))
        else:
            others.append(
                f"{where.name} 第 {number} 行：没有存下来的文件，写成“网址 文件”"
                if address
                else f"{where.name} 第 {number} 行：没有网址"
            )
    if not pages:
        raise CannotImportError(f"{where.name} 里没有一行是“网址 文件”，文件要先存下来；{'；'.join(others[:3])}")
    return Saved(where.parent, tuple(pages), tuple(others))


def files_beside(page: SavedPage, saved: Saved, address: str) -> Iterator[Path]:
    """The files in the folder that an address on a page may mean; none outside of it."""
    if re.match(r"(?:data|javascript|mailto|tel|about):", address, re.IGNORECASE):
        return
    root = saved.folder.resolve()
    split = urlsplit(address)
    tried = [page.path.parent / unquote(split.path)] if not split.netloc else []
    full = urlsplit(urljoin(page.address, address))
    tried += [root / full.netloc / unquote(full.path).lstrip("/"), root / unquote(full.path).lstrip("/")]
    for path in tried:
        try:
            found = path.resolve()
            if found.is_relative_to(root) and found.is_file() and found.stat().st_size <= _LARGEST:
                yield found
        except (OSError, ValueError):  # a name that no file can have
            continue


def old_path_of(address: str) -> str:
    """An address below the site's root, as old_paths has it; one that ends in no page's name is empty."""
    split = urlsplit(address)
    path = unquote(split.path).lstrip("/")
    return path if PurePosixPath(path).suffix.lower() in (".html", ".htm", ".shtml") and not split.query else ""
