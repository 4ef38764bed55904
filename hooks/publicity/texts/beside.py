"""A file of docs/ that a page names: whether it is there, and whether readers may have it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from publicity.texts.near import near_hint
from publicity.texts.paths import file_part
from publicity.texts.reading import Finding
from publicity.texts.tree import Path as Key

KEPT_IN = tuple(
    map(PurePosixPath, ("plan.yml", "approvals.jsonl", "ledger.jsonl", "commitments/ledger.json"))
)  # of docs/, never published


@dataclass(frozen=True)
class Wording:
    """What a rule says, as message and hint; `{}` in a message is what the editor wrote.

    `pages`: an address is written, and a page of docs/ will do too, also one of its sections (`page.md#section`).
    """

    outside: tuple[str, str]
    absent: tuple[str, str]
    unpublished: tuple[str, str]
    pages: bool = False

    def finding(self, key: Key, sentence: tuple[str, str], written: str) -> Finding:
        """One of the sentences as a finding at a key."""
        return Finding(key, sentence[0].format(written), sentence[1])


def check_named(key: Key, docs: Path, uri: str, written: str, say: Wording) -> Iterator[Finding]:
    """Check the file that the page at `uri` names at a key. `docs` is the resolved folder of all pages."""
    file = file_part(written) if say.pages else written
    try:
        target = ((docs / uri).parent / file).resolve()
        inside = target.is_relative_to(docs)
        # Windows finds a file by a name in the other case, and says how it is stored.
        there = target.is_file() and target.name == PurePosixPath(file).name
        near = (
            "" if there or not inside else near_hint(docs, uri, file, () if say.pages else (".md", *map(str, KEPT_IN)))
        )
    except (OSError, ValueError, RuntimeError):  # a name too long, a zero byte, a link to itself
        yield Finding(key, f"“{written}”不能作文件名", "文件名用短一些的中英文、数字")
        return
    if not inside:
        yield say.finding(key, say.outside, written)
    elif not there:
        yield say.finding(key, (say.absent[0], near or say.absent[1]), written)
    elif _unpublished(target.relative_to(docs), say):
        yield say.finding(key, say.unpublished, written)


def _unpublished(path: Path, say: Wording) -> bool:
    """Whether a file of docs/ never leaves the house, or is a page where none will do."""
    hidden = any(part[0] == "." for part in path.parts)
    return hidden or PurePosixPath(path) in KEPT_IN or (path.suffix == ".md" and not say.pages)
