"""The manifest of a built site: every file with its SHA-256 and size, and which state of the column it shows."""

import json
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any
from unicodedata import category

from publicity.regex import regex

NAME = "manifest.json"
SIGNATURE = "manifest.json.sig"  # beside it, where the publisher signs; it can be no part of what it signs
_CHUNK = 1 << 20
_DIGEST, _COMMIT = regex(r"[0-9a-f]{64}"), regex(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_COLUMN = regex(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True)
class Entry:
    """The SHA-256 (hex) and size (bytes) of a file; an empty digest where something stands that is no file."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What a build made. `files` are paths with `/`, in order; the manifest itself is none of them.

    `column` tells this column from all others. `commit` is the commit that it was built from and `committed` its
    time (ISO 8601); None outside git. `dirty`: the tree had changes that are in no commit. `as_of` is a day.
    `ledger` is the head of the ledger that the site shows, "" where it shows none.
    `signature` (armoured) lies beside it in a file of its own.
    """

    column: str
    as_of: str
    commit: str | None = None
    committed: str | None = None
    dirty: bool = False
    files: Mapping[str, Entry] = field(default_factory=dict)
    ledger: str = ""
    signature: str = field(default="", compare=False)

    @property
    def build(self) -> str:
        """The id of the build: equal where every file is equal, whatever the commit."""
        lines = (f"{entry.sha256} {entry.size} {path}\n" for path, entry in sorted(self.files.items()))
        return sha256("".join(lines).encode()).hexdigest()

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(entry.size for entry in self.files.values())

    @property
    def pages(self) -> set[str]:
        """The addresses of web pages: what readers keep links to."""
        return {path for path in self.files if is_page(path)}

    @property
    def facts(self) -> dict[str, Any]:
        """What it says beside the list of files."""
        return {
            "version": 1,
            "build": self.build,
            "column": self.column,
            "commit": self.commit,
            "committed": self.committed,
            "dirty": self.dirty,
            "as_of": self.as_of,
            **({"ledger": self.ledger} if self.ledger else {}),
        }

    def text(self) -> str:
        """The manifest as it is published: the same bytes for the same build."""
        before, braces, after = (
            json.dumps(self.facts | {"files": {}}, ensure_ascii=False, indent=1) + "\n"
        ).rpartition("{}")
        files = ",\n".join(_listed(path, entry) for path, entry in sorted(self.files.items()))
        return f"{before}{{\n{files}\n }}{after}" if files else before + braces + after


def _listed(path: str, entry: Entry) -> str:
    """A file as `json` would write it, which takes ten times as long for the whole list."""
    return f'  {encode_basestring(path)}: {{\n   "sha256": "{entry.sha256}",\n   "size": {entry.size}\n  }}'


def expected(manifest: Manifest) -> dict[str, Entry]:
    """Every file that must be served of a build, its manifest and its signature among them."""
    signed = {SIGNATURE: hashed([manifest.signature.encode()])} if manifest.signature else {}
    return {**manifest.files, NAME: hashed([manifest.text().encode()]), **signed}


def is_page(path: str) -> bool:
    """Whether a file is a web page."""
    return path.endswith((".html", ".htm", ".shtml"))


def read_manifest(text: str | bytes) -> Manifest:
    """Take a text for a manifest. Raises ValueError where it is none, or where its build id is not that of its list."""
    try:
        facts = json.loads(text)
        made = Manifest(
            column_id(facts["column"]),
            day(facts["as_of"]),
            commit_id(facts["commit"]),
            moment(facts["committed"]),
            facts["dirty"] is True,
            entries(facts["files"]),
            head(facts.get("ledger", "")),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(f"不是清单文件 {NAME}") from error
    if facts.get("build") != made.build:
        raise ValueError(f"清单文件 {NAME} 被改过：编号和列出的文件对不上")
    return made


def entries(facts: Any) -> dict[str, Entry]:
    """Files as a manifest lists them. Raises what a wrong shape makes, ValueError for what a build never writes."""
    found = {str(path): Entry(str(entry["sha256"]), int(entry["size"])) for path, entry in facts.items()}
    for path, entry in found.items():
        if not _stays_inside(path) or not _DIGEST.fullmatch(entry.sha256) or entry.size < 0:
            raise ValueError(path)
    return found


def _stays_inside(path: str) -> bool:
    """Whether a path is one within a site, with nothing in it that a terminal or a shell could take for more."""
    printable = all(char.isprintable() or category(char) == "Zs" for char in path)
    return printable and "\\" not in path and not {"", ".", ".."} & set(path.split("/"))


def column_id(value: Any) -> str:
    """The id of a column. Raises ValueError for what could be none."""
    if not isinstance(value, str) or not _COLUMN.fullmatch(value):
        raise ValueError("column")
    return value


def build_id(value: Any) -> str:
    """The id of a build. Raises ValueError for what could be none."""
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):
        raise ValueError("build")
    return value


def head(value: Any) -> str:
    """The head of a ledger, or nothing. Raises ValueError for what could be none."""
    return build_id(value) if value else ""


def commit_id(value: Any) -> str | None:
    """The id of a commit, SHA-1 or SHA-256, or none. Raises ValueError for what could be none."""
    if value is not None and (not isinstance(value, str) or not _COMMIT.fullmatch(value)):
        raise ValueError("commit")
    return value


def day(value: Any) -> str:
    """A day as ISO 8601 writes it. Raises ValueError."""
    return date.fromisoformat(str(value)).isoformat()


def moment(value: Any) -> str | None:
    """A moment as it was written, if it is one that says its zone, or none. Raises ValueError."""
    if value is None:
        return None
    text = str(value)  # between day and time Python takes any character
    if not text.isascii() or not text.isprintable() or datetime.fromisoformat(text).tzinfo is None:
        raise ValueError("time")
    return text


def hashed(chunks: Iterable[bytes]) -> Entry:
    """What the bytes of a file come to."""
    digest, size = sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
    return Entry(digest.hexdigest(), size)


def hash_file(path: Path | str) -> Entry:
    """What a file comes to; nothing for a link, a device or what is not there. Raises OSError."""
    try:
        regular = stat.S_ISREG(os.lstat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        regular = False
    if not regular:
        return Entry("", 0)
    with open(path, "rb", buffering=0) as stream:  # in pieces already: a buffer would only be made and thrown away
        return hashed(iter(lambda: stream.read(_CHUNK), b""))


def paths_in(folder: Path) -> list[str]:
    """The paths of everything within a folder but the folders, in order; links are not followed. Raises OSError."""
    found: list[str] = []
    for root, folders, names in os.walk(folder, onerror=_fail):
        inner = Path(root).relative_to(folder).as_posix()
        links = [name for name in folders if os.path.islink(os.path.join(root, name))]
        found += [name if inner == "." else f"{inner}/{name}" for name in (*names, *links)]
    return sorted(found)


def _fail(error: OSError) -> None:
    raise error
