"""What must not be published beside articles and commitments: in the plan, the settings, other pages, file names."""

from collections.abc import Iterator
from pathlib import Path

from publicity.column.attached import Attached
from publicity.column.clearing import PLAN
from publicity.problems.problem import Problem
from publicity.screening.files import look
from publicity.screening.screen import screen
from publicity.screening.sources import starred
from publicity.screening.wrong_forms import Lexicon
from publicity.texts.entries import Inventory
from publicity.texts.memory import Memory, key
from publicity.texts.paths import FOLDERS


def screened_beside(settings: Path, there: Inventory, attached: Attached, memory: Memory) -> Iterator[Problem]:
    """Yield what must not be published in those; `memory` is one of the lexicon."""
    docs, prefix, lexicon = attached.docs, attached.prefix, attached.store.lexicon
    for uri in there.files:
        if uri == PLAN:
            yield from _looked(docs / uri, f"{prefix}/{uri}", lexicon, memory)
        elif uri.endswith(".md") and not uri.startswith(FOLDERS):
            yield from attached.problems_of_page(uri)
        else:
            yield from _named(uri, prefix, lexicon, memory)
    yield from _looked(settings, settings.name, lexicon, memory)


def _named(uri: str, prefix: str, lexicon: Lexicon, memory: Memory) -> Iterator[Problem]:
    known_as = key(b"name", uri.encode(errors="surrogateescape"))
    if memory.recall(known_as):
        return
    objections = screen(uri, lexicon)
    if not objections:
        memory.keep(known_as, True)
        return
    told = starred(f"{prefix}/{uri}", screen(f"{prefix}/{uri}", lexicon))
    yield from (Problem(told, 0, 0, f"文件名里有{o.message}", "给文件改名", o.severity) for o in objections)


def _looked(path: Path, name: str, lexicon: Lexicon, memory: Memory) -> tuple[Problem, ...]:
    try:
        known_as = key(b"screened", name.encode(errors="surrogateescape"), path.read_bytes())
        if memory.recall(known_as):
            return ()
        found = look(path, name, lexicon).problems
    except OSError:
        return ()  # whoever reads it says so
    if not found:
        memory.keep(known_as, True)
    return found
