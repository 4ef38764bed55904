"""All that is to be said of a file before it goes out: whether it may, what a person must see, what it must not say."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from publicity.attachments.beside_text import numbers_beside
from publicity.attachments.contents import Contents, Passage
from publicity.attachments.examined import Examined, Objected
from publicity.attachments.flaw import Flaw, attempt
from publicity.attachments.judging import judge
from publicity.attachments.outgoing import publish_bytes
from publicity.problems.problem import Severity
from publicity.screening.screen import screen
from publicity.screening.sources import starred
from publicity.screening.wrong_forms import Lexicon


def examine(path: Path, shown: str, lexicon: Lexicon) -> Examined:
    """Judge a file and screen its text, what readers don't see included.

    `shown`: its path as an editor would type it. No sentence repeats what the screen objects to: the names of sheets
    and of files in a zip may be secret as well.
    """
    judged = judge(path, shown)
    flaws, hidden, unseen = (
        tuple(Flaw(_told(one.message, lexicon), one.hint) for one in said)
        for said in (judged.flaws, judged.hidden, judged.unseen)
    )
    objected = list(objected_in(judged.contents, lexicon)) if judged.contents else []
    if judged.contents and isinstance(out := publish_bytes(path), bytes):
        beside = attempt(lambda: list(numbers_beside(path.name, out)))
        told = {one.objection.key for one in objected}
        found = objected_in(Contents(passages=tuple(beside)), lexicon) if isinstance(beside, list) else ()
        objected += {one.objection.key: one for one in found if one.objection.key not in told}.values()
    return Examined(flaws, hidden, unseen, judged.code, tuple(objected))


def objected_in(contents: Contents, lexicon: Lexicon) -> Iterator[Objected]:
    """Yield what should not be published in what was found in a file."""
    for passage in contents.passages:
        if found := screen(passage.text, lexicon):
            place = _told(passage.place, lexicon)
            yield from (Objected(place, passage.hidden, one) for one in found)
    yield from _across(contents.passages, lexicon)


def _across(passages: Sequence[Passage], lexicon: Lexicon) -> Iterator[Objected]:
    """Residents' numbers that go over several paragraphs or cells: forms have a box for each digit."""
    if len(passages) < 2:
        return
    starts, pieces, at = list[int](), list[str](), 0
    for before, passage in pairwise((Passage("", ""), *passages)):
        together = len(before.text) == len(passage.text) == 1
        piece = passage.text if together else f"\n{passage.text}"
        starts.append(at + len(piece) - len(passage.text))
        pieces.append(piece)
        at += len(piece)
    whole = "".join(pieces)
    for found in screen(whole, lexicon):
        first, last = bisect_right(starts, found.start) - 1, bisect_right(starts, found.end - 1) - 1
        if found.rule == "id-number" and found.severity is Severity.ERROR and first < last:
            yield Objected(_told(passages[first].place, lexicon), passages[first].hidden, found)


def _told(words: str, lexicon: Lexicon) -> str:
    return starred(words, screen(words, lexicon))
