"""Problems of any rule without what must not be told: a rule shows its line, and the line may hold a number.

What is told goes into logs that more people read than the file itself (handbook/domain.md#screening).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from publicity.problems.problem import Problem, Severity
from publicity.regex import regex
from publicity.screening.objection import Objection, hidden
from publicity.screening.screen import screen
from publicity.screening.sources import starred
from publicity.screening.wrong_forms import Lexicon
from publicity.texts.memory import Memory, key
from publicity.texts.source import Source

_NO_WORDS = Lexicon({}, frozenset())  # wrong names may be told
_DIGITS = regex(r"[0-9][0-9Xx -]{5,}[0-9Xx]")
_KNOWN_BY = 7  # digits: so many of a number tell whose it is


@dataclass(frozen=True)
class _Known:
    """A file's lines as they may be shown, and the digits that stand in what they hide."""

    lines: tuple[str, ...]
    shown: tuple[str, ...]
    digits: tuple[str, ...]


def masked(problems: Iterable[Problem], text_of: Callable[[str], str | None], memory: Memory) -> list[Problem]:
    """Problems as they may be told. `text_of` gives the text of a file by the name that problems call it by.

    A number that goes over two lines is only known in the whole text; of a file without one each line is read alone.
    `memory` knows again the texts in which nothing is to be hidden.
    """

    @cache
    def known(file: str) -> _Known | None:
        text = text_of(file)
        if text is None:
            return None
        known_as = key(b"nothing to hide", text.encode())
        if memory.recall(known_as):
            lines = tuple(Source("", text).lines)
            return _Known(lines, lines, ())
        if not (found := screen(text, _NO_WORDS)):
            memory.keep(known_as, True)
        return _known(text, found)

    return [_masked(problem, known(problem.file)) for problem in problems]


def alone(problem: Problem) -> Problem:
    """A problem as it may be told, where its file is not at hand."""
    return _masked(problem, None)


@lru_cache(maxsize=1024)  # most sentences are said of many places
def telling_nothing(text: str) -> str:
    """A sentence in which every letter of what must not be told is a star; what is starred in part stays as it is."""
    found = [one for one in screen(text, _NO_WORDS) if not _shown_on_purpose(text, one)]
    return starred(text, found) if found else text


def _shown_on_purpose(text: str, one: Objection) -> bool:
    return one.severity is Severity.NOTICE and (one.rule == "email" or "*" in text[one.start : one.end])


def _known(text: str, found: list[Objection]) -> _Known:
    digits = (re.sub(r"\D", "", text[one.start : one.end]) for one in found)
    lines = tuple(Source("", text).lines)
    shown = tuple(Source("", starred(text, found)).lines)
    return _Known(lines, shown, tuple(each for each in digits if len(each) >= _KNOWN_BY))


def _masked(problem: Problem, known: _Known | None) -> Problem:
    line = problem.source
    at = problem.line - 1
    if known and 0 <= at < len(known.lines) and known.lines[at] == line:
        line = known.shown[at]
    else:
        line = starred(line, screen(line, _NO_WORDS))
    message, hint = telling_nothing(problem.message), telling_nothing(problem.hint)
    if known and known.digits:
        message, hint = _without(message, known.digits), _without(hint, known.digits)
    return replace(problem, file=telling_nothing(problem.file), message=message, hint=hint, source=line)


def _without(sentence: str, numbers: tuple[str, ...]) -> str:
    """A sentence in which no stretch of these numbers is left."""

    def star(match: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", match[0])
        return hidden(match[0]) if any(digits in number for number in numbers) else match[0]

    return _DIGITS.sub(star, sentence)
