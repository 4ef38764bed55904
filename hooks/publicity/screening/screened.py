"""Exceptions: somebody looked, says why, and stands for it; for these words or this very file and no others.

All are written in one list, at the head of the page that holds the words or names the file.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field, StringConstraints

from publicity.fields.day import MiswrittenError
from publicity.fields.entry import Entry, Line
from publicity.problems.problem import Severity
from publicity.screening.objection import Objection, Rule
from publicity.texts.reading import Finding

HIDDEN_PARTS = "hidden-parts"  # of a file: what its readers don't see, or what the program can't read in it
Key: TypeAlias = tuple[str, str]  # what an exception stands for: the rule, and the digest of words or of a file


def _digest(given: Any) -> Any:
    if not isinstance(given, str) or not re.fullmatch("[0-9a-f]{8}|[0-9a-f]{16}", given):
        said = "of 是 8 个数字和 a 到 f（hidden-parts 的是 16 个），不是号码和文字本身"
        raise MiswrittenError(said, "of", "运行 publicity screen --exceptions，照抄它打印的")
    return given


Digest = Annotated[str, BeforeValidator(_digest), StringConstraints(pattern=r"^([0-9a-f]{8}|[0-9a-f]{16})$")]


class Screened(Entry):
    """One exception. `of` names the words or the file that it is for; when they change it is void."""

    rule: Literal[Rule, "hidden-parts"] = Field(
        description="哪一种：照检查结果里的抄，如 mobile；附件里看不见、看不了的是 hidden-parts"
    )
    of: Digest = Field(description="认的是哪几个字、哪个文件：照检查结果里的抄，原文、文件一改就作废")
    reason: Line = Field(description="为什么可以公开")
    by: Line = Field(description="谁同意的：写职务")

    @property
    def key(self) -> Key:
        """What it stands for."""
        return self.rule, self.of


NAMES: dict[str, str] = {
    "id-number": "身份证号码",
    "bank-card": "银行卡号",
    "mobile": "手机号码",
    "passport": "出入境证件号码",
    "plate": "车牌号",
    "address": "家庭住址",
    "email": "个人邮箱",
    "secrecy": "密级标志",
    "internal": "内部字样",
    "wrong-name": "名称写法",
    HIDDEN_PARTS: "附件里看不见、看不了的内容",
}

Exceptions = Annotated[list[Screened], Field(max_length=100)]


@dataclass(frozen=True)
class Judged:
    """Objections that stand, those that somebody answers for, and the numbers of exceptions that stand for nothing."""

    standing: tuple[Objection, ...]
    excepted: tuple[tuple[Objection, Screened], ...] = ()
    void: tuple[int, ...] = ()


def judge(objections: Sequence[Objection], exceptions: Sequence[Screened]) -> Judged:
    """Hold objections against exceptions. One exception stands for the same words wherever they are in the text."""
    known = {one.key: one for one in exceptions}
    standing, excepted = [], []
    for each in objections:
        if found := known.get(each.key):
            excepted.append((each, found))
        else:
            standing.append(each)
    needed = {each.key for each in objections}
    void = tuple(i for i, one in enumerate(exceptions) if one.key not in needed)
    return Judged(tuple(standing), tuple(excepted), void)


def needed_by(also: Iterable[Key], judged: Judged, exceptions: Sequence[Screened]) -> Judged:
    """What was judged, in which no exception is void that is needed elsewhere: in a file that a document names."""
    if not judged.void:
        return judged
    needed = set(also)
    return replace(judged, void=tuple(i for i in judged.void if exceptions[i].key not in needed))


def void_exceptions(judged: Judged) -> list[Finding]:
    """What is to be said of exceptions that stand for nothing any more, at their place in `screened`."""
    message = "这条例外作废了：原文和附件里没有它认的那几个字、那个文件"
    hint = "改过的，重新请人看，照新的检查结果写；已经删去的，把这一条也删掉"
    return [Finding(("screened", i, "of"), message, hint, Severity.WARNING) for i in judged.void]


def as_exception(key: Key) -> str:
    """The exception that would let something pass, but for its reason and name, as it is written in front matter."""
    rule, digest = key
    return f"- {{rule: {rule}, of: {digest}, reason: , by: }}"
