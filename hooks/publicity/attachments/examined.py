"""What was found in a file before it goes out, as it is kept, and the sentences that tell of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publicity.attachments.flaw import Flaw
from publicity.problems.problem import Severity
from publicity.screening.objection import Objection, Rule
from publicity.screening.screened import HIDDEN_PARTS, Key
from publicity.screening.sources import MAY_STAY, TELLABLE


@dataclass(frozen=True)
class Objected:
    """What should not be published in a file: where in it, in words that tell nothing themselves."""

    place: str
    hidden: bool
    objection: Objection


@dataclass(frozen=True)
class Examined:
    """As `Judged` has them, in words that tell nothing secret; `objected` is in the order of the file's text."""

    flaws: tuple[Flaw, ...] = ()
    hidden: tuple[Flaw, ...] = ()
    unseen: tuple[Flaw, ...] = ()
    code: str = ""
    objected: tuple[Objected, ...] = ()

    @property
    def keys(self) -> Iterator[Key]:
        """What exceptions may stand for."""
        yield from (one.objection.key for one in self.objected)
        yield from self.hidden_keys

    @property
    def hidden_keys(self) -> tuple[Key, ...]:
        """The one for what readers don't see or the program can't read, if there is any."""
        return ((HIDDEN_PARTS, self.code),) if self.hidden or self.unseen else ()


def summed(objected: Iterable[Objected]) -> Iterator[tuple[Flaw, Severity]]:
    """Yield a sentence for each sort of what should not be published: a list of names may hold hundreds."""
    sorts: dict[tuple[Rule, Severity, str], list[Objected]] = {}
    for one in objected:
        said = one.objection.message if one.objection.rule in TELLABLE else ""
        sorts.setdefault((one.objection.rule, one.objection.severity, said), []).append(one)
    for (rule, severity, _), (first, *others) in sorts.items():
        unseen = "，读者看不见" if first.hidden else ""
        more = f"，同一种的还有 {len(others)} 处" if others else ""
        message = f"附件里（{first.place}{unseen}）：{first.objection.message}（{rule}）{more}"
        hint = first.objection.hint
        yield Flaw(message, hint if severity is Severity.NOTICE else f"在附件里改：{hint}；{MAY_STAY}"), severity
