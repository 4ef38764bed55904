"""What an index was made of, kept for the next build under the digest of its index.json and believed only for that."""

import json
import os
from collections.abc import Mapping, Set
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from publicity.search.files import MARK, Listed
from publicity.search.index import Index
from publicity.search.sounds import remember, remembered

FORMAT = 3


@dataclass(frozen=True)
class Kept:
    """An index, and by address what its pages are made of (`Candidate.made_of`)."""

    index: Index
    made_of: Mapping[str, str]

    def write(self, folder: Path, digest: str) -> None:
        """Keep it for the index.json that comes to a digest, in one step. Raises OSError."""
        index, lines = self.index, dict[str, int]()
        for line in (line for page in index.pages.values() for line in page.about):
            lines.setdefault(line, len(lines))
        data = {
            "format": FORMAT,
            "keys": index.keys,
            "postings": index.postings,
            "letters": "".join(sorted(index.letters)),
            "words": "".join(index.words),
            "about": [*lines],
            "sounds": remembered(),
            "pages": {
                url: [page.number, page.mark, page.traditional, [lines[it] for it in page.about], self.made_of[url]]
                for url, page in index.pages.items()
            },
        }
        body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / "unfinished"
        unfinished.write_text(f"{sha256(body.encode()).hexdigest()}\n{body}", encoding="utf-8", newline="\n")
        os.replace(unfinished, folder / digest)


def read_kept(folder: Path, digest: str) -> Kept | None:
    """What was kept for the index.json that comes to a digest; None where nothing was, or it can't be understood.

    How names are read is known then, as of who asked when it was made: few edits need the dictionary.
    """
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        said, _, body = (folder / digest).read_bytes().partition(b"\n")
        data = json.loads(body)
        if data["format"] != FORMAT or sha256(body).hexdigest().encode() != said:
            return None
        rows, words = data["pages"], data["words"]
        pages = {
            url: Listed(number, mark, traditional, tuple(data["about"][line] for line in about))
            for url, (number, mark, traditional, about, _) in rows.items()
        }
        marks = tuple(words[at : at + MARK] for at in range(0, len(words), MARK))
        index = Index(pages, marks, frozenset(data["letters"]), data["keys"], data["postings"])
        remember(data["sounds"])
        return Kept(index, {url: row[4] for url, row in rows.items()})
    return None


def forget_others(folder: Path, digests: Set[str]) -> None:
    """Delete what was kept for other indexes."""
    with suppress(OSError):
        for name in os.listdir(folder):
            if name not in digests:
                os.unlink(folder / name)
