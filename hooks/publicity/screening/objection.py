"""What the screen objects to in a text: where, why, how much it matters, and what may be shown of it."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, get_args

from publicity.problems.problem import Severity
from publicity.regex import regex

Rule = Literal[
    "id-number",
    "bank-card",
    "mobile",
    "passport",
    "plate",
    "address",
    "email",
    "secrecy",
    "internal",
    "wrong-name",
]
RULES: tuple[str, ...] = get_args(Rule)

_SECRET = regex(r"\w")
_BLANKS = regex(r"[^\w*]+")


@dataclass(frozen=True)
class Objection:
    """A stretch of a text, `start` and `end` in characters of it.

    `shown` is what may be told of it; `message` and `hint` hold nothing else of the text. `digest` names the words
    themselves in eight letters: an exception that quotes it stands for these words and no others. It goes into no
    message: ten thousand tries find the four starred digits of a mobile that belong to it.
    """

    rule: Rule
    severity: Severity
    start: int
    end: int
    shown: str
    message: str
    hint: str
    digest: str

    @property
    def key(self) -> tuple[str, str]:
        """What an exception from it stands for."""
        return self.rule, self.digest


def objection(
    rule: Rule, severity: Severity, text: str, span: tuple[int, int], said: str, hint: str, shown: str
) -> Objection:
    """Make an objection to a stretch of a text. `said` is the message, in which `{}` stands for what may be shown."""
    start, end = span
    return Objection(
        rule, severity, start, end, shown, said.replace("{}", shown), hint, digest_of(rule, text[start:end])
    )


def digest_of(rule: str, words: str) -> str:
    """Eight letters that name a rule and the words found by it, however they are spaced or wrapped."""
    return sha256(f"{rule}\n{_BLANKS.sub('', words)}".encode()).hexdigest()[:8]


def hidden(words: str, front: int = 0, back: int = 0) -> str:
    """The words with every letter and digit starred but for some in front and at the back; never longer or shorter.

    What separates them stays, so that a place in the line stays that place.
    """
    at = [i for i, letter in enumerate(words) if _SECRET.match(letter)]
    secret = set(at[front : len(at) - back if back else None])
    return "".join("*" if i in secret else letter for i, letter in enumerate(words))
