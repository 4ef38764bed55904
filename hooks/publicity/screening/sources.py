"""A file of a column, screened: problems at their places, with nothing in them that must not be told."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from publicity.problems.problem import Problem, Severity
from publicity.regex import regex
from publicity.screening.objection import Objection, hidden
from publicity.screening.screen import screen
from publicity.screening.screened import Judged, Screened, judge
from publicity.screening.wrong_forms import Lexicon
from publicity.texts.document import body
from publicity.texts.source import Mark, Source

_LINE_END = regex(r"\r\n|\r|\n")
# Exceptions are not public: what a reason says is not screened.
_EXCEPTIONS = regex(r"^screened *:.*(?:\r?\n(?:[ \t]+.*|- .*|[ \t]*(?=\r?\n)))*", re.MULTILINE)
MAY_STAY = "确可公开的，运行 publicity screen --exceptions，照它写例外"
TELLABLE = ("secrecy", "internal", "wrong-name")


def screen_source(source: Source, exceptions: Sequence[Screened] = (), lexicon: Lexicon | None = None) -> Judged:
    """Screen all of a file as it is written: front matter, body, alternative texts, table cells, YAML values."""
    found = screen(source.text, lexicon)
    if found and (own := _own_exceptions(source)):
        found = [one for one in found if not own.start() <= one.start < own.end()]
    return judge(found, exceptions)


def _own_exceptions(source: Source) -> re.Match[str] | None:
    """Where a file records its exceptions: at its head, or anywhere in YAML. In a body the same words are a text."""
    if source.file.endswith((".yml", ".yaml")):
        return _EXCEPTIONS.search(source.text)
    return _EXCEPTIONS.search(source.text, 0, len(source.text) - len(body(source.text)))


def located(source: Source, judged: Judged) -> list[Problem]:
    """The objections that stand, as problems of the file, with the lines shown as `starred` makes them."""
    if not judged.standing:
        return []
    masked = Source(source.file, starred(source.text, [*judged.standing, *(one for one, _ in judged.excepted)]))
    starts = [0, *(match.end() for match in _LINE_END.finditer(source.text))]
    problems = []
    for one in judged.standing:
        line = bisect_right(starts, one.start) - 1
        length = len(_LINE_END.split(source.text[one.start : one.end])[0])
        mark = Mark(line, one.start - starts[line], length)
        hint = one.hint if one.severity is Severity.NOTICE else f"{one.hint}；{MAY_STAY}"
        problems.append(masked.problem(mark, f"{one.message}（{one.rule}）", hint, one.severity))
    return problems


def starred(text: str, objections: Iterable[Objection]) -> str:
    """A text of the same length in which every letter and digit of what is secret is a star."""
    letters = list(text)
    for one in objections:
        if one.rule not in TELLABLE:
            letters[one.start : one.end] = hidden(text[one.start : one.end])
    return "".join(letters)
