"""Wrong forms of the names of state and organs, from a list that an office extends."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from publicity.fields.entry import Entry
from publicity.problems.problem import Problem, Severity
from publicity.screening.objection import Objection, objection
from publicity.texts.memory import Memory, key
from publicity.texts.reading import read
from publicity.texts.source import Source, load
from publicity.texts.tree import parse

FILE = "wrong_forms.yml"  # beside mkdocs.yml, if an office has one of its own

_LONG = 7  # letters

Words = Annotated[str, Field(min_length=2, max_length=40, pattern=r"^\S+$")]
Level = Literal["错误", "警告", "提示"]


def _listed(given: object) -> object:
    return [given] if isinstance(given, str) else given


class Form(Entry):
    """Words that are wrong wherever they stand, except within others."""

    wrong: Annotated[list[Words], BeforeValidator(_listed), Field(min_length=1, max_length=200)] = Field(
        description="错误的写法"
    )
    right: Annotated[str, Field(min_length=1, max_length=100)] = Field(description="正确的写法，告诉编辑")
    unless: Annotated[list[Words], BeforeValidator(_listed), Field(alias="except", max_length=200)] = Field(
        [], description="含有错误写法、却没有错的说法"
    )
    level: Level = Field("警告", description="错误、警告、提示 之一")


class WrongForms(Entry):
    """A list as an office writes it."""

    names: Annotated[list[Words], Field(max_length=500)] = Field([], description="标准名称：打错一个字就查出来")
    confusions: Annotated[dict[str, str], Field(max_length=2000)] = Field({}, description="容易打错的字")
    forms: Annotated[list[Form], Field(max_length=2000)] = Field([], description="其他错误写法")
    correct: Annotated[list[Words], Field(max_length=2000)] = Field([], description="碰巧含有错误写法的词语")


@dataclass(frozen=True)
class Lexicon:
    """What to look for: each wrong form with what is right and how much it matters; and what is right after all."""

    wrong: Mapping[str, tuple[str, Severity]]
    correct: frozenset[str]

    def objections(self, text: str) -> Iterator[Objection]:
        """Find the wrong forms in a text."""
        spared: list[tuple[int, int]] | None = None
        for match in self._pattern.finditer(text):
            if spared is None:
                spared = [found.span(1) for found in self._spared.finditer(text)] if self.correct else []
            if any(start <= match.start() and match.end() <= end for start, end in spared):
                continue
            right, severity = self.wrong[match[0]]
            said, hint = f"“{match[0]}”写法不对", f"写成{right}"
            yield objection("wrong-name", severity, text, match.span(), said, hint, match[0])

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(_branching(self.wrong) or r"(?!)")

    @cached_property
    def _spared(self) -> re.Pattern[str]:
        return re.compile(f"(?=({_branching(self.correct)}))" if self.correct else r"(?!)")


@cache
def shipped() -> Lexicon:
    """What the program knows of itself."""
    lexicon = read_forms([_shipped_list()])
    if not isinstance(lexicon, Lexicon):
        raise ValueError(lexicon[0].text())  # a mistake in the program's own list
    return lexicon


def _shipped_list() -> Source:
    return Source(FILE, files("publicity.screening").joinpath(FILE).read_text(encoding="utf-8"))


def with_own(own: Source) -> Lexicon | list[Problem]:
    """What the program knows, and what an office adds; where its list can't be read, the problems."""
    return read_forms([_shipped_list(), own])


def own_lexicon(root: Path, memory: Memory | None = None) -> tuple[Lexicon, list[Problem]]:
    """The forms that a column looks for, with those of its own FILE; and what is wrong with that.

    `memory` knows lists again in which nothing was wrong.
    """
    own = load(root / FILE, FILE) if (root / FILE).is_file() else None
    if isinstance(own, Problem):
        return shipped(), [own]
    known_as = key(own.text.encode()) if own else key()
    if memory and (known := memory.recall(known_as)):
        return Lexicon(*known), []
    found = with_own(own) if own else shipped()
    if not isinstance(found, Lexicon):
        return shipped(), found
    if memory:
        memory.keep(known_as, (found.wrong, found.correct))
        memory.save()
    return found, []


def read_forms(sources: Sequence[Source]) -> Lexicon | list[Problem]:
    """Read lists, each of which adds to those before; where one can't be read, the problems of all."""
    lists: list[WrongForms] = []
    problems: list[Problem] = []
    for source in sources:
        tree, found = parse(source)
        problems += found
        if isinstance(tree.data, dict):
            form = read(source, tree, WrongForms)
            problems += form.problems
            if form.value:
                lists.append(form.value)
        elif not found:
            problems.append(source.problem(tree.at(()), "整个文件应是一行行“键: 值”", "从“forms:”写起"))
    return problems or _lexicon(lists)


def _lexicon(lists: Iterable[WrongForms]) -> Lexicon:
    wrong: dict[str, tuple[str, Severity]] = {}
    correct: set[str] = set()
    names: list[str] = []
    alike: dict[str, str] = {}
    for each in lists:
        names += each.names
        correct.update(each.correct)
        for letter, others in each.confusions.items():
            alike[letter] = alike.get(letter, "") + others
        for form in each.forms:
            correct.update(form.unless)
            wrong |= dict.fromkeys(form.wrong, (form.right, Severity(form.level)))
    for name in names:
        for misspelt in _misspelt(name, alike):
            wrong.setdefault(misspelt, (name, Severity.ERROR))
    for part in [words for words in wrong if any(words in name for name in names)]:
        del wrong[part]
    return Lexicon(wrong, frozenset(correct))


def _misspelt(name: str, alike: Mapping[str, str]) -> Iterator[str]:
    """A name with one letter taken for another, one within it written twice, or two within it in the wrong order.

    Of a long name one within it may also be left out; short ones would be found across other words.
    """
    for i, letter in enumerate(name):
        for other in alike.get(letter, ""):
            yield name[:i] + other + name[i + 1 :]
        if 0 < i < len(name) - 1 and len(name) > 3:
            yield name[:i] + letter + name[i:]
            if i < len(name) - 2 and letter != name[i + 1]:
                yield name[:i] + name[i + 1] + letter + name[i + 2 :]
            if len(name) >= _LONG:
                yield name[:i] + name[i + 1 :]


def _branching(words: Iterable[str]) -> str:
    """A pattern of words that goes through what their beginnings share once, longest first."""
    branches: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        branches.setdefault(word[:1], []).append(word[1:])
    ends = branches.pop("", None) is not None
    if not branches:
        return ""
    inner = [re.escape(letter) + _branching(rest) for letter, rest in branches.items()]
    return (f"(?:{'|'.join(inner)})" if len(inner) > 1 or ends else inner[0]) + ("?" if ends else "")
