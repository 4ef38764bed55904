"""All that is to be said of a file before it goes out: whether it may, what a person must see, what it must not say."""

from dataclasses import dataclass
from pathlib import Path

from publicity.attachments.exception import HiddenParts
from publicity.attachments.flaw import Flaw
from publicity.attachments.judging import judge
from publicity.screening.objection import Objection
from publicity.screening.screen import screen
from publicity.screening.sources import starred
from publicity.screening.wrong_forms import Lexicon


@dataclass(frozen=True)
class Objected:
    """What should not be published in a file: where in it, in words that tell nothing themselves."""

    place: str
    hidden: bool
    objection: Objection


@dataclass(frozen=True)
class Examined:
    """`flaws` stop a build, `warnings` are for a person to look at; `objected` is in the order of the file's text."""

    flaws: tuple[Flaw, ...] = ()
    warnings: tuple[Flaw, ...] = ()
    objected: tuple[Objected, ...] = ()


def examine(path: Path, shown: str, kept: HiddenParts | None, lexicon: Lexicon) -> Examined:
    """Judge a file and screen its text, what readers don't see included.

    `shown`: its path as an editor would type it; `kept`: the exception recorded for it. No sentence repeats what the
    screen objects to: the names of sheets and of files in a zip may be secret as well.
    """
    judged = judge(path, shown, kept)
    objected = []
    for passage in judged.contents.passages if judged.contents else ():
        if found := screen(passage.text, lexicon):
            place = _told(passage.place, lexicon)
            objected += [Objected(place, passage.hidden, one) for one in found]
    flaws, warnings = (
        tuple(Flaw(_told(one.message, lexicon), one.hint) for one in said) for said in (judged.flaws, judged.warnings)
    )
    return Examined(flaws, warnings, tuple(objected))


def _told(words: str, lexicon: Lexicon) -> str:
    return starred(words, screen(words, lexicon))
