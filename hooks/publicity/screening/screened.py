"""Exceptions from the screen: somebody looked, says why, and stands for it; for these words and no others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field, StringConstraints

from publicity.fields.entry import Entry, Line
from publicity.problems.problem import Severity
from publicity.screening.objection import Objection, Rule
from publicity.texts.reading import Finding

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]


class Screened(Entry):
    """One exception. `of` names the words that it is for; when they change it is void."""

    rule: Rule = Field(description="哪一种：照检查结果里的抄，如 mobile")
    of: Digest = Field(description="认的是哪几个字：照检查结果里的抄，原文一改就作废")
    reason: Line = Field(description="为什么可以公开")
    by: Line = Field(description="谁同意的：写职务")


Exceptions = Annotated[list[Screened], Field(max_length=100)]


@dataclass(frozen=True)
class Judged:
    """Objections that stand, those that somebody answers for, and the numbers of exceptions that stand for nothing."""

    standing: tuple[Objection, ...]
    excepted: tuple[tuple[Objection, Screened], ...] = ()
    void: tuple[int, ...] = ()


def judge(objections: Sequence[Objection], exceptions: Sequence[Screened]) -> Judged:
    """Hold objections against exceptions. One exception stands for the same words wherever they are in the text."""
    known = {(one.rule, one.of): one for one in exceptions}
    standing, excepted = [], []
    for each in objections:
        if found := known.get((each.rule, each.digest)):
            excepted.append((each, found))
        else:
            standing.append(each)
    needed = {(each.rule, each.digest) for each in objections}
    void = tuple(i for i, one in enumerate(exceptions) if (one.rule, one.of) not in needed)
    return Judged(tuple(standing), tuple(excepted), void)


def needed_by(also: Iterable[Objection], judged: Judged, exceptions: Sequence[Screened]) -> Judged:
    """What was judged, in which no exception is void that is needed elsewhere: in a file that a document names."""
    if not judged.void:
        return judged
    needed = {(each.rule, each.digest) for each in also}
    void = tuple(i for i in judged.void if (exceptions[i].rule, exceptions[i].of) not in needed)
    return replace(judged, void=void)


def void_exceptions(judged: Judged) -> list[Finding]:
    """What is to be said of exceptions that stand for nothing any more, at their place in `screened`."""
    message = "这条例外作废了：原文里没有它认的那几个字"
    hint = "原文改过的，重新请人看，照新的检查结果写；已经删去的，把这一条也删掉"
    return [Finding(("screened", i, "of"), message, hint, Severity.WARNING) for i in judged.void]


def as_exception(objection: Objection) -> str:
    """The exception that would let it pass, but for its reason and name, as it is written in front matter."""
    return f"- {{rule: {objection.rule}, of: {objection.digest}, reason: , by: }}"
